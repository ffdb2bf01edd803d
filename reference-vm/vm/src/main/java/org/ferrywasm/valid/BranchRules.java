package org.ferrywasm.valid;

import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.ModuleLimits.Limit;
import org.ferrywasm.syntax.Opcode;

/** The rules of branches and {@code return} (specification, "Control Instructions"). */
final class BranchRules {
    private final Context context;
    private final Place place;
    private final OperandStack operands;
    private final ControlStack control;

    BranchRules(Context context, Place place, OperandStack operands, ControlStack control) {
        this.context = context;
        this.place = place;
        this.operands = operands;
        this.control = control;
    }

    void validate(Opcode op, InstrReader in) {
        switch (op) {
            case BR -> {
                operands.popAll(control.labelTypes(in.index()));
                operands.becomeUnreachable();
            }
            case BR_IF -> {
                int[] types = control.labelTypes(in.index());
                operands.pop(TypeCode.I32);
                operands.popAll(types);
                operands.pushAll(types);
            }
            case BR_TABLE -> brTable(in);
            case RETURN -> {
                operands.popAll(control.returnTypes());
                operands.becomeUnreachable();
            }
            case BR_ON_NULL -> {
                int[] types = control.labelTypes(in.index());
                int ref = operands.popRef();
                operands.popAll(types);
                operands.pushAll(types);
                operands.push(TypeCode.nonNull(ref));
            }
            case BR_ON_NON_NULL -> {
                int[] types = control.labelTypes(in.index());
                operands.pop(TypeCode.nullable(lastRef(types)));
                operands.push(TypeCode.nonNull(lastRef(types)));
                operands.popAll(types);
                operands.pushAll(types);
                operands.pop();
            }
            case BR_ON_CAST -> brOnCast(in, false);
            case BR_ON_CAST_FAIL -> brOnCast(in, true);
            default -> throw new AssertionError(op + " is not a branch");
        }
    }

    private void brTable(InstrReader in) {
        int labels = in.labelCount();
        place.requireWithin(Limit.BR_TABLE_LABELS, labels);
        int[] byDefault = control.labelTypes(in.label(labels));
        operands.pop(TypeCode.I32);
        int[] checked = byDefault;
        operands.requireAll(byDefault);
        for (int i = 0; i < labels; i++) {
            int[] types = control.labelTypes(in.label(i));
            if (types != checked) {
                if (types.length != byDefault.length) {
                    throw control.mismatch(byDefault, types);
                }
                operands.requireAll(types);
                checked = types;
            }
        }
        operands.becomeUnreachable();
    }

    private void brOnCast(InstrReader in, boolean onFailure) {
        int[] types = control.labelTypes(in.index());
        int source = place.ref(in.nullable(), in.heapType());
        int target = place.ref(in.secondNullable(), in.secondHeapType());
        if (!context.matches(target, source)) {
            throw mismatch("cast", source, target);
        }
        int rest = TypeCode.isNullable(target) ? TypeCode.nonNull(source) : source;
        int taken = onFailure ? rest : target;
        int expected = lastRef(types);
        if (!context.matches(taken, expected)) {
            throw mismatch("label", expected, taken);
        }
        operands.pop(source);
        operands.push(expected);
        operands.popAll(types);
        operands.pushAll(types);
        operands.pop();
        operands.push(onFailure ? target : rest);
    }

    private int lastRef(int[] labelTypes) {
        if (labelTypes.length == 0 || !TypeCode.isRef(labelTypes[labelTypes.length - 1])) {
            throw place.invalid("type mismatch: instruction requires a label with a reference but it has "
                    + operands.text(labelTypes, 0, labelTypes.length));
        }
        return labelTypes[labelTypes.length - 1];
    }

    private InvalidException mismatch(String what, int required, int given) {
        return place.invalid(
                "type mismatch: " + what + " requires " + context.text(required) + " but has " + context.text(given));
    }
}
