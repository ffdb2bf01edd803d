package org.ferrywasm.engines.graalwasm;

import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.contract.spi.TestedStore;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.ByteSequence;

/** An Engine, whose Contexts share what was parsed. */
record GraalWasmEngine(Engine engine) implements TestedEngine {
    private static final String WASM = "wasm";

    static GraalWasmEngine open(boolean unsafeMemory) {
        Engine.Builder builder = Engine.newBuilder(WASM)
                .allowExperimentalOptions(true)
                .option("engine.WarnInterpreterOnly", "false")
                .option("wasm.ExtendedConstExpressions", "true")
                .option("wasm.MultiMemory", "true")
                .option("wasm.RelaxedSIMD", "true");
        if (unsafeMemory) {
            builder.option("wasm.UseUnsafeMemory", "true")
                    .option("wasm.Memory64", "true")
                    .option("wasm.Threads", "true");
        }
        return new GraalWasmEngine(builder.build());
    }

    @Override
    public TestedModule load(byte[] binary) {
        Source source = Source.newBuilder(WASM, ByteSequence.create(binary.clone()), "guest")
                .buildLiteral();
        // Sources are parsed in Contexts only; the Engine remembers what came of it for the next one.
        try (Context context = newContext()) {
            context.parse(source);
        }
        return new GraalWasmModule(source);
    }

    @Override
    public TestedStore newStore() {
        Context context = newContext();
        context.initialize(WASM);
        return new GraalWasmStore(context, context.getPolyglotBindings().getMember("WebAssembly"));
    }

    @Override
    public void close() {
        engine.close();
    }

    private Context newContext() {
        return Context.newBuilder(WASM)
                .engine(engine)
                .allowPolyglotAccess(
                        PolyglotAccess.newBuilder().allowBindingsAccess(WASM).build())
                .build();
    }

    /** A loaded module. */
    record GraalWasmModule(Source source) implements TestedModule {}
}
