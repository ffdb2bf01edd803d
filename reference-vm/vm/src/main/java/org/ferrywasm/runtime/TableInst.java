package org.ferrywasm.runtime;

import java.util.Arrays;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.TableType;

/** A table instance (specification, "Table Instances"): references by index. The elements are public for the interpreter alone. */
public final class TableInst {
    private final TableType type;
    private final StoreState store;
    private final boolean isCounted;

    /** The elements; slots from {@link #size} on are spare and null. */
    public long[] elements;

    private int size;

    /**
     * Makes a table of its least size.
     *
     * @throws TrapSignal if the store's limit on table elements would be exceeded
     */
    public TableInst(StoreState store, TableType type, long init) {
        this.store = store;
        this.type = type;
        this.elements = new long[0];
        this.isCounted = type.element().mayBeHost();
        if (grow(type.limits().min(), init) < 0) {
            throw new TrapSignal(TrapKind.ALLOCATION_LIMIT);
        }
    }

    /** Its type as it was made, with the least size that it was made with. */
    public TableType declaredType() {
        return type;
    }

    /** Its type now: the least size is the present one (specification, "Table Instances"). */
    public TableType type() {
        return new TableType(type.addressType(), new Limits(size, type.limits().max()), type.element());
    }

    /** How many elements it has. */
    public int size() {
        return size;
    }

    /** Adds elements. Gives the old size, or -1 when the table cannot grow so far. */
    public int grow(long delta, long init) {
        long max = type.limits().max().orElse(Long.MAX_VALUE);
        long newSize = size + delta;
        if (delta < 0 || newSize < 0 || Long.compareUnsigned(newSize, max) > 0 || newSize > Integer.MAX_VALUE - 16) {
            return -1;
        }
        if (!store.mayGrowTable(size, newSize)) {
            return -1;
        }
        int oldSize = size;
        if (isCounted) {
            store.retain(init, (int) delta);
        }
        if (newSize > elements.length) {
            long spare = oldSize == 0 ? newSize : Math.max(newSize, Math.min(2L * oldSize, Integer.MAX_VALUE - 16));
            elements = Arrays.copyOf(elements, (int) spare);
        }
        Arrays.fill(elements, oldSize, (int) newSize, init);
        size = (int) newSize;
        return oldSize;
    }

    /** The element at an index that has been read from an operand of the table's address type. */
    public long get(long index) {
        if (Long.compareUnsigned(index, size) >= 0) {
            throw new TrapSignal(TrapKind.OUT_OF_BOUNDS_TABLE_ACCESS);
        }
        return elements[(int) index];
    }

    /** Sets the element at an index. */
    public void set(long index, long ref) {
        if (Long.compareUnsigned(index, size) >= 0) {
            throw new TrapSignal(TrapKind.OUT_OF_BOUNDS_TABLE_ACCESS);
        }
        if (isCounted) {
            store.retain(ref, 1);
            store.release(elements[(int) index], 1);
        }
        elements[(int) index] = ref;
    }

    /** Sets a range of elements. */
    public void fill(long index, long ref, long length) {
        requireRange(index, length, size);
        if (isCounted) {
            store.retain(ref, (int) length);
            store.releaseAll(elements, (int) index, (int) length);
        }
        Arrays.fill(elements, (int) index, (int) (index + length), ref);
    }

    /** Copies a range of elements of a table, possibly this one, here. */
    public void copy(long to, TableInst source, long from, long length) {
        requireRange(from, length, source.size);
        requireRange(to, length, size);
        if (isCounted) {
            store.replaceAll(elements, (int) to, source.elements, (int) from, (int) length);
        }
        System.arraycopy(source.elements, (int) from, elements, (int) to, (int) length);
    }

    /** Copies a range of an element segment here. */
    public void init(long to, long[] segment, long from, long length) {
        requireRange(from, length, segment.length);
        requireRange(to, length, size);
        if (isCounted) {
            store.replaceAll(elements, (int) to, segment, (int) from, (int) length);
        }
        System.arraycopy(segment, (int) from, elements, (int) to, (int) length);
    }

    /** Gives back what it counts, because it is forgotten. */
    void forget() {
        if (isCounted) {
            store.releaseAll(elements, 0, size);
        }
    }

    /** Whether its indices are 64 bits wide. */
    public boolean isTable64() {
        return type.addressType() == AddressType.I64;
    }

    /** Traps unless a range of elements lies inside. */
    public void require(long index, long length) {
        requireRange(index, length, size);
    }

    /** Traps unless a range lies inside an element segment. */
    public static void requireSegment(long[] segment, long from, long length) {
        requireRange(from, length, segment.length);
    }

    private static void requireRange(long start, long length, long size) {
        if (start < 0 || length < 0 || start > size || length > size - start) {
            throw new TrapSignal(TrapKind.OUT_OF_BOUNDS_TABLE_ACCESS);
        }
    }
}
