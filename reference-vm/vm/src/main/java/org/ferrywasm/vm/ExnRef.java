package org.ferrywasm.vm;

import java.util.List;
import org.ferrywasm.runtime.Heap;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.TagInst;
import org.ferrywasm.syntax.ValType;

/** A reference that is not null to a guest exception: a tag and the values that it carries. */
public final class ExnRef extends Rooted implements Val.RefVal {
    ExnRef(Store<?> store, long ref) {
        super(store, ref);
    }

    /**
     * Makes an exception.
     *
     * @throws TypeMismatchException if the values are not those that the tag asks for
     * @throws Trap if the Store's heap is full
     */
    public static ExnRef create(Store<?> store, Tag tag, Val... fields) {
        store.enter("ExnRef.create");
        tag.checkUseIn(store, "ExnRef.create");
        TagInst inst = tag.inst();
        List<ValType> types = inst.funcType().params();
        long[] slots = Values.toSlots(store, fields, types, "ExnRef.create");
        int address = (int) store.allocating(
                () -> store.state().heap().allocate(Heap.exceptionHeader(inst.address(), slots.length), slots.length));
        long[] object = store.state().heap().objects[address];
        System.arraycopy(slots, 0, object, Heap.HEADER_SLOTS, slots.length);
        store.state().retainContents(object);
        return new ExnRef(store, Ref.of(Ref.EXN, address));
    }

    /** Its tag. */
    public Tag tag() {
        Store<?> store = enter("ExnRef.tag");
        return new Tag(store, tagInst());
    }

    /** The values that it carries. */
    public List<Val> fields() {
        Store<?> store = enter("ExnRef.fields");
        return Values.fromSlots(
                store, object(), Heap.HEADER_SLOTS, tagInst().funcType().params());
    }

    private TagInst tagInst() {
        return store().state().tags().get(Heap.tagAddress(object()[0]));
    }

    private long[] object() {
        return store().state().heap().objects[Ref.address(ref())];
    }
}
