package org.ferrywasm.valid;

import java.util.Arrays;
import org.ferrywasm.binary.CatchKind;
import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.syntax.Opcode;

/**
 * The rules of throwing and catching: {@code throw}, {@code throw_ref} and {@code try_table} (specification, "Control
 * Instructions"), and the deprecated {@code try}, {@code catch}, {@code catch_all}, {@code delegate} and {@code rethrow}
 * (legacy exceptions).
 */
final class ExceptionRules {
    private static final int[] NO_TYPES = {};

    private final Context context;
    private final Place place;
    private final OperandStack operands;
    private final ControlStack control;
    private final BlockRules blocks;

    ExceptionRules(Context context, Place place, OperandStack operands, ControlStack control, BlockRules blocks) {
        this.context = context;
        this.place = place;
        this.operands = operands;
        this.control = control;
        this.blocks = blocks;
    }

    void validate(Opcode op, InstrReader in) {
        switch (op) {
            case TRY -> blocks.open(op, in);
            case CATCH -> handler(op, tagParams(in.index()));
            case CATCH_ALL -> handler(op, NO_TYPES);
            case DELEGATE -> delegate(in.index());
            case THROW -> {
                operands.popAll(tagParams(in.index()));
                operands.becomeUnreachable();
            }
            case RETHROW -> rethrow(in.index());
            case THROW_REF -> {
                operands.pop(TypeCode.EXNREF);
                operands.becomeUnreachable();
            }
            case TRY_TABLE -> {
                blocks.takeParams(in);
                for (int i = 0; i < in.catchCount(); i++) {
                    catchClause(in.catchKind(i), in.catchTag(i), in.catchLabel(i));
                }
                blocks.push(op);
            }
            default -> throw new AssertionError(op + " has nothing to do with exceptions");
        }
    }

    private int[] tagParams(int tag) {
        if (Integer.compareUnsigned(tag, context.tags.length) >= 0) {
            throw place.unknown("tag", tag);
        }
        return context.params(context.tags[tag]);
    }

    private void catchClause(CatchKind kind, int tag, int label) {
        int[] caught = kind.hasTag() ? tagParams(tag) : NO_TYPES;
        if (kind.hasRef()) {
            caught = Arrays.copyOf(caught, caught.length + 1);
            caught[caught.length - 1] = TypeCode.EXN;
        }
        int[] expected = control.labelTypes(label);
        if (!context.matches(caught, expected)) {
            throw control.mismatch(expected, caught);
        }
    }

    private void handler(Opcode op, int[] caught) {
        if (control.kind() != Opcode.TRY && control.kind() != Opcode.CATCH) {
            throw blocks.misplaced(op);
        }
        control.next(op, caught);
    }

    private void delegate(int label) {
        if (control.kind() != Opcode.TRY) {
            throw blocks.misplaced(Opcode.DELEGATE);
        }
        int[] results = control.pop();
        control.requireLabel(label);
        operands.pushAll(results);
    }

    private void rethrow(int label) {
        Opcode kind = control.kindOf(label);
        if (kind != Opcode.CATCH && kind != Opcode.CATCH_ALL) {
            throw place.invalid("invalid rethrow label " + label);
        }
        operands.becomeUnreachable();
    }
}
