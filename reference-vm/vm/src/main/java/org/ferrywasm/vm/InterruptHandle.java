package org.ferrywasm.vm;

import org.ferrywasm.runtime.InterruptFlag;

/**
 * What stops one call from any thread. {@link #interrupt} makes the call stop at its next checkpoint, or end its wait for a
 * notification: {@link Call#resume()} gives {@link Outcome.Interrupted}, and a call that runs to its end at once, by
 * {@link Func#call} or {@link Call#run}, traps. It is meant for this one call: once that has ended, nothing happens, and no
 * later call is met (clause F-08).
 *
 * <p>It may be shared by threads, even through a data race, keeps nothing of the Store alive, and moves nowhere when the
 * Store does.
 *
 * {@snippet class="org.ferrywasm.examples.CallExample" region="interrupt"}
 */
public final class InterruptHandle {
    private final InterruptFlag flag;

    InterruptHandle(InterruptFlag flag) {
        this.flag = flag;
    }

    /**
     * Asks the call to stop; from any thread, never blocks. An interrupt of a suspended call stops it when it is resumed,
     * before it does anything; several before that are one. What the thread did before is seen by the owner once it has the
     * {@link Outcome.Interrupted} that came of it.
     */
    public void interrupt() {
        flag.raise(InterruptFlag.REQUESTED);
    }
}
