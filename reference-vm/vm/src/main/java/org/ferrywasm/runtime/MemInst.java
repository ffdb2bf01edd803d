package org.ferrywasm.runtime;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.jspecify.annotations.Nullable;

/**
 * A memory instance (specification, "Memory Instances"). Addresses are unsigned 64-bit effective addresses, whatever the
 * memory's address type; an access that is not wholly inside traps and changes nothing. The interpreter reads and writes
 * {@link #bytes} itself as far as they go, and comes here for everything beyond.
 *
 * <p>A memory lies in pieces, each allocated once it is touched; an untouched piece is all zeroes. In order: type and size,
 * scalar accesses, accesses to ranges, pieces.
 */
public abstract sealed class MemInst permits LinearMemory, SharedMemInst {
    /** How many bytes the greatest memory that can be addressed here has. */
    static final long MAX_BYTES = 1L << 40;

    private static final long MAX_BYTES_32 = 1L << 32;
    private static final long MAX_PAGES_32 = MAX_BYTES_32 - 1;

    private final MemType type;

    MemInst(MemType type) {
        this.type = type;
    }

    /** Its type as it was made. */
    public final MemType declaredType() {
        return type;
    }

    /** Its type now: the least size is the present one. */
    public final MemType type() {
        Limits limits = new Limits(sizePages(), type.limits().max());
        return new MemType(type.addressType(), limits, type.shared(), type.pageSizeLog2());
    }

    /** How many pages it has. */
    public final long sizePages() {
        return sizeBytes() >>> type.pageSizeLog2();
    }

    /** How many bytes it has. */
    public abstract long sizeBytes();

    /**
     * The bytes from address 0 on that may be used directly by the owner, all inside the memory; fewer than it has, none
     * for a shared memory. A new array may take their place whenever an access goes beyond them.
     */
    public abstract byte[] bytes();

    /** Adds pages, their number being unsigned. Gives the old size in pages, or -1 when the memory cannot grow so far. */
    public abstract long grow(long deltaPages);

    /** How many pages a memory of this type may have: as declared, and as its addresses and the pieces' table reach. */
    static long maxPages(MemType type) {
        long reachable = type.addressType() == AddressType.I32
                ? Math.min(MAX_BYTES_32 >>> type.pageSizeLog2(), MAX_PAGES_32)
                : MAX_BYTES >>> type.pageSizeLog2();
        long declared = type.limits().max().orElse(reachable);
        return Long.compareUnsigned(declared, reachable) < 0 ? declared : reachable;
    }

    public abstract byte load8(long address);

    public abstract short load16(long address);

    public abstract int load32(long address);

    public abstract long load64(long address);

    public abstract void store8(long address, byte value);

    public abstract void store16(long address, short value);

    public abstract void store32(long address, int value);

    public abstract void store64(long address, long value);

    /** The address of a memory argument: traps where the sum is no 64-bit number. */
    public static long effectiveAddress(long address, long offset) {
        long sum = address + offset;
        if (Long.compareUnsigned(sum, address) < 0) {
            throw outOfBounds();
        }
        return sum;
    }

    /** Traps unless a range lies wholly inside the memory; both numbers are unsigned. */
    public final void require(long address, long lengthBytes) {
        if ((address | lengthBytes) < 0 || address > sizeBytes() - lengthBytes) {
            throw outOfBounds();
        }
    }

