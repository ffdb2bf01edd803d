package org.ferrywasm.exec;

import java.util.Arrays;
import org.ferrywasm.runtime.Aggregates;
import org.ferrywasm.runtime.Heap;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.Data;

/**
 * What the array instructions do to the slots of arrays, all bounds checked first (specification, "Aggregate Reference
 * Instructions"). Indices and lengths are unsigned 32-bit numbers held in {@code long}s.
 */
final class ArrayOps {
    private static final int SLOT_BYTES = 8;
    private static final int VECTOR_BYTES = 16;

    private ArrayOps() {}

    /** An element of at most 8 bytes, its upper bits zero. */
    static long get(long[] array, int index, int widthLog2) {
        requireIndex(array, index);
        if (widthLog2 == 3) {
            return array[Heap.HEADER_SLOTS + index];
        }
        int bit = index << widthLog2 + 3;
        long word = array[Heap.HEADER_SLOTS + (index >>> 3 - widthLog2)];
        return word >>> bit & (1L << (SLOT_BYTES << widthLog2)) - 1;
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
        int from = (int) start;
        int to = (int) (start + length);
        if (elementBytes == SLOT_BYTES) {
            Arrays.fill(array, Heap.HEADER_SLOTS + from, Heap.HEADER_SLOTS + to, value);
        } else if (elementBytes == VECTOR_BYTES) {
            for (int i = from; i < to; i++) {
                array[Aggregates.vectorSlot(i)] = value;
                array[Aggregates.vectorSlot(i) + 1] = high;
            }
        } else {
            fillPacked(array, from, to, elementBytes, value);
        }
    }

    private static void fillPacked(long[] array, int from, int to, int elementBytes, long value) {
        int perSlot = SLOT_BYTES / elementBytes;
        int wholeFrom = Math.min(to, (from + perSlot - 1) / perSlot * perSlot);
        int wholeTo = Math.max(wholeFrom, to / perSlot * perSlot);
        for (int i = from; i < wholeFrom; i++) {
            Aggregates.setElement(array, elementBytes, i, value);
        }
        if (wholeTo > wholeFrom) {
            Aggregates.setElement(array, elementBytes, wholeFrom, value);
            long unit = Aggregates.element(array, elementBytes, wholeFrom);
            long word = 0;
            for (int i = 0; i < perSlot; i++) {
                word |= unit << i * elementBytes * SLOT_BYTES;
            }
            Arrays.fill(array, Heap.HEADER_SLOTS + wholeFrom / perSlot, Heap.HEADER_SLOTS + wholeTo / perSlot, word);
        }
        for (int i = wholeTo; i < to; i++) {
            Aggregates.setElement(array, elementBytes, i, value);
        }
    }

    /** Copies a range of elements, which may overlap. */
    static void copy(long[] target, long to, long[] source, long from, long length, int elementBytes) {
        requireRange(target, to, length);
        requireRange(source, from, length);
        int count = (int) length;
        int perSlot = Math.max(1, SLOT_BYTES / elementBytes);
        if (perSlot == 1) {
            int slots = Math.max(1, elementBytes / SLOT_BYTES);
            System.arraycopy(
                    source,
                    Heap.HEADER_SLOTS + (int) from * slots,
                    target,
                    Heap.HEADER_SLOTS + (int) to * slots,
                    count * slots);
        } else if (to <= from) {
            copyUp(target, (int) to, source, (int) from, count, elementBytes);
        } else {
            for (int i = count - 1; i >= 0; i--) {
                long element = Aggregates.element(source, elementBytes, (int) from + i);
                Aggregates.setElement(target, elementBytes, (int) to + i, element);
            }
        }
    }

    private static void copyUp(long[] target, int to, long[] source, int from, int count, int elementBytes) {
        for (int i = 0; i < count; i++) {
            Aggregates.setElement(target, elementBytes, to + i, Aggregates.element(source, elementBytes, from + i));
        }
    }

    /** Copies a range of a data segment, from a byte on, into a range of elements. */
    static void initData(
            long[] array, long to, Data data, boolean dropped, long start, long length, int elementBytes) {
        requireRange(array, to, length);
        requireData(data, dropped, start, length, elementBytes);
        byte[] bytes = data.bytes();
        int at = data.start() + (int) start;
        int first = (int) to * elementBytes;
        for (int i = 0; i < (int) length * elementBytes; i++) {
            Aggregates.setElement(array, 1, first + i, bytes[at + i]);
        }
    }

    /** Copies a range of an element segment into a range of elements. */
    static void initElem(long[] array, long to, long[] elem, long start, long length) {
        requireRange(array, to, length);
        requireElem(elem, start, length);
        System.arraycopy(elem, (int) start, array, Heap.HEADER_SLOTS + (int) to, (int) length);
    }
}
