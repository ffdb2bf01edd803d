package org.ferrywasm.contract.spi;

import java.util.concurrent.CompletionStage;

/** What an asynchronous host function of one {@code i32} does, which gives an {@code i32}; as {@link HostCode} otherwise. */
@FunctionalInterface
public interface AsyncHostCode {
    /**
     * Runs, on the thread on which the guest runs, and gives a future of the result. The engine gets this very object.
     *
     * @throws Exception whatever is to reach the host that called the guest, as the same object
     */
    CompletionStage<Integer> call(TestedCaller caller, int argument) throws Exception;
}
