package org.ferrywasm.exec;

import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.MemInst;
import org.ferrywasm.runtime.ModuleInst;
import org.ferrywasm.runtime.SuspendSignal;
import org.ferrywasm.runtime.TableInst;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Data;
import org.ferrywasm.syntax.Op;

/**
 * The instructions on ranges of memories and tables (specification, "Memory Instructions" and "Table Instructions"). A long
 * range is done in portions with a checkpoint between them. Where a call has to leave there, what is left of the range is
 * written back to the operands, and the instruction is executed again later; the specification too defines these
 * instructions as a step and the same instruction on the rest.
 */
final class BulkOps {
    private static final long LOW = 0xFFFF_FFFFL;

    /** A range costs one unit of fuel more for each so many bytes or elements, as a power of two. */
    private static final int COST_SHIFT = 6;

    /** How many bytes or elements are done at once at most; a multiple of what costs one unit. */
    private static final long MAX_PORTION = 1 << 22;

    private static final long[] DROPPED = {};

    private BulkOps() {}

    /** Executes one instruction, with the parameters of {@link OtherOps#execute}. */
    static void execute(Execution x, ModuleInst module, int[] code, int at, int d) {
        int index = code[at + 3];
        int second = code[at + 4];
        switch (code[at + 2]) {
            case Op.MEMORY_INIT -> memoryInit(x, module, index, module.mems[second], d);
            case Op.DATA_DROP -> module.droppedDatas[index] = true;
            case Op.MEMORY_COPY -> memoryCopy(x, module.mems[index], module.mems[second], d);
            case Op.MEMORY_FILL -> memoryFill(x, module.mems[index], d);
            case Op.TABLE_INIT -> tableInit(x, module, index, module.tables[second], d);
            case Op.ELEM_DROP -> drop(x, module, index);
            case Op.TABLE_COPY -> tableCopy(x, module.tables[index], module.tables[second], d);
            case Op.TABLE_GROW -> tableGrow(x, module.tables[index], d);
            case Op.TABLE_SIZE -> x.stack[d] = module.tables[index].size();
            case Op.TABLE_FILL -> tableFill(x, module.tables[index], d);
            default -> throw new AssertionError("no instruction 0x" + Integer.toHexString(code[at + 2]));
        }
    }

    /** How much of a range is done before the next checkpoint: no more than the fuel is for, and something always. */
    static long portion(Execution x, long length) {
        long affordable = x.fuel >= MAX_PORTION >> COST_SHIFT ? MAX_PORTION : Math.max(x.fuel, 1) << COST_SHIFT;
        return Math.min(length, affordable);
    }

    /** Charges a range that has been done. */
    static void charge(Execution x, long length) {
        x.fuel -= length >>> COST_SHIFT;
    }

    /**
     * Ends a portion: charges it, and where the call has to leave before the rest, says so.
     *
     * @param left how much of the range is left
     */
    static boolean mustLeave(Execution x, long portion, long left) {
        charge(x, portion);
        return left > 0 && x.mustLeave();
    }

    /** Leaves the loop in the middle of an instruction, whose operands say what is left. */
    static SuspendSignal leave(Execution x) {
        x.isInsideInstruction = true;
        return new SuspendSignal();
    }

    private static void memoryFill(Execution x, MemInst mem, int d) {
        long[] s = x.stack;
        long to = operand(mem, s[d]);
        long length = operand(mem, s[d + 2]);
        mem.require(to, length);
        do {
            long portion = portion(x, length);
            mem.fill(to, (byte) s[d + 1], portion);
            to += portion;
            length -= portion;
            if (mustLeave(x, portion, length)) {
                s[d] = to;
                s[d + 2] = length;
                throw leave(x);
            }
        } while (length > 0);
    }

