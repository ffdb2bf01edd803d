package org.ferrywasm.exec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
<<<<<<< HEAD
import org.ferrywasm.runtime.Aggregates;
import org.ferrywasm.runtime.Heap;
=======
import org.ferrywasm.runtime.Heap;
import org.ferrywasm.runtime.HeapLayout;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.StoreState;
>>>>>>> core
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.Data;

/**
<<<<<<< HEAD
 * What the array instructions do to the slots of arrays, all bounds checked first (specification, "Aggregate Reference
 * Instructions"). Indices and lengths are unsigned 32-bit numbers held in {@code long}s. The elements lie packed in the
 * slots, little-endian, so ranges of them are ranges of bytes of an array's contents, and are treated a slot at a time.
 *
 * <p>In order: elements, bounds, ranges, bytes.
 */
final class ArrayOps {
    private static final int SLOT_BYTES_LOG2 = 3;
    private static final int SLOT_BYTES = 1 << SLOT_BYTES_LOG2;
    private static final int VECTOR_BYTES = 16;
=======
 * The instructions on arrays (specification, "Aggregate Reference Instructions"), on objects of the heap. The elements of an
 * array are packed into its slots, little-endian: element {@code i} of {@code w} bytes is bytes {@code i * w} and on of the
 * contents. The width is given as its base-2 logarithm; 4 is a vector, two slots. Indices and lengths are unsigned.
 *
 * <p>In order: elements, ranges, segments, allocation, bytes.
 */
public final class ArrayOps {
    /** The base-2 logarithm of the bytes in a slot. */
    private static final int SLOT_LOG2 = 3;

    private static final long MAX_SLOTS = Integer.MAX_VALUE - 16;
>>>>>>> core
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private ArrayOps() {}

<<<<<<< HEAD
    /** An element of at most 8 bytes, its upper bits zero. */
    static long get(long[] array, int index, int widthLog2) {
        requireIndex(array, index);
        return Aggregates.element(array, 1 << widthLog2, index);
    }

    /** Sets an element of at most 8 bytes to the low bits of a value. */
    static void set(long[] array, int index, int widthLog2, long value) {
        requireIndex(array, index);
        Aggregates.setElement(array, 1 << widthLog2, index, value);
    }

