package org.ferrywasm.vm;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What came of resuming a {@link Call}: it is over ({@link Returned}, {@link Trapped}, {@link Threw}), or it is suspended
 * and may be resumed again. The values and exceptions in it belong to the Store; the stages may be used by any thread.
 *
 * <p>The stages called {@code ready} complete, always normally, when it is worth while to resume the call: what it waits for
 * is there, or it has been interrupted; and also when the call or its Store has been closed. They complete on a thread that
 * is no Store's business, and that thread must not touch the Store unless it owns it: resume on the owner.
 *
 * {@snippet class="org.ferrywasm.examples.CallExample" region="outcome"}
 */
public sealed interface Outcome {
    /** Whether the call is over. */
    default boolean isEnd() {
        return this instanceof Returned || this instanceof Trapped || this instanceof Threw;
    }

    /**
     * The call has returned.
     *
     * @param results a value for each result
     */
    record Returned(List<Val> results) implements Outcome {
        /** Copies the list. */
        public Returned {
            results = List.copyOf(results);
        }
    }

    /**
     * The call has trapped.
     *
     * @param trap why and where
     */
    record Trapped(Trap trap) implements Outcome {}

    /**
     * The call has thrown a guest exception that no guest caught. A Java exception of a host function is no outcome: it is
     * thrown by what resumes the call, as the same object.
     *
     * @param exception the exception; the same object if a host function threw it
     */
    record Threw(WasmException exception) implements Outcome {}

    /**
     * The call stands at a checkpoint and needs more fuel: the slice that it was given is used up, or the Store's fuel.
     *
     * @param storeFuel what is left in the Store; 0 means that the Store needs fuel first ({@link Store#addFuel})
     */
    record OutOfFuel(long storeFuel) implements Outcome {}

    /**
     * The call waits for an asynchronous host function.
     *
     * @param function the function's name
     * @param ready completes when it is worth while to resume the call
     */
    record AwaitingHost(String function, CompletionStage<Void> ready) implements Outcome {}

    /**
     * The call waits for a notification in a shared memory ({@code memory.atomic.wait}).
     *
     * @param ready completes when it is worth while to resume the call: it was notified, or its time has passed
     */
    record AwaitingNotify(CompletionStage<Void> ready) implements Outcome {}

    /**
     * The call stands at a checkpoint because somebody asked it to stop; resumed, it goes on.
     *
     * @param cause who
     */
    record Interrupted(InterruptCause cause) implements Outcome {}

    /** Why a call was interrupted. */
    enum InterruptCause {
        /** {@link InterruptHandle#interrupt} was called. */
        REQUEST,
        /** The call's epoch deadline has come; it goes on only with a new one ({@link Call#setEpochDeadline}). */
        EPOCH
    }
}
