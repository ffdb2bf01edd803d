package org.ferrywasm.runtime;

import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;

/**
 * A memory instance (specification, "Memory Instances"). Addresses are unsigned 64-bit effective addresses, whatever the
 * memory's address type; an access that is not wholly inside traps. The interpreter reads and writes {@link #bytes}
 * itself as far as they go, and comes here for everything beyond.
 */
public abstract sealed class MemInst permits LinearMemory, SharedMemInst {
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

    /** Adds pages. Gives the old size in pages, or -1 when the memory cannot grow so far. */
    public abstract long grow(long deltaPages);

    public abstract byte load8(long address);

    public abstract short load16(long address);

    public abstract int load32(long address);

    public abstract long load64(long address);

    public abstract void store8(long address, byte value);

    public abstract void store16(long address, short value);

    public abstract void store32(long address, int value);

    public abstract void store64(long address, long value);

    /** Sets a range of bytes. */
    public abstract void fill(long address, byte value, long lengthBytes);

    /** Copies bytes here from a memory, possibly this one. */
    public abstract void copy(long to, MemInst source, long from, long lengthBytes);

    /** Copies bytes here. */
    public abstract void write(long address, byte[] source, int start, int lengthBytes);

    /** Copies bytes from here. */
    public abstract void read(long address, byte[] target, int start, int lengthBytes);

    /** The address of a memory argument: traps where the sum is no 64-bit number. */
    public static long effectiveAddress(long address, long offset) {
        long sum = address + offset;
        if (Long.compareUnsigned(sum, address) < 0) {
            throw outOfBounds();
        }
        return sum;
    }

    static TrapSignal outOfBounds() {
        return new TrapSignal(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
    }
}
