package org.ferrywasm.engines.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExportSection;
import java.util.NoSuchElementException;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedItem;

/**
 * An instance.
 *
 * @param instance Chicory's
 * @param objects the host objects of its Store
 */
record ChicoryInstance(Instance instance, HostObjects objects) implements TestedInstance {
    @Override
    public TestedItem export(String name) {
        ExportSection exports = instance.module().exportSection();
        for (int i = 0; i < exports.exportCount(); i++) {
            Export export = exports.getExport(i);
            if (export.name().equals(name)) {
                return item(export);
            }
        }
        throw new NoSuchElementException("no export \"" + name + '"');
    }

    private TestedItem item(Export export) {
        return switch (export.exportType()) {
            case FUNCTION -> new ChicoryFunction(this, export.index(), instance.export(export.name()));
            case TABLE -> new ChicoryTable(instance.exports().table(export.name()), objects);
            case MEMORY -> new ChicoryMemory(instance.exports().memory(export.name()));
            case GLOBAL -> new ChicoryGlobal(instance.exports().global(export.name()), objects);
            case TAG -> new ChicoryItem.Tag(instance.tag(export.index()));
        };
    }
}
