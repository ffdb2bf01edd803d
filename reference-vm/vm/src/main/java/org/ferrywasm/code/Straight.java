package org.ferrywasm.code;

import java.util.List;
import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Imm;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.Op;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.valid.ValidModule;

/** Lowering of the instructions that do not shape the control flow. */
final class Straight {
    private final ValidModule module;
    private final InstrReader in;
    private final CodeBuilder code;
    private final Operands operands;
    private final Locals locals;
    private final LoweringOptions options;
    private final OutsideLoop outside;
    private final References references;

    /** Whether the first memory's accesses have operations of their own. */
    private final boolean plainMemory;

    Straight(
            ValidModule module,
            InstrReader in,
            CodeBuilder code,
            Operands operands,
            Locals locals,
            LoweringOptions options) {
        this.module = module;
        this.in = in;
        this.code = code;
        this.operands = operands;
        this.locals = locals;
        this.options = options;
        this.outside = new OutsideLoop(code, operands);
        this.references = new References(module, in, code, operands, options, outside);
        this.plainMemory =
                !module.memTypes().isEmpty() && isPlain(module.memTypes().getFirst());
    }

    private static boolean isPlain(MemType type) {
        return type.addressType() == AddressType.I32 && !type.shared();
    }

    /** Lowers the instruction that the reader stands on. */
    void lower(Opcode op) {
        switch (op.shape()) {
            case NUMERIC -> numeric(op);
            case VARIABLE -> variable(op);
            case LOAD -> load(op);
            case STORE -> store(op);
            case PARAMETRIC -> parametric(op);
            case VECTOR -> vector(op);
            case REFERENCE -> references.reference(op);
            case AGGREGATE -> references.aggregate(op);
            case TABLE -> table(op);
            case MEMORY -> memory(op);
            case ATOMIC -> atomic(op);
            case CONTROL -> throw new AssertionError(op + " shapes the control flow");
        }
    }

    private int topIndex() {
        return operands.size() - 1;
    }

    private void numeric(Opcode op) {
        int number = op.code();
        switch (number) {
            case Op.I32_CONST, Op.F32_CONST -> constant(in.i32());
            case Op.I64_CONST, Op.F64_CONST -> constant(in.i64());
            case Op.I64_ADD128, Op.I64_SUB128 -> outside.write(op, 4, 0, 0, 0, 0, op.results());
            case Op.I64_MUL_WIDE_S, Op.I64_MUL_WIDE_U -> outside.write(op, 2, 0, 0, 0, 0, op.results());
            default -> {
                if (op.operands().size() == 1) {
                    unary(op);
                } else {
                    binary(op);
                }
                if (options.canonicalNans() && Selection.givesNewNan(number)) {
                    canonicalise(number);
                }
            }
        }
    }

    private void constant(long value) {
        if (options.fused()) {
            operands.pushConst(Operands.NUM, value);
        } else {
            code.emitFixed(Lop.CONST, operands.push(Operands.NUM), (int) value, (int) (value >>> 32));
        }
    }

    private void unary(Opcode op) {
        int number = op.code();
        if (Selection.isFree(number)) {
            return;
        }
        boolean isEqz = number == Op.I32_EQZ || number == Op.I64_EQZ;
        if (isEqz && options.fused() && negateLast()) {
            return;
        }
        int source = operands.reg(topIndex());
        operands.pop(1);
        int target = operands.push(Operands.NUM);
        if (isEqz) {
            code.emit(number == Op.I32_EQZ ? Lop.I32_EQ_IMM : Lop.I64_EQ_IMM, target, source, 0);
            return;
        }
        int lop = Selection.unary(number);
        if (lop == Selection.NONE) {
            code.emit(Lop.numbered(Lop.UNARY, number), target, source, 0);
        } else {
            code.emit(lop, target, source, 0);
        }
    }

