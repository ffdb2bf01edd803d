package org.ferrywasm.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.ByteSequence;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;

/** GraalWasm on the JDK as it comes, that is interpreted: the compiler that it can use elsewhere is not there. */
final class GraalWasmEngine implements BenchEngine {
    private final Context context = Context.newBuilder("wasm")
            .engine(Engine.newBuilder("wasm")
                    .option("engine.WarnInterpreterOnly", "false")
                    .build())
            .build();

    private final ProxyExecutable empty = arguments -> null;
    private final ProxyObject imports =
            ProxyObject.fromMap(Map.of(HOST_MODULE, ProxyObject.fromMap(Map.of(HOST_FUNCTION, empty))));

    @Override
    public BenchModule load(byte[] binary) {
        try {
            Source source = Source.newBuilder("wasm", ByteSequence.create(binary), "benchmark")
                    .cached(false)
                    .build();
            Value module = context.eval(source);
            return () -> new Running(module.newInstance(imports).getMember("exports"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the module", e);
        }
    }

    @Override
    public void close() {
        context.close();
        context.getEngine().close();
    }

    private record Running(Value exports) implements BenchInstance {
        @Override
        public IntToLongFunction run() {
            Value run = exports.getMember("run");
            return n -> run.execute(n).asLong();
        }

        @Override
        public Runnable nop(Entry entry) {
            Value nop = exports.getMember("nop");
            return switch (entry) {
                case VALUES -> nop::execute;
                case FASTEST -> nop::executeVoid;
                case RESUMED -> throw new UnsupportedOperationException("GraalWasm's calls cannot be suspended");
            };
        }

        @Override
        public void close() {
            // ends with its context
        }
    }
}
