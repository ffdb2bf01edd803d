package org.ferrywasm.vm;

import org.ferrywasm.runtime.TrapKind;

/**
 * Why a guest trapped, in the official suite's words ({@link #toString}).
 *
 * {@snippet class="org.ferrywasm.examples.ExceptionExample" region="reason"}
 */
public enum TrapReason {
    /** The instruction {@code unreachable} was executed. */
    UNREACHABLE(TrapKind.UNREACHABLE),
    /** An integer was divided by zero. */
    INTEGER_DIVIDE_BY_ZERO(TrapKind.INTEGER_DIVIDE_BY_ZERO),
    /** The least integer was divided by -1, or a float too large was converted. */
    INTEGER_OVERFLOW(TrapKind.INTEGER_OVERFLOW),
    /** A NaN was converted. */
    INVALID_CONVERSION_TO_INTEGER(TrapKind.INVALID_CONVERSION_TO_INTEGER),
    /** An access, or an active data segment, was not wholly inside the memory. */
    OUT_OF_BOUNDS_MEMORY_ACCESS(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS),
    /** An access, or an active element segment, was not wholly inside the table. */
    OUT_OF_BOUNDS_TABLE_ACCESS(TrapKind.OUT_OF_BOUNDS_TABLE_ACCESS),
    /** An access was not wholly inside the array. */
    OUT_OF_BOUNDS_ARRAY_ACCESS(TrapKind.OUT_OF_BOUNDS_ARRAY_ACCESS),
    /** An indirect call had an index beyond the table. */
    UNDEFINED_ELEMENT(TrapKind.UNDEFINED_ELEMENT),
    /** An indirect call met null in the table. */
    UNINITIALIZED_ELEMENT(TrapKind.UNINITIALIZED_ELEMENT),
    /** An indirect call met a function of another type. */
    INDIRECT_CALL_TYPE_MISMATCH(TrapKind.INDIRECT_CALL_TYPE_MISMATCH),
    /** A reference was null that must not be. */
    NULL_REFERENCE(TrapKind.NULL_REFERENCE),
    /** Null was called. */
    NULL_FUNCTION_REFERENCE(TrapKind.NULL_FUNCTION_REFERENCE),
    /** A field of null was accessed. */
    NULL_STRUCTURE_REFERENCE(TrapKind.NULL_STRUCTURE_REFERENCE),
    /** An element of null was accessed. */
    NULL_ARRAY_REFERENCE(TrapKind.NULL_ARRAY_REFERENCE),
    /** The integer in null was asked for. */
    NULL_I31_REFERENCE(TrapKind.NULL_I31_REFERENCE),
    /** Null was thrown. */
    NULL_EXCEPTION_REFERENCE(TrapKind.NULL_EXCEPTION_REFERENCE),
    /** {@code ref.cast} met a reference of another type. */
    CAST_FAILURE(TrapKind.CAST_FAILURE),
    /** An atomic access was not aligned to its width. */
    UNALIGNED_ATOMIC(TrapKind.UNALIGNED_ATOMIC),
    /** A guest was to wait in a memory that is not shared. */
    EXPECTED_SHARED_MEMORY(TrapKind.EXPECTED_SHARED_MEMORY),
    /** The counted limit on the depth or the size of a call's stack, or on calls nested through the host. */
    CALL_STACK_EXHAUSTED(TrapKind.CALL_STACK_EXHAUSTED),
    /** The Store's fuel was used up ({@link Store#setFuel}). */
    OUT_OF_FUEL(TrapKind.OUT_OF_FUEL),
    /** A limit of the Store was reached where no instruction reports it otherwise. */
    ALLOCATION_LIMIT(TrapKind.ALLOCATION_LIMIT),
    /** A call that runs to its end at once was interrupted, or its epoch deadline came ({@link InterruptHandle}). */
    INTERRUPTED(TrapKind.INTERRUPTED);

    private final TrapKind kind;

    TrapReason(TrapKind kind) {
        this.kind = kind;
    }

    static TrapReason of(TrapKind kind) {
        for (TrapReason reason : values()) {
            if (reason.kind == kind) {
                return reason;
            }
        }
        throw new AssertionError("no reason for " + kind);
    }

    @Override
    public String toString() {
        return kind.toString();
    }
}