    /** Turns a comparison with zero of an equality just written into the opposite equality; whether it could. */
    private boolean negateLast() {
        int last = code.lastPc();
        int top = topIndex();
        if (last < 0 || operands.origin(top) != Operands.OWN || code.word(last + 1) != operands.slot(top)) {
            return false;
        }
        int lop = code.word(last) & Lop.MASK;
        switch (lop) {
            case Lop.I32_EQ, Lop.I32_EQ_IMM, Lop.I64_EQ, Lop.I64_EQ_IMM -> code.replaceLast(lop + 1);
            case Lop.I32_NE, Lop.I32_NE_IMM, Lop.I64_NE, Lop.I64_NE_IMM -> code.replaceLast(lop - 1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void canonicalise(int number) {
        boolean isF32 = number <= Op.F32_MAX || number == Op.F32_DEMOTE_F64;
        int slot = operands.slot(topIndex());
        code.emit(Lop.numbered(Lop.UNARY, isF32 ? Lop.CANONICALISE_F32 : Lop.CANONICALISE_F64), slot, slot, 0);
    }

    private void binary(Opcode op) {
        int number = op.code();
        if (options.fused() && binaryImm(number)) {
            return;
        }
        int y = operands.reg(topIndex());
        int x = operands.reg(topIndex() - 1);
        operands.pop(2);
        int target = operands.push(Operands.NUM);
        if (Selection.relation(number) >= 0) {
            boolean swapped = Selection.isSwapped(number);
            code.emit(Selection.comparison(number), target, swapped ? y : x, swapped ? x : y);
            return;
        }
        int comparison = Selection.floatComparison(number);
        if (comparison != Selection.NONE) {
            boolean swapped = Selection.isFloatSwapped(number);
            code.emit(comparison, target, swapped ? y : x, swapped ? x : y);
            return;
        }
        int lop = Selection.binary(number);
        code.emit(lop == Selection.NONE ? Lop.numbered(Lop.BINARY, number) : lop, target, x, y);
    }

    /** Writes an instruction one of whose operands is a constant of 32 bits; whether it could. */
    private boolean binaryImm(int number) {
        int y = topIndex();
        int x = y - 1;
        if (Selection.relation(number) >= 0) {
            return relationImm(number, x, y);
        }
        int lop = Selection.binaryImm(number);
        if (lop != Selection.NONE) {
            if (isShort(y)) {
                return emitImm(lop, x, (int) operands.constant(y));
            }
            return Selection.isCommutative(number) && isShort(x) && emitImm(lop, y, (int) operands.constant(x));
        }
        if ((number == Op.I32_SUB || number == Op.I64_SUB) && isShort(y) && operands.constant(y) != Integer.MIN_VALUE) {
            return emitImm(number == Op.I32_SUB ? Lop.I32_ADD_IMM : Lop.I64_ADD_IMM, x, (int) -operands.constant(y));
        }
        return false;
    }

    private boolean isShort(int index) {
        return operands.isConst(index) && operands.constant(index) == (int) operands.constant(index);
    }

    private boolean emitImm(int lop, int index, int constant) {
        int source = operands.reg(index);
        operands.pop(2);
        code.emit(lop, operands.push(Operands.NUM), source, constant);
        return true;
    }

    /** A relation to a constant; one at the end of its type's range is left alone, so that every one has an opposite. */
    private boolean relationImm(int number, int x, int y) {
        boolean constantLeft = isShort(x) && !operands.isConst(y);
        if (!constantLeft && !isShort(y)) {
            return false;
        }
        int constant = (int) operands.constant(constantLeft ? x : y);
        int relation = Selection.relation(number);
        if (constantLeft) {
            relation = Selection.mirrored(relation);
        }
        boolean unsigned = relation >= 2 && (relation & 1) != 0;
        boolean is64 = number >= Op.I64_EQ;
        if (relation >= 2 && !isInside(constant, unsigned, is64)) {
            return false;
        }
        int first = is64 ? Lop.I64_EQ_IMM : Lop.I32_EQ_IMM;
        int index = constantLeft ? y : x;
        int signedness = unsigned ? 2 : 0;
        return switch (relation) {
            case 0, 1 -> emitImm(first + relation, index, constant);
            case 2, 3 -> emitImm(first + 2 + signedness, index, constant);
            case 4, 5 -> emitImm(first + 3 + signedness, index, constant);
            case 6, 7 -> emitImm(first + 2 + signedness, index, constant + 1);
            default -> emitImm(first + 3 + signedness, index, constant - 1);
        };
    }

    private static boolean isInside(int constant, boolean unsigned, boolean is64) {
        if (unsigned) {
            return is64 ? constant > 0 && constant < Integer.MAX_VALUE - 1 : constant != 0 && (constant + 2) >>> 1 != 0;
        }
        return constant > Integer.MIN_VALUE + 1 && constant < Integer.MAX_VALUE - 1;
    }

    private void variable(Opcode op) {
        int index = in.index();
        switch (op.code()) {
            case Op.LOCAL_GET -> localGet(index);
            case Op.LOCAL_SET -> {
                localSet(index);
                operands.pop(1);
            }
            case Op.LOCAL_TEE -> {
                localSet(index);
                if (options.fused()) {
                    operands.pop(1);
                    operands.pushLocal(locals.kind(index), locals.slot(index));
                }
            }
            case Op.GLOBAL_GET -> globalGet(index);
            default -> globalSet(index);
        }
    }

    private void localGet(int index) {
        byte kind = locals.kind(index);
        if (options.fused()) {
            operands.pushLocal(kind, locals.slot(index));
        } else {
            int lop = kind == Operands.VEC ? Lop.MOVE2 : Lop.MOVE;
            code.emitFixed(lop, operands.push(kind), locals.slot(index), 0);
        }
    }

    /** Sets a local to the topmost operand, which stays: by giving the instruction that computed it the local as its target, if nothing is in the way. */
    private void localSet(int index) {
        int top = topIndex();
        int local = locals.slot(index);
        int last = code.lastPc();
        if (options.fused()
                && last >= 0
                && operands.origin(top) == Operands.OWN
                && code.word(last + 1) == operands.slot(top)
                && !operands.isPending(local)) {
            code.patch(last + 1, local);
            code.fence();
            return;
        }
        if (operands.origin(top) == Operands.LOCAL && operands.reg(top) == local) {
            return;
        }
        operands.settleLocal(local);
        operands.moveTo(top, local);
        code.fence();
    }

    private void globalGet(int index) {
        byte kind = Operands.kind(module.globalTypes().get(index).type());
        int slot = operands.push(kind);
        code.emit(Lop.GLOBAL_GET, slot, index, 0);
        if (kind == Operands.VEC) {
            code.emitFixed(Lop.GLOBAL_GET, slot + 1, index, 1);
        }
    }

    private void globalSet(int index) {
        if (module.globalTypes().get(index).type().mayBeHost()) {
            outside.write(Opcode.GLOBAL_SET, 1, index, 0, 0, 0, List.of());
            return;
        }
        int source = operands.reg(topIndex());
        boolean isVector = operands.kind(topIndex()) == Operands.VEC;
        operands.pop(1);
        code.emitFixed(Lop.GLOBAL_SET, source, index, 0);
        if (isVector) {
            code.emitFixed(Lop.GLOBAL_SET, source + 1, index, 1);
        }
    }

    private void parametric(Opcode op) {
        if (op == Opcode.DROP) {
            operands.pop(1);
            return;
        }
        int top = topIndex();
        int condition = operands.reg(top);
        int second = operands.reg(top - 1);
        int first = operands.reg(top - 2);
        byte kind = operands.kind(top - 1);
        operands.pop(3);
        int target = operands.push(kind);
        code.emit(kind == Operands.VEC ? Lop.SELECT2 : Lop.SELECT, target, first, second);
        code.extend(condition, 0, 0, 0);
    }

    private boolean isInline(int lop) {
        return lop != Selection.NONE && plainMemory && in.index() == 0;
    }

    private void load(Opcode op) {
        int lop = Selection.load(op.code());
        boolean isVector = op.code() == Op.V128_LOAD;
        if (!isInline(isVector ? Lop.LOAD64 : lop) || (isVector && in.memOffset() > Integer.MAX_VALUE)) {
            memoryAccess(op);
            return;
        }
        int address = operands.reg(topIndex());
        operands.pop(1);
        int offset = (int) in.memOffset();
        if (isVector) {
            int target = operands.push(Operands.VEC);
            code.emitFixed(Lop.LOAD64, target + 1, address, offset + 8);
            code.emitFixed(Lop.LOAD64, target, address, offset);
        } else {
            code.emit(lop, operands.push(Operands.NUM), address, offset);
        }
    }

    private void store(Opcode op) {
        int lop = Selection.store(op.code());
        boolean isVector = op.code() == Op.V128_STORE;
        if (!isInline(isVector ? Lop.STORE64 : lop) || (isVector && in.memOffset() > Integer.MAX_VALUE)) {
            memoryAccess(op);
            return;
        }
        int value = operands.reg(topIndex());
        int address = operands.reg(topIndex() - 1);
        operands.pop(2);
        int offset = (int) in.memOffset();
        if (isVector) {
            code.emitFixed(Lop.STORE64, address, value + 1, offset + 8);
            code.emitFixed(Lop.STORE64, address, value, offset);
        } else {
            code.emitFixed(lop, address, value, offset);
        }
    }

    /** An access that the interpreter's loop does not do itself: the address, then the row's operands. */
    private void memoryAccess(Opcode op) {
        long offset = in.memOffset();
        outside.write(
                op, op.operands().size() + 1, in.index(), in.lane(), (int) offset, (int) (offset >>> 32), op.results());
    }

    private void atomic(Opcode op) {
        if (op == Opcode.ATOMIC_FENCE) {
            outside.write(op, 0, 0, 0, 0, 0, List.of());
        } else {
            memoryAccess(op);
        }
    }

    private void vector(Opcode op) {
        if (op == Opcode.V128_CONST) {
            long low = in.i64();
            long high = in.i64High();
            int target = operands.push(Operands.VEC);
            code.emitFixed(Lop.CONST, target, (int) low, (int) (low >>> 32));
            code.emitFixed(Lop.CONST, target + 1, (int) high, (int) (high >>> 32));
            return;
        }
        int count = op.operands().size();
        int first = operands.size() - count;
        int x = operands.reg(first);
        int y = count > 1 ? operands.reg(first + 1) : 0;
        int z = count > 2 ? operands.reg(first + 2) : 0;
        operands.pop(count);
        int target = operands.push(Operands.kind(op.results().getFirst()));
        code.emit(Lop.numbered(Lop.VECTOR, op.code()), target, x, y);
        if (op == Opcode.I8X16_SHUFFLE) {
            long low = in.i64();
            long high = in.i64High();
            code.extend((int) low, (int) (low >>> 32), (int) high, (int) (high >>> 32));
        } else {
            code.extend(z, op.immediates() == Imm.LANE ? in.lane() : 0, 0, 0);
        }
        if (options.canonicalNans() && Selection.givesNewNanLanes(op.code())) {
            boolean is64 = op.mnemonic().startsWith("f64x2");
            int word = Lop.numbered(Lop.UNARY, is64 ? Lop.CANONICALISE_F64 : Lop.CANONICALISE_F32_LANES);
            code.emitFixed(word, target, target, 0);
            code.emitFixed(word, target + 1, target + 1, 0);
        }
    }

    private void table(Opcode op) {
        int table = in.index();
        switch (op) {
            case TABLE_GET -> outside.write(op, 1, table, 0, 0, 0, List.of(RefType.ANYREF));
            case TABLE_SET -> outside.write(op, 2, table, 0, 0, 0, List.of());
            case TABLE_SIZE -> outside.write(op, 0, table, 0, 0, 0, Opcode.I64_CONST.results());
            case TABLE_GROW -> outside.write(op, 2, table, 0, 0, 0, Opcode.I64_CONST.results());
            case TABLE_FILL -> outside.write(op, 3, table, 0, 0, 0, List.of());
            case TABLE_COPY, TABLE_INIT -> outside.write(op, 3, table, in.secondIndex(), 0, 0, List.of());
            default -> outside.write(op, 0, in.index(), 0, 0, 0, List.of());
        }
    }

    private void memory(Opcode op) {
        int memory = in.index();
        switch (op) {
            case MEMORY_SIZE -> outside.write(op, 0, memory, 0, 0, 0, Opcode.I64_CONST.results());
            case MEMORY_GROW -> outside.write(op, 1, memory, 0, 0, 0, Opcode.I64_CONST.results());
            case MEMORY_FILL -> outside.write(op, 3, memory, 0, 0, 0, List.of());
            case MEMORY_COPY, MEMORY_INIT -> outside.write(op, 3, memory, in.secondIndex(), 0, 0, List.of());
            default -> outside.write(op, 0, in.index(), 0, 0, 0, List.of());
        }
    }
}
