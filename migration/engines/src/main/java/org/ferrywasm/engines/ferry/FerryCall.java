package org.ferrywasm.engines.ferry;

import org.ferrywasm.contract.spi.CallOutcome;
import org.ferrywasm.contract.spi.Epochs;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.InstantiationCall;
import org.ferrywasm.vm.InterruptHandle;
import org.ferrywasm.vm.Outcome;
import org.jspecify.annotations.Nullable;

/** A call that can be suspended. */
record FerryCall(Call call, InterruptHandle handle) implements Epochs.Call {
    static FerryCall of(Call call) {
        return new FerryCall(call, call.interruptHandle());
    }

    @Override
    public CallOutcome resume(long fuel) {
        return switch (fuel == Long.MAX_VALUE ? call.resume() : call.resume(fuel)) {
            case Outcome.Returned returned -> new CallOutcome.Returned(results(returned));
            case Outcome.Trapped trapped -> new CallOutcome.Failed(trapped.trap());
            case Outcome.Threw threw -> new CallOutcome.Failed(threw.exception());
            case Outcome.OutOfFuel _ -> new CallOutcome.OutOfFuel();
            case Outcome.Interrupted _ -> new CallOutcome.Interrupted();
            case Outcome.AwaitingHost waiting -> new CallOutcome.Waiting(waiting.ready());
            case Outcome.AwaitingNotify waiting -> new CallOutcome.Waiting(waiting.ready());
        };
    }

    private @Nullable Object[] results(Outcome.Returned returned) {
        return call instanceof InstantiationCall instantiation
                ? new Object[] {new FerryInstance(instantiation.instance())}
                : Items.values(returned.results());
    }

    @Override
    public Runnable interrupter() {
        return handle::interrupt;
    }

    @Override
    public void setEpochDeadline(long epochs) {
        call.setEpochDeadline(epochs);
    }

    @Override
    public void close() {
        call.close();
    }
}
