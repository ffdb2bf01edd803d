package org.ferrywasm.contract.spi;

import java.util.List;

/** A Store in which the host makes things itself: the capability {@code creating}. */
public interface Creating extends TestedStore {
    /** Makes a memory. */
    TestedMemory newMemory(long minimumPages, long maximumPages);

    /** Makes a table of {@code externref}s. */
    TestedTable newTable(long minimum, long maximum);

    /** Makes a mutable global of type {@code i32}. */
    TestedGlobal newGlobal(int value);

    /**
     * Makes a global of type {@code externref} that cannot be set.
     *
     * @throws UnsupportedOperationException if the engine has none
     */
    default TestedGlobal newConstant(TestedReference value) {
        throw new UnsupportedOperationException("no global of externref is made by the host");
    }

    /** Makes a function of the guest's of host code. */
    TestedFunction newFunction(Signature signature, HostCode code);

    /**
     * Everything of the Store that takes a type or a tag, given some of an engine.
     *
     * @param origin the Store's own engine, or another of the same adapter
     */
    List<Operation> doorsForTypes(TestedEngine origin);
}
