package org.ferrywasm.exec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.ferrywasm.runtime.Aggregates;
import org.ferrywasm.runtime.Heap;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.Data;

/**
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
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private ArrayOps() {}

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
            throw new TrapSignal(TrapKind.OUT_OF_BOUNDS_ARRAY_ACCESS);
        }
    }

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
            return;
        }
        long end = to + lengthBytes;
        int head = (int) (roundUp(to) - to);
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
            }
        } else {
            for (long start = to, stop; start < end; start = stop) {
                stop = Math.min(end, roundUp(start + 1));
                int count = (int) (stop - start);
                merge(target, start, count, read(source, from + (start - to), count) << bit(start));
            }
        }
    }

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
        if (count == 0) {
            return 0;
        }
        int bit = bit(at);
        long value = array[slot(at)] >>> bit;
        if (bit + count * Byte.SIZE > Long.SIZE) {
            value |= array[slot(at) + 1] << Long.SIZE - bit;
        }
        return value;
    }

    /** Replaces bytes of one slot by those that stand at the same place in {@code value}. */
    private static void merge(long[] array, long at, int count, long value) {
        if (count == 0) {
            return;
        }
        long mask = mask(count) << bit(at);
        array[slot(at)] = array[slot(at)] & ~mask | value & mask;
    }

    private static long mask(int bytes) {
        return -1L >>> Long.SIZE - bytes * Byte.SIZE;
    }

    private static int slot(long at) {
        return Heap.HEADER_SLOTS + (int) (at >>> SLOT_BYTES_LOG2);
    }

    private static int bit(long at) {
        return ((int) at & SLOT_BYTES - 1) * Byte.SIZE;
    }

    private static long roundUp(long bytes) {
        return bytes + SLOT_BYTES - 1 & -SLOT_BYTES;
    }
}
