package org.ferrywasm.contract.spi;

import java.util.List;

/** A Store that counts references to host objects and tells when one is dropped: the capability {@code counting}. */
public interface Counting extends TestedStore {
    /**
     * Makes a reference to an object of the host, with what is to be done when the object is dropped.
     *
     * @param drop runs once, on the owner
     */
    TestedReference reference(Object host, DropCode drop);

    /** How many host objects are registered: made with a reference and not dropped. */
    int hostObjects();

    /** How many references to host objects are counted: from handles, globals, tables, structures, arrays, exceptions, segments. */
    long hostReferences();

    /** Gives back whatever is dead: structures, arrays, exceptions, host objects, lost handles. */
    void collect();

    /**
     * Counts everything anew.
     *
     * @return what does not agree, a sentence each; empty if all counts are right
     */
    List<String> audit();

    /**
     * Makes as if there were more references to a host object than there are, for a trial of what happens at the limits.
     *
     * @param more how many; negative to take as many back
     */
    void pretendReferences(TestedReference reference, int more);

    /** What is done when a host object is dropped. */
    @FunctionalInterface
    interface DropCode {
        /**
         * Does it.
         *
         * @throws Exception whatever is to reach the owner
         */
        void drop() throws Exception;
    }
}
