package org.ferrywasm.engines.endive;

import org.ferrywasm.contract.spi.Interruptible;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.CallResult;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.ImportFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.WasmFunctionHandle;
import run.endive.wasm.types.FunctionType;

/**
 * A function. As a {@code funcref} it is its index alone: Endive does not say there which instance an index is of.
 *
 * @param instance the instance in which it has its index
 * @param index its index there
 * @param body what calls it
 */
record EndiveFunction(Instance instance, int index, ExportFunction body) implements EndiveItem, Interruptible {
    /** A function that was met as a {@code funcref}. */
    static EndiveFunction ofIndex(Instance instance, int index) {
        return new EndiveFunction(instance, index, new ByIndex(instance, index));
    }

    @Override
    public @Nullable Object[] call(@Nullable Object... arguments) {
        FunctionType type = type();
        EndiveValues values = EndiveValues.of(arguments);
        return hasObjects(type)
                ? EndiveValues.read(type.returns(), body.applyWithRefs(values.longs(), values.objects()), instance)
                : EndiveValues.read(type.returns(), CallResult.of(body.apply(values.longs()), null), instance);
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
        values.addFunction(new ImportFunction(module, name, type(), new Forward(body), instance));
    }

    private FunctionType type() {
        return instance.type(instance.functionType(index));
    }

    private static boolean hasObjects(FunctionType type) {
        return type.hasObjectRefParams() || type.hasObjectRefReturns();
    }

    /** A call by index. */
    private record ByIndex(Instance instance, int index) implements ExportFunction {
        @Override
        public long[] apply(long... arguments) {
            return instance.getMachine().call(index, arguments);
        }

        @Override
        public CallResult applyWithRefs(long[] arguments, Object[] objects) {
            return instance.getMachine().callWithRefs(index, arguments, objects);
        }
    }

    /** A function of one instance as an import of another. */
    private record Forward(ExportFunction body) implements WasmFunctionHandle {
        @Override
        public long[] apply(Instance caller, long... arguments) {
            return body.apply(arguments);
        }

        @Override
        public CallResult applyWithRefs(Instance caller, long[] arguments, Object[] objects) {
            return body.applyWithRefs(arguments, objects);
        }
    }
}
