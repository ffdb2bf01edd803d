package org.ferrywasm.engines.wasmtime;

import io.github.kawamuray.wasmtime.Engine;
import io.github.kawamuray.wasmtime.Extern;
import io.github.kawamuray.wasmtime.ExternItem;
import io.github.kawamuray.wasmtime.ImportType;
import io.github.kawamuray.wasmtime.Linker;
import io.github.kawamuray.wasmtime.Memory;
import io.github.kawamuray.wasmtime.MemoryType;
import io.github.kawamuray.wasmtime.Module;
import io.github.kawamuray.wasmtime.Store;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ferrywasm.contract.spi.Creating;
import org.ferrywasm.contract.spi.HostCode;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Operation;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedMemory;
import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedTable;
import org.ferrywasm.engines.wasmtime.WasmtimeEngine.WasmtimeModule;

/**
 * A Store.
 *
 * @param engine its Engine
 * @param store the binding's Store
 */
record WasmtimeStore(Engine engine, Store<Void> store) implements Creating {
    /** What a Linker calls the instance; no import shall have that module name. */
    private static final String INSTANCE = "the instance of this Linker";

    /** Instantiates with a Linker: an Instance itself gives its functions and memories only. */
    @Override
    public TestedInstance instantiate(TestedModule module, List<HostImport> imports) {
        Module loaded = ((WasmtimeModule) module).module();
        try (Linker linker = new Linker(engine)) {
            ImportType[] wanted = loaded.imports();
            for (HostImport value : imports) {
                // A Linker takes each name once and refuses what it cannot pass on, wanted or not.
                if (Arrays.stream(wanted).anyMatch(type -> isMeant(value, type))) {
                    linker.define(store, value.module(), value.name(), extern(value));
                }
            }
            linker.module(store, INSTANCE, loaded);
            Map<String, Extern> exports = new HashMap<>();
            for (ExternItem item : linker.externsOfModule(store, INSTANCE)) {
                exports.put(item.name(), item.extern());
            }
            return new WasmtimeInstance(engine, store, exports);
        }
    }

    private static boolean isMeant(HostImport value, ImportType type) {
        return type.module().equals(value.module()) && type.name().equals(value.name());
    }

    private Extern extern(HostImport value) {
        return switch (value) {
            case HostImport.Function function ->
                Extern.fromFunc(WasmtimeFunction.of(engine, store, function.signature(), function.code()));
            case HostImport.AsyncFunction _ ->
                throw new UnsupportedOperationException("wasmtime-java has no asynchronous host functions");
            case HostImport.Item(var _, var _, WasmtimeItem item) -> item.extern();
            case HostImport.Item item ->
                throw new IllegalArgumentException(item.item() + " is not one of this adapter's");
        };
    }

    @Override
    public TestedReference reference(Object host) {
        throw new UnsupportedOperationException("wasmtime-java has no externref");
    }

    @Override
    public TestedMemory newMemory(long minimumPages, long maximumPages) {
        MemoryType type = new MemoryType(minimumPages, maximumPages, /* is64= */ false);
        return new WasmtimeMemory(store, new Memory(store, type));
    }

    @Override
    public TestedTable newTable(long minimum, long maximum) {
        throw new UnsupportedOperationException("wasmtime-java cannot make tables");
    }

    @Override
    public TestedGlobal newGlobal(int value) {
        throw new UnsupportedOperationException("wasmtime-java cannot make globals");
    }

    @Override
    public TestedFunction newFunction(Signature signature, HostCode code) {
        return new WasmtimeFunction(engine, store, WasmtimeFunction.of(engine, store, signature, code));
    }

    @Override
    public List<Operation> doorsForTypes(TestedEngine foreign) {
        // Types are plain values, which belong to no Engine.
        return List.of();
    }

    @Override
    public void close() {
        store.dispose();
    }
}
