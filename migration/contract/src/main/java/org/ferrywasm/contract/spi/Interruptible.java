package org.ferrywasm.contract.spi;

import org.jspecify.annotations.Nullable;

/** A function whose calls other threads can stop: the capability {@code interruptible}. */
public interface Interruptible extends TestedFunction {
    /** Prepares a call for the current thread to run. */
    Interrupted prepare(@Nullable Object... arguments);

    /** A call that can be stopped. */
    interface Interrupted {
        /**
         * Runs the call to its end. If it is stopped it throws what {@link EngineAdapter#failure} calls
         * {@link Failure#INTERRUPTED}.
         */
        @Nullable
        Object[] run();

        /** Stops it: from any thread, at any time. */
        void interrupt();
    }
}
