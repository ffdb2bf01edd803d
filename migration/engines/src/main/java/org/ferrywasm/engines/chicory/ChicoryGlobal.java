package org.ferrywasm.engines.chicory;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.ImportGlobal;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.wasm.types.ValType;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.V128;
import org.jspecify.annotations.Nullable;

/**
 * A global.
 *
 * @param global Chicory's
 * @param objects the host objects of the Store that it was met in
 */
record ChicoryGlobal(GlobalInstance global, HostObjects objects) implements ChicoryItem, TestedGlobal {
    @Override
    public @Nullable Object get() {
        ValType type = global.getType();
        return type.equals(ValType.V128)
                ? new V128(global.getValueLow(), global.getValueHigh())
                : ChicoryValues.scalar(type, global.getValue(), new ChicoryInstance(global.getInstance(), objects));
    }

    @Override
    public void set(@Nullable Object value) {
        if (value instanceof V128(long low, long high)) {
            global.setValueLow(low);
            global.setValueHigh(high);
        } else {
            global.setValue(ChicoryValues.bits(value));
        }
    }

    @Override
    public void addTo(ImportValues.Builder values, String module, String name) {
        values.addGlobal(new ImportGlobal(module, name, global));
    }
}
