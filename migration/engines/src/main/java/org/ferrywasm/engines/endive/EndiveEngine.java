package org.ferrywasm.engines.endive;

import org.ferrywasm.contract.spi.Sharing;
import org.ferrywasm.contract.spi.TestedMemory;
import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.contract.spi.TestedStore;
import run.endive.runtime.ByteArrayMemory;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.MemoryLimits;

/** What stands for an engine: Endive has none, its modules and instances are plain objects. */
final class EndiveEngine implements Sharing {
    @Override
    public TestedModule load(byte[] binary) {
        return new EndiveModule(Parser.parse(binary));
    }

    @Override
    public TestedStore newStore() {
        return new EndiveStore();
    }

    @Override
    public TestedMemory newSharedMemory(long minimumPages, long maximumPages) {
        return new EndiveMemory(
                new ByteArrayMemory(new MemoryLimits((int) minimumPages, (int) maximumPages, /* shared= */ true)));
    }

    @Override
    public void close() {
        // There is nothing to let go of.
    }

    /** A loaded module. */
    record EndiveModule(WasmModule module) implements TestedModule {}
}
