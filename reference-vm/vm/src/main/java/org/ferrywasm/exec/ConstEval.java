package org.ferrywasm.exec;

import java.util.Arrays;
import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.runtime.Aggregates;
import org.ferrywasm.runtime.GlobalInst;
import org.ferrywasm.runtime.Heap;
import org.ferrywasm.runtime.ModuleInst;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.Roots;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.syntax.VecType;

/**
 * Evaluates the constant expressions of a module that is being instantiated (specification, "Constant Expressions"), by a
 * small stack machine over slots. It serves one expression after another; the result stands in its first slots.
 */
final class ConstEval {
    /** The base-2 logarithm of the bytes of a vector. */
    private static final int VECTOR_LOG2 = 4;

    private static final int FIRST_SLOTS = 16;

    private final StoreState store;
    private final ModuleInst module;
    private long[] slots = new long[FIRST_SLOTS];
    private boolean[] isRef = new boolean[FIRST_SLOTS];
    private int height;

    ConstEval(StoreState store, ModuleInst module) {
        this.store = store;
        this.module = module;
    }

    /**
     * Evaluates an expression and gives its value, of a vector the low half.
     *
     * @throws TrapSignal if the heap is full
     */
    long eval(Expr expr) {
        height = 0;
        InstrReader in = new InstrReader(expr);
        while (in.next() != Opcode.END) {
            step(in);
        }
        return slots[0];
    }

    /** The high half of the vector that the last expression gave. */
    long high() {
        return slots[1];
    }

    private void step(InstrReader in) {
        switch (in.opcode()) {
            case I32_CONST, F32_CONST -> push(in.i32(), false);
            case I64_CONST, F64_CONST -> push(in.i64(), false);
            case V128_CONST -> {
                push(in.i64(), false);
                push(in.i64High(), false);
            }
            case I32_ADD -> push((int) pop() + (int) pop(), false);
            case I32_MUL -> push(pop() * pop(), false);
            case I32_SUB -> push(-(int) pop() + (int) pop(), false);
            case I64_ADD -> push(pop() + pop(), false);
            case I64_MUL -> push(pop() * pop(), false);
            case I64_SUB -> push(-pop() + pop(), false);
            case GLOBAL_GET -> pushGlobal(module.globals[in.index()]);
            case REF_NULL -> push(Ref.NULL, true);
            case REF_FUNC -> push(module.funcs[in.index()].ref(), true);
            case REF_I31 -> push(Ref.i31((int) pop()), true);
            case ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY -> {}
            case STRUCT_NEW -> newStruct(in.index());
            case STRUCT_NEW_DEFAULT -> {
                int typeAddress = store.typeAddress(module.types[in.index()]);
                push(rooted(() -> Aggregates.newStruct(store, typeAddress)), true);
            }
            case ARRAY_NEW -> newFilledArray(in.index());
            case ARRAY_NEW_DEFAULT -> {
                int length = (int) pop();
                push(newArray(in.index(), length), true);
            }
            case ARRAY_NEW_FIXED -> newFixedArray(in.index(), in.secondIndex());
            default -> throw new AssertionError("not a constant instruction: " + in.opcode());
        }
    }

    private void pushGlobal(GlobalInst global) {
        ValType type = global.type().type();
        push(global.value, type.isRef());
        if (type == VecType.V128) {
            push(global.high, false);
        }
    }

    private void newStruct(int typeIndex) {
        int typeAddress = store.typeAddress(module.types[typeIndex]);
        int count = store.layout(typeAddress).slots();
        long ref = rooted(() -> Aggregates.newStruct(store, typeAddress));
        height -= count;
        System.arraycopy(slots, height, Aggregates.object(store, ref), Heap.HEADER_SLOTS, count);
        store.retainContents(Aggregates.object(store, ref));
        push(ref, true);
    }

    private void newFilledArray(int typeIndex) {
        int length = (int) pop();
        int typeAddress = store.typeAddress(module.types[typeIndex]);
        long ref = newArray(typeIndex, length);
        long[] object = Aggregates.object(store, ref);
        int widthLog2 = ArrayOps.widthLog2(store.layout(typeAddress));
        if (widthLog2 == VECTOR_LOG2) {
            long high = pop();
            ArrayOps.fillVector(object, 0, pop(), high, length);
        } else {
            ArrayOps.fill(object, 0, widthLog2, pop(), length);
        }
        store.retainContents(object);
        push(ref, true);
    }

    private void newFixedArray(int typeIndex, int length) {
        int typeAddress = store.typeAddress(module.types[typeIndex]);
        int start = height - (store.layout(typeAddress).elementBytes() == 1 << VECTOR_LOG2 ? 2 : 1) * length;
        long ref = rooted(() -> ArrayOps.newFixed(store, typeAddress, length, slots, start));
        store.retainContents(Aggregates.object(store, ref));
        height = start;
        push(ref, true);
    }

    private long newArray(int typeIndex, int length) {
        int typeAddress = store.typeAddress(module.types[typeIndex]);
        return rooted(() -> ArrayOps.newArray(store, typeAddress, length));
    }

    /** Allocates while the operands are roots: no frame shows them to a collection. */
    private long rooted(Allocation allocation) {
        Roots roots = store.roots();
        int[] taken = new int[height];
        int count = 0;
        for (int i = 0; i < height; i++) {
            if (isRef[i]) {
                taken[count++] = roots.add(slots[i]);
            }
        }
        try {
            return allocation.allocate();
        } finally {
            for (int i = 0; i < count; i++) {
                roots.remove(taken[i], roots.generation(taken[i]));
            }
        }
    }

    private void push(long value, boolean ref) {
        if (height == slots.length) {
            slots = Arrays.copyOf(slots, height * 2);
            isRef = Arrays.copyOf(isRef, height * 2);
        }
        isRef[height] = ref;
        slots[height++] = value;
    }

    private long pop() {
        return slots[--height];
    }

    private interface Allocation {
        long allocate();
    }
}
