package org.ferrywasm.engines.graalwasm;

import org.ferrywasm.contract.spi.HostCode;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.TestedCaller;
import org.ferrywasm.engines.Unchecked;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/** Host code as GraalWasm calls it: one result as it is, several as an array. */
record GraalWasmHostFunction(GraalWasmValues values, Signature signature, HostCode code) implements ProxyExecutable {
    private static final TestedCaller UNKNOWN_CALLER = name -> {
        throw new UnsupportedOperationException("GraalWasm does not tell host functions who called");
    };

    @Override
    public @Nullable Object execute(Value... arguments) {
        @Nullable Object[] read = values.arguments(signature.parameters(), arguments);
        @Nullable Object[] results = values.toGuest(Unchecked.call(() -> code.call(UNKNOWN_CALLER, read)));
        return switch (results.length) {
            case 0 -> null;
            case 1 -> results[0];
            default -> ProxyArray.fromArray(results);
        };
    }
}
