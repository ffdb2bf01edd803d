package org.ferrywasm.engines.graalwasm;

import java.time.Duration;
import java.util.List;
import org.ferrywasm.contract.spi.Interruptible;
import org.ferrywasm.engines.Unchecked;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * A function.
 *
 * @param store its Store
 * @param value the function
 * @param resultTypes the types of its results, in GraalWasm's words
 */
record GraalWasmFunction(GraalWasmStore store, Value value, List<String> resultTypes)
        implements GraalWasmItem, Interruptible {
    /** A function, whose type is asked for. */
    GraalWasmFunction(GraalWasmStore store, Value value) {
        this(store, value, resultTypes(store.host("func_type", value).asString()));
    }

    @Override
    public @Nullable Object[] call(@Nullable Object... arguments) {
        GraalWasmValues values = new GraalWasmValues(store);
        return values.results(resultTypes, value.execute(values.toGuest(arguments)));
    }

    @Override
    public Interrupted prepare(@Nullable Object... arguments) {
        return new Interrupted() {
            @Override
            public @Nullable Object[] run() {
                return call(arguments);
            }

            @Override
            public void interrupt() {
                Unchecked.call(() -> {
                    // Stops whatever runs in the Context, and waits until all of it has ended.
                    store.context().interrupt(Duration.ZERO);
                    return arguments;
                });
            }
        };
    }

    /** The results of a type such as {@code 7(i32 f32)i64}. */
    private static List<String> resultTypes(String type) {
        String results = type.substring(type.indexOf(')') + 1);
        return results.isEmpty() ? List.of() : List.of(results.split(" "));
    }
}
