package org.ferrywasm.exec;

import org.ferrywasm.runtime.Aggregates;
import org.ferrywasm.runtime.Execution;
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

    private ArrayInstrs() {}

    /** Executes one instruction, with the parameters of {@link OtherOps#execute}. */
    static void execute(Execution x, ModuleInst module, int[] code, int at, int d) {
        long[] s = x.stack;
        int second = code[at + 4];
        int type = module.typeAddress(x.store, code[at + 3]);
        int widthLog2 = ArrayOps.widthLog2(x.store.layout(type));
        switch (code[at + 2]) {
            case Op.ARRAY_NEW -> create(x, type, widthLog2, d);
            case Op.ARRAY_NEW_DEFAULT -> s[d] = ArrayOps.newArray(x.store, type, (int) s[d]);
            case Op.ARRAY_NEW_FIXED -> s[d] = ArrayOps.newFixed(x.store, type, second, s, d);
            case Op.ARRAY_NEW_DATA ->
                s[d] = ArrayOps.newData(
                        x.store, type, data(module, second), module.droppedDatas[second], (int) s[d], (int) s[d + 1]);
            case Op.ARRAY_NEW_ELEM ->
                s[d] = ArrayOps.newElem(x.store, type, module.elems[second], (int) s[d], (int) s[d + 1]);
            case Op.ARRAY_GET -> ArrayOps.getVector(Structs.array(x, s[d]), (int) s[d + 1], s, d);
            case Op.ARRAY_SET -> ArrayOps.setVector(Structs.array(x, s[d]), (int) s[d + 1], s[d + 2], s[d + 3]);
            case Op.ARRAY_FILL -> fill(Structs.array(x, s[d]), (int) s[d + 1], widthLog2, s, d + 2);
            case Op.ARRAY_COPY -> {
                long[] target = Structs.array(x, s[d]);
                long[] source = Structs.array(x, s[d + 2]);
                ArrayOps.copy(target, (int) s[d + 1], source, (int) s[d + 3], (int) s[d + 4], widthLog2);
            }
            case Op.ARRAY_INIT_DATA ->
                ArrayOps.initData(
                        Structs.array(x, s[d]),
                        (int) s[d + 1],
                        widthLog2,
                        data(module, second),
                        module.droppedDatas[second],
                        (int) s[d + 2],
                        (int) s[d + 3]);
            case Op.ARRAY_INIT_ELEM ->
                ArrayOps.initElem(
                        Structs.array(x, s[d]), (int) s[d + 1], module.elems[second], (int) s[d + 2], (int) s[d + 3]);
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
        fill(Aggregates.object(x.store, ref), 0, widthLog2, s, d);
        s[d] = ref;
    }

    /** Sets a range of elements to the value in a slot, or in two; the length follows it. */
    private static void fill(long[] array, int index, int widthLog2, long[] s, int value) {
        if (widthLog2 == VECTOR_LOG2) {
            ArrayOps.fillVector(array, index, s[value], s[value + 1], (int) s[value + 2]);
        } else {
            ArrayOps.fill(array, index, widthLog2, s[value], (int) s[value + 1]);
        }
    }
}
