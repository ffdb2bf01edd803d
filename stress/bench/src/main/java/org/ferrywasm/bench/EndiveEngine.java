package org.ferrywasm.bench;

import java.util.List;
import java.util.function.IntToLongFunction;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.FunctionType;

/** Endive's interpreter, as its runtime artifact comes. */
final class EndiveEngine implements BenchEngine {
    private static final long[] NOTHING = {};

    @Override
    public BenchModule load(byte[] binary) {
        WasmModule module = Parser.parse(binary);
        return () -> new Running(
                Instance.builder(module).withImportValues(hostFunctions(module)).build());
    }

    @Override
    public void close() {
        // holds nothing: modules and instances are plain objects
    }

    private static ImportValues hostFunctions(WasmModule module) {
        if (module.importSection().importCount() == 0) {
            return ImportValues.empty();
        }
        return ImportValues.builder()
                .addFunction(new HostFunction(
                        HOST_MODULE,
                        HOST_FUNCTION,
                        FunctionType.of(List.of(), List.of()),
                        (instance, arguments) -> NOTHING))
                .build();
    }

    private record Running(Instance instance) implements BenchInstance {
        @Override
        public IntToLongFunction run() {
            ExportFunction run = instance.export("run");
            return n -> run.apply(n)[0];
        }

        @Override
        public Runnable nop(Entry entry) {
            ExportFunction nop = instance.export("nop");
            return switch (entry) {
                case VALUES, FASTEST -> nop::apply;
                case RESUMED -> throw new UnsupportedOperationException("Endive's calls cannot be suspended");
            };
        }

        @Override
        public void close() {
            instance.close();
        }
    }
}
