package org.ferrywasm.engines.ferry;

import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedItem;
import org.ferrywasm.vm.Instance;

/** An instance. */
record FerryInstance(Instance instance) implements TestedInstance {
    @Override
    public TestedItem export(String name) {
        return Items.item(instance.getExport(name));
    }
}
