package org.ferrywasm.vm;

import java.util.List;
import org.ferrywasm.exec.ArrayOps;
import org.ferrywasm.runtime.Aggregates;
import org.ferrywasm.runtime.Casts;
import org.ferrywasm.runtime.Heap;
import org.ferrywasm.runtime.HeapLayout;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.syntax.ArrayType;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.ValType;

/** A reference that is not null to an array on a Store's heap. */
public final class ArrayRef extends Rooted implements EqRef {
    private static final int VECTOR_BYTES = 16;

    ArrayRef(Store<?> store, long ref) {
        super(store, ref);
    }

    /**
     * Makes an array whose elements all have one value.
     *
     * @param type an array type of the Store's Engine, as {@link Engine#defType} or a module's types give it
     * @param length how many elements, at least 0
     * @param init their value; for packed elements an {@code i32}, of which the low bits count
     * @throws TypeMismatchException if the value is not one that the type asks for
     * @throws Trap if the Store's heap is full
     */
    public static ArrayRef create(Store<?> store, DefType type, int length, Val init) {
        store.enter("ArrayRef.create");
        store.engine().checkType(type, "ArrayRef.create");
        if (!(type.expand() instanceof ArrayType array)) {
            throw new TypeMismatchException("ArrayRef.create: " + type + " is no array type");
        }
        if (length < 0) {
            throw new IllegalArgumentException("ArrayRef.create: negative length " + length);
        }
        StoreState state = store.state();
        ValType element = array.element().storage().unpacked();
        long[] slots = Values.toSlots(store, new Val[] {init}, List.of(element), "ArrayRef.create");
        int typeAddress = state.typeAddress(type);
        long ref = store.allocating(() -> ArrayOps.newArray(state, typeAddress, length));
        ArrayRef handle = new ArrayRef(store, ref);
        for (int i = 0; i < length; i++) {
            handle.setElement(i, slots);
        }
        state.retainContents(handle.object());
        return handle;
    }

    /** Its type, in canonical form. */
    public DefType type() {
        return Casts.aggregateType(enter("ArrayRef.type").state(), ref());
    }

    /** How many elements it has. */
    public int length() {
        enter("ArrayRef.length");
        return Heap.length(object()[0]);
    }

    /**
     * The value of an element; of a packed one an {@code i32} whose upper bits are zero.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public Val get(int index) {
        Store<?> store = enter("ArrayRef.get");
        long[] object = object();
        checkIndex(index, object);
        HeapLayout layout = layout(object);
        ValType type = elementType(layout).storage().unpacked();
        long[] slots = new long[2];
        if (layout.elementBytes() == VECTOR_BYTES) {
            ArrayOps.getVector(object, index, slots, 0);
        } else {
            slots[0] = ArrayOps.get(object, index, ArrayOps.widthLog2(layout));
        }
        return Values.fromSlot(store, type, slots, 0);
    }

    /**
     * Sets an element; of a value for a packed one the low bits count.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws TypeMismatchException if the elements have another type or are not mutable
     */
    public void set(int index, Val value) {
        Store<?> store = enter("ArrayRef.set");
        long[] object = object();
        checkIndex(index, object);
        FieldType type = elementType(layout(object));
        if (!type.mutable()) {
            throw new TypeMismatchException("ArrayRef.set: the elements are immutable");
        }
        long[] slots = new long[type.storage().unpacked().slots()];
        Values.toSlot(store, value, type.storage().unpacked(), slots, 0, "ArrayRef.set");
        if (type.storage().unpacked().mayBeHost()) {
            store.state().replaceAll(object, Heap.HEADER_SLOTS + index, slots, 0, 1);
        }
        setElement(index, slots);
        store.settle();
    }

    private void setElement(int index, long[] slots) {
        long[] object = object();
        HeapLayout layout = layout(object);
        if (layout.elementBytes() == VECTOR_BYTES) {
            ArrayOps.setVector(object, index, slots[0], slots[1]);
        } else {
            ArrayOps.set(object, index, ArrayOps.widthLog2(layout), slots[0]);
        }
    }

    private static void checkIndex(int index, long[] object) {
        int length = Heap.length(object[0]);
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException("element " + index + " of an array of " + length);
        }
    }

    private static FieldType elementType(HeapLayout layout) {
        return ((ArrayType) layout.type().expand()).element();
    }

    private HeapLayout layout(long[] object) {
        return store().state().layout(Heap.typeAddress(object[0]));
    }

    private long[] object() {
        return Aggregates.object(store().state(), ref());
    }
}
