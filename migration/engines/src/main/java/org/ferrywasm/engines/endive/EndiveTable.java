package org.ferrywasm.engines.endive;

import org.ferrywasm.contract.spi.TestedTable;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.ImportTable;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.TableInstance;

/** A table, whose functions are indices with an instance beside each. */
record EndiveTable(TableInstance table) implements EndiveItem, TestedTable {
    @Override
    public long size() {
        return table.size();
    }

    @Override
    public long grow(long elements, @Nullable Object value) {
        return holdsObjects()
                ? table.growWithRef((int) elements, EndiveValues.object(value), null)
                : table.grow((int) elements, (int) EndiveValues.bits(value), instance(value));
    }

    @Override
    public @Nullable Object get(long index) {
        int at = (int) index;
        return holdsObjects()
                ? EndiveValues.reference(table.objRef(at))
                : EndiveValues.scalar(table.elementType(), table.ref(at), table.instance(at));
    }

    @Override
    public void set(long index, @Nullable Object value) {
        if (holdsObjects()) {
            table.setObjRef((int) index, EndiveValues.object(value), null);
        } else {
            table.setRef((int) index, (int) EndiveValues.bits(value), instance(value));
        }
    }

    @Override
    public void addTo(ImportValues.Builder values, String module, String name) {
        values.addTable(new ImportTable(module, name, table));
    }

    private boolean holdsObjects() {
        return table.elementType().isObjectRef();
    }

    private static @Nullable Instance instance(@Nullable Object value) {
        return value instanceof EndiveFunction function ? function.instance() : null;
    }
}
