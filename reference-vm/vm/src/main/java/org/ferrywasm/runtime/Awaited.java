package org.ferrywasm.runtime;

import java.util.concurrent.CompletableFuture;

/** What a suspended call waits for: a notification in a shared memory, or the answer of an asynchronous host function. */
public interface Awaited {
    /** Whether the call can go on. */
    boolean isDone();

    /**
     * Gives the guest what was waited for; the call goes on then.
     *
     * @throws Throwable what the host's answer is, where it is an exception
     */
    void finish(Execution execution) throws Throwable;

    /** Stops waiting: the call has been dropped. */
    void abandon();

    /**
     * What completes as soon as the call can go on, on whatever thread brings that about; the same future whenever it is asked
     * for, until it is complete.
     */
    CompletableFuture<Void> ready();
}
