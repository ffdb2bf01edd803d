package org.ferrywasm.code;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.binary.CatchKind;
import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.Shape;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.valid.ValidModule;

/**
 * Turns a validated function body into {@link Code}. The heights of the operand stack are static, so the stack machine
 * becomes a register machine over the frame's slots; branches carry their targets; unreachable instructions vanish.
 *
 * <p>In order: the walk, blocks, branches, calls, exceptions. Straight-line instructions are in {@link Straight}.
 */
public final class Lowering {
    private final ValidModule module;
    private final InstrReader in;
    private final CodeBuilder code;
    private final Locals locals;
    private final ConstantSlots constants;
    private final Operands operands;
    private final Branches branches;
    private final Straight straight;
    private final List<Label> labels = new ArrayList<>();

    /** How many blocks have been opened since the code became unreachable; -1 while it is reachable. */
    private int deadDepth = -1;

    private Lowering(ValidModule module, int definedIndex, LoweringOptions options) {
        this.module = module;
        Func func = module.module().funcs().get(definedIndex);
        FuncType type = module.funcType(module.importedFuncs() + definedIndex);
        this.in = new InstrReader(func.body());
        this.code = new CodeBuilder(options.metered());
        this.locals = new Locals(type.params(), module.locals(definedIndex));
        this.constants =
                options.fused() ? ConstantSlots.of(func.body(), locals.slots()) : ConstantSlots.none(locals.slots());
        this.operands = new Operands(code, locals.slots(), constants);
        this.branches = new Branches(code, operands, options.fused());
        this.straight = new Straight(module, in, code, operands, locals, options);
    }

    /**
     * Lowers a function that a module defines.
     *
     * @param module the module
     * @param definedIndex which of its own functions, imports not counted
     * @param options how
     */
    public static Code lower(ValidModule module, int definedIndex, LoweringOptions options) {
        int funcIndex = module.importedFuncs() + definedIndex;
        Lowering lowering = new Lowering(module, definedIndex, options);
        int bodyOffset = lowering.in.position();
        lowering.body(module.funcType(funcIndex));
        return new Code(
                lowering.code,
                funcIndex,
                bodyOffset,
                lowering.locals,
                lowering.constants.values(),
                lowering.operands.maxTop());
    }

    private void body(FuncType type) {
        code.safepoint(null);
        code.spend(1);
        operands.reserve(FuncType.slots(type.results()));
        labels.add(new Label(Opcode.BLOCK, new FuncType(List.of(), type.results()), 0, operands.top(), code.pc()));
        while (in.hasNext()) {
            Opcode op = in.next();
            code.at(in.offset());
            if (deadDepth >= 0) {
                passOver(op);
            } else if (op.shape() == Shape.CONTROL) {
                code.spend(op.fuelCost());
                control(op);
            } else {
                code.spend(op.fuelCost());
                straight.lower(op);
            }
        }
    }

    private void passOver(Opcode op) {
        switch (op) {
            case BLOCK, LOOP, IF, TRY, TRY_TABLE -> deadDepth++;
            case ELSE, CATCH, CATCH_ALL -> {
                if (deadDepth == 0) {
                    control(op);
                }
            }
            case END, DELEGATE -> {
                if (deadDepth == 0) {
                    control(op);
                } else {
                    deadDepth--;
                }
            }
            default -> {}
        }
    }

    private boolean isDead() {
        return deadDepth >= 0;
    }

    private void die() {
        deadDepth = 0;
    }

    private void control(Opcode op) {
        switch (op) {
            case NOP -> {}
            case UNREACHABLE -> {
                code.control(Lop.UNREACHABLE, 0, 0, 0);
                die();
            }
            case BLOCK, TRY, TRY_TABLE -> open(op);
            case LOOP -> loop();
            case IF -> openIf();
            case ELSE -> openElse();
            case CATCH, CATCH_ALL -> openCatch(op);
            case DELEGATE -> delegate();
            case END -> close();
            case BR, BR_IF, BR_TABLE, BR_ON_NULL, BR_ON_NON_NULL, BR_ON_CAST, BR_ON_CAST_FAIL -> branch(op);
            case RETURN -> {
                returnResults();
                die();
            }
            case CALL, CALL_INDIRECT, CALL_REF -> call(op);
            case RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF -> returnCall(op);
            case THROW -> throwTag();
            case THROW_REF -> {
                operands.settleAll();
                throwRef(operands.slot(operands.size() - 1));
            }
            case RETHROW -> throwRef(label(in.index()).baseTop);
            default -> throw new AssertionError(op + " does not shape the control flow");
        }
    }

    // Blocks

    private FuncType blockType() {
        if (in.blockTypeIndex() >= 0) {
            return (FuncType) module.types().get(in.blockTypeIndex()).expand();
        }
        ValType result = in.blockResult();
        return result == null ? FuncType.EMPTY : new FuncType(List.of(), List.of(result));
    }

    private Label enter(Opcode op, FuncType type) {
        int baseSize = operands.size() - type.params().size();
        int baseTop = type.params().isEmpty() ? operands.top() : operands.slot(baseSize);
        Label label = new Label(op, type, baseSize, baseTop, code.pc());
        labels.add(label);
        return label;
    }

