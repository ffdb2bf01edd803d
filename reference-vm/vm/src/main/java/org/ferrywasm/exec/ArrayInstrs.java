package org.ferrywasm.exec;

import org.ferrywasm.runtime.Aggregates;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.Heap;
import org.ferrywasm.runtime.HeapLayout;
import org.ferrywasm.runtime.ModuleInst;
import org.ferrywasm.syntax.Data;
import org.ferrywasm.syntax.Op;

/**
 * The array instructions outside the interpreter's loop (specification, "Aggregate Reference Instructions"): from operands
 * in slots to {@link ArrayOps} and back.
 */
final class ArrayInstrs {
    private static final long LOW = 0xFFFF_FFFFL;

    private ArrayInstrs() {}

    /** Executes one instruction, with the parameters of {@link OtherOps#execute}. */
    static void execute(Execution x, ModuleInst module, int[] code, int at, int d) {
        long[] s = x.stack;
        int typeIndex = code[at + 3];
        int second = code[at + 4];
        switch (code[at + 2]) {
            case Op.ARRAY_NEW -> create(x, module, typeIndex, d);
            case Op.ARRAY_NEW_DEFAULT ->
                s[d] = Aggregates.newArray(x.store, module.typeAddress(x.store, typeIndex), (int) s[d]);
            case Op.ARRAY_NEW_FIXED -> createFixed(x, module, typeIndex, second, d);
            case Op.ARRAY_NEW_DATA -> createFromData(x, module, typeIndex, second, d);
            case Op.ARRAY_NEW_ELEM -> createFromElem(x, module, typeIndex, second, d);
            case Op.ARRAY_GET -> {
                long[] array = Structs.array(x, s[d]);
                int slot = vectorSlot(array, (int) s[d + 1]);
                s[d] = array[slot];
                s[d + 1] = array[slot + 1];
            }
            case Op.ARRAY_SET -> {
                long[] array = Structs.array(x, s[d]);
                int slot = vectorSlot(array, (int) s[d + 1]);
                array[slot] = s[d + 2];
                array[slot + 1] = s[d + 3];
            }
            case Op.ARRAY_FILL -> fill(x, layout(x, module, typeIndex), d);
            case Op.ARRAY_COPY ->
                ArrayOps.copy(
                        Structs.array(x, s[d]),
                        s[d + 1] & LOW,
                        Structs.array(x, s[d + 2]),
                        s[d + 3] & LOW,
                        s[d + 4] & LOW,
                        layout(x, module, typeIndex).elementBytes());
            case Op.ARRAY_INIT_DATA ->
                ArrayOps.initData(
                        Structs.array(x, s[d]),
                        s[d + 1] & LOW,
                        data(module, second),
                        module.droppedDatas[second],
                        s[d + 2] & LOW,
                        s[d + 3] & LOW,
                        layout(x, module, typeIndex).elementBytes());
            case Op.ARRAY_INIT_ELEM ->
                ArrayOps.initElem(
                        Structs.array(x, s[d]), s[d + 1] & LOW, module.elems[second], s[d + 2] & LOW, s[d + 3] & LOW);
            default -> throw new AssertionError("no instruction 0x" + Integer.toHexString(code[at + 2]));
        }
    }

    private static HeapLayout layout(Execution x, ModuleInst module, int typeIndex) {
        return x.store.layout(module.typeAddress(x.store, typeIndex));
    }

    private static Data data(ModuleInst module, int index) {
        return module.module().module().datas().get(index);
    }

    private static int vectorSlot(long[] array, int index) {
        ArrayOps.requireIndex(array, index);
        return Aggregates.vectorSlot(index);
    }

    private static void create(Execution x, ModuleInst module, int typeIndex, int d) {
        long[] s = x.stack;
        HeapLayout layout = layout(x, module, typeIndex);
        int lengthSlot = layout.elementBytes() == 16 ? d + 2 : d + 1;
        long length = s[lengthSlot] & LOW;
        long ref = Aggregates.newArray(x.store, module.typeAddress(x.store, typeIndex), (int) length);
        ArrayOps.fill(
                Aggregates.object(x.store, ref), 0, length, layout.elementBytes(), s[d], layout.elementBytes() == 16 ? s[d + 1] : 0);
        s[d] = ref;
    }

    private static void fill(Execution x, HeapLayout layout, int d) {
        long[] s = x.stack;
        boolean isVector = layout.elementBytes() == 16;
        long length = s[isVector ? d + 4 : d + 3] & LOW;
        ArrayOps.fill(
                Structs.array(x, s[d]),
                s[d + 1] & LOW,
                length,
                layout.elementBytes(),
                s[d + 2],
                isVector ? s[d + 3] : 0);
    }

    private static void createFixed(Execution x, ModuleInst module, int typeIndex, int length, int d) {
        long[] s = x.stack;
        int elementBytes = layout(x, module, typeIndex).elementBytes();
        long ref = Aggregates.newArray(x.store, module.typeAddress(x.store, typeIndex), length);
        long[] array = Aggregates.object(x.store, ref);
        if (elementBytes >= 8) {
            System.arraycopy(s, d, array, Heap.HEADER_SLOTS, length * (elementBytes / 8));
        } else {
            for (int i = 0; i < length; i++) {
                Aggregates.setElement(array, elementBytes, i, s[d + i]);
            }
        }
        s[d] = ref;
    }

    private static void createFromData(Execution x, ModuleInst module, int typeIndex, int dataIndex, int d) {
        long[] s = x.stack;
        int elementBytes = layout(x, module, typeIndex).elementBytes();
        Data data = data(module, dataIndex);
        boolean dropped = module.droppedDatas[dataIndex];
        long start = s[d] & LOW;
        long length = s[d + 1] & LOW;
        ArrayOps.requireData(data, dropped, start, length, elementBytes);
        long ref = Aggregates.newArray(x.store, module.typeAddress(x.store, typeIndex), (int) length);
        ArrayOps.initData(Aggregates.object(x.store, ref), 0, data, dropped, start, length, elementBytes);
        s[d] = ref;
    }

    private static void createFromElem(Execution x, ModuleInst module, int typeIndex, int elemIndex, int d) {
        long[] s = x.stack;
        long[] elem = module.elems[elemIndex];
        long start = s[d] & LOW;
        long length = s[d + 1] & LOW;
        ArrayOps.requireElem(elem, start, length);
        long ref = Aggregates.newArray(x.store, module.typeAddress(x.store, typeIndex), (int) length);
        ArrayOps.initElem(Aggregates.object(x.store, ref), 0, elem, start, length);
        s[d] = ref;
    }
}
