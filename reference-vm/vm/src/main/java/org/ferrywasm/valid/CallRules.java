package org.ferrywasm.valid;

import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.syntax.Opcode;

/** The rules of calls and tail calls (specification, "Control Instructions"). */
final class CallRules {
    private final Context context;
    private final Place place;
    private final OperandStack operands;
    private final ControlStack control;

    CallRules(Context context, Place place, OperandStack operands, ControlStack control) {
        this.context = context;
        this.place = place;
        this.operands = operands;
        this.control = control;
    }

    void validate(Opcode op, InstrReader in) {
        switch (op) {
            case CALL -> call(callee(in.index()));
            case RETURN_CALL -> tailCall(callee(in.index()));
            case CALL_INDIRECT -> call(indirectCallee(in));
            case RETURN_CALL_INDIRECT -> tailCall(indirectCallee(in));
            case CALL_REF -> call(referredCallee(in));
            case RETURN_CALL_REF -> tailCall(referredCallee(in));
            default -> throw new AssertionError(op + " is not a call");
        }
    }

    private int callee(int funcIndex) {
        if (Integer.compareUnsigned(funcIndex, context.funcs.length) >= 0) {
            throw place.unknown("function", funcIndex);
        }
        return context.funcs[funcIndex];
    }

    private int indirectCallee(InstrReader in) {
        int table = in.secondIndex();
        if (Integer.compareUnsigned(table, context.tables.length) >= 0) {
            throw place.unknown("table", table);
        }
        int element = context.tableElements[table];
        if (!context.matches(element, TypeCode.FUNCREF)) {
            throw place.invalid("type mismatch: instruction requires a table of funcref but table " + table + " has "
                    + context.text(element));
        }
        int type = funcType(in.index());
        operands.pop(Context.addressCode(context.tables[table].addressType()));
        return type;
    }

    private int referredCallee(InstrReader in) {
        int type = funcType(in.index());
        operands.pop(context.ref(true, type));
        return type;
    }

    private int funcType(int typeIndex) {
        if (!context.hasType(typeIndex)) {
            throw place.unknown("type", typeIndex);
        }
        if (!context.isFunc(typeIndex)) {
            throw place.invalid("non-function type " + typeIndex);
        }
        return typeIndex;
    }

    private void call(int typeIndex) {
        operands.popAll(context.params(typeIndex));
        operands.pushAll(context.results(typeIndex));
    }

    private void tailCall(int typeIndex) {
        int[] results = context.results(typeIndex);
        if (!context.matches(results, control.returnTypes())) {
            throw place.invalid("type mismatch: current function requires result type "
                    + operands.text(control.returnTypes(), 0, control.returnTypes().length) + " but callee returns "
                    + operands.text(results, 0, results.length));
        }
        operands.popAll(context.params(typeIndex));
        operands.becomeUnreachable();
    }
}
