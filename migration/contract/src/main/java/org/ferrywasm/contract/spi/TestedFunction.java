package org.ferrywasm.contract.spi;

import org.jspecify.annotations.Nullable;

/** A function of a guest, which is also a {@code funcref}. */
public interface TestedFunction extends TestedItem {
    /**
     * Calls it.
     *
     * @param arguments a value for each parameter: {@link ValueType} says which
     * @return a value for each result
     */
    @Nullable
    Object[] call(@Nullable Object... arguments);
}
