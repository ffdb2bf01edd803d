package org.ferrywasm.contract.spi;

import org.jspecify.annotations.Nullable;

/** What a host function does. An engine that judges host objects judges this one, by its class and what it captures. */
@FunctionalInterface
public interface HostCode {
    /**
     * Runs, on the thread on which the guest runs.
     *
     * @param caller the calling guest
     * @param arguments a value for each parameter: {@link ValueType} says which
     * @return a value for each result
     * @throws Exception whatever is to reach the host that called the guest, as the same object
     */
    @Nullable
    Object[] call(TestedCaller caller, @Nullable Object[] arguments) throws Exception;
}
