package org.ferrywasm.valid;

import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.syntax.VecType;

/**
 * Value types as numbers. Two types of one {@link Context} are equal if and only if their codes are. Bits, for the reference
 * types alone: bit 0 says nullable, the rest is {@link #FIRST_REF} plus twice the heap type, which is an ordinal of {@link
 * AbsHeapType}, {@link #BOTTOM_HEAP}, or {@link #FIRST_DEFINED} plus a type index (the least one with that type).
 */
final class TypeCode {
    static final int I32 = 0;
    static final int I64 = 1;
    static final int F32 = 2;
    static final int F64 = 3;
    static final int V128 = 4;
    /** The type that matches every other: what an unreachable stack is full of. */
    static final int BOTTOM = 5;
    /** A packed storage type; never on the operand stack. */
    static final int I8 = 6;
    /** A packed storage type; never on the operand stack. */
    static final int I16 = 7;

    static final int FIRST_REF = 8;
    static final int FIRST_DEFINED = 16;
    /** The heap type that matches every other. */
    static final int BOTTOM_HEAP = 12;
    /** Not a type: what looking one up gives when a type index is unknown. */
    static final int UNKNOWN = -1;

    static final int BOTTOM_REF = ref(false, BOTTOM_HEAP);
    static final int FUNCREF = ref(true, AbsHeapType.FUNC.ordinal());
    static final int EXTERNREF = ref(true, AbsHeapType.EXTERN.ordinal());
    static final int EQREF = ref(true, AbsHeapType.EQ.ordinal());
    static final int I31REF = ref(true, AbsHeapType.I31.ordinal());
    static final int I31 = ref(false, AbsHeapType.I31.ordinal());
    static final int ARRAYREF = ref(true, AbsHeapType.ARRAY.ordinal());
    static final int ANYREF = ref(true, AbsHeapType.ANY.ordinal());
    static final int EXNREF = ref(true, AbsHeapType.EXN.ordinal());
    static final int EXN = ref(false, AbsHeapType.EXN.ordinal());

    private TypeCode() {}

    /** The code of a reference type over a heap type's number. */
    static int ref(boolean nullable, int heap) {
        return FIRST_REF + heap * 2 + (nullable ? 1 : 0);
    }

    /** The code of a number or vector type. */
    static int ofPlain(ValType type) {
        return type instanceof NumType num ? num.ordinal() : plainVector(type);
    }

    private static int plainVector(ValType type) {
        if (type != VecType.V128) {
            throw new AssertionError(type + " is a reference type");
        }
        return V128;
    }

    static boolean isRef(int code) {
        return code >= FIRST_REF;
    }

    /** Whether a reference type's values include null. */
    static boolean isNullable(int ref) {
        return (ref & 1) != 0;
    }

    static int nonNull(int ref) {
        return ref & ~1;
    }

    static int nullable(int ref) {
        return ref | 1;
    }

    /** The number of a reference type's heap type. */
    static int heap(int ref) {
        return (ref - FIRST_REF) >> 1;
    }

    /** Whether a local of this type has a value before it is set. */
    static boolean isDefaultable(int code) {
        return code < FIRST_REF || isNullable(code);
    }
}