    private void open(Opcode op) {
        operands.settleAll();
        Label label = enter(op, blockType());
        if (op == Opcode.TRY_TABLE) {
            label.catches = Catch.read(in);
        }
    }

    private void loop() {
        operands.settleAll();
        code.control(Lop.LOOP, 0, 0, 0);
        code.safepoint(operands.refs());
        enter(Opcode.LOOP, blockType());
    }

    private void openIf() {
        int condition = operands.size() - 1;
        operands.settleBelow(1);
        boolean fusable = operands.origin(condition) == Operands.OWN;
        int fixup = branches.onCondition(false);
        if (!fusable) {
            code.fence();
        }
        Label label = enter(Opcode.IF, blockType());
        label.elseFixup = fixup;
    }

    private void openElse() {
        Label label = labels.getLast();
        if (!isDead()) {
            branches.jump(label);
        }
        code.patch(label.elseFixup, code.pc());
        code.fence();
        label.elseFixup = -1;
        label.part = Opcode.ELSE;
        restart(label, label.type.params());
    }

    /** Begins a part of a block anew: only these values stand above the block's base. */
    private void restart(Label label, List<ValType> values) {
        deadDepth = -1;
        operands.cut(label.baseSize, label.baseTop);
        for (ValType type : values) {
            operands.push(Operands.kind(type));
        }
    }

    private void close() {
        Label label = labels.getLast();
        boolean reached = !isDead();
        if (label.part == Opcode.TRY || label.part == Opcode.TRY_TABLE) {
            label.regionEnd = code.pc();
        }
        if (labels.size() == 1) {
            closeBody(label, reached);
            return;
        }
        if (reached) {
            branches.moveCarriedOut(label);
            if (label.isTarget()) {
                code.charge();
            }
        }
        if (label.part == Opcode.TRY_TABLE) {
            registerCatches(label);
        }
        boolean live = reached || label.isTarget();
        label.bind(code);
        labels.removeLast();
        if (live) {
            restart(label, label.type.results());
        } else {
            operands.cut(label.baseSize, label.baseTop);
            deadDepth = 0;
        }
    }

    private void closeBody(Label label, boolean reached) {
        if (reached && !label.isTarget()) {
            returnResults();
            return;
        }
        if (reached) {
            branches.moveCarriedOut(label);
            code.charge();
        }
        if (label.isTarget()) {
            label.bind(code);
            restart(label, label.type.results());
            returnResults();
        }
    }

    // Branches

    private Label label(int index) {
        return labels.get(labels.size() - 1 - index);
    }

    private void branch(Opcode op) {
        switch (op) {
            case BR -> {
                if (in.index() == labels.size() - 1) {
                    returnResults();
                } else {
                    branches.jump(label(in.index()));
                }
                die();
            }
            case BR_IF -> branches.jumpIf(label(in.index()), 1, branches::onCondition);
            case BR_TABLE -> brTable();
            case BR_ON_NULL -> {
                int slot = settleTop();
                branches.jumpIf(label(in.index()), 1, taken -> popAndTest(taken, slot));
                operands.push(Operands.REF);
            }
            case BR_ON_NON_NULL -> {
                int slot = settleTop();
                branches.jumpIf(label(in.index()), 0, taken -> branches.onNull(!taken, slot));
                operands.pop(1);
            }
            default -> brOnCast(op == Opcode.BR_ON_CAST);
        }
    }

    private int settleTop() {
        int top = operands.size() - 1;
        if (operands.origin(top) != Operands.OWN) {
            operands.settle(top);
        }
        return operands.slot(top);
    }

    private int popAndTest(boolean isNull, int slot) {
        operands.pop(1);
        return branches.onNull(isNull, slot);
    }

    private void brOnCast(boolean onSuccess) {
        operands.settleAll();
        int slot = operands.slot(operands.size() - 1);
        operands.reserve(slot + 2);
        int nullable = in.secondNullable() ? 1 : 0;
        code.emitFixed(Lop.OTHER, slot, Opcode.BR_ON_CAST.code(), References.target(in.secondHeapType()));
        code.extend(nullable, 0, 0, 0);
        code.safepoint(operands.refs());
        branches.jumpIf(label(in.index()), 0, taken -> branches.onSlot(taken == onSuccess, slot + 1));
    }

    private void brTable() {
        int count = in.labelCount();
        operands.settleAll();
        int index = operands.slot(operands.size() - 1);
        operands.pop(1);
        code.control(Lop.BR_TABLE, index, count, 0);
        int table = code.pc();
        for (int i = 0; i <= count; i += 4) {
            code.extend(0, 0, 0, 0);
        }
        for (int i = 0; i <= count; i++) {
            Label label = label(in.label(i));
            if (branches.isDirect(label)) {
                label.refer(code, table + i);
                continue;
            }
            if (label.stubTable != table) {
                label.stubTable = table;
                label.stub = code.pc();
                branches.jump(label);
            }
            code.patch(table + i, label.stub);
        }
        die();
    }

