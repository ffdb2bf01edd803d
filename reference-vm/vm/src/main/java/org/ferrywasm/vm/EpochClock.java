package org.ferrywasm.vm;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.ferrywasm.runtime.InterruptFlag;

/**
 * The epochs of an Engine, counted from 0, and the running calls that are to stop when one comes. Any thread may use it: a
 * lock guards what changes. A call is listed while it runs only, and costs nothing at its checkpoints until its epoch comes.
 */
final class EpochClock {
    /** A deadline that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    private final ReentrantLock lock = new ReentrantLock();
    private final NavigableMap<Long, Set<InterruptFlag>> running = new TreeMap<>();
    private long epoch;

    /** The present epoch. */
    long epoch() {
        lock.lock();
        try {
            return epoch;
        } finally {
            lock.unlock();
        }
    }

    /** Begins the next epoch and stops the calls whose deadline it is. */
    void increment() {
        lock.lock();
        try {
            epoch++;
            NavigableMap<Long, Set<InterruptFlag>> due = running.headMap(epoch, true);
            due.values().forEach(flags -> flags.forEach(flag -> flag.raise(InterruptFlag.EPOCH)));
            due.clear();
        } finally {
            lock.unlock();
        }
    }

    /** The epoch so many epochs from now; {@link #NEVER} beyond all counting. */
    long after(long epochs) {
        long deadline = epoch() + epochs;
        return deadline < 0 ? NEVER : deadline;
    }

    /** Stops a call that begins to run when its deadline comes, at once if it has come already. */
    void watch(long deadline, InterruptFlag flag) {
        lock.lock();
        try {
            if (deadline <= epoch) {
                flag.raise(InterruptFlag.EPOCH);
            } else {
                running.computeIfAbsent(deadline, e -> Collections.newSetFromMap(new IdentityHashMap<>()))
                        .add(flag);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a call that no longer runs. */
    void forget(long deadline, InterruptFlag flag) {
        lock.lock();
        try {
            Set<InterruptFlag> flags = running.get(deadline);
            if (flags != null && flags.remove(flag) && flags.isEmpty()) {
                running.remove(deadline);
            }
        } finally {
            lock.unlock();
        }
        flag.clear(InterruptFlag.EPOCH);
    }
}
