package org.ferrywasm.runtime;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.ferrywasm.syntax.MemType;
import org.jspecify.annotations.Nullable;

/**
 * An unshared memory. It has a length and, for the addresses from 0 on, an array that may be shorter and is never longer, so
 * that a check against the array's length is the bounds check of the interpreter's fast path. What lies beyond the array is
 * in chunks, allocated when they are first written. Growing changes the length alone.
 *
 * <p>The array is replaced by a longer one when that is worth it: at once if it grows geometrically, so that copying costs a
 * constant per byte ever touched; else once accesses to chunks have paid for it. So a memory that grows page by page is not
 * copied each time, and one that is touched at both ends does not allocate all that lies between.
 */
public final class LinearMemory extends MemInst {
    /** The sizes of the parts that a memory is made of; small in tests, so that they cross every border. */
    record Parts(int firstBytes, int freeBytes, int directBytes, int chunkLog2, int leafLog2) {
        static final Parts DEFAULT = new Parts(1 << 12, 1 << 18, 1 << 30, 16, 12);
    }

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** How many bytes of copying one access outside the array pays for: about as long as the access itself takes. */
    private static final int ACCESS_CREDIT_BYTES = 64;

    private final StoreState store;
    private final Parts parts;
    private final long maxPages;
    private long sizeBytes;
    private long creditBytes;

    /** How long the array may become. */
    private int directLimit;

    private byte[] bytes = {};

    /** The chunks by address, in leaves; null where untouched. What the array covers is not in them. */
    private byte[][][] leaves = {};

    /**
     * Makes a memory of its least size.
     *
     * @throws TrapSignal if that exceeds the store's limit on memory or what can be addressed
     */
    public LinearMemory(StoreState store, MemType type) {
        this(store, type, Parts.DEFAULT);
    }

