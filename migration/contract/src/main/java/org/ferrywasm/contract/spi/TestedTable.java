package org.ferrywasm.contract.spi;

import org.jspecify.annotations.Nullable;

/** A table of references. */
public interface TestedTable extends TestedItem {
    /** How many elements it has. */
    long size();

    /**
     * Makes it larger.
     *
     * @param value what the new elements are: a {@link TestedFunction}, a {@link TestedReference}, or null
     * @return its size before, or -1
     */
    long grow(long elements, @Nullable Object value);

    /** An element: a {@link TestedFunction}, a {@link TestedReference}, or null. */
    @Nullable
    Object get(long index);

    /** Sets an element. */
    void set(long index, @Nullable Object value);
}
