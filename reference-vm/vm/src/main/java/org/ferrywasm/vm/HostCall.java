package org.ferrywasm.vm;

import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.HostCode;
import org.ferrywasm.runtime.ThrowSignal;
import org.ferrywasm.syntax.FuncType;
import org.jspecify.annotations.Nullable;

/** A host function inside a Store: makes the {@link Caller}, carries slots over, and lets guests see exceptions. */
final class HostCall<T extends @Nullable Object> implements HostCode {
    private final Store<T> store;
    private final HostFunction<T> function;
    private final int paramSlots;
    private final int resultSlots;

    @SuppressWarnings("unchecked") // what serves any data of a supertype serves data of type T
    HostCall(Store<T> store, HostFunction<? super T> function) {
        this.store = store;
        this.function = (HostFunction<T>) function;
        this.paramSlots = FuncType.slots(function.type().params());
        this.resultSlots = FuncType.slots(function.type().results());
    }

    @Override
    public void call(Execution execution, int base) throws Throwable {
        long[] slots = new long[Math.max(paramSlots, resultSlots)];
        System.arraycopy(execution.stack, base, slots, 0, paramSlots);
        HostWait<T> wait = null;
        Caller<T> caller = new Caller<>(store, execution);
        store.calls().charge(execution);
        try {
            HostFunction.AsyncCode<T> async = function.asyncCode();
            if (async == null) {
                function.code().call(caller, slots);
            } else {
                wait = new HostWait<>(store, async, resultSlots, async.call(caller, slots));
            }
        } catch (WasmException e) {
            throw new ThrowSignal(store.calls().throwInto(e));
        } finally {
            caller.expire();
            store.calls().grant(execution);
        }
        if (wait != null) {
            execution.awaited = wait;
        } else {
            System.arraycopy(slots, 0, execution.stack, base, resultSlots);
        }
    }
}
