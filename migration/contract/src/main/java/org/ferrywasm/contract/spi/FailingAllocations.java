package org.ferrywasm.contract.spi;

/** An engine whose allocations can be made to fail: the capability {@code failing-allocations}. */
public interface FailingAllocations extends TestedEngine {
    /**
     * Makes a Store in which one allocation of the guest's fails: of a memory, a table, an instance, a structure or whatever else the
     * Store accounts for.
     *
     * @param k which, the first being 1
     */
    Failing newFailingStore(int k);

    /** A Store with an allocation that fails. */
    interface Failing {
        /** The Store. */
        TestedStore store();

        /** Whether it has failed. */
        boolean hasFailed();
    }
}
