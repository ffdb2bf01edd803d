package org.ferrywasm.contract.clauses;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.ferrywasm.contract.spi.CallOutcome;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Movable;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.Suspending;
import org.ferrywasm.contract.spi.TestedCall;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedParcel;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.spi.ValueType;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.HostObjects;
import org.ferrywasm.contract.trial.Probe;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/**
 * A Store with the guest {@code suspended}, and {@code suspended-heap} where there are structures: each of their functions holds an
 * object in another place of its frames, and gives it to the host in the end.
 */
final class Suspended {
    /** What brings a guest somewhere into its loop. */
    static final long FIRST_SLICE = 60;

    private static final long SLICE = 50;
    private static final Signature LOOK = new Signature(List.of(ValueType.EXTERNREF), List.of());

    final TestedStore store;
    final HostObjects objects;

    private final Trial trial;
    private final Probe look = new Probe();
    private final TestedInstance guest;
    private final @Nullable TestedInstance heapGuest;

    Suspended(Trial trial) {
        this.trial = trial;
        trial.needs(Feature.REFERENCE_TYPES);
        TestedEngine engine = trial.newEngine(true, false);
        this.store = engine.newStore();
        this.objects = new HostObjects(trial, store);
        look.behave(Holder::letGo);
        List<HostImport> imports = List.of(new HostImport.Function("host", "look", LOOK, look.code()));
        this.guest = store.instantiate(trial.load(engine, "suspended"), imports);
        this.heapGuest = trial.adapter().features().containsAll(List.of(Feature.GC, Feature.EXCEPTIONS))
                ? store.instantiate(trial.load(engine, "suspended-heap"), imports)
                : null;
    }

    /** The functions that hold an object in their frames and nowhere else. */
    List<String> functions() {
        return List.of("parameter", "local", "operand", "caller", "block");
    }

    /** Those whose frames hold something of the guest's in which the object is. */
    List<String> heapFunctions() {
        return heapGuest == null ? List.of() : List.of("struct", "exception");
    }

    /** The global that the function {@code global} sets besides. */
    TestedGlobal kept() {
        return (TestedGlobal) guest.export("kept");
    }

    /** Begins a call with an object, to which there is no handle then. */
    TestedCall begin(String function, String object) {
        TestedCall[] call = {null};
        objects.lend(object, handle -> call[0] = begin(function, handle));
        return call[0];
    }

    /** Begins a call with an object. */
    TestedCall begin(String function, TestedReference handle) {
        TestedInstance owner = heapFunctions().contains(function) ? Objects.requireNonNull(heapGuest) : guest;
        return trial.need(owner.export(function), Suspending.Function.class).begin(handle);
    }

    /** Resumes a call, which must use up its slice. */
    void suspend(TestedCall call, long fuel) {
        CallOutcome outcome = call.resume(fuel);
        trial.check(outcome instanceof CallOutcome.OutOfFuel, "not suspended for want of fuel, but " + outcome);
    }

    /**
     * Resumes a call to its end, slice by slice.
     *
     * @param object what it must give to the host in the end
     * @param whenSuspended what is done each time that it is suspended
     * @return how often it was suspended
     */
    int finish(TestedCall call, String object, Runnable whenSuspended) {
        expect(object);
        int suspensions = 0;
        CallOutcome outcome = call.resume(SLICE);
        while (outcome instanceof CallOutcome.OutOfFuel) {
            suspensions++;
            whenSuspended.run();
            outcome = call.resume(SLICE);
        }
        judgeEnd(outcome);
        return suspensions;
    }

    /** Resumes a call to its end. */
    void finish(TestedCall call, String object) {
        expect(object);
        judgeEnd(call.resume(Long.MAX_VALUE));
    }

    private void expect(String object) {
        look.behave((caller, arguments) -> {
            trial.equal(object, HostObjects.name(arguments[0]), "what a frame held");
            return Holder.letGo(caller, arguments);
        });
    }

    private void judgeEnd(CallOutcome outcome) {
        trial.check(outcome instanceof CallOutcome.Returned, "a call that was suspended does not return: " + outcome);
    }

    /** Moves the Store to another thread and back, with its guests and some calls; something is done there. */
    void onAnotherThread(Runnable action, TestedCall... calls) {
        Movable movable = trial.need(store, Movable.class);
        Object[] companions = companions(calls);
        TestedParcel parcel = movable.detach(companions);
        Callable<TestedParcel> there = () -> {
            parcel.attach();
            action.run();
            return movable.detach(companions);
        };
        Crew.on("next owner", there).attach();
    }

    private Object[] companions(TestedCall... calls) {
        List<Object> companions = new ArrayList<>();
        companions.add(guest);
        if (heapGuest != null) {
            companions.add(heapGuest);
        }
        Collections.addAll(companions, calls);
        return companions.toArray();
    }
}
