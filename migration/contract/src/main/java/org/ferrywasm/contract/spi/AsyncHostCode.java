package org.ferrywasm.contract.spi;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What an asynchronous host function does; as {@link HostCode} otherwise. */
@FunctionalInterface
public interface AsyncHostCode {
    /**
     * Runs, on the thread on which the guest runs, and gives a future of a value for each result.
     *
     * @throws Exception whatever is to reach the host that called the guest, as the same object
     */
    CompletionStage<@Nullable Object[]> call(TestedCaller caller, @Nullable Object[] arguments) throws Exception;
}
