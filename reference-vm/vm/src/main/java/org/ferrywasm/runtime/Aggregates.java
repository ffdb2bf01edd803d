package org.ferrywasm.runtime;

/** Making structures, and from a reference to the object that it refers to. */
public final class Aggregates {
    private Aggregates() {}

    /**
     * Makes a structure whose fields are zero and null.
     *
     * @return the reference to it
     * @throws TrapSignal if the heap is full
     */
    public static long newStruct(StoreState store, int typeAddress) {
        int slots = store.layout(typeAddress).slots();
        return Ref.of(Ref.AGGREGATE, store.heap().allocate(Heap.header(typeAddress, 0), slots));
    }

    /** The slots of the object that a reference refers to, its header first. */
    public static long[] object(StoreState store, long ref) {
        return store.heap().objects[Ref.address(ref)];
    }
}
