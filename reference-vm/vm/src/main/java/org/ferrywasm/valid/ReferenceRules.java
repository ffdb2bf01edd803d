package org.ferrywasm.valid;

import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.Opcode;

/** The rules of references and casts (specification, "Reference Instructions"). */
final class ReferenceRules {
    private final Context context;
    private final Place place;
    private final OperandStack operands;

    ReferenceRules(Context context, Place place, OperandStack operands) {
        this.context = context;
        this.place = place;
        this.operands = operands;
    }

    void validate(Opcode op, InstrReader in) {
        switch (op) {
            case REF_NULL -> operands.push(place.ref(true, in.heapType()));
            case REF_IS_NULL -> {
                operands.popRef();
                operands.push(TypeCode.I32);
            }
            case REF_FUNC -> refFunc(in.index());
            case REF_EQ -> {
                operands.pop(TypeCode.EQREF);
                operands.pop(TypeCode.EQREF);
                operands.push(TypeCode.I32);
            }
            case REF_AS_NON_NULL -> operands.push(TypeCode.nonNull(operands.popRef()));
            case REF_TEST, REF_TEST_NULL -> {
                takeCastOperand(in);
                operands.push(TypeCode.I32);
            }
            case REF_CAST, REF_CAST_NULL -> operands.push(takeCastOperand(in));
            case ANY_CONVERT_EXTERN -> convert(TypeCode.EXTERNREF, AbsHeapType.ANY);
            case EXTERN_CONVERT_ANY -> convert(TypeCode.ANYREF, AbsHeapType.EXTERN);
            case REF_I31 -> {
                operands.pop(TypeCode.I32);
                operands.push(TypeCode.I31);
            }
            case I31_GET_S, I31_GET_U -> {
                operands.pop(TypeCode.I31REF);
                operands.push(TypeCode.I32);
            }
            default -> throw new AssertionError(op + " is not a reference instruction");
        }
    }

    private void refFunc(int func) {
        if (Integer.compareUnsigned(func, context.funcs.length) >= 0) {
            throw place.unknown("function", func);
        }
        if (!context.declaredFuncs.get(func)) {
            throw place.invalid("undeclared function reference " + func);
        }
        operands.push(context.ref(false, context.funcs[func]));
    }

    private int takeCastOperand(InstrReader in) {
        int target = place.ref(in.nullable(), in.heapType());
        operands.pop(context.top(target));
        return target;
    }

    private void convert(int from, AbsHeapType to) {
        int actual = operands.pop(from);
        boolean nullable = actual != TypeCode.BOTTOM && TypeCode.isNullable(actual);
        operands.push(TypeCode.ref(nullable, to.ordinal()));
    }
}
