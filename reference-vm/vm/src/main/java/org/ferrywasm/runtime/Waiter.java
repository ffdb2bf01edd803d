package org.ferrywasm.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A call that waits for the notification of an address in a shared memory (threads proposal, "Wait and Notify Operators").
 * It is in its queue from its making until it is notified, its time has passed, or it is abandoned. The thread that executes
 * the call may block in it, or the call may be suspended; what notifies is another thread.
 */
public final class Waiter implements Awaited {
    /** The waiter has been notified. */
    public static final int OK = 0;

    /** The memory did not hold the expected value. */
    public static final int NOT_EQUAL = 1;

    /** The time has passed. */
    public static final int TIMED_OUT = 2;

    private final WaitQueues queues;
    private final long address;
    private final long startNanos = System.nanoTime();
    private final long timeoutNanos;

    /** Set under the queues' lock by who takes this waiter out of its queue to wake it. */
    private volatile boolean notified;

    private volatile @Nullable Thread blocked;
    private volatile @Nullable CompletableFuture<Void> ready;
    private boolean timedOut;
    private int slot;

    Waiter(WaitQueues queues, long address, long timeoutNanos) {
        this.queues = queues;
        this.address = address;
        this.timeoutNanos = timeoutNanos;
    }

    long address() {
        return address;
    }

    /** Says in which slot of the call's stack the result is expected. */
    public Waiter resultTo(int newSlot) {
        slot = newSlot;
        return this;
    }

    /** Whether it has been notified or its time has passed, which takes it out of its queue. */
    @Override
    public boolean isDone() {
        if (!notified && !timedOut && timeoutNanos >= 0 && leftNanos() <= 0) {
            timedOut = queues.leave(this);
        }
        return notified || timedOut;
    }

    private long leftNanos() {
        return timeoutNanos - (System.nanoTime() - startNanos);
    }

    /** {@link #OK} or {@link #TIMED_OUT}, for a waiter that is done. */
    public int result() {
        return timedOut ? TIMED_OUT : OK;
    }

    @Override
    public void finish(Execution execution) {
        execution.stack[slot] = result();
    }

    /**
     * Blocks the calling thread, which executes the call, until the waiter is done or the call is to stop; which of the two,
     * {@link #isDone} tells. An interrupt of the thread is none of the guest's business and is kept for later.
     */
    public void block(InterruptFlag interrupts) {
        boolean threadInterrupted = false;
        blocked = Thread.currentThread();
        while (!isDone() && !interrupts.isStopAsked()) {
            interrupts.park(this, timeoutNanos < 0 ? -1 : Math.max(leftNanos(), 1));
            // An interrupted thread cannot park.
            threadInterrupted |= Thread.interrupted();
        }
        blocked = null;
        if (threadInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void abandon() {
        if (!notified && !timedOut) {
            timedOut = queues.leave(this);
        }
    }

    /** As {@link Awaited#ready}; on a thread of its own, for what notifies is in the middle of a guest's instruction. */
    @Override
    public CompletableFuture<Void> ready() {
        CompletableFuture<Void> future = ready;
        if (future == null || future.isDone()) {
            future = new CompletableFuture<>();
            ready = future;
            if (timeoutNanos >= 0) {
                future.completeOnTimeout(null, Math.max(leftNanos(), 0), TimeUnit.NANOSECONDS);
            }
        }
        if (notified) {
            InterruptFlag.completeElsewhere(future);
        }
        return future;
    }

    /** Wakes it, which is out of its queue; {@code blocked} and {@code ready} are written before they look at this. */
    void wake() {
        notified = true;
        Thread thread = blocked;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
        CompletableFuture<Void> future = ready;
        if (future != null) {
            InterruptFlag.completeElsewhere(future);
        }
    }
}
