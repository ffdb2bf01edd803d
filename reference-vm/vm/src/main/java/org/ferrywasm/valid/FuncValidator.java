package org.ferrywasm.valid;

import java.util.List;
import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.Imm;
import org.ferrywasm.syntax.Opcode;

/**
 * Validates function bodies, one after the other, each in one pass (specification, "Instructions" and appendix "Validation
 * Algorithm"). Allocates nothing for plain instructions. For one thread.
 */
final class FuncValidator {
    private static final int[] NO_LOCALS = {};
    private static final int SHUFFLE_LANES = 32;

    private final Context context;
    private final Place place;
    private final OperandStack operands;
    private final ControlStack control;
    private final LocalVariables locals;
    private final BlockRules blocks;
    private final BranchRules branches;
    private final CallRules calls;
    private final ExceptionRules exceptions;
    private final TableRules tables;
    private final MemoryRules memories;
    private final ReferenceRules references;
    private final AggregateRules aggregates;

    FuncValidator(Context context) {
        this.context = context;
        this.place = new Place(context);
        this.operands = new OperandStack(context, place);
        this.locals = new LocalVariables(context, place);
        this.control = new ControlStack(context, place, operands, locals);
        this.blocks = new BlockRules(context, place, operands, control);
        this.branches = new BranchRules(context, place, operands, control);
        this.calls = new CallRules(context, place, operands, control);
        this.exceptions = new ExceptionRules(context, place, operands, control, blocks);
        this.tables = new TableRules(context, place, operands);
        this.memories = new MemoryRules(context, place, operands);
        this.references = new ReferenceRules(context, place, operands);
        this.aggregates = new AggregateRules(context, place, operands);
    }

    /** Validates a function, given its index among all functions. */
    void validate(int funcIndex, Func func) {
        InstrReader in = new InstrReader(func.body());
        place.enter("func", funcIndex, in);
        int type = context.funcs[funcIndex];
        locals.start(context.params(type), func.locals());
        control.start(context.results(type));
        instructions(in);
    }

    /** Validates a constant expression of a type, given what it belongs to and which globals it may get: those before one index. */
    void validateConst(String what, int index, Expr expr, int type, int visibleGlobals) {
        InstrReader in = new InstrReader(expr);
        place.enter(what, index, in);
        locals.start(NO_LOCALS, List.of());
        control.start(new int[] {type});
        ConstRules rules = new ConstRules(context, place, visibleGlobals);
        while (in.hasNext()) {
            Opcode op = in.next();
            requireEnabled(op);
            rules.require(op, in);
            instruction(op, in);
            if (control.isEmpty()) {
                requireEnd(in);
                return;
            }
        }
        throw place.unexpectedEnd();
    }

    private void instructions(InstrReader in) {
        while (in.hasNext()) {
            Opcode op = in.next();
            requireEnabled(op);
            instruction(op, in);
            if (op == Opcode.END && control.isEmpty()) {
                requireEnd(in);
                return;
            }
        }
        throw place.unexpectedEnd();
    }

    private void requireEnabled(Opcode op) {
        if (!context.isEnabled(op)) {
            throw place.needs(op.mnemonic(), op.feature());
        }
    }

    private void requireEnd(InstrReader in) {
        if (in.hasNext()) {
            throw place.malformed("section size mismatch: bytes after the last end");
        }
    }

    private void instruction(Opcode op, InstrReader in) {
        switch (op.shape()) {
            case NUMERIC -> numeric(op);
            case VARIABLE -> variable(op, in.index());
            case LOAD, STORE, ATOMIC -> memories.access(op, in);
            case CONTROL -> control(op, in);
            case PARAMETRIC -> parametric(op, in);
            case VECTOR -> vector(op, in);
            case MEMORY -> memories.validate(op, in);
            case TABLE -> tables.validate(op, in);
            case REFERENCE -> references.validate(op, in);
            case AGGREGATE -> aggregates.validate(op, in);
        }
    }

    private void numeric(Opcode op) {
        operands.popAll(Rows.operands(op));
        operands.pushAll(Rows.results(op));
    }

