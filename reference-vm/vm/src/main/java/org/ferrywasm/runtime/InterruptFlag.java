package org.ferrywasm.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Why a call is to stop at its next checkpoint, as bits: the one part of a call that other threads may write. It refers to
 * nothing of the store, so whoever keeps it keeps nothing alive, and it may be published through a data race.
 *
 * <p><b>Memory consistency effects.</b> A request is a volatile write that comes before looking who sleeps; who goes to sleep
 * says so first and looks at the requests then. So one of the two sees the other. A checkpoint reads opaquely.
 */
public final class InterruptFlag {
    /** Somebody has asked the call to stop. */
    public static final int REQUESTED = 1;

    /** The call's epoch deadline has come. */
    public static final int EPOCH = 2;

    /** Every checkpoint is to be visited, for tests that collect there; it never stops the call. */
    static final int VISIT = 4;

    private static final VarHandle BITS;

    static {
        try {
            BITS = MethodHandles.lookup().findVarHandle(InterruptFlag.class, "bits", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // through BITS
    private volatile int bits;

    /** The thread that sleeps in {@link #park}. */
    private volatile @Nullable Thread parked;

    /** What completes when it is worth while to resume the suspended call. */
    private volatile @Nullable CompletableFuture<Void> ready;

    InterruptFlag(boolean visit) {
        bits = visit ? VISIT : 0;
    }

    /** Asks for a stop, for one of the reasons, and wakes who sleeps; from any thread. */
    public void raise(int reason) {
        BITS.getAndBitwiseOr(this, reason);
        Thread thread = parked;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
        CompletableFuture<Void> future = ready;
        if (future != null) {
            completeElsewhere(future);
        }
    }

    /** Takes a reason back; whether it was there. */
    public boolean clear(int reason) {
        return ((int) BITS.getAndBitwiseAnd(this, ~reason) & reason) != 0;
    }

    /** Whether a checkpoint has to leave the loop; one opaque load. */
    boolean isRaised() {
        return (int) BITS.getOpaque(this) != 0;
    }

    /** Whether the call is to stop for one of the reasons. */
    public boolean isStopAsked() {
        return ((int) BITS.getOpaque(this) & (REQUESTED | EPOCH)) != 0;
    }

    /** Whether the call is to stop for this reason. */
    public boolean isRaisedFor(int reason) {
        return ((int) BITS.getVolatile(this) & reason) != 0;
    }

    /**
     * Parks the calling thread, which executes the call, until it is unparked, or for no reason; not at all once the call
     * is to stop.
     *
     * @param blocker what it waits for, for thread dumps
     * @param nanos for how long at most, or a negative number
     */
    void park(Object blocker, long nanos) {
        parked = Thread.currentThread();
        if (((int) BITS.getVolatile(this) & (REQUESTED | EPOCH)) == 0) {
            if (nanos < 0) {
                LockSupport.park(blocker);
            } else {
                LockSupport.parkNanos(blocker, nanos);
            }
        }
        parked = null;
    }

    /** Completes a future also when the call is asked to stop, once it is suspended; null forgets the last one. */
    public void completes(@Nullable CompletableFuture<Void> future) {
        ready = future;
        if (future != null && ((int) BITS.getVolatile(this) & (REQUESTED | EPOCH)) != 0) {
            completeElsewhere(future);
        }
    }

    /** Completes a future on a thread that holds no lock and owns no store: what depends on it may do anything. */
    static void completeElsewhere(CompletableFuture<Void> future) {
        if (!future.isDone()) {
            future.completeAsync(() -> null);
        }
    }
}
