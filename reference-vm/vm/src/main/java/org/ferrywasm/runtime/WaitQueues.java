package org.ferrywasm.runtime;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The threads that wait for addresses of one shared memory, first come, first woken (threads proposal, "Wait and Notify
 * Operators"). An address has an entry only while somebody waits for it.
 *
 * <p>One lock orders waiting and notifying. A waiter checks the memory and enters its queue under it, so a notification that
 * follows a store either finds the waiter or comes before its check, which then sees the store. A waiter is notified by
 * being taken out of its queue under the lock; one that stops waiting for another reason looks there first, so that no
 * notification is spent on a waiter that does not report it.
 */
public final class WaitQueues {
    /** The waiter has been notified. */
    public static final int OK = 0;
    /** The memory did not hold the expected value. */
    public static final int NOT_EQUAL = 1;
    /** The time has passed. */
    public static final int TIMED_OUT = 2;

    private static final class Waiter {
        private final Thread thread = Thread.currentThread();
        private volatile boolean notified;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, ArrayDeque<Waiter>> queues = new HashMap<>();

    /**
     * Waits until notified.
     *
     * @param address the address to wait for
     * @param holds whether the memory holds the expected value there
     * @param timeoutNanos how long to wait, or a negative number for ever
     * @param execution the call that waits
     * @return {@link #OK}, {@link #NOT_EQUAL} or {@link #TIMED_OUT}
     * @throws TrapSignal of kind {@link TrapKind#INTERRUPTED} if the call is asked to stop before it is notified
     */
    public int await(long address, BooleanSupplier holds, long timeoutNanos, Execution execution) {
        Waiter waiter = new Waiter();
        lock.lock();
        try {
            if (!holds.getAsBoolean()) {
                return NOT_EQUAL;
            }
            queues.computeIfAbsent(address, a -> new ArrayDeque<>()).add(waiter);
        } finally {
            lock.unlock();
        }
        park(waiter, timeoutNanos, execution);
        if (waiter.notified || !leave(address, waiter)) {
            return OK;
        }
        if (execution.isInterrupted()) {
            throw new TrapSignal(TrapKind.INTERRUPTED);
        }
        return TIMED_OUT;
    }

    private void park(Waiter waiter, long timeoutNanos, Execution execution) {
        long start = System.nanoTime();
        boolean threadInterrupted = false;
        while (!waiter.notified && !execution.isInterrupted()) {
            long left = timeoutNanos < 0 ? -1 : timeoutNanos - (System.nanoTime() - start);
            if (timeoutNanos >= 0 && left <= 0) {
                break;
            }
            execution.park(this, left);
            // An interrupted thread cannot park; the guest does not know such interrupts, so they wait until it is
            // done.
            threadInterrupted |= Thread.interrupted();
        }
        if (threadInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes a waiter out of its queue; false if it has been notified instead. */
    private boolean leave(long address, Waiter waiter) {
        lock.lock();
        try {
            ArrayDeque<Waiter> queue = queues.get(address);
            if (queue == null || !queue.remove(waiter)) {
                return false;
            }
            if (queue.isEmpty()) {
                queues.remove(address);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Notifies those that have waited longest for an address.
     *
     * @param count how many at most, unsigned
     * @return how many
     */
    public int wake(long address, int count) {
        lock.lock();
        try {
            ArrayDeque<Waiter> queue = queues.get(address);
            if (queue == null) {
                return 0;
            }
            int woken = 0;
            while (!queue.isEmpty() && Integer.compareUnsigned(woken, count) < 0) {
                Waiter waiter = queue.remove();
                waiter.notified = true;
                LockSupport.unpark(waiter.thread);
                woken++;
            }
            if (queue.isEmpty()) {
                queues.remove(address);
            }
            return woken;
        } finally {
            lock.unlock();
        }
    }

    /** How many addresses somebody waits for. */
    public int addresses() {
        lock.lock();
        try {
            return queues.size();
        } finally {
            lock.unlock();
        }
    }
}
