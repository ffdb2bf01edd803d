package org.ferrywasm.exec;

import org.ferrywasm.runtime.AtomicUpdate;
import org.ferrywasm.runtime.MemInst;
import org.ferrywasm.runtime.SharedBacking;
import org.ferrywasm.runtime.SharedMemInst;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.runtime.Waiter;
import org.ferrywasm.syntax.Op;
import org.jspecify.annotations.Nullable;

/**
 * The atomic instructions, by their code (threads proposal). Addresses are effective addresses. Each traps first if the
 * address is not a multiple of the width, then if the access is not wholly inside. On a memory that is not shared they are
 * plain accesses, for nobody else can look.
 */
public final class AtomicOps {
    /** The widths of a family of seven instructions, in the order of their codes, as base-2 logarithms of bytes. */
    private static final int[] WIDTHS_LOG2 = {2, 3, 0, 1, 0, 1, 2};

    private static final AtomicUpdate[] UPDATES = AtomicUpdate.values();

    private AtomicOps() {}

    /** Executes an atomic load and gives its result as a slot. */
    public static long load(int op, MemInst mem, long address) {
        int widthLog2 = widthLog2(op - Op.I32_ATOMIC_LOAD);
        require(mem, address, widthLog2);
        return mem instanceof SharedMemInst shared
                ? shared.backing().atomicLoad(address, widthLog2)
                : plainLoad(mem, address, widthLog2);
    }

    /** Executes an atomic store. */
    public static void store(int op, MemInst mem, long address, long value) {
        int widthLog2 = widthLog2(op - Op.I32_ATOMIC_STORE);
        require(mem, address, widthLog2);
        if (mem instanceof SharedMemInst shared) {
            shared.backing().atomicStore(address, widthLog2, value);
        } else {
            plainStore(mem, address, widthLog2, value);
        }
    }

    /** Executes an atomic read-modify-write other than compare-exchange and gives the old value as a slot. */
    public static long rmw(int op, MemInst mem, long address, long operand) {
        int number = op - Op.I32_ATOMIC_RMW_ADD;
        int widthLog2 = widthLog2(number);
        AtomicUpdate update = UPDATES[number / WIDTHS_LOG2.length];
        require(mem, address, widthLog2);
        if (mem instanceof SharedMemInst shared) {
            return shared.backing().atomicUpdate(address, widthLog2, update, operand);
        }
        long old = plainLoad(mem, address, widthLog2);
        plainStore(mem, address, widthLog2, update.apply(old, operand));
        return old;
    }

    /**
     * Executes an atomic compare-exchange and gives the old value as a slot. Of the expected value only the bits that the
     * access is wide count (threads proposal, "Read-Modify-Write").
     */
    public static long cmpxchg(int op, MemInst mem, long address, long expected, long replacement) {
        int number = op - Op.I32_ATOMIC_RMW_CMPXCHG;
        int widthLog2 = widthLog2(number);
        require(mem, address, widthLog2);
        long wanted = expected & (-1L >>> (Long.SIZE - (Byte.SIZE << widthLog2)));
        if (mem instanceof SharedMemInst shared) {
            return shared.backing().atomicCompareExchange(address, widthLog2, wanted, replacement);
        }
        long old = plainLoad(mem, address, widthLog2);
        if (old == wanted) {
            plainStore(mem, address, widthLog2, replacement);
        }
        return old;
    }

    /** Executes {@code memory.atomic.notify}: how many were woken, none where the memory is not shared. */
    public static int notify(MemInst mem, long address, int count) {
        require(mem, address, 2);
        return mem instanceof SharedMemInst shared ? shared.backing().waiters().wake(address, count) : 0;
    }

    /**
     * Executes {@code memory.atomic.wait32} as far as the beginning of the wait.
     *
     * @return what waits, or null where the memory holds another value
     */
    public static @Nullable Waiter wait32(
            StoreState store, MemInst mem, long address, int expected, long timeoutNanos) {
        return await(store, mem, address, 2, Integer.toUnsignedLong(expected), timeoutNanos);
    }

    /** Executes {@code memory.atomic.wait64}, as {@link #wait32}. */
    public static @Nullable Waiter wait64(
            StoreState store, MemInst mem, long address, long expected, long timeoutNanos) {
        return await(store, mem, address, 3, expected, timeoutNanos);
    }

    private static @Nullable Waiter await(
            StoreState store, MemInst mem, long address, int widthLog2, long expected, long timeoutNanos) {
        require(mem, address, widthLog2);
        if (!(mem instanceof SharedMemInst shared)) {
            throw new TrapSignal(TrapKind.EXPECTED_SHARED_MEMORY);
        }
        store.beginWaiting();
        SharedBacking backing = shared.backing();
        Waiter waiter = backing.waiters()
                .enter(address, () -> backing.atomicLoad(address, widthLog2) == expected, timeoutNanos);
        if (waiter == null) {
            store.endWaiting();
        }
        return waiter;
    }

    private static int widthLog2(int number) {
        return WIDTHS_LOG2[number % WIDTHS_LOG2.length];
    }

    private static void require(MemInst mem, long address, int widthLog2) {
        long lengthBytes = 1L << widthLog2;
        if ((address & lengthBytes - 1) != 0) {
            throw new TrapSignal(TrapKind.UNALIGNED_ATOMIC);
        }
        mem.require(address, lengthBytes);
    }

    private static long plainLoad(MemInst mem, long address, int widthLog2) {
        return switch (widthLog2) {
            case 0 -> mem.load8(address) & 0xFF;
            case 1 -> mem.load16(address) & 0xFFFF;
            case 2 -> Integer.toUnsignedLong(mem.load32(address));
            default -> mem.load64(address);
        };
    }

    private static void plainStore(MemInst mem, long address, int widthLog2, long value) {
        switch (widthLog2) {
            case 0 -> mem.store8(address, (byte) value);
            case 1 -> mem.store16(address, (short) value);
            case 2 -> mem.store32(address, (int) value);
            default -> mem.store64(address, value);
        }
    }
}