    private void vector(Opcode op, InstrReader in) {
        if (op.immediates() == Imm.LANE) {
            requireLane(op, in.lane());
        } else if (op.immediates() == Imm.SHUFFLE) {
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
                requireShuffleLane((int) (in.i64() >>> shift) & 0xFF);
                requireShuffleLane((int) (in.i64High() >>> shift) & 0xFF);
            }
        }
        numeric(op);
    }

    private void requireLane(Opcode op, int lane) {
        if (lane >= Rows.lanes(op)) {
            throw place.invalid("invalid lane index: " + lane);
        }
    }

    private void requireShuffleLane(int lane) {
        if (lane >= SHUFFLE_LANES) {
            throw place.invalid("invalid lane index: " + lane);
        }
    }

    private void variable(Opcode op, int index) {
        switch (op) {
            case LOCAL_GET -> {
                int type = locals.type(index);
                if (!TypeCode.isDefaultable(type)) {
                    locals.requireSet(index);
                }
                operands.push(type);
            }
            case LOCAL_SET -> {
                int type = locals.type(index);
                operands.pop(type);
                noteSet(index, type);
            }
            case LOCAL_TEE -> {
                int type = locals.type(index);
                operands.pop(type);
                operands.push(type);
                noteSet(index, type);
            }
            case GLOBAL_GET -> operands.push(globalType(index));
            case GLOBAL_SET -> {
                int type = globalType(index);
                if (!context.mutableGlobals[index]) {
                    throw place.invalid("immutable global " + index);
                }
                operands.pop(type);
            }
            default -> throw new AssertionError(op + " accesses no variable");
        }
    }

    private void noteSet(int local, int type) {
        if (!TypeCode.isDefaultable(type)) {
            locals.set(local);
        }
    }

    private int globalType(int index) {
        if (Integer.compareUnsigned(index, context.globals.length) >= 0) {
            throw place.unknown("global", index);
        }
        return context.globals[index];
    }

    private void parametric(Opcode op, InstrReader in) {
        switch (op) {
            case DROP -> operands.pop();
            case SELECT -> {
                operands.pop(TypeCode.I32);
                int second = operands.pop();
                int first = operands.pop();
                if (TypeCode.isRef(first) || TypeCode.isRef(second)) {
                    throw place.invalid(
                            "type mismatch: select without a type requires numbers or vectors but stack has ["
                                    + context.text(first) + " " + context.text(second) + "]");
                }
                if (first != second && first != TypeCode.BOTTOM && second != TypeCode.BOTTOM) {
                    throw place.invalid("type mismatch: select requires equal types but stack has ["
                            + context.text(first) + " " + context.text(second) + "]");
                }
                operands.push(first == TypeCode.BOTTOM ? second : first);
            }
            case SELECT_T -> {
                if (in.valTypes().size() != 1) {
                    throw place.invalid(
                            "invalid result arity: select has " + in.valTypes().size() + " result types");
                }
                int type = place.code(in.valTypes().getFirst());
                operands.pop(TypeCode.I32);
                operands.pop(type);
                operands.pop(type);
                operands.push(type);
            }
            default -> throw new AssertionError(op + " is not parametric");
        }
    }

    private void control(Opcode op, InstrReader in) {
        switch (op) {
            case UNREACHABLE -> operands.becomeUnreachable();
            case NOP -> {}
            case BLOCK, LOOP, IF -> blocks.open(op, in);
            case ELSE -> blocks.openElse();
            case END -> blocks.end();
            case BR, BR_IF, BR_TABLE, RETURN, BR_ON_NULL, BR_ON_NON_NULL, BR_ON_CAST, BR_ON_CAST_FAIL ->
                branches.validate(op, in);
            case CALL, CALL_INDIRECT, CALL_REF, RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF ->
                calls.validate(op, in);
            case TRY, CATCH, CATCH_ALL, DELEGATE, THROW, RETHROW, THROW_REF, TRY_TABLE -> exceptions.validate(op, in);
            default -> throw new AssertionError(op + " is not a control instruction");
        }
    }
}
