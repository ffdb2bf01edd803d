package org.ferrywasm.engines.chicory;

import com.dylibso.chicory.runtime.ImportTable;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.ValType;
import org.ferrywasm.contract.spi.TestedTable;
import org.jspecify.annotations.Nullable;

/**
 * A table of numbers, with an instance beside each that is a function's index.
 *
 * @param table Chicory's
 * @param objects the host objects of the Store that it was met in
 */
record ChicoryTable(TableInstance table, HostObjects objects) implements ChicoryItem, TestedTable {
    @Override
    public long size() {
        return table.size();
    }

    @Override
    public long grow(long elements, @Nullable Object value) {
        return table.grow((int) elements, (int) ChicoryValues.bits(value), instance(value));
    }

    @Override
    public @Nullable Object get(long index) {
        int element = table.ref((int) index);
        ValType type = table.elementType();
        if (type.typeIdx() == ValType.ExternRef.typeIdx()) {
            return ChicoryValues.reference(element, objects);
        }
        return ChicoryValues.scalar(type, element, new ChicoryInstance(table.instance((int) index), objects));
    }

    @Override
    public void set(long index, @Nullable Object value) {
        table.setRef((int) index, (int) ChicoryValues.bits(value), instance(value));
    }

    @Override
    public void addTo(ImportValues.Builder values, String module, String name) {
        values.addTable(new ImportTable(module, name, table));
    }

    private static @Nullable Instance instance(@Nullable Object value) {
        return value instanceof ChicoryFunction function ? function.owner().instance() : null;
    }
}
