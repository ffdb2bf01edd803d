package org.ferrywasm.engines.ferry;

import org.ferrywasm.contract.spi.Interruptible;
import org.ferrywasm.contract.spi.Suspending;
import org.ferrywasm.contract.spi.TestedCall;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.InterruptHandle;
import org.jspecify.annotations.Nullable;

/** A function of a guest. */
record FerryFunction(Func func) implements Interruptible, Suspending.Function {
    @Override
    public @Nullable Object[] call(@Nullable Object... arguments) {
        return Items.values(func.call(Items.vals(arguments, func.type().params())));
    }

    @Override
    public Interrupted prepare(@Nullable Object... arguments) {
        Call call = func.begin(Items.vals(arguments, func.type().params()));
        return new Prepared(call, call.interruptHandle());
    }

    @Override
    public TestedCall begin(@Nullable Object... arguments) {
        return FerryCall.of(func.begin(Items.vals(arguments, func.type().params())));
    }

    private record Prepared(Call call, InterruptHandle handle) implements Interrupted {
        @Override
        public @Nullable Object[] run() {
            return Items.values(call.run());
        }

        @Override
        public void interrupt() {
            handle.interrupt();
        }
    }
}
