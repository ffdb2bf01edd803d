package org.ferrywasm.runtime;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for addresses of one shared memory, first come, first woken (threads proposal, "Wait and Notify
 * Operators"). An address has an entry only while somebody waits for it.
 *
 * <p>One lock orders waiting and notifying. A waiter checks the memory and enters its queue under it, so a notification that
 * follows a store either finds the waiter or comes before its check, which then sees the store. A waiter is notified by
 * being taken out of its queue under the lock; one that stops waiting for another reason looks there first, so that no
 * notification is spent on a waiter that does not report it.
 */
public final class WaitQueues {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, LinkedHashSet<Waiter>> queues = new HashMap<>();

    /**
     * Begins to wait.
     *
     * @param address the address to wait for
     * @param holds whether the memory holds the expected value there
     * @param timeoutNanos how long to wait, or a negative number for ever
     * @return what waits, or null where the memory holds another value
     */
    public @Nullable Waiter enter(long address, BooleanSupplier holds, long timeoutNanos) {
        lock.lock();
        try {
            if (!holds.getAsBoolean()) {
                return null;
            }
            Waiter waiter = new Waiter(this, address, timeoutNanos);
            queues.computeIfAbsent(address, a -> new LinkedHashSet<>()).add(waiter);
            return waiter;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a waiter out of its queue; false if it has been notified instead. */
    boolean leave(Waiter waiter) {
        lock.lock();
        try {
            LinkedHashSet<Waiter> queue = queues.get(waiter.address());
            if (queue == null || !queue.remove(waiter)) {
                return false;
            }
            if (queue.isEmpty()) {
                queues.remove(waiter.address());
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
        ArrayDeque<Waiter> woken = new ArrayDeque<>();
        lock.lock();
        try {
            LinkedHashSet<Waiter> queue = queues.get(address);
            if (queue == null) {
                return 0;
            }
            while (!queue.isEmpty() && Integer.compareUnsigned(woken.size(), count) < 0) {
                woken.add(queue.removeFirst());
            }
            if (queue.isEmpty()) {
                queues.remove(address);
            }
            // Under the lock: who finds itself out of its queue must see that it was notified.
            woken.forEach(Waiter::wake);
            return woken.size();
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
