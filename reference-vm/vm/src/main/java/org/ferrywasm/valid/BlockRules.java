package org.ferrywasm.valid;

import java.util.Arrays;
import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.ValType;

/** The rules of {@code block}, {@code loop}, {@code if}, {@code else} and {@code end} (specification, "Control Instructions"). */
final class BlockRules {
    private static final int[] NO_TYPES = {};
    private static final int[][] SINGLE = new int[TypeCode.FIRST_REF][];

    static {
        Arrays.setAll(SINGLE, type -> new int[] {type});
    }

    private final Context context;
    private final Place place;
    private final OperandStack operands;
    private final ControlStack control;
    private int[] params = NO_TYPES;
    private int[] results = NO_TYPES;

    BlockRules(Context context, Place place, OperandStack operands, ControlStack control) {
        this.context = context;
        this.place = place;
        this.operands = operands;
        this.control = control;
    }

    /** The rule of an instruction that begins a block. */
    void open(Opcode op, InstrReader in) {
        readType(in);
        if (op == Opcode.IF) {
            operands.pop(TypeCode.I32);
        }
        operands.popAll(params);
        push(op);
    }

    /** Reads the block type of the current instruction and pops the block's parameters. */
    void takeParams(InstrReader in) {
        readType(in);
        operands.popAll(params);
    }

    /** Opens a block of the type read last. */
    void push(Opcode op) {
        control.push(op, params, results);
    }

    private void readType(InstrReader in) {
        int typeIndex = in.blockTypeIndex();
        if (typeIndex >= 0) {
            if (!context.hasType(typeIndex)) {
                throw place.unknown("type", typeIndex);
            }
            if (!context.isFunc(typeIndex)) {
                throw place.invalid("non-function type " + typeIndex);
            }
            params = context.params(typeIndex);
            results = context.results(typeIndex);
            if ((params.length > 0 || results.length > 1) && !context.isEnabled(Feature.MULTI_VALUE)) {
                throw place.needs("block type with parameters or several results", Feature.MULTI_VALUE);
            }
            return;
        }
        params = NO_TYPES;
        ValType result = in.blockResult();
        results = result == null ? NO_TYPES : single(place.code(result));
    }

    private static int[] single(int type) {
        return type < SINGLE.length ? SINGLE[type] : new int[] {type};
    }

    void openElse() {
        if (control.kind() != Opcode.IF) {
            throw misplaced(Opcode.ELSE);
        }
        control.next(Opcode.ELSE, control.startTypes());
    }

    void end() {
        if (control.kind() == Opcode.IF && !context.matches(control.startTypes(), control.endTypes())) {
            throw control.mismatch(control.endTypes(), control.startTypes());
        }
        int[] types = control.pop();
        if (!control.isEmpty()) {
            operands.pushAll(types);
        }
    }

    /** The error of an instruction that only stands in the middle of a block, where there is no such block. */
    MalformedException misplaced(Opcode op) {
        return place.malformed("END opcode expected: misplaced " + op);
    }
}
