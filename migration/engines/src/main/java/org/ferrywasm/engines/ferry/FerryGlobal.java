package org.ferrywasm.engines.ferry;

import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.vm.Global;
import org.jspecify.annotations.Nullable;

/** A global. */
record FerryGlobal(Global global) implements TestedGlobal {
    @Override
    public @Nullable Object get() {
        return Items.value(global.get());
    }

    @Override
    public void set(@Nullable Object value) {
        global.set(Items.val(value, global.type().type()));
    }
}
