package org.ferrywasm.cli.suite;

import org.ferrywasm.cli.suite.Logbook.Trace;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;

/**
 * Takes a call from each checkpoint to the next one. A straight run of instructions is charged as one, so a slice of one unit
 * is overdrawn by all but the shortest; the next slice is the debt and one unit more, which is enough for one more run and
 * for no two. Used by one thread at a time, the Store's owner.
 */
final class Stepper {
    private final Store<?> store;
    private final Call call;
    private final long fuelAtBegin;
    private long given;
    private Trace trace = Trace.NONE;

    Stepper(Store<?> store, Call call) {
        this.store = store;
        this.call = call;
        this.fuelAtBegin = store.getFuel();
    }

    /** Goes on to the next checkpoint, or to the end. */
    Outcome step() {
        long carried = given - (fuelAtBegin - store.getFuel());
        long slice = Math.max(0, 1 - carried);
        given += slice;
        Outcome outcome = call.resume(slice);
        if (outcome instanceof Outcome.OutOfFuel(long left)) {
            trace = trace.then(left);
        }
        return outcome;
    }

    Call call() {
        return call;
    }

    Trace trace() {
        return trace;
    }
}
