package org.ferrywasm.vm;

import java.util.List;
import org.ferrywasm.runtime.Aggregates;
import org.ferrywasm.runtime.Casts;
import org.ferrywasm.runtime.Heap;
import org.ferrywasm.runtime.HeapLayout;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.PackedType;
import org.ferrywasm.syntax.StorageType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.ValType;

/** A reference that is not null to a structure on a Store's heap. */
public final class StructRef extends Rooted implements EqRef {
    StructRef(Store<?> store, long ref) {
        super(store, ref);
    }

    /**
     * Makes a structure.
     *
     * @param type a structure type of the Store's Engine, as {@link Engine#defType} or a module's types give it
     * @param fields a value for each field; for a packed one an {@code i32}, of which the low bits count
     * @throws TypeMismatchException if the values are not those that the type asks for
     * @throws Trap if the Store's heap is full
     */
    public static StructRef create(Store<?> store, DefType type, Val... fields) {
        store.enter("StructRef.create");
        store.engine().checkType(type, "StructRef.create");
        if (!(type.expand() instanceof StructType struct)) {
            throw new TypeMismatchException("StructRef.create: " + type + " is no structure type");
        }
        List<ValType> types =
                struct.fields().stream().map(f -> f.storage().unpacked()).toList();
        long[] slots = Values.toSlots(store, fields, types, "StructRef.create");
        StoreState state = store.state();
        int typeAddress = state.typeAddress(type);
        for (int i = 0; i < fields.length; i++) {
            int slot = state.layout(typeAddress).fieldSlot(i);
            slots[slot] = Values.pack(slots[slot], struct.fields().get(i).storage());
        }
        long ref = store.allocating(() -> Aggregates.newStruct(state, typeAddress));
        System.arraycopy(slots, 0, Aggregates.object(state, ref), Heap.HEADER_SLOTS, slots.length);
        state.retainContents(Aggregates.object(state, ref));
        return new StructRef(store, ref);
    }

    /** Its type, in canonical form. */
    public DefType type() {
        return Casts.aggregateType(enter("StructRef.type").state(), ref());
    }

    /**
     * The value of a field; of a packed one an {@code i32} whose upper bits are zero.
     *
     * @throws IndexOutOfBoundsException if there is no such field
     */
    public Val get(int field) {
        Store<?> store = enter("StructRef.get");
        StorageType storage = fieldType(field).storage();
        long[] object = Aggregates.object(store.state(), ref());
        if (storage instanceof PackedType packed) {
            return new Val.I32((int) Values.pack(object[slot(field)], packed));
        }
        return Values.fromSlot(store, storage.unpacked(), object, slot(field));
    }

    /**
     * Sets a field; of a value for a packed one the low bits count.
     *
     * @throws IndexOutOfBoundsException if there is no such field
     * @throws TypeMismatchException if the field has another type or is not mutable
     */
    public void set(int field, Val value) {
        Store<?> store = enter("StructRef.set");
        FieldType type = fieldType(field);
        if (!type.mutable()) {
            throw new TypeMismatchException("StructRef.set: field " + field + " is immutable");
        }
        long[] object = Aggregates.object(store.state(), ref());
        int slot = slot(field);
        ValType unpacked = type.storage().unpacked();
        if (unpacked.mayBeHost()) {
            long[] slots = new long[1];
            Values.toSlot(store, value, unpacked, slots, 0, "StructRef.set");
            store.state().replaceAll(object, slot, slots, 0, 1);
            object[slot] = slots[0];
            store.settle();
            return;
        }
        Values.toSlot(store, value, unpacked, object, slot, "StructRef.set");
        object[slot] = Values.pack(object[slot], type.storage());
    }

    private FieldType fieldType(int field) {
        List<FieldType> fields = ((StructType) layout().type().expand()).fields();
        if (field < 0 || field >= fields.size()) {
            throw new IndexOutOfBoundsException("field " + field + " of a structure of " + fields.size());
        }
        return fields.get(field);
    }

    private int slot(int field) {
        return Heap.HEADER_SLOTS + layout().fieldSlot(field);
    }

    private HeapLayout layout() {
        StoreState state = store().state();
        return state.layout(Heap.typeAddress(Aggregates.object(state, ref())[0]));
    }
}
