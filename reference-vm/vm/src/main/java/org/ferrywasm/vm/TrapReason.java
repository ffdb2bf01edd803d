package org.ferrywasm.vm;

import org.ferrywasm.runtime.TrapKind;

/**
 * Why a guest trapped, in the official suite's words ({@link #toString}).
 *
 * {@snippet class="org.ferrywasm.examples.ExceptionExample" region="reason"}
 */
public enum TrapReason {
    UNREACHABLE(TrapKind.UNREACHABLE),
    INTEGER_DIVIDE_BY_ZERO(TrapKind.INTEGER_DIVIDE_BY_ZERO),
    INTEGER_OVERFLOW(TrapKind.INTEGER_OVERFLOW),
    INVALID_CONVERSION_TO_INTEGER(TrapKind.INVALID_CONVERSION_TO_INTEGER),
    OUT_OF_BOUNDS_MEMORY_ACCESS(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS),
    OUT_OF_BOUNDS_TABLE_ACCESS(TrapKind.OUT_OF_BOUNDS_TABLE_ACCESS),
    OUT_OF_BOUNDS_ARRAY_ACCESS(TrapKind.OUT_OF_BOUNDS_ARRAY_ACCESS),
    UNDEFINED_ELEMENT(TrapKind.UNDEFINED_ELEMENT),
    UNINITIALIZED_ELEMENT(TrapKind.UNINITIALIZED_ELEMENT),
    INDIRECT_CALL_TYPE_MISMATCH(TrapKind.INDIRECT_CALL_TYPE_MISMATCH),
    NULL_REFERENCE(TrapKind.NULL_REFERENCE),
    NULL_FUNCTION_REFERENCE(TrapKind.NULL_FUNCTION_REFERENCE),
    NULL_STRUCTURE_REFERENCE(TrapKind.NULL_STRUCTURE_REFERENCE),
    NULL_ARRAY_REFERENCE(TrapKind.NULL_ARRAY_REFERENCE),
    NULL_I31_REFERENCE(TrapKind.NULL_I31_REFERENCE),
    NULL_EXCEPTION_REFERENCE(TrapKind.NULL_EXCEPTION_REFERENCE),
    CAST_FAILURE(TrapKind.CAST_FAILURE),
    UNALIGNED_ATOMIC(TrapKind.UNALIGNED_ATOMIC),
    EXPECTED_SHARED_MEMORY(TrapKind.EXPECTED_SHARED_MEMORY),
    /** The counted limit on the depth or the size of a call's stack, or on calls nested through the host. */
    CALL_STACK_EXHAUSTED(TrapKind.CALL_STACK_EXHAUSTED),
    /** The Store's fuel was used up ({@link Store#setFuel}). */
    OUT_OF_FUEL(TrapKind.OUT_OF_FUEL),
    /** A limit of the Store was reached where no instruction reports it otherwise. */
    ALLOCATION_LIMIT(TrapKind.ALLOCATION_LIMIT),
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
