package org.ferrywasm.exec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.ferrywasm.runtime.Heap;
import org.ferrywasm.runtime.HeapLayout;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.StoreLimit;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.Data;

/**
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
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private ArrayOps() {}

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
        copyBytes(object, (long) to << widthLog2, source, (long) from << widthLog2, (long) length << widthLog2);
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
        if (lengthBytes > store.config().limit(StoreLimit.HEAP_BYTES)) {
            throw TrapSignal.limit(store.config(), StoreLimit.HEAP_BYTES);
        }
        if (length < 0 || slots > MAX_SLOTS) {
            throw TrapSignal.notAddressable();
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
            System.arraycopy(slots, first, object, Heap.HEADER_SLOTS, length << (widthLog2 - SLOT_LOG2));
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
            throw new TrapSignal(TrapKind.OUT_OF_BOUNDS_ARRAY_ACCESS);
        }
    }

    /** Traps unless a range of elements lies inside an array. */
    static void requireRange(long[] object, int index, int length) {
        requireRange(index, length, Heap.length(object[0]), TrapKind.OUT_OF_BOUNDS_ARRAY_ACCESS);
    }

    /** Traps unless a range lies inside an element segment. */
    static void requireElem(long[] elem, int from, int length) {
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
            return;
        }
        long end = to + lengthBytes;
        int head = (int) (roundUp(to) - to);
        int tail = (int) (end & Long.BYTES - 1);
        long headBytes = read(source, from, head);
        long tailBytes = read(source, from + lengthBytes - tail, tail);
        int words = (int) ((lengthBytes - head - tail) >>> SLOT_LOG2);
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
            }
        } else {
            for (long start = to, stop; start < end; start = stop) {
                stop = Math.min(end, roundUp(start + 1));
                int count = (int) (stop - start);
                merge(object, start, count, read(source, from + (start - to), count) << bit(start));
            }
        }
    }

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
        if (count == 0) {
            return 0;
        }
        int bit = bit(at);
        long value = object[slot(at)] >>> bit;
        if (bit + count * Byte.SIZE > Long.SIZE) {
            value |= object[slot(at) + 1] << (Long.SIZE - bit);
        }
        return value;
    }

    /** Replaces bytes of one slot by those that stand at the same place in {@code value}. */
    private static void merge(long[] object, long at, int count, long value) {
        if (count == 0) {
            return;
        }
        long mask = mask(count) << bit(at);
        object[slot(at)] = (object[slot(at)] & ~mask) | (value & mask);
    }

    private static long mask(int bytes) {
        return -1L >>> (Long.SIZE - bytes * Byte.SIZE);
    }

    private static int slot(long at) {
        return Heap.HEADER_SLOTS + (int) (at >>> SLOT_LOG2);
    }

    private static int bit(long at) {
        return ((int) at & Long.BYTES - 1) * Byte.SIZE;
    }

    private static long roundUp(long bytes) {
        return bytes + Long.BYTES - 1 & -Long.BYTES;
    }
}