    private static void memoryInit(Execution x, ModuleInst module, int dataIndex, MemInst mem, int d) {
        long[] s = x.stack;
        Data data = module.module().module().datas().get(dataIndex);
        boolean dropped = module.droppedDatas[dataIndex];
        long to = operand(mem, s[d]);
        long from = s[d + 1] & LOW;
        long length = s[d + 2] & LOW;
        MemoryOps.requireData(data, dropped, from, length);
        mem.require(to, length);
        do {
            long portion = portion(x, length);
            MemoryOps.init(mem, to, data, dropped, from, portion);
            to += portion;
            from += portion;
            length -= portion;
            if (mustLeave(x, portion, length)) {
                s[d] = to;
                s[d + 1] = from;
                s[d + 2] = length;
                throw leave(x);
            }
        } while (length > 0);
    }

    private static void memoryCopy(Execution x, MemInst target, MemInst source, int d) {
        long[] s = x.stack;
        long to = operand(target, s[d]);
        long from = operand(source, s[d + 1]);
        long length = isNarrow(target) || isNarrow(source) ? s[d + 2] & LOW : s[d + 2];
        target.require(to, length);
        source.require(from, length);
        boolean backwards = target == source && to > from;
        do {
            long portion = portion(x, length);
            length -= portion;
            long skip = backwards ? length : 0;
            target.copy(to + skip, source, from + skip, portion);
            to += backwards ? 0 : portion;
            from += backwards ? 0 : portion;
            if (mustLeave(x, portion, length)) {
                s[d] = to;
                s[d + 1] = from;
                s[d + 2] = length;
                throw leave(x);
            }
        } while (length > 0);
    }

    private static void tableFill(Execution x, TableInst table, int d) {
        long[] s = x.stack;
        long to = operand(table, s[d]);
        long length = operand(table, s[d + 2]);
        table.require(to, length);
        do {
            long portion = portion(x, length);
            table.fill(to, s[d + 1], portion);
            to += portion;
            length -= portion;
            if (mustLeave(x, portion, length)) {
                s[d] = to;
                s[d + 2] = length;
                throw leave(x);
            }
        } while (length > 0);
    }

    private static void tableInit(Execution x, ModuleInst module, int elemIndex, TableInst table, int d) {
        long[] s = x.stack;
        long[] elem = module.elems[elemIndex];
        long to = operand(table, s[d]);
        long from = s[d + 1] & LOW;
        long length = s[d + 2] & LOW;
        TableInst.requireSegment(elem, from, length);
        table.require(to, length);
        do {
            long portion = portion(x, length);
            table.init(to, elem, from, portion);
            to += portion;
            from += portion;
            length -= portion;
            if (mustLeave(x, portion, length)) {
                s[d] = to;
                s[d + 1] = from;
                s[d + 2] = length;
                throw leave(x);
            }
        } while (length > 0);
    }

    private static void tableCopy(Execution x, TableInst target, TableInst source, int d) {
        long[] s = x.stack;
        long to = operand(target, s[d]);
        long from = operand(source, s[d + 1]);
        long length = target.isTable64() && source.isTable64() ? s[d + 2] : s[d + 2] & LOW;
        source.require(from, length);
        target.require(to, length);
        boolean backwards = target == source && to > from;
        do {
            long portion = portion(x, length);
            length -= portion;
            long skip = backwards ? length : 0;
            target.copy(to + skip, source, from + skip, portion);
            to += backwards ? 0 : portion;
            from += backwards ? 0 : portion;
            if (mustLeave(x, portion, length)) {
                s[d] = to;
                s[d + 1] = from;
                s[d + 2] = length;
                throw leave(x);
            }
        } while (length > 0);
    }

    private static void drop(Execution x, ModuleInst module, int elemIndex) {
        long[] elem = module.elems[elemIndex];
        module.elems[elemIndex] = DROPPED;
        x.store.releaseAll(elem, 0, elem.length);
    }

    private static void tableGrow(Execution x, TableInst table, int d) {
        long[] s = x.stack;
        long delta = operand(table, s[d + 1]);
        s[d] = table.grow(delta, s[d]);
        if (s[d] >= 0) {
            charge(x, delta);
        }
    }

    private static boolean isNarrow(MemInst mem) {
        return mem.declaredType().addressType() == AddressType.I32;
    }

    private static long operand(MemInst mem, long operand) {
        return isNarrow(mem) ? operand & LOW : operand;
    }

    private static long operand(TableInst table, long operand) {
        return table.isTable64() ? operand : operand & LOW;
    }
}
