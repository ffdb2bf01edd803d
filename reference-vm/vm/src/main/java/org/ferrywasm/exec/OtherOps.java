package org.ferrywasm.exec;

import org.ferrywasm.numeric.Wide;
import org.ferrywasm.runtime.Casts;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.Heap;
import org.ferrywasm.runtime.HeapLayout;
import org.ferrywasm.runtime.MemInst;
import org.ferrywasm.runtime.ModuleInst;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.TableInst;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Op;

/**
 * The instructions that stand outside the interpreter's loop. Their operands stand one after the other from a slot on, and
 * their results take their place. Each is a safepoint: the execution's state has been written back.
 *
 * <p>In order: dispatch, single accesses, aggregates, wide arithmetic.
 */
final class OtherOps {
    private static final long LOW = 0xFFFF_FFFFL;
    private static final int PREFIX_SHIFT = 16;
    private static final int PREFIX_GC = 0xFB;
    private static final int PREFIX_BULK = 0xFC;
    private static final int PREFIX_VECTOR = 0xFD;
    private static final int PREFIX_ATOMIC = 0xFE;

    private static final AbsHeapType[] ABSTRACT = AbsHeapType.values();

    private OtherOps() {}

    /**
     * Executes one instruction.
     *
     * @param x the execution, written back
     * @param module the instance whose function this is
     * @param code the lowered code
     * @param at where the instruction is in it
     * @param d the slot of its first operand
     */
    static void execute(Execution x, ModuleInst module, int[] code, int at, int d) {
        int op = code[at + 2];
        switch (op >>> PREFIX_SHIFT) {
            case PREFIX_GC -> aggregate(x, module, code, at, d);
            case PREFIX_BULK -> bulk(x, module, code, at, d);
            case PREFIX_VECTOR -> vectorAccess(x, module, code, at, d);
            case PREFIX_ATOMIC -> AtomicAccess.execute(x, module, code, at, d);
            default -> single(x, module, code, at, d);
        }
    }

    private static void single(Execution x, ModuleInst module, int[] code, int at, int d) {
        long[] s = x.stack;
        int op = code[at + 2];
        int index = code[at + 3];
        switch (op) {
            case Op.TABLE_GET -> s[d] = module.tables[index].get(tableOperand(module.tables[index], s[d]));
            case Op.TABLE_SET -> module.tables[index].set(tableOperand(module.tables[index], s[d]), s[d + 1]);
            case Op.GLOBAL_SET -> module.globals[index].setCounted(x.store, s[d]);
            case Op.REF_FUNC -> s[d] = module.funcs[index].ref();
            case Op.REF_AS_NON_NULL -> {
                if (s[d] == Ref.NULL) {
                    throw new TrapSignal(TrapKind.NULL_REFERENCE);
                }
            }
            case Op.MEMORY_SIZE -> s[d] = module.mems[index].sizePages();
            case Op.MEMORY_GROW -> s[d] = module.mems[index].grow(memOperand(module.mems[index], s[d]));
            default -> {
                MemInst mem = module.mems[index];
                long address = address(mem, s[d], code, at);
                if (op <= Op.I64_LOAD32_U) {
                    s[d] = MemoryOps.load(op, mem, address);
                } else {
                    MemoryOps.store(op, mem, address, s[d + 1]);
                }
            }
        }
    }

    /** The effective address of a memory access whose memory argument stands in the instruction. */
    static long address(MemInst mem, long operand, int[] code, int at) {
        long offset = (code[at + 5] & LOW) | (long) code[at + 6] << 32;
        return MemInst.effectiveAddress(memOperand(mem, operand), offset);
    }

    private static long memOperand(MemInst mem, long operand) {
        return mem.declaredType().addressType() == AddressType.I64 ? operand : operand & LOW;
    }

    private static long tableOperand(TableInst table, long operand) {
        return table.isTable64() ? operand : operand & LOW;
    }