    static TrapSignal outOfBounds() {
        return new TrapSignal(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
    }

    /** Sets a range of bytes. Filling an untouched piece with zeroes leaves it untouched. */
    public final void fill(long address, byte value, long lengthBytes) {
        require(address, lengthBytes);
        if (value != 0) {
            approach(address, lengthBytes);
        }
        if (isDirect(address, lengthBytes)) {
            Arrays.fill(bytes(), (int) address, (int) (address + lengthBytes), value);
            return;
        }
        if (value != 0) {
            touch(address, lengthBytes);
        }
        for (long done = 0, run; done < lengthBytes; done += run) {
            run = Math.min(lengthBytes - done, runFrom(address + done));
            MemorySegment piece = piece(address + done, run);
            if (piece != null) {
                piece.fill(value);
            }
        }
    }

    /**
     * Copies bytes here from a memory, possibly this one and overlapping.
     *
     * @throws TrapSignal if either range is not wholly inside its memory
     */
    public final void copy(long to, MemInst source, long from, long lengthBytes) {
        require(to, lengthBytes);
        source.require(from, lengthBytes);
        if (source.isTouched(from, lengthBytes)) {
            approach(to, lengthBytes);
        }
        if (isDirect(to, lengthBytes) && source.isDirect(from, lengthBytes)) {
            System.arraycopy(source.bytes(), (int) from, bytes(), (int) to, (int) lengthBytes);
            return;
        }
        touchForCopy(to, source, from, lengthBytes);
        if (to > from && to - from < lengthBytes) {
            for (long left = lengthBytes; left > 0; ) {
                long run = Math.min(left, Math.min(runTo(to + left), source.runTo(from + left)));
                left -= run;
                copyPiece(to + left, source, from + left, run);
            }
        } else {
            for (long done = 0, run; done < lengthBytes; done += run) {
                run = Math.min(lengthBytes - done, Math.min(runFrom(to + done), source.runFrom(from + done)));
                copyPiece(to + done, source, from + done, run);
            }
        }
    }

    private boolean isTouched(long address, long lengthBytes) {
        for (long done = 0, run; done < lengthBytes; done += run) {
            run = Math.min(lengthBytes - done, runFrom(address + done));
            if (piece(address + done, run) != null) {
                return true;
            }
        }
        return false;
    }

    /** Touches what a copy will write, so that nothing has been written should allocation fail. */
    private void touchForCopy(long to, MemInst source, long from, long lengthBytes) {
        for (long done = 0, run; done < lengthBytes; done += run) {
            run = Math.min(lengthBytes - done, source.runFrom(from + done));
            if (source.piece(from + done, run) != null) {
                touch(to + done, run);
            }
        }
    }

    private void copyPiece(long to, MemInst source, long from, long lengthBytes) {
        MemorySegment sourcePiece = source.piece(from, lengthBytes);
        MemorySegment piece = piece(to, lengthBytes);
        if (sourcePiece == null) {
            if (piece != null) {
                piece.fill((byte) 0);
            }
            return;
        }
        if (piece == null) {
            touch(to, lengthBytes);
            copyPiece(to, source, from, lengthBytes);
            return;
        }
        MemorySegment.copy(sourcePiece, 0, piece, 0, lengthBytes);
    }

    /** Copies bytes here. */
    public final void write(long address, byte[] source, int start, int lengthBytes) {
        require(address, lengthBytes);
        approach(address, lengthBytes);
        if (isDirect(address, lengthBytes)) {
            System.arraycopy(source, start, bytes(), (int) address, lengthBytes);
            return;
        }
        touch(address, lengthBytes);
        MemorySegment all = MemorySegment.ofArray(source);
        for (long done = 0, run; done < lengthBytes; done += run) {
            run = Math.min(lengthBytes - done, runFrom(address + done));
            MemorySegment piece = piece(address + done, run);
            if (piece == null) {
                throw new AssertionError("a touched piece is not there");
            }
            MemorySegment.copy(all, start + done, piece, 0, run);
        }
    }

    /** Copies bytes from here. */
    public final void read(long address, byte[] target, int start, int lengthBytes) {
        require(address, lengthBytes);
        if (isDirect(address, lengthBytes)) {
            System.arraycopy(bytes(), (int) address, target, start, lengthBytes);
            return;
        }
        MemorySegment all = MemorySegment.ofArray(target);
        for (long done = 0, run; done < lengthBytes; done += run) {
            run = Math.min(lengthBytes - done, runFrom(address + done));
            MemorySegment piece = piece(address + done, run);
            if (piece == null) {
                Arrays.fill(target, (int) (start + done), (int) (start + done + run), (byte) 0);
            } else {
                MemorySegment.copy(piece, 0, all, start + done, run);
            }
        }
    }

    private boolean isDirect(long address, long lengthBytes) {
        return address + lengthBytes <= bytes().length;
    }

    /** Says that a range inside the memory is about to be touched; {@link #bytes} may come to cover it. */
    abstract void approach(long address, long lengthBytes);

    /** Allocates every piece of a range inside the memory, or throws OutOfMemoryError with its contents as they were. */
    final void touch(long address, long lengthBytes) {
        for (long done = 0; done < lengthBytes; done += runFrom(address + done)) {
            touch(address + done);
        }
    }

    /** Allocates the piece at an address inside the memory. */
    abstract void touch(long address);

    /** The bytes of a range that lies in one piece, or null if that is untouched. */
    abstract @Nullable MemorySegment piece(long address, long lengthBytes);

    /** How many bytes from an address on lie in one piece. */
    abstract long runFrom(long address);

    /** How many bytes up to an end lie in one piece. */
    abstract long runTo(long end);
}
