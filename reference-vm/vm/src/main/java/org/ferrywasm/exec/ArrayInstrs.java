package org.ferrywasm.exec;

import org.ferrywasm.runtime.Aggregates;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.Heap;
import org.ferrywasm.runtime.ModuleInst;
import org.ferrywasm.syntax.Data;
import org.ferrywasm.syntax.Op;

/**
 * The array instructions outside the interpreter's loop (specification, "Aggregate Reference Instructions"): from operands
 * in slots to {@link ArrayOps} and back.
 */
final class ArrayInstrs {
    /** The base-2 logarithm of the bytes of a vector. */
    private static final int VECTOR_LOG2 = 4;

    private static final long LOW = 0xFFFF_FFFFL;

    private ArrayInstrs() {}

    /** Executes one instruction, with the parameters of {@link OtherOps#execute}. */
    static void execute(Execution x, ModuleInst module, int[] code, int at, int d) {
        long[] s = x.stack;
        int second = code[at + 4];
        int type = module.typeAddress(x.store, code[at + 3]);
        int widthLog2 = ArrayOps.widthLog2(x.store.layout(type));
        switch (code[at + 2]) {
            case Op.ARRAY_NEW -> create(x, type, widthLog2, d);
            case Op.ARRAY_NEW_DEFAULT -> created(x, d, s[d], ArrayOps.newArray(x.store, type, (int) s[d]));
            case Op.ARRAY_NEW_FIXED -> {
                long ref = ArrayOps.newFixed(x.store, type, second, s, d);
                x.store.retainContents(Aggregates.object(x.store, ref));
                created(x, d, second, ref);
            }
            case Op.ARRAY_NEW_DATA -> {
                int from = (int) s[d];
                int length = (int) s[d + 1];
                boolean dropped = module.droppedDatas[second];
                created(x, d, length, ArrayOps.newData(x.store, type, data(module, second), dropped, from, length));
            }
            case Op.ARRAY_NEW_ELEM -> {
                int length = (int) s[d + 1];
                long ref = ArrayOps.newElem(x.store, type, module.elems[second], (int) s[d], length);
                x.store.retainContents(Aggregates.object(x.store, ref));
                created(x, d, length, ref);
            }
            case Op.ARRAY_GET -> ArrayOps.getVector(Structs.array(x, s[d]), (int) s[d + 1], s, d);
            case Op.ARRAY_SET -> {
                if (widthLog2 == VECTOR_LOG2) {
                    ArrayOps.setVector(Structs.array(x, s[d]), (int) s[d + 1], s[d + 2], s[d + 3]);
                } else {
                    setCounted(x, Structs.array(x, s[d]), (int) s[d + 1], s[d + 2]);
                }
            }
            case Op.ARRAY_FILL -> fill(x, Structs.array(x, s[d]), widthLog2, d);
            case Op.ARRAY_COPY -> copy(x, Structs.array(x, s[d]), Structs.array(x, s[d + 2]), widthLog2, d);
            case Op.ARRAY_INIT_DATA ->
                initData(x, Structs.array(x, s[d]), widthLog2, data(module, second), module.droppedDatas[second], d);
            case Op.ARRAY_INIT_ELEM -> initElem(x, Structs.array(x, s[d]), module.elems[second], d);
            default -> throw new AssertionError("no instruction 0x" + Integer.toHexString(code[at + 2]));
        }
    }

    private static Data data(ModuleInst module, int index) {
        return module.module().module().datas().get(index);
    }

    private static void create(Execution x, int type, int widthLog2, int d) {
        long[] s = x.stack;
        int length = (int) s[widthLog2 == VECTOR_LOG2 ? d + 2 : d + 1];
        long ref = ArrayOps.newArray(x.store, type, length);
        long[] array = Aggregates.object(x.store, ref);
        if (widthLog2 == VECTOR_LOG2) {
            ArrayOps.fillVector(array, 0, s[d], s[d + 1], length);
        } else {
            ArrayOps.fill(array, 0, widthLog2, s[d], length);
        }
        x.store.retainContents(array);
        created(x, d, length, ref);
    }

    /** Sets an element that may refer to a host object. */
    private static void setCounted(Execution x, long[] array, int index, long ref) {
        ArrayOps.requireRange(array, index, 1);
        x.store.retain(ref, 1);
        x.store.release(array[Heap.HEADER_SLOTS + index], 1);
        array[Heap.HEADER_SLOTS + index] = ref;
    }

