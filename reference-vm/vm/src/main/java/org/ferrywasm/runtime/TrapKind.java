package org.ferrywasm.runtime;

/** Why execution trapped (specification, "Traps"), in the official suite's words. */
public enum TrapKind {
    UNREACHABLE("unreachable"),
    INTEGER_DIVIDE_BY_ZERO("integer divide by zero"),
    INTEGER_OVERFLOW("integer overflow"),
    INVALID_CONVERSION_TO_INTEGER("invalid conversion to integer"),
    OUT_OF_BOUNDS_MEMORY_ACCESS("out of bounds memory access"),
    OUT_OF_BOUNDS_TABLE_ACCESS("out of bounds table access"),
    OUT_OF_BOUNDS_ARRAY_ACCESS("out of bounds array access"),
    UNDEFINED_ELEMENT("undefined element"),
    UNINITIALIZED_ELEMENT("uninitialized element"),
    INDIRECT_CALL_TYPE_MISMATCH("indirect call type mismatch"),
    NULL_REFERENCE("null reference"),
    NULL_FUNCTION_REFERENCE("null function reference"),
    NULL_STRUCTURE_REFERENCE("null structure reference"),
    NULL_ARRAY_REFERENCE("null array reference"),
    NULL_I31_REFERENCE("null i31 reference"),
    NULL_EXCEPTION_REFERENCE("null exception reference"),
    CAST_FAILURE("cast failure"),
    UNALIGNED_ATOMIC("unaligned atomic"),
    EXPECTED_SHARED_MEMORY("expected shared memory"),
    CALL_STACK_EXHAUSTED("call stack exhausted"),
    OUT_OF_FUEL("out of fuel"),
    /** A limit of the Store was reached where no instruction reports it otherwise: the heap, an array's size. */
    ALLOCATION_LIMIT("allocation size too large"),
    INTERRUPTED("interrupt");

    private final String text;

    TrapKind(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
