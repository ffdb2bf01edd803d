package org.ferrywasm.engines.endive;

import java.util.NoSuchElementException;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedItem;
import run.endive.runtime.Instance;
import run.endive.wasm.types.Export;
import run.endive.wasm.types.ExportSection;

/** An instance. */
record EndiveInstance(Instance instance) implements TestedInstance {
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
            case FUNCTION -> new EndiveFunction(instance, export.index(), instance.export(export.name()));
            case TABLE -> new EndiveTable(instance.exports().table(export.name()));
            case MEMORY -> new EndiveMemory(instance.exports().memory(export.name()));
            case GLOBAL -> new EndiveGlobal(instance.exports().global(export.name()));
            case TAG -> new EndiveItem.Tag(instance.exports().tag(export.name()));
        };
    }
}