    /** Checks an index. */
    static void requireIndex(long[] array, int index) {
        if (Integer.compareUnsigned(index, Heap.length(array[0])) >= 0) {
=======
    /** An element of at most eight bytes, zero-extended. */
    public static long get(long[] object, int index, int widthLog2) {
        requireIndex(object, index);
        if (widthLog2 == SLOT_LOG2) {
            return object[Heap.HEADER_SLOTS + index];
        }
        long at = (long) index << widthLog2;
        return object[slot(at)] >>> bit(at) & mask(1 << widthLog2);
    }

    /** Sets an element of at most eight bytes. */
    public static void set(long[] object, int index, int widthLog2, long value) {
        requireIndex(object, index);
        if (widthLog2 == SLOT_LOG2) {
            object[Heap.HEADER_SLOTS + index] = value;
            return;
        }
        long at = (long) index << widthLog2;
        merge(object, at, 1 << widthLog2, value << bit(at));
    }

    /** Reads a vector into two slots. */
    public static void getVector(long[] object, int index, long[] slots, int target) {
        requireIndex(object, index);
        System.arraycopy(object, Heap.HEADER_SLOTS + 2 * index, slots, target, 2);
    }

    /** Sets a vector. */
    public static void setVector(long[] object, int index, long low, long high) {
        requireIndex(object, index);
        object[Heap.HEADER_SLOTS + 2 * index] = low;
        object[Heap.HEADER_SLOTS + 2 * index + 1] = high;
    }

    /** Sets a range of elements of at most eight bytes. */
    public static void fill(long[] object, int index, int widthLog2, long value, int length) {
        requireRange(object, index, length);
        long pattern = value & mask(1 << widthLog2);
        for (int bits = Byte.SIZE << widthLog2; bits < Long.SIZE; bits *= 2) {
            pattern |= pattern << bits;
        }
        long start = (long) index << widthLog2;
        long end = start + ((long) length << widthLog2);
        long firstWhole = Math.min(end, roundUp(start));
        long lastWhole = Math.max(firstWhole, end & -Long.BYTES);
        merge(object, start, (int) (firstWhole - start), pattern);
        Arrays.fill(object, slot(firstWhole), slot(lastWhole), pattern);
        merge(object, lastWhole, (int) (end - lastWhole), pattern);
    }

    /** Sets a range of vectors. */
    public static void fillVector(long[] object, int index, long low, long high, int length) {
        requireRange(object, index, length);
        for (int i = index; i < index + length; i++) {
            object[Heap.HEADER_SLOTS + 2 * i] = low;
            object[Heap.HEADER_SLOTS + 2 * i + 1] = high;
        }
    }

    /** Copies a range of elements from an array, possibly the same one. */
    public static void copy(long[] object, int to, long[] source, int from, int length, int widthLog2) {
        requireRange(object, to, length);
        requireRange(source, from, length);
        copyBytes(
                object, (long) to << widthLog2, source, (long) from << widthLog2, (long) length << widthLog2);
    }

    /** Copies a range of a data segment into an array. The length counts elements, {@code from} bytes. */
    public static void initData(
            long[] object, int to, int widthLog2, Data data, boolean dropped, int from, int length) {
        requireRange(object, to, length);
        long lengthBytes = (long) length << widthLog2;
        MemoryOps.requireData(data, dropped, Integer.toUnsignedLong(from), lengthBytes);
        writeBytes(object, (long) to << widthLog2, data.bytes(), data.start() + from, (int) lengthBytes);
    }

    /** Copies a range of an element segment into an array. */
    public static void initElem(long[] object, int to, long[] elem, int from, int length) {
        requireRange(object, to, length);
        requireElem(elem, from, length);
        System.arraycopy(elem, from, object, Heap.HEADER_SLOTS + to, length);
    }

    /**
     * Makes an array of zeroes. It is a safepoint, as is everything here that allocates.
     *
     * @return a reference to it
     * @throws TrapSignal if it is too large for the store
     */
    public static long newArray(StoreState store, int typeAddress, int length) {
        HeapLayout layout = store.layout(typeAddress);
        long lengthBytes = Integer.toUnsignedLong(length) << widthLog2(layout);
        long slots = roundUp(lengthBytes) >>> SLOT_LOG2;
        if (length < 0 || slots > MAX_SLOTS || lengthBytes > store.config().maxHeapBytes()) {
            throw new TrapSignal(TrapKind.ALLOCATION_LIMIT);
        }
        int address = store.heap().allocate(Heap.header(typeAddress, length), (int) slots);
        return Ref.of(Ref.AGGREGATE, address);
    }

    /** Makes an array of elements that stand one after the other in slots, vectors in two. */
    public static long newFixed(StoreState store, int typeAddress, int length, long[] slots, int first) {
        long ref = newArray(store, typeAddress, length);
        long[] object = object(store, ref);
        int widthLog2 = widthLog2(store.layout(typeAddress));
        if (widthLog2 >= SLOT_LOG2) {
            System.arraycopy(slots, first, object, Heap.HEADER_SLOTS, length << widthLog2 - SLOT_LOG2);
            return ref;
        }
        for (int i = 0; i < length; i++) {
            set(object, i, widthLog2, slots[first + i]);
        }
        return ref;
    }

    /** Makes an array of a range of a data segment. The length counts elements, {@code from} bytes. */
    public static long newData(StoreState store, int typeAddress, Data data, boolean dropped, int from, int length) {
        int widthLog2 = widthLog2(store.layout(typeAddress));
        long lengthBytes = Integer.toUnsignedLong(length) << widthLog2;
        MemoryOps.requireData(data, dropped, Integer.toUnsignedLong(from), lengthBytes);
        long ref = newArray(store, typeAddress, length);
        initData(object(store, ref), 0, widthLog2, data, dropped, from, length);
        return ref;
    }

    /** Makes an array of a range of an element segment. */
    public static long newElem(StoreState store, int typeAddress, long[] elem, int from, int length) {
        requireElem(elem, from, length);
        long ref = newArray(store, typeAddress, length);
        initElem(object(store, ref), 0, elem, from, length);
        return ref;
    }

    /** The base-2 logarithm of the bytes that an element takes. */
    public static int widthLog2(HeapLayout layout) {
        return Integer.numberOfTrailingZeros(layout.elementBytes());
    }

    private static long[] object(StoreState store, long ref) {
        return store.heap().objects[Ref.address(ref)];
    }

    private static void requireIndex(long[] object, int index) {
        if (Integer.compareUnsigned(index, Heap.length(object[0])) >= 0) {
>>>>>>> core
            throw new TrapSignal(TrapKind.OUT_OF_BOUNDS_ARRAY_ACCESS);
        }
    }

<<<<<<< HEAD
    private static void requireRange(long start, long length, long size, TrapKind kind) {
        if (start + length > size) {
            throw new TrapSignal(kind);
        }
    }

    private static void requireRange(long[] array, long start, long length) {
        requireRange(start, length, Heap.length(array[0]), TrapKind.OUT_OF_BOUNDS_ARRAY_ACCESS);
    }

    /** Checks a range of a data segment. */
    static void requireData(Data data, boolean dropped, long start, long length, int elementBytes) {
        long size = dropped ? 0 : data.lengthBytes();
        requireRange(start, length * elementBytes, size, TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
    }

    /** Checks a range of an element segment. */
    static void requireElem(long[] elem, long start, long length) {
        requireRange(start, length, elem.length, TrapKind.OUT_OF_BOUNDS_TABLE_ACCESS);
    }

    /** Sets a range of elements; {@code high} is the upper half of a vector. */
    static void fill(long[] array, long start, long length, int elementBytes, long value, long high) {
        requireRange(array, start, length);
        if (elementBytes == VECTOR_BYTES) {
            for (int i = (int) start; i < start + length; i++) {
                array[Aggregates.vectorSlot(i)] = value;
                array[Aggregates.vectorSlot(i) + 1] = high;
            }
            return;
        }
        long pattern = value & mask(elementBytes);
        for (int bits = Byte.SIZE * elementBytes; bits < Long.SIZE; bits *= 2) {
            pattern |= pattern << bits;
        }
        long from = start * elementBytes;
        long to = from + length * elementBytes;
        long wholeFrom = Math.min(to, roundUp(from));
        long wholeTo = Math.max(wholeFrom, to & -SLOT_BYTES);
        merge(array, from, (int) (wholeFrom - from), pattern);
        Arrays.fill(array, slot(wholeFrom), slot(wholeTo), pattern);
        merge(array, wholeTo, (int) (to - wholeTo), pattern);
    }

    /** Copies a range of elements, which may overlap. */
    static void copy(long[] target, long to, long[] source, long from, long length, int elementBytes) {
        requireRange(target, to, length);
        requireRange(source, from, length);
        copyBytes(target, to * elementBytes, source, from * elementBytes, length * elementBytes);
    }

    /** Copies a range of a data segment, from a byte on, into a range of elements. */
    static void initData(long[] array, long to, Data data, boolean dropped, long start, long length, int elementBytes) {
        requireRange(array, to, length);
        requireData(data, dropped, start, length, elementBytes);
        writeBytes(array, to * elementBytes, data.bytes(), data.start() + (int) start, (int) length * elementBytes);
    }

    /** Copies a range of an element segment into a range of elements. */
    static void initElem(long[] array, long to, long[] elem, long start, long length) {
        requireRange(array, to, length);
        requireElem(elem, start, length);
        System.arraycopy(elem, (int) start, array, Heap.HEADER_SLOTS + (int) to, (int) length);
    }

    private static void copyBytes(long[] target, long to, long[] source, long from, long lengthBytes) {
        if (((to ^ from) & SLOT_BYTES - 1) != 0 || lengthBytes < 2 * SLOT_BYTES) {
            copyShifted(target, to, source, from, lengthBytes);
=======
    private static void requireRange(long[] object, int index, int length) {
        requireRange(index, length, Heap.length(object[0]), TrapKind.OUT_OF_BOUNDS_ARRAY_ACCESS);
    }

    private static void requireElem(long[] elem, int from, int length) {
        requireRange(from, length, elem.length, TrapKind.OUT_OF_BOUNDS_TABLE_ACCESS);
    }

    private static void requireRange(int index, int length, int size, TrapKind trap) {
        if ((index | length) < 0 || index > size - length) {
            throw new TrapSignal(trap);
        }
    }

    private static void copyBytes(long[] object, long to, long[] source, long from, long lengthBytes) {
        if (((to ^ from) & Long.BYTES - 1) != 0 || lengthBytes < 2 * Long.BYTES) {
            copyShifted(object, to, source, from, lengthBytes);
>>>>>>> core
            return;
        }
        long end = to + lengthBytes;
        int head = (int) (roundUp(to) - to);
<<<<<<< HEAD
        int tail = (int) (end & SLOT_BYTES - 1);
        long headBytes = read(source, from, head);
        long tailBytes = read(source, from + lengthBytes - tail, tail);
        int slots = (int) (lengthBytes - head - tail >>> SLOT_BYTES_LOG2);
        System.arraycopy(source, slot(from + head), target, slot(to + head), slots);
        merge(target, to, head, headBytes << bit(to));
        merge(target, end - tail, tail, tailBytes);
    }

    /** Copies bytes slot by slot of the target, in the direction that is right should the two overlap. */
    private static void copyShifted(long[] target, long to, long[] source, long from, long lengthBytes) {
        long end = to + lengthBytes;
        if (from < to) {
            for (long stop = end, start; stop > to; stop = start) {
                start = Math.max(to, stop - 1 & -SLOT_BYTES);
                int count = (int) (stop - start);
                merge(target, start, count, read(source, from + (start - to), count) << bit(start));
=======
        int tail = (int) (end & Long.BYTES - 1);
        long headBytes = read(source, from, head);
        long tailBytes = read(source, from + lengthBytes - tail, tail);
        int words = (int) (lengthBytes - head - tail >>> SLOT_LOG2);
        System.arraycopy(source, slot(from + head), object, slot(to + head), words);
        merge(object, to, head, headBytes << bit(to));
        merge(object, end - tail, tail, tailBytes);
    }

    /** Copies bytes word by word of the target, in the direction that is right should the two overlap. */
    private static void copyShifted(long[] object, long to, long[] source, long from, long lengthBytes) {
        long end = to + lengthBytes;
        if (object == source && from < to) {
            for (long stop = end, start; stop > to; stop = start) {
                start = Math.max(to, stop - 1 & -Long.BYTES);
                int count = (int) (stop - start);
                merge(object, start, count, read(source, from + (start - to), count) << bit(start));
>>>>>>> core
            }
        } else {
            for (long start = to, stop; start < end; start = stop) {
                stop = Math.min(end, roundUp(start + 1));
                int count = (int) (stop - start);
<<<<<<< HEAD
                merge(target, start, count, read(source, from + (start - to), count) << bit(start));
=======
                merge(object, start, count, read(source, from + (start - to), count) << bit(start));
>>>>>>> core
            }
        }
    }

<<<<<<< HEAD
    private static void writeBytes(long[] array, long to, byte[] source, int start, int lengthBytes) {
        int head = (int) Math.min(lengthBytes, roundUp(to) - to);
        int done = 0;
        for (; done < head; done++) {
            writeByte(array, to + done, source[start + done]);
        }
        for (; done <= lengthBytes - SLOT_BYTES; done += SLOT_BYTES) {
            array[slot(to + done)] = (long) LONG.get(source, start + done);
        }
        for (; done < lengthBytes; done++) {
            writeByte(array, to + done, source[start + done]);
        }
    }

    private static void writeByte(long[] array, long at, byte value) {
        merge(array, at, 1, (long) value << bit(at));
    }

    /** Up to eight bytes of an array's contents, wherever they begin; what stands above them is undefined. */
    private static long read(long[] array, long at, int count) {
=======
    private static void writeBytes(long[] object, long to, byte[] source, int start, int lengthBytes) {
        int done = 0;
        while (done < lengthBytes && (to + done & Long.BYTES - 1) != 0) {
            writeByte(object, to + done, source[start + done]);
            done++;
        }
        for (; done <= lengthBytes - Long.BYTES; done += Long.BYTES) {
            object[slot(to + done)] = (long) LONG.get(source, start + done);
        }
        for (; done < lengthBytes; done++) {
            writeByte(object, to + done, source[start + done]);
        }
    }

    private static void writeByte(long[] object, long at, byte value) {
        merge(object, at, 1, (long) value << bit(at));
    }

    /** Up to eight bytes of an array's contents, from any of them on. */
    private static long read(long[] object, long at, int count) {
>>>>>>> core
        if (count == 0) {
            return 0;
        }
        int bit = bit(at);
<<<<<<< HEAD
        long value = array[slot(at)] >>> bit;
        if (bit + count * Byte.SIZE > Long.SIZE) {
            value |= array[slot(at) + 1] << Long.SIZE - bit;
=======
        long value = object[slot(at)] >>> bit;
        if (bit + count * Byte.SIZE > Long.SIZE) {
            value |= object[slot(at) + 1] << Long.SIZE - bit;
>>>>>>> core
        }
        return value;
    }

    /** Replaces bytes of one slot by those that stand at the same place in {@code value}. */
<<<<<<< HEAD
    private static void merge(long[] array, long at, int count, long value) {
=======
    private static void merge(long[] object, long at, int count, long value) {
>>>>>>> core
        if (count == 0) {
            return;
        }
        long mask = mask(count) << bit(at);
<<<<<<< HEAD
        array[slot(at)] = array[slot(at)] & ~mask | value & mask;
=======
        object[slot(at)] = object[slot(at)] & ~mask | value & mask;
>>>>>>> core
    }

    private static long mask(int bytes) {
        return -1L >>> Long.SIZE - bytes * Byte.SIZE;
    }

    private static int slot(long at) {
<<<<<<< HEAD
        return Heap.HEADER_SLOTS + (int) (at >>> SLOT_BYTES_LOG2);
    }

    private static int bit(long at) {
        return ((int) at & SLOT_BYTES - 1) * Byte.SIZE;
    }

    private static long roundUp(long bytes) {
        return bytes + SLOT_BYTES - 1 & -SLOT_BYTES;
=======
        return Heap.HEADER_SLOTS + (int) (at >>> SLOT_LOG2);
    }

    private static int bit(long at) {
        return ((int) at & Long.BYTES - 1) * Byte.SIZE;
    }

    private static long roundUp(long bytes) {
        return bytes + Long.BYTES - 1 & -Long.BYTES;
>>>>>>> core
    }
}
