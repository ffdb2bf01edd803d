package org.ferrywasm.runtime;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * One store's view of a shared memory (threads proposal). The bytes are in the {@link SharedBacking}, which other stores use
 * at the same time; what belongs to this store alone is how much of the memory its limits have been asked about.
 */
public final class SharedMemInst extends MemInst {
    private static final byte[] NO_BYTES = {};

    private final @Nullable StoreState store;
    private final SharedBacking backing;
    private long accountedBytes;

    /** Makes a view outside of any store: no limits but the memory's own apply. Any thread may use it. */
    public SharedMemInst(SharedBacking backing) {
        super(backing.type());
        this.store = null;
        this.backing = backing;
    }

    /**
     * Makes a store's view; {@link StoreState#sharedMemory} gives the store's one.
     *
     * @throws TrapSignal if the memory's present size exceeds the store's limit on memory
     */
    SharedMemInst(StoreState store, SharedBacking backing) {
        super(backing.type());
        this.store = store;
        this.backing = backing;
        long sizeBytes = backing.sizeBytes();
        if (!account(sizeBytes)) {
            throw store.memoryRefused(sizeBytes);
        }
    }

    /** What it is a view of. */
    public SharedBacking backing() {
        return backing;
    }

    /** Its size now; other threads may have made it grow. */
    @Override
    public long sizeBytes() {
        return backing.sizeBytes();
    }

    @Override
    public byte[] bytes() {
        return NO_BYTES;
    }

    /** Grows the memory for every store that uses it; this one's limits are asked. */
    @Override
    public long grow(long deltaPages) {
        if (deltaPages == 0) {
            return sizePages();
        }
        int pageSizeLog2 = declaredType().pageSizeLog2();
        long maxPages = maxPages(declaredType());
        for (; ; ) {
            long oldBytes = backing.sizeBytes();
            long oldPages = oldBytes >>> pageSizeLog2;
            long newBytes = (oldPages + deltaPages) << pageSizeLog2;
            if (Long.compareUnsigned(deltaPages, maxPages - oldPages) > 0 || !account(newBytes)) {
                tell(oldPages, deltaPages, true);
                return -1;
            }
            if (backing.grow(oldBytes, newBytes)) {
                tell(oldPages, deltaPages, false);
                return oldPages;
            }
        }
    }

    private void tell(long oldPages, long deltaPages, boolean isRefused) {
        StoreListener listener = store == null ? null : store.listener();
        if (listener != null) {
            listener.memoryGrew(oldPages, oldPages + deltaPages, isRefused);
        }
    }

    private boolean account(long bytes) {
        if (store == null || bytes <= accountedBytes) {
            return true;
        }
        if (!store.mayGrowMemory(accountedBytes, bytes)) {
            return false;
        }
        accountedBytes = bytes;
        return true;
    }

    @Override
    public byte load8(long address) {
        require(address, Byte.BYTES);
        return backing.load8(address);
    }

    @Override
    public short load16(long address) {
        require(address, Short.BYTES);
        return backing.load16(address);
    }

    @Override
    public int load32(long address) {
        require(address, Integer.BYTES);
        return backing.load32(address);
    }

    @Override
    public long load64(long address) {
        require(address, Long.BYTES);
        return backing.load64(address);
    }

    @Override
    public void store8(long address, byte value) {
        require(address, Byte.BYTES);
        backing.store8(address, value);
    }

    @Override
    public void store16(long address, short value) {
        require(address, Short.BYTES);
        backing.store16(address, value);
    }

    @Override
    public void store32(long address, int value) {
        require(address, Integer.BYTES);
        backing.store32(address, value);
    }

    @Override
    public void store64(long address, long value) {
        require(address, Long.BYTES);
        backing.store64(address, value);
    }

    @Override
    void approach(long address, long lengthBytes) {
        // No array covers any of it.
    }

    @Override
    void touch(long address) {
        backing.touch(address);
    }

    @Override
    @Nullable
    MemorySegment piece(long address, long lengthBytes) {
        return backing.piece(address, lengthBytes);
    }

    @Override
    long runFrom(long address) {
        return SharedBacking.runFrom(address);
    }

    @Override
    long runTo(long end) {
        return SharedBacking.runTo(end);
    }
}
