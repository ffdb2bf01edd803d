package org.ferrywasm.contract.spi;

import org.jspecify.annotations.Nullable;

/** A global. */
public interface TestedGlobal extends TestedItem {
    /** Its value: {@link ValueType} says which. */
    @Nullable
    Object get();

    /** Sets its value. */
    void set(@Nullable Object value);
}
