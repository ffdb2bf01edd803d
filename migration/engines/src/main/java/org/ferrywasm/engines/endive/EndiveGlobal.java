package org.ferrywasm.engines.endive;

import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.V128;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.GlobalInstance;
import run.endive.runtime.ImportGlobal;
import run.endive.runtime.ImportValues;
import run.endive.wasm.types.ValType;

/** A global. */
record EndiveGlobal(GlobalInstance global) implements EndiveItem, TestedGlobal {
    @Override
    public @Nullable Object get() {
        ValType type = global.getType();
        if (type.isObjectRef()) {
            return EndiveValues.reference(global.getRefValue());
        }
        return type.equals(ValType.V128)
                ? new V128(global.getValueLow(), global.getValueHigh())
                : EndiveValues.scalar(type, global.getValue(), global.getInstance());
    }

    @Override
    public void set(@Nullable Object value) {
        if (global.getType().isObjectRef()) {
            global.setRefValue(EndiveValues.object(value));
        } else if (value instanceof V128(long low, long high)) {
            global.setValueLow(low);
            global.setValueHigh(high);
        } else {
            global.setValue(EndiveValues.bits(value));
        }
    }

    @Override
    public void addTo(ImportValues.Builder values, String module, String name) {
        values.addGlobal(new ImportGlobal(module, name, global));
    }
}
