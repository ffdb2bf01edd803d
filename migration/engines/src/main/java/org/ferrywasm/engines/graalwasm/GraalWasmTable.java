package org.ferrywasm.engines.graalwasm;

import org.ferrywasm.contract.spi.TestedTable;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A table. */
record GraalWasmTable(GraalWasmStore store, Value value) implements GraalWasmItem, TestedTable {
    @Override
    public long size() {
        return store.host("table_size", value).asLong();
    }

    @Override
    public long grow(long elements, @Nullable Object element) {
        return store.host("table_grow", value, (int) elements, guest(element)).asLong();
    }

    @Override
    public @Nullable Object get(long index) {
        return new GraalWasmValues(store).reference(store.host("table_read", value, (int) index));
    }

    @Override
    public void set(long index, @Nullable Object element) {
        store.host("table_write", value, (int) index, guest(element));
    }

    private Object guest(@Nullable Object element) {
        return new GraalWasmValues(store).toGuest(element);
    }
}
