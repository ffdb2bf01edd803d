package org.ferrywasm.syntax;

/** What follows an instruction's code: its immediates, in the binary format's order. */
public enum Imm {
    /** No immediates. */
    NONE,
    /** A block type. */
    BLOCK,
    /** A label index. */
    LABEL,
    /** A vector of label indices and a default. */
    LABELS,
    /** A function index. */
    FUNC,
    /** A type index. */
    TYPE,
    /** A type index, then a table index; the text format has them the other way round. */
    TYPE_TABLE,
    /** A local index. */
    LOCAL,
    /** A global index. */
    GLOBAL,
    /** A table index. */
    TABLE,
    /** The destination table, then the source table. */
    TABLE_TABLE,
    /** An element segment. */
    ELEM,
    /** An element segment, then a table; the text format has them the other way round. */
    ELEM_TABLE,
    /** Alignment, optionally a memory index, and offset. */
    MEM_ARG,
    /** A memory argument, then a lane. */
    MEM_ARG_LANE,
    /** A memory index. */
    MEMORY,
    /** The destination memory, then the source memory. */
    MEMORY_MEMORY,
    /** A data segment. */
    DATA,
    /** A data segment, then a memory; the text format has them the other way round. */
    DATA_MEMORY,
    /** A signed 32-bit integer. */
    I32,
    /** A signed 64-bit integer. */
    I64,
    /** Four bytes of a float. */
    F32,
    /** Eight bytes of a float. */
    F64,
    /** Sixteen bytes. */
    V128,
    /** A lane index. */
    LANE,
    /** Sixteen lane indices. */
    SHUFFLE,
    /** A heap type; the text format of {@code ref.test} and {@code ref.cast} has a reference type instead. */
    HEAP_TYPE,
    /** A vector of value types. */
    VAL_TYPES,
    /** A type index, then a field index. */
    TYPE_FIELD,
    /** A type index, then a length. */
    TYPE_LENGTH,
    /** A type index, then a data segment. */
    TYPE_DATA,
    /** A type index, then an element segment. */
    TYPE_ELEM,
    /** The destination's type index, then the source's. */
    TYPE_TYPE,
    /** Two nullability flags, a label, and two heap types. */
    BR_ON_CAST,
    /** A block type and a vector of catch clauses. */
    TRY_TABLE,
    /** A tag index. */
    TAG,
    /** A zero byte, reserved for an ordering. */
    FENCE
}
