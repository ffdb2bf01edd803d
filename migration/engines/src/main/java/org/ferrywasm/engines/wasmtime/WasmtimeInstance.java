package org.ferrywasm.engines.wasmtime;

import io.github.kawamuray.wasmtime.Engine;
import io.github.kawamuray.wasmtime.Extern;
import io.github.kawamuray.wasmtime.Store;
import java.util.Map;
import java.util.NoSuchElementException;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedItem;

/**
 * An instance.
 *
 * @param engine its Engine
 * @param store its Store
 * @param exports what it exports, by names
 */
record WasmtimeInstance(Engine engine, Store<Void> store, Map<String, Extern> exports) implements TestedInstance {
    @Override
    public TestedItem export(String name) {
        Extern export = exports.get(name);
        if (export == null) {
            throw new NoSuchElementException("no export \"" + name + '"');
        }
        return item(engine, store, export);
    }

    /** An export as the kit's. */
    static TestedItem item(Engine engine, Store<Void> store, Extern export) {
        return switch (export.type()) {
            case FUNC -> new WasmtimeFunction(engine, store, export.func());
            case MEMORY -> new WasmtimeMemory(store, export.memory());
            case GLOBAL -> new WasmtimeItem.WasmtimeGlobal(store, export.global());
            case TABLE -> new WasmtimeItem.WasmtimeTable(export.table());
            case UNKNOWN -> throw new UnsupportedOperationException("wasmtime-java does not know this kind of export");
        };
    }
}
