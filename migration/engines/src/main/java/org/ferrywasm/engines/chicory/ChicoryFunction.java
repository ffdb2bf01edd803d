package org.ferrywasm.engines.chicory;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.FunctionType;
import org.ferrywasm.contract.spi.Interruptible;
import org.jspecify.annotations.Nullable;

/**
 * A function. As a {@code funcref} it is its index alone: Chicory does not say there which instance an index is of.
 *
 * @param owner the instance in which it has its index
 * @param index its index there
 * @param body what calls it
 */
record ChicoryFunction(ChicoryInstance owner, int index, ExportFunction body) implements ChicoryItem, Interruptible {
    /** A function that was met as a {@code funcref}. */
    static ChicoryFunction ofIndex(ChicoryInstance owner, int index) {
        return new ChicoryFunction(
                owner, index, arguments -> owner.instance().getMachine().call(index, arguments));
    }

    @Override
    public @Nullable Object[] call(@Nullable Object... arguments) {
        return ChicoryValues.read(type().returns(), body.apply(ChicoryValues.of(arguments)), owner);
    }

    @Override
    public Interrupted prepare(@Nullable Object... arguments) {
        Thread thread = Thread.currentThread();
        return new Interrupted() {
            @Override
            public @Nullable Object[] run() {
                return call(arguments);
            }

            @Override
            public void interrupt() {
                thread.interrupt();
            }
        };
    }

    @Override
    public void addTo(ImportValues.Builder values, String module, String name) {
        values.addFunction(new ImportFunction(
                module, name, type(), (caller, arguments) -> body.apply(arguments), owner.instance()));
    }

    private FunctionType type() {
        Instance instance = owner.instance();
        return instance.type(instance.functionType(index));
    }
}
