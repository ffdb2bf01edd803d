package org.ferrywasm.contract.spi;

import java.util.List;

/** A Store that can be moved to another thread: the capability {@code movable}. */
public interface Movable extends TestedStore {
    /**
     * Packs the Store. The current thread owns it no more.
     *
     * @param companions handles that travel along: {@link TestedStore}, {@link TestedItem}, {@link TestedInstance},
     *     {@link TestedReference}, {@link TestedCall}
     */
    TestedParcel detach(Object... companions);

    /** What may not go to another thread, a sentence each with path, class and mend; empty if the Store can be moved. */
    List<String> hindrances();

    /**
     * Makes the Store the current thread's if the thread that owned it has ended.
     *
     * @param companions handles that travel along
     */
    void adopt(Object... companions);

    /** Whether the current thread owns the Store. Any thread may ask. */
    boolean isOwned();
}
