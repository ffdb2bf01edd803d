package org.ferrywasm.engines.chicory;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.util.function.Function;
import org.ferrywasm.contract.spi.Sharing;
import org.ferrywasm.contract.spi.TestedMemory;
import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.contract.spi.TestedStore;

/** What stands for an engine: Chicory has none, its modules and instances are plain objects. */
final class ChicoryEngine implements Sharing {
    @Override
    public TestedModule load(byte[] binary) {
        WasmModule module = Parser.parse(binary);
        return new ChicoryModule(module, MachineFactoryCompiler.compile(module));
    }

    @Override
    public TestedStore newStore() {
        return new ChicoryStore();
    }

    @Override
    public TestedMemory newSharedMemory(long minimumPages, long maximumPages) {
        return new ChicoryMemory(
                new ByteArrayMemory(new MemoryLimits((int) minimumPages, (int) maximumPages, /* shared= */ true)));
    }

    @Override
    public void close() {
        // There is nothing to let go of.
    }

    /**
     * A loaded module.
     *
     * @param module its sections
     * @param compiled its code, which all instances share
     */
    record ChicoryModule(WasmModule module, Function<Instance, Machine> compiled) implements TestedModule {}
}
