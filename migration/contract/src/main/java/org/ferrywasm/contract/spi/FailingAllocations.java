package org.ferrywasm.contract.spi;

/** A Store whose allocations can be made to fail: the capability {@code failing-allocations}. */
public interface FailingAllocations extends TestedStore {
    /**
     * Has an allocation of the guest's fail: of a memory, a table, an instance, a structure or whatever else the Store accounts for.
     *
     * @param k which from now on, the first being 1; 0 for none
     */
    void failAllocation(int k);

    /** How many allocations there were since the last call of {@link #failAllocation}. */
    int allocations();
}
