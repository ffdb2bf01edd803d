package org.ferrywasm.engines.wasmtime;

import io.github.kawamuray.wasmtime.Caller;
import io.github.kawamuray.wasmtime.Engine;
import io.github.kawamuray.wasmtime.Extern;
import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.FuncType;
import io.github.kawamuray.wasmtime.Store;
import io.github.kawamuray.wasmtime.Val;
import java.util.NoSuchElementException;
import org.ferrywasm.contract.spi.HostCode;
import org.ferrywasm.contract.spi.Interruptible;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.TestedCaller;
import org.ferrywasm.engines.Unchecked;
import org.jspecify.annotations.Nullable;

/**
 * A function.
 *
 * @param engine its Engine, whose epochs stop it
 * @param store its Store
 * @param function the binding's function
 */
record WasmtimeFunction(Engine engine, Store<Void> store, Func function) implements WasmtimeItem, Interruptible {
    /** A function of host code. */
    static Func of(Engine engine, Store<Void> store, Signature signature, HostCode code) {
        FuncType type =
                new FuncType(WasmtimeValues.types(signature.parameters()), WasmtimeValues.types(signature.results()));
        return new Func(store, type, (Caller<Void> caller, Val[] parameters, Val[] results) -> {
            TestedCaller tested = name -> WasmtimeInstance.item(
                    engine,
                    store,
                    caller.getExport(name).orElseThrow(() -> new NoSuchElementException("no export \"" + name + '"')));
            @Nullable Object[] arguments = WasmtimeValues.read(parameters);
            Val[] values = WasmtimeValues.of(Unchecked.call(() -> code.call(tested, arguments)));
            System.arraycopy(values, 0, results, 0, values.length);
        });
    }

    @Override
    public @Nullable Object[] call(@Nullable Object... arguments) {
        return WasmtimeValues.read(function.call(store, WasmtimeValues.of(arguments)));
    }

    /** Sets a deadline of one epoch, which stops whatever else runs in the Engine with such a deadline too. */
    @Override
    public Interrupted prepare(@Nullable Object... arguments) {
        store.setEpochDeadline(1);
        return new Interrupted() {
            @Override
            public @Nullable Object[] run() {
                try {
                    return call(arguments);
                } finally {
                    // Else a step that comes late would stop the next call.
                    store.setEpochDeadline(WasmtimeEngine.NEVER);
                }
            }

            @Override
            public void interrupt() {
                engine.incrementEpoch();
            }
        };
    }

    @Override
    public Extern extern() {
        return Extern.fromFunc(function);
    }
}