    private static void vectorAccess(Execution x, ModuleInst module, int[] code, int at, int d) {
        int op = code[at + 2];
        MemInst mem = module.mems[code[at + 3]];
        int lane = code[at + 4];
        long[] s = x.stack;
        long address = address(mem, s[d], code, at);
        switch (op) {
            case Op.V128_LOAD8_LANE, Op.V128_LOAD16_LANE, Op.V128_LOAD32_LANE, Op.V128_LOAD64_LANE ->
                MemoryOps.loadLane(op, mem, address, lane, s, d + 1, d);
            case Op.V128_STORE8_LANE, Op.V128_STORE16_LANE, Op.V128_STORE32_LANE, Op.V128_STORE64_LANE ->
                MemoryOps.storeLane(op, mem, address, lane, s, d + 1);
            case Op.V128_STORE -> MemoryOps.storeVector(mem, address, s[d + 1], s[d + 2]);
            default -> MemoryOps.loadVector(op, mem, address, s, d);
        }
    }

    private static void bulk(Execution x, ModuleInst module, int[] code, int at, int d) {
        int op = code[at + 2];
        if (op >= Op.I64_ADD128) {
            wide(x.stack, op, d);
        } else {
            BulkOps.execute(x, module, code, at, d);
        }
    }

    private static void aggregate(Execution x, ModuleInst module, int[] code, int at, int d) {
        long[] s = x.stack;
        int index = code[at + 3];
        int second = code[at + 4];
        switch (code[at + 2]) {
            case Op.STRUCT_NEW -> structNew(x, module, index, d, true);
            case Op.STRUCT_NEW_DEFAULT -> structNew(x, module, index, d, false);
            case Op.STRUCT_SET -> {
                long[] object = Structs.fields(x, s[d]);
                x.store.retain(s[d + 1], 1);
                x.store.release(object[Heap.HEADER_SLOTS + index], 1);
                object[Heap.HEADER_SLOTS + index] = s[d + 1];
            }
            case Op.REF_TEST -> s[d] = hasType(x, module, s[d], index, false) ? 1 : 0;
            case Op.REF_TEST_NULL -> s[d] = hasType(x, module, s[d], index, true) ? 1 : 0;
            case Op.REF_CAST -> cast(hasType(x, module, s[d], index, false));
            case Op.REF_CAST_NULL -> cast(hasType(x, module, s[d], index, true));
            case Op.BR_ON_CAST -> s[d + 1] = hasType(x, module, s[d], index, second != 0) ? 1 : 0;
            default -> ArrayInstrs.execute(x, module, code, at, d);
        }
    }

    /** Whether a reference has the type that lowered code names: a type index, or an abstract type from -1 down. */
    private static boolean hasType(Execution x, ModuleInst module, long ref, int target, boolean nullable) {
        if (ref == Ref.NULL) {
            return nullable;
        }
        return Casts.matches(x.store, ref, target >= 0 ? module.types[target] : ABSTRACT[-1 - target]);
    }

    private static void cast(boolean holds) {
        if (!holds) {
            throw new TrapSignal(TrapKind.CAST_FAILURE);
        }
    }

    private static void structNew(Execution x, ModuleInst module, int typeIndex, int d, boolean withFields) {
        int type = module.typeAddress(x.store, typeIndex);
        HeapLayout layout = x.store.layout(type);
        Heap heap = x.store.heap();
        int address = heap.allocate(Heap.header(type, layout.slots()), layout.slots());
        if (withFields) {
            System.arraycopy(x.stack, d, heap.objects[address], Heap.HEADER_SLOTS, layout.slots());
            if (layout.mayHoldHosts()) {
                x.store.retainContents(heap.objects[address]);
            }
        }
        x.stack[d] = Ref.of(Ref.AGGREGATE, address);
    }

    private static void wide(long[] s, int op, int d) {
        long a = s[d];
        long b = s[d + 1];
        switch (op) {
            case Op.I64_ADD128 -> {
                s[d] = Wide.addLow(a, s[d + 2]);
                s[d + 1] = Wide.addHigh(a, b, s[d + 2], s[d + 3]);
            }
            case Op.I64_SUB128 -> {
                s[d] = Wide.subLow(a, s[d + 2]);
                s[d + 1] = Wide.subHigh(a, b, s[d + 2], s[d + 3]);
            }
            case Op.I64_MUL_WIDE_S -> {
                s[d] = Wide.mulLow(a, b);
                s[d + 1] = Wide.mulHighS(a, b);
            }
            case Op.I64_MUL_WIDE_U -> {
                s[d] = Wide.mulLow(a, b);
                s[d + 1] = Wide.mulHighU(a, b);
            }
            default -> throw new AssertionError("no instruction 0x" + Integer.toHexString(op));
        }
    }
}
