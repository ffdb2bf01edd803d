package org.ferrywasm.contract.spi;

/** Parts of the language beyond the first version, by the names of their proposals. */
public enum Feature {
    /** Copying and filling memories and tables, passive segments. */
    BULK_MEMORY,
    /** Several tables, {@code externref}, {@code table.get} and its kin. */
    REFERENCE_TYPES,
    /** Several results. */
    MULTI_VALUE,
    /** Vectors. */
    SIMD,
    /** Tail calls. */
    TAIL_CALLS,
    /** Typed function references. */
    FUNCTION_REFERENCES,
    /** Structures, arrays and {@code i31}. */
    GC,
    /** Exceptions, {@code try_table} and {@code exnref}. */
    EXCEPTIONS,
    /** Shared memories, atomic accesses, waiting and notifying. */
    THREADS
}
