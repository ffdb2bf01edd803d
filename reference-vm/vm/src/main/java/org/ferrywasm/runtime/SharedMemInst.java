package org.ferrywasm.runtime;

import java.lang.foreign.MemorySegment;
import org.ferrywasm.syntax.MemType;
import org.jspecify.annotations.Nullable;

/**
 * A shared memory as an instance (threads proposal): bounds and traps around its {@link SharedBacking}. Unlike every other
 * instance it may be in several stores at once, so it belongs to none, may be published even through a data race, and may be
 * used by any thread.
 */
public final class SharedMemInst extends MemInst {
    private static final byte[] NO_BYTES = {};

<<<<<<< HEAD
=======
    private final @Nullable StoreState store;
>>>>>>> core
    private final SharedBacking backing;

    /** Makes a view outside of any store: no limits but the memory's own apply. Any thread may use it. */
    public SharedMemInst(SharedBacking backing) {
        super(backing.type());
        this.store = null;
        this.backing = backing;
    }

    /**
<<<<<<< HEAD
     * Makes a memory of its least size that no store's limits apply to.
=======
     * Makes a store's view; {@link StoreState#sharedMemory} gives the store's one.
>>>>>>> core
     *
     * @throws TrapSignal if the least size exceeds what can be addressed
     */
<<<<<<< HEAD
    public SharedMemInst(MemType type) {
        super(type);
        this.backing = new SharedBacking(type);
    }

    /**
     * Makes a memory of its least size on behalf of a store. The store is accounted for its greatest size at once, because
     * others may make it grow when the store cannot be asked.
     *
     * @throws TrapSignal if that exceeds the store's limit on memory, or the least size what can be addressed
     */
    public SharedMemInst(StoreState store, MemType type) {
        this(type);
        if (!store.mayGrowMemory(0, maxPages(type) << type.pageSizeLog2())) {
=======
    SharedMemInst(StoreState store, SharedBacking backing) {
        super(backing.type());
        this.store = store;
        this.backing = backing;
        if (!account(backing.sizeBytes())) {
>>>>>>> core
            throw new TrapSignal(TrapKind.ALLOCATION_LIMIT);
        }
    }

    /** Its bytes, for atomic accesses. */
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

    @Override
    public long grow(long deltaPages) {
        int pageSizeLog2 = declaredType().pageSizeLog2();
        long maxPages = maxPages(declaredType());
        for (; ; ) {
            long oldBytes = backing.sizeBytes();
            long oldPages = oldBytes >>> pageSizeLog2;
            if (Long.compareUnsigned(deltaPages, maxPages - oldPages) > 0) {
                return -1;
            }
            if (backing.grow(oldBytes, oldPages + deltaPages << pageSizeLog2)) {
                return oldPages;
            }
        }
    }

<<<<<<< HEAD
=======
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

>>>>>>> core
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