    LinearMemory(StoreState store, MemType type, Parts parts) {
        super(type);
        this.store = store;
        this.parts = parts;
        this.maxPages = maxPages(type);
        this.directLimit = parts.directBytes;
        long minPages = type.limits().min();
        if (Long.compareUnsigned(minPages, maxPages) > 0) {
            throw TrapSignal.notAddressable();
        }
        if (!extend(minPages)) {
            throw store.memoryRefused(minPages << type.pageSizeLog2());
        }
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public long grow(long deltaPages) {
        long oldPages = sizePages();
        if (deltaPages == 0) {
            return oldPages;
        }
        boolean hasGrown = extend(deltaPages);
        StoreListener listener = store.listener();
        if (listener != null) {
            listener.memoryGrew(oldPages, oldPages + deltaPages, !hasGrown);
        }
        return hasGrown ? oldPages : -1;
    }

    private boolean extend(long deltaPages) {
        long oldPages = sizePages();
        if (deltaPages == 0) {
            return true;
        }
        if (Long.compareUnsigned(deltaPages, maxPages - oldPages) > 0) {
            return false;
        }
        long newBytes = (oldPages + deltaPages) << declaredType().pageSizeLog2();
        if (!store.mayGrowMemory(sizeBytes, newBytes)) {
            return false;
        }
        sizeBytes = newBytes;
        return true;
    }

    @Override
    public byte load8(long address) {
        return reach(address, Byte.BYTES) ? bytes[(int) address] : (byte) load(address, Byte.BYTES);
    }

    @Override
    public short load16(long address) {
        return reach(address, Short.BYTES)
                ? (short) SHORT.get(bytes, (int) address)
                : (short) load(address, Short.BYTES);
    }

    @Override
    public int load32(long address) {
        return reach(address, Integer.BYTES) ? (int) INT.get(bytes, (int) address) : (int) load(address, Integer.BYTES);
    }

    @Override
    public long load64(long address) {
        return reach(address, Long.BYTES) ? (long) LONG.get(bytes, (int) address) : load(address, Long.BYTES);
    }

    @Override
    public void store8(long address, byte value) {
        if (reach(address, Byte.BYTES)) {
            bytes[(int) address] = value;
        } else {
            store(address, Byte.BYTES, value);
        }
    }

    @Override
    public void store16(long address, short value) {
        if (reach(address, Short.BYTES)) {
            SHORT.set(bytes, (int) address, value);
        } else {
            store(address, Short.BYTES, value);
        }
    }

    @Override
    public void store32(long address, int value) {
        if (reach(address, Integer.BYTES)) {
            INT.set(bytes, (int) address, value);
        } else {
            store(address, Integer.BYTES, value);
        }
    }

    @Override
    public void store64(long address, long value) {
        if (reach(address, Long.BYTES)) {
            LONG.set(bytes, (int) address, value);
        } else {
            store(address, Long.BYTES, value);
        }
    }

    /** Checks a scalar access; whether the array covers it, possibly a new one. */
    private boolean reach(long address, int lengthBytes) {
        if (address >= 0 && address <= bytes.length - lengthBytes) {
            return true;
        }
        require(address, lengthBytes);
        approach(address, lengthBytes);
        return address <= bytes.length - lengthBytes;
    }

    private long load(long address, int lengthBytes) {
        int offset = chunkOffset(address);
        if (address >= bytes.length && offset <= chunkBytes() - lengthBytes) {
            byte[] chunk = chunk(address);
            if (chunk == null) {
                return 0;
            }
            return switch (lengthBytes) {
                case Byte.BYTES -> chunk[offset];
                case Short.BYTES -> (short) SHORT.get(chunk, offset);
                case Integer.BYTES -> (int) INT.get(chunk, offset);
                default -> (long) LONG.get(chunk, offset);
            };
        }
        long value = 0;
        for (int i = 0; i < lengthBytes; i++) {
            value |= (loadByte(address + i) & 0xFFL) << (i * Byte.SIZE);
        }
        return value;
    }

    private byte loadByte(long address) {
        if (address < bytes.length) {
            return bytes[(int) address];
        }
        byte[] chunk = chunk(address);
        return chunk == null ? 0 : chunk[chunkOffset(address)];
    }

    private void store(long address, int lengthBytes, long value) {
        touch(address, lengthBytes);
        int offset = chunkOffset(address);
        if (address >= bytes.length && offset <= chunkBytes() - lengthBytes) {
            byte[] chunk = Objects.requireNonNull(chunk(address));
            switch (lengthBytes) {
                case Byte.BYTES -> chunk[offset] = (byte) value;
                case Short.BYTES -> SHORT.set(chunk, offset, (short) value);
                case Integer.BYTES -> INT.set(chunk, offset, (int) value);
                default -> LONG.set(chunk, offset, value);
            }
            return;
        }
        for (int i = 0; i < lengthBytes; i++) {
            storeByte(address + i, (byte) (value >>> (i * Byte.SIZE)));
        }
    }

    private void storeByte(long address, byte value) {
        if (address < bytes.length) {
            bytes[(int) address] = value;
            return;
        }
        Objects.requireNonNull(chunk(address))[chunkOffset(address)] = value;
    }

    @Override
    void approach(long address, long lengthBytes) {
        long end = address + lengthBytes;
        if (end <= bytes.length || end > directLimit || lengthBytes == 0) {
            return;
        }
        creditBytes += Math.max(lengthBytes, ACCESS_CREDIT_BYTES);
        long rounded = Math.max(parts.firstBytes, Long.highestOneBit(end - 1) << 1);
        int length = (int) Math.min(rounded, Math.min(sizeBytes, directLimit));
        long grown = (long) length - bytes.length;
        boolean geometric = grown >= bytes.length / 4 && (grown <= bytes.length || length <= parts.freeBytes);
        if (geometric || creditBytes >= length) {
            extend(length);
        }
    }

    private void extend(int length) {
        byte[] longer;
        try {
            longer = Arrays.copyOf(bytes, length);
        } catch (OutOfMemoryError e) {
            // Chunks need no memory twice and no room in one place: go on with them.
            directLimit = bytes.length;
            return;
        }
        for (long at = bytes.length, run; at < length; at += run) {
            run = Math.min(length - at, runFrom(at));
            byte[] chunk = chunk(at);
            if (chunk != null) {
                System.arraycopy(chunk, chunkOffset(at), longer, (int) at, (int) run);
                if (at + run == chunkEnd(at)) {
                    leaves[leafIndex(at)][indexInLeaf(at)] = null;
                }
            }
        }
        bytes = longer;
        creditBytes = 0;
    }

    @Override
    void touch(long address) {
        if (address < bytes.length || chunk(address) != null) {
            return;
        }
        int leaf = leafIndex(address);
        if (leaf >= leaves.length) {
            leaves = Arrays.copyOf(leaves, leaf + 1);
        }
        if (leaves[leaf] == null) {
            leaves[leaf] = new byte[1 << parts.leafLog2][];
        }
        leaves[leaf][indexInLeaf(address)] = new byte[chunkBytes()];
    }

    @Override
    @Nullable
    MemorySegment piece(long address, long lengthBytes) {
        if (address < bytes.length) {
            return MemorySegment.ofArray(bytes).asSlice(address, lengthBytes);
        }
        byte[] chunk = chunk(address);
        return chunk == null ? null : MemorySegment.ofArray(chunk).asSlice(chunkOffset(address), lengthBytes);
    }

    @Override
    long runFrom(long address) {
        return address < bytes.length ? bytes.length - address : chunkEnd(address) - address;
    }

    @Override
    long runTo(long end) {
        long last = end - 1;
        return last < bytes.length ? end : end - Math.max(bytes.length, chunkEnd(last) - chunkBytes());
    }

    private byte @Nullable [] chunk(long address) {
        int leaf = leafIndex(address);
        return leaf >= leaves.length || leaves[leaf] == null ? null : leaves[leaf][indexInLeaf(address)];
    }

    private int leafIndex(long address) {
        return (int) (address >>> (parts.chunkLog2 + parts.leafLog2));
    }

    private int indexInLeaf(long address) {
        return (int) (address >>> parts.chunkLog2) & (1 << parts.leafLog2) - 1;
    }

    private int chunkOffset(long address) {
        return (int) address & chunkBytes() - 1;
    }

    private long chunkEnd(long address) {
        return address - chunkOffset(address) + chunkBytes();
    }

    private int chunkBytes() {
        return 1 << parts.chunkLog2;
    }
}
