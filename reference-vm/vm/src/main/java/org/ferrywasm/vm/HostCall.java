package org.ferrywasm.vm;

import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.HostCode;
import org.ferrywasm.runtime.ThrowSignal;
import org.ferrywasm.syntax.FuncType;
import org.jspecify.annotations.Nullable;

/** A host function inside a Store: makes the {@link Caller}, carries slots over, and lets guests see exceptions. */
final class HostCall<T extends @Nullable Object> implements HostCode {
    private final Store<T> store;
    private final HostFunction.SlotCode<T> code;
    private final int paramSlots;
    private final int resultSlots;

    @SuppressWarnings("unchecked") // what serves any data of a supertype serves data of type T
    HostCall(Store<T> store, HostFunction<? super T> function) {
        this.store = store;
        this.code = (HostFunction.SlotCode<T>) function.code();
        this.paramSlots = FuncType.slots(function.type().params());
        this.resultSlots = FuncType.slots(function.type().results());
    }

    @Override
    public void call(Execution execution, int base) throws Throwable {
        long[] slots = new long[Math.max(paramSlots, resultSlots)];
        System.arraycopy(execution.stack, base, slots, 0, paramSlots);
        Caller<T> caller = new Caller<>(store, execution.hostCaller);
        store.resumeFuel(execution.fuel);
        try {
            code.call(caller, slots);
        } catch (WasmException e) {
            throw new ThrowSignal(store.throwInto(e));
        } finally {
            caller.expire();
            execution.fuel = store.fuelLeft();
        }
        System.arraycopy(slots, 0, execution.stack, base, resultSlots);
    }
}
