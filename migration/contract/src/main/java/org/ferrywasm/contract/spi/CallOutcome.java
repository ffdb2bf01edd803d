package org.ferrywasm.contract.spi;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What came of resuming a call. */
public sealed interface CallOutcome {
    /**
     * It has returned.
     *
     * @param results a value for each result
     */
    record Returned(@Nullable Object[] results) implements CallOutcome {}

    /**
     * It has trapped or thrown a guest's exception. What a host function throws is thrown by what resumes the call.
     *
     * @param thrown what a call of the function would have thrown
     */
    record Failed(Throwable thrown) implements CallOutcome {}

    /** It needs more fuel. */
    record OutOfFuel() implements CallOutcome {}

    /** It was stopped, and goes on when it is resumed. */
    record Interrupted() implements CallOutcome {}

    /**
     * It waits for a host function or a notification.
     *
     * @param ready completes, on any thread, when it is worth while to resume it
     */
    record Waiting(CompletionStage<?> ready) implements CallOutcome {}
}
