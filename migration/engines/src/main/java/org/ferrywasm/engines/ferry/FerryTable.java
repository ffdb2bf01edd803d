package org.ferrywasm.engines.ferry;

import org.ferrywasm.contract.spi.TestedTable;
import org.ferrywasm.vm.Table;
import org.jspecify.annotations.Nullable;

/** A table. */
record FerryTable(Table table) implements TestedTable {
    @Override
    public long size() {
        return table.size();
    }

    @Override
    public long grow(long elements, @Nullable Object value) {
        return table.grow(elements, Items.ref(value, table.type().element()));
    }

    @Override
    public @Nullable Object get(long index) {
        return Items.value(table.get(index));
    }

    @Override
    public void set(long index, @Nullable Object value) {
        table.set(index, Items.ref(value, table.type().element()));
    }
}
