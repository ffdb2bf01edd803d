package org.ferrywasm.contract.spi;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What an asynchronous host function of one parameter does, which gives an {@code i32}; as {@link HostCode} otherwise. */
@FunctionalInterface
public interface AsyncHostCode {
    /**
     * Runs, on the thread on which the guest runs, and gives a future of the result. The engine gets this very object.
     *
     * @throws Exception whatever is to reach the host that called the guest, as the same object
     */
    CompletionStage<Integer> call(TestedCaller caller, @Nullable Object argument) throws Exception;
}