    private static boolean isCounted(Execution x, long[] array) {
        return x.store.layout(Heap.typeAddress(array[0])).mayHoldHosts();
    }

    private static void created(Execution x, int d, long length, long ref) {
        x.stack[d] = ref;
        BulkOps.charge(x, length & LOW);
    }

    // Ranges, in portions: see BulkOps.

    private static void fill(Execution x, long[] array, int widthLog2, int d) {
        long[] s = x.stack;
        int end = d + (widthLog2 == VECTOR_LOG2 ? 4 : 3);
        int index = (int) s[d + 1];
        int length = (int) s[end];
        ArrayOps.requireRange(array, index, length);
        boolean isCounted = isCounted(x, array);
        do {
            int portion = (int) BulkOps.portion(x, length);
            if (widthLog2 == VECTOR_LOG2) {
                ArrayOps.fillVector(array, index, s[d + 2], s[d + 3], portion);
            } else {
                if (isCounted) {
                    x.store.retain(s[d + 2], portion);
                    x.store.releaseAll(array, Heap.HEADER_SLOTS + index, portion);
                }
                ArrayOps.fill(array, index, widthLog2, s[d + 2], portion);
            }
            index += portion;
            length -= portion;
            if (BulkOps.mustLeave(x, portion, length)) {
                s[d + 1] = index;
                s[end] = length;
                throw BulkOps.leave(x);
            }
        } while (length > 0);
    }

    private static void copy(Execution x, long[] target, long[] source, int widthLog2, int d) {
        long[] s = x.stack;
        int to = (int) s[d + 1];
        int from = (int) s[d + 3];
        int length = (int) s[d + 4];
        ArrayOps.requireRange(target, to, length);
        ArrayOps.requireRange(source, from, length);
        boolean backwards = target == source && to > from;
        boolean isCounted = isCounted(x, target);
        do {
            int portion = (int) BulkOps.portion(x, length);
            length -= portion;
            int skip = backwards ? length : 0;
            if (isCounted) {
                int shift = Heap.HEADER_SLOTS + skip;
                x.store.replaceAll(target, to + shift, source, from + shift, portion);
            }
            ArrayOps.copy(target, to + skip, source, from + skip, portion, widthLog2);
            to += backwards ? 0 : portion;
            from += backwards ? 0 : portion;
            if (BulkOps.mustLeave(x, portion, length)) {
                s[d + 1] = to;
                s[d + 3] = from;
                s[d + 4] = length;
                throw BulkOps.leave(x);
            }
        } while (length > 0);
    }

    private static void initData(Execution x, long[] array, int widthLog2, Data data, boolean dropped, int d) {
        long[] s = x.stack;
        int to = (int) s[d + 1];
        int from = (int) s[d + 2];
        int length = (int) s[d + 3];
        ArrayOps.requireRange(array, to, length);
        MemoryOps.requireData(data, dropped, from & LOW, (long) length << widthLog2);
        do {
            int portion = (int) BulkOps.portion(x, length);
            ArrayOps.initData(array, to, widthLog2, data, dropped, from, portion);
            to += portion;
            from += portion << widthLog2;
            length -= portion;
            if (BulkOps.mustLeave(x, portion, length)) {
                s[d + 1] = to;
                s[d + 2] = from;
                s[d + 3] = length;
                throw BulkOps.leave(x);
            }
        } while (length > 0);
    }

    private static void initElem(Execution x, long[] array, long[] elem, int d) {
        long[] s = x.stack;
        int to = (int) s[d + 1];
        int from = (int) s[d + 2];
        int length = (int) s[d + 3];
        ArrayOps.requireRange(array, to, length);
        ArrayOps.requireElem(elem, from, length);
        do {
            int portion = (int) BulkOps.portion(x, length);
            x.store.replaceAll(array, Heap.HEADER_SLOTS + to, elem, from, portion);
            ArrayOps.initElem(array, to, elem, from, portion);
            to += portion;
            from += portion;
            length -= portion;
            if (BulkOps.mustLeave(x, portion, length)) {
                s[d + 1] = to;
                s[d + 2] = from;
                s[d + 3] = length;
                throw BulkOps.leave(x);
            }
        } while (length > 0);
    }
}
