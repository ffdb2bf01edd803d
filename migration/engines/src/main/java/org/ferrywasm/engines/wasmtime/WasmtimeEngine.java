package org.ferrywasm.engines.wasmtime;

import io.github.kawamuray.wasmtime.Config;
import io.github.kawamuray.wasmtime.Engine;
import io.github.kawamuray.wasmtime.Module;
import io.github.kawamuray.wasmtime.Store;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.contract.spi.TestedStore;

/** An Engine with epochs, the binding's only way to stop a guest. */
record WasmtimeEngine(Engine engine) implements TestedEngine {
    /** So many epochs ahead is never; with none set, the first instruction would trap. */
    static final long NEVER = 1L << 62;

    static WasmtimeEngine open() {
        return new WasmtimeEngine(new Engine(new Config()
                .epochInterruption(true)
                .wasmBulkMemory(true)
                .wasmMultiValue(true)
                .wasmReferenceTypes(true)
                .wasmSimd(true)
                .wasmThreads(true)));
    }

    @Override
    public TestedModule load(byte[] binary) {
        return new WasmtimeModule(Module.fromBinary(engine, binary));
    }

    @Override
    public TestedStore newStore() {
        Store<Void> store = new Store<>(null, engine);
        store.setEpochDeadline(NEVER);
        return new WasmtimeStore(engine, store);
    }

    @Override
    public void close() {
        engine.dispose();
    }

    /** A loaded module. */
    record WasmtimeModule(Module module) implements TestedModule {}
}
