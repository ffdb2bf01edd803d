package org.ferrywasm.syntax;

/** The groups of instructions that validation and lowering treat alike; the specification's section headings. */
public enum Shape {
    /** Blocks, branches, calls, exceptions: an arm of its own for each. */
    CONTROL,
    /** {@code drop} and {@code select}. */
    PARAMETRIC,
    /** Locals and globals. */
    VARIABLE,
    /** Accesses to tables and element segments. */
    TABLE,
    /** References and casts. */
    REFERENCE,
    /** Structures and arrays. */
    AGGREGATE,
    /** Loads: an address, then the row's operands; gives the row's results. */
    LOAD,
    /** Stores: an address, then the row's operands. */
    STORE,
    /** Size, growth, and bulk instructions of memories and data segments. */
    MEMORY,
    /** Arithmetic: the row says it all. */
    NUMERIC,
    /** Vector arithmetic: the row says it all, save for lanes. */
    VECTOR,
    /** Atomic accesses: an address, then the row's operands; the alignment is the natural one. */
    ATOMIC
}
