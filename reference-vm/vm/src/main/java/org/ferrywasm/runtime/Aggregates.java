package org.ferrywasm.runtime;

/**
 * Making structures and arrays, and the elements of arrays. An array's elements lie packed in its slots, little-endian; one
 * of 16 bytes takes two slots.
 */
public final class Aggregates {
    private static final int SLOT_BYTES_LOG2 = 3;

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

    /**
     * Makes an array whose elements are zero and null.
     *
     * @param length how many elements, unsigned
     * @return the reference to it
     * @throws TrapSignal if the heap is full
     */
    public static long newArray(StoreState store, int typeAddress, int length) {
        long bytes = Integer.toUnsignedLong(length) * store.layout(typeAddress).elementBytes();
        if (bytes > store.config().maxHeapBytes()) {
            throw new TrapSignal(TrapKind.ALLOCATION_LIMIT);
        }
        long slots = (bytes + (1 << SLOT_BYTES_LOG2) - 1) >>> SLOT_BYTES_LOG2;
        if (length < 0 || slots > Integer.MAX_VALUE - 16) {
            throw new TrapSignal(TrapKind.ALLOCATION_LIMIT);
        }
        return Ref.of(Ref.AGGREGATE, store.heap().allocate(Heap.header(typeAddress, length), (int) slots));
    }

    /** The slots of the object that a reference refers to, its header first. */
    public static long[] object(StoreState store, long ref) {
        return store.heap().objects[Ref.address(ref)];
    }

    /** An element of at most 8 bytes, its upper bits zero. */
    public static long element(long[] object, int elementBytes, int index) {
        if (elementBytes == 8) {
            return object[Heap.HEADER_SLOTS + index];
        }
        long word = object[slot(elementBytes, index)];
        return word >>> shift(elementBytes, index) & mask(elementBytes);
    }

    /** Sets an element of at most 8 bytes to the low bits of a value. */
    public static void setElement(long[] object, int elementBytes, int index, long value) {
        if (elementBytes == 8) {
            object[Heap.HEADER_SLOTS + index] = value;
            return;
        }
        int slot = slot(elementBytes, index);
        int shift = shift(elementBytes, index);
        long mask = mask(elementBytes);
        object[slot] = object[slot] & ~(mask << shift) | (value & mask) << shift;
    }

    /** The first of the two slots of an element of 16 bytes. */
    public static int vectorSlot(int index) {
        return Heap.HEADER_SLOTS + 2 * index;
    }

    private static int slot(int elementBytes, int index) {
        return Heap.HEADER_SLOTS + (int) ((long) index * elementBytes >>> SLOT_BYTES_LOG2);
    }

    private static int shift(int elementBytes, int index) {
        return (index * elementBytes & 7) << 3;
    }

    private static long mask(int elementBytes) {
        return (1L << (elementBytes << 3)) - 1;
    }
}