    private void returnResults() {
        int count = labels.getFirst().type.results().size();
        int first = operands.size() - count;
        if (count == 0) {
            code.control(Lop.RETURN0, 0, 0, 0);
        } else if (count == 1 && operands.kind(first) != Operands.VEC) {
            code.control(Lop.RETURN1, operands.reg(first), 0, 0);
        } else {
            operands.settleAll();
            int source = operands.slot(first);
            code.control(Lop.RETURN, source, operands.top() - source, 0);
        }
    }

    // Calls

    private FuncType calleeType(Opcode op) {
        DefType type = switch (op) {
            case CALL, RETURN_CALL -> module.funcTypes().get(in.index());
            default -> module.types().get(in.index());
        };
        return (FuncType) type.expand();
    }

    /** Takes a call's operands; gives the slot of the first argument. */
    private int arguments(FuncType type) {
        int count = type.params().size();
        int base = count == 0 ? operands.top() : operands.slot(operands.size() - count);
        operands.pop(count);
        return base;
    }

    private void call(Opcode op) {
        FuncType type = calleeType(op);
        operands.settleAll();
        writeCall(op, type);
        code.safepoint(operands.refs());
        for (ValType result : type.results()) {
            operands.push(Operands.kind(result));
        }
    }

    private void returnCall(Opcode op) {
        operands.settleAll();
        writeCall(op, calleeType(op));
        die();
    }

    private void writeCall(Opcode op, FuncType type) {
        boolean isTail = op == Opcode.RETURN_CALL || op == Opcode.RETURN_CALL_INDIRECT || op == Opcode.RETURN_CALL_REF;
        switch (op) {
            case CALL, RETURN_CALL -> code.control(isTail ? Lop.RETURN_CALL : Lop.CALL, arguments(type), in.index(), 0);
            case CALL_INDIRECT, RETURN_CALL_INDIRECT -> {
                int index = operands.slot(operands.size() - 1);
                operands.pop(1);
                int lop = isTail ? Lop.RETURN_CALL_INDIRECT : Lop.CALL_INDIRECT;
                code.control(lop, arguments(type), in.index(), in.secondIndex());
                code.extend(index, 0, 0, 0);
            }
            default -> {
                int callee = operands.slot(operands.size() - 1);
                operands.pop(1);
                code.control(isTail ? Lop.RETURN_CALL_REF : Lop.CALL_REF, arguments(type), callee, 0);
            }
        }
    }

    // Exceptions

    private void throwTag() {
        operands.settleAll();
        RefSlots refs = operands.refs();
        int first = arguments(new FuncType(module.tagParams(in.index()), List.of()));
        code.control(Lop.THROW, first, in.index(), 0);
        code.safepoint(refs);
        die();
    }

    private void throwRef(int slot) {
        operands.settleAll();
        RefSlots refs = operands.refs();
        code.control(Lop.THROW_REF, slot, 0, 0);
        code.safepoint(refs);
        die();
    }

    private void registerCatches(Label block) {
        int depth = labels.size() - 1;
        for (Catch clause : block.catches) {
            Label target = labels.get(depth - 1 - clause.label());
            boolean withRef = clause.kind() == CatchKind.CATCH_REF || clause.kind() == CatchKind.CATCH_ALL_REF;
            boolean all = clause.kind() == CatchKind.CATCH_ALL || clause.kind() == CatchKind.CATCH_ALL_REF;
            int payload = all ? 0 : FuncType.slots(module.tagParams(clause.tag()));
            int exnSlot = withRef ? target.baseTop + payload : -1;
            operands.reserve(target.baseTop + payload + 1);
            int word = code.handler(
                    block.regionStart,
                    block.regionEnd,
                    depth,
                    all ? Handlers.CATCH_ALL : Handlers.CATCH,
                    clause.tag(),
                    target.baseTop,
                    exnSlot);
            target.refer(code, ~word);
        }
    }

    /** Begins a legacy handler. The exception itself stays below the handler's operands, for {@code rethrow}. */
    private void openCatch(Opcode op) {
        Label label = labels.getLast();
        if (label.part == Opcode.TRY) {
            label.regionEnd = code.pc();
        }
        if (!isDead()) {
            branches.jumpOut(label);
        }
        boolean all = op == Opcode.CATCH_ALL;
        label.part = op;
        restart(label, List.of(RefType.EXNREF));
        List<ValType> payload = all ? List.of() : module.tagParams(in.index());
        for (ValType type : payload) {
            operands.push(Operands.kind(type));
        }
        int word = code.handler(
                label.regionStart,
                label.regionEnd,
                labels.size() - 1,
                all ? Handlers.CATCH_ALL : Handlers.CATCH,
                all ? 0 : in.index(),
                label.baseTop + 1,
                label.baseTop);
        code.patchHandler(word, code.pc());
        code.fence();
    }

    private void delegate() {
        Label label = labels.getLast();
        int depth = labels.size() - 1;
        code.handler(label.regionStart, code.pc(), depth, Handlers.DELEGATE, depth - 1 - in.index(), 0, -1);
        close();
    }
}
