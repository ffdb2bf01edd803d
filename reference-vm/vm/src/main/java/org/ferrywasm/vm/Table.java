package org.ferrywasm.vm;

import org.ferrywasm.runtime.TableInst;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.ExternType;
import org.ferrywasm.syntax.TableType;
import org.jspecify.annotations.Nullable;

/**
 * A table of a Store: references by index (specification, "Table Instances"). An index beyond it throws
 * {@link IndexOutOfBoundsException} and changes nothing. Two handles are equal if they are to the same table.
 */
public final class Table extends Handle implements Extern {
    private final TableInst inst;

    Table(Store<?> store, TableInst inst) {
        super(store);
        this.inst = inst;
    }

    /**
     * Makes a table whose elements all are one reference.
     *
     * @throws TypeMismatchException if the reference is none that the table can hold
     * @throws IllegalArgumentException if the type's limits are not sensible
     * @throws Trap if the Store's limit on table elements would be exceeded
     */
    public static Table create(Store<?> store, TableType type, Val.RefVal init) {
        store.enter("Table.create");
        store.engine().checkType(type.element(), "Table.create");
        MemoryBounds.checkLimits(type.limits(), type.addressType() == AddressType.I32 ? 32 : 64, "Table.create");
        long ref = Values.toRef(store, init, type.element(), "Table.create");
        return store.allocating(() -> {
            TableInst table = new TableInst(store.state(), type, ref);
            store.state().tables().add(table);
            return new Table(store, table);
        });
    }

    /** Its type now: the least size is the present one. */
    public TableType type() {
        check("Table.type");
        return inst.type();
    }

    @Override
    public ExternType externType() {
        check("Table.externType");
        return inst.type();
    }

    /** How many elements it has. */
    public long size() {
        check("Table.size");
        return inst.size();
    }

    /**
     * Adds elements. Gives the old size, or -1 when the table cannot grow so far.
     *
     * @throws TypeMismatchException if the reference is none that the table can hold
     */
    public long grow(long elements, Val.RefVal init) {
        Store<?> store = enter("Table.grow");
        long oldSize = inst.grow(
                elements, Values.toRef(store, init, inst.declaredType().element(), "Table.grow"));
        store.settle();
        return oldSize;
    }

    /** The element at an index. */
    public Val.RefVal get(long index) {
        Store<?> store = enter("Table.get");
        try {
            return (Val.RefVal) Values.fromSlot(store, inst.declaredType().element(), new long[] {inst.get(index)}, 0);
        } catch (TrapSignal e) {
            throw exceeded("Table.get", index, 1, e);
        }
    }

    /**
     * Sets the element at an index.
     *
     * @throws TypeMismatchException if the reference is none that the table can hold
     */
    public void set(long index, Val.RefVal value) {
        Store<?> store = enter("Table.set");
        long ref = Values.toRef(store, value, inst.declaredType().element(), "Table.set");
        try {
            inst.set(index, ref);
        } catch (TrapSignal e) {
            throw exceeded("Table.set", index, 1, e);
        }
        store.settle();
    }

    /**
     * Sets a range of elements.
     *
     * @throws TypeMismatchException if the reference is none that the table can hold
     */
    public void fill(long index, Val.RefVal value, long length) {
        Store<?> store = enter("Table.fill");
        long ref = Values.toRef(store, value, inst.declaredType().element(), "Table.fill");
        try {
            inst.fill(index, ref, length);
        } catch (TrapSignal e) {
            throw exceeded("Table.fill", index, length, e);
        }
        store.settle();
    }

    private IndexOutOfBoundsException exceeded(String operation, long index, long length, TrapSignal cause) {
        IndexOutOfBoundsException exception = new IndexOutOfBoundsException(
                "out of bounds table access: %s of %d elements at index %s of a table of %d"
                        .formatted(operation, length, Long.toUnsignedString(index), inst.size()));
        exception.initCause(cause);
        return exception;
    }

    TableInst inst() {
        return inst;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Table that && inst == that.inst;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(inst);
    }

    @Override
    public String toString() {
        return "Table of Store " + store().id();
    }
}
