package org.ferrywasm.contract.clauses;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.CallOutcome;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.Fuelled;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Movable;
import org.ferrywasm.contract.spi.Picturing;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.Suspending;
import org.ferrywasm.contract.spi.TestedCall;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedMemory;
import org.ferrywasm.contract.spi.TestedParcel;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.spi.ValueType;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** Group F, second part: calls that are suspended on one thread and go on on another. */
final class MovedCallClauses {
    private static final Signature UNARY = new Signature(List.of(ValueType.I32), List.of(ValueType.I32));
    private static final long PLENTY = 1L << 40;
    private static final int MOST_STOPS = 20_000;

    private MovedCallClauses() {}

    /** What a call did: what came of it, the fuel after each stop, the memory, and all else that can be seen. */
    private record Run(@Nullable Object result, List<Long> fuel, List<String> picture) {}

    /** A Store and one of its guest's calls, which is resumed in slices, each slice on the same thread or on a fresh one. */
    private static final class Journey {
        private final Trial trial;
        private final TestedStore store;
        private final TestedInstance guest;

        Journey(Trial trial, TestedEngine engine, String module) {
            this.trial = trial;
            this.store = engine.newStore();
            trial.need(store, Fuelled.class).setFuel(PLENTY);
            this.guest = store.instantiate(
                    trial.load(engine, module),
                    List.of(new HostImport.Function("host", "step", UNARY, (caller, arguments) -> arguments)));
        }

        Run run(long slice, boolean isMoved, String function, @Nullable Object... arguments) {
            return run(slice, isMoved, CallClauses.begin(trial, guest, function, arguments));
        }

        Run run(long slice, boolean isMoved, TestedCall call) {
            List<Long> fuel = new ArrayList<>();
            CallOutcome outcome = step(call, slice, isMoved, fuel);
            while (outcome instanceof CallOutcome.OutOfFuel) {
                trial.check(fuel.size() < MOST_STOPS, "the call is never over");
                outcome = step(call, slice, isMoved, fuel);
            }
            return new Run(end(outcome), fuel, picture());
        }

        private CallOutcome step(TestedCall call, long slice, boolean isMoved, List<Long> fuel) {
            if (!isMoved) {
                CallOutcome outcome = call.resume(slice);
                fuel.add(((Fuelled) store).fuel());
                return outcome;
            }
            TestedParcel parcel = trial.need(store, Movable.class).detach(guest, call);
            List<CallOutcome> outcome = new ArrayList<>();
            TestedParcel back = Crew.on("next", () -> {
                parcel.attach();
                outcome.add(call.resume(slice));
                fuel.add(((Fuelled) store).fuel());
                return ((Movable) store).detach(guest, call);
            });
            back.attach();
            return outcome.get(0);
        }

        private @Nullable Object end(CallOutcome outcome) {
            if (outcome instanceof CallOutcome.Failed failed) {
                return trial.adapter().failure(failed.thrown()) + " "
                        + failed.thrown().getMessage();
            }
            return CallClauses.result(trial, outcome);
        }

        private List<String> picture() {
            List<String> picture = new ArrayList<>();
            if (store instanceof Picturing picturing) {
                picture.addAll(picturing.picture());
            }
            TestedMemory memory = (TestedMemory) guest.export("memory");
            picture.add("memory " + Arrays.hashCode(memory.read(0, (int) memory.pages() << 16)));
            return picture;
        }
    }

    private static void equal(Trial trial, Run expected, Run moved, String what) {
        trial.equal(expected.result, moved.result, "result of " + what);
        trial.equal(expected.fuel, moved.fuel, "fuel after each stop of " + what);
        trial.equal(expected.picture, moved.picture, "the Store after " + what);
    }

    @Clause(
            id = "F-02",
            promise = "Each slice may run on another thread.",
            deed = "A call runs in slices, each on a fresh thread, and the same call on one thread; results, fuel and"
                    + " memories are compared.",
            guests = {"calls"})
    static void f02(Trial trial) {
        TestedEngine engine = trial.newEngine(true, false);
        for (long slice : new long[] {37, 500}) {
            Run still = new Journey(trial, engine, "calls").run(slice, false, "countUp", 300);
            Run moved = new Journey(trial, engine, "calls").run(slice, true, "countUp", 300);
            equal(trial, still, moved, "a call in slices of " + slice);
            trial.equal(300 * 1_000 + 300, moved.result, "what the call gives");
            trial.note(moved.fuel.size() + " slices of " + slice);
        }
    }

    @Clause(
            id = "F-03",
            promise = "After a moved resume an error lands in the right frame.",
            deed = "Calls that are moved while they are suspended trap, throw to a handler two frames up, and get an"
                    + " exception from the host.",
            guests = {"calls", "handlers"})
    static void f03(Trial trial) {
        TestedEngine engine = trial.newEngine(true, false);
        Run still = new Journey(trial, engine, "calls").run(100, false, "countAndDivide", 200, 0);
        Run moved = new Journey(trial, engine, "calls").run(100, true, "countAndDivide", 200, 0);
        equal(trial, still, moved, "a call that traps");
        trial.check(String.valueOf(moved.result).startsWith(Failure.TRAP + " "), "it does not trap: " + moved.result);
        hostThrows(trial, engine);
        if (trial.adapter().features().contains(Feature.EXCEPTIONS)) {
            TestedStore store = engine.newStore();
            TestedInstance guest = store.instantiate(
                    trial.load(engine, "handlers"),
                    List.of(new HostImport.Function("host", "step", UNARY, (caller, arguments) -> arguments)));
            TestedCall call = CallClauses.begin(trial, guest, "outer", 200);
            trial.check(call.resume(300) instanceof CallOutcome.OutOfFuel, "the call was not suspended");
            TestedParcel parcel = trial.need(store, Movable.class).detach(guest, call);
            Object result = Crew.on("next", () -> {
                parcel.attach();
                Object caught = CallClauses.result(trial, call.resume(Long.MAX_VALUE));
                store.close();
                return caught;
            });
            trial.equal(100_200, result, "what the handler in the middle frame makes of the exception");
        }
    }

    private static void hostThrows(Trial trial, TestedEngine engine) {
        TestedStore store = engine.newStore();
        IllegalStateException thrown = new IllegalStateException("of the host");
        TestedInstance guest = store.instantiate(
                trial.load(engine, "calls"),
                List.of(new HostImport.Function("host", "step", UNARY, (caller, arguments) -> {
                    throw thrown;
                })));
        TestedCall call = CallClauses.begin(trial, guest, "countAndStep", 200);
        trial.check(call.resume(300) instanceof CallOutcome.OutOfFuel, "the call was not suspended");
        TestedParcel parcel = trial.need(store, Movable.class).detach(guest, call);
        Crew.on("next", () -> {
            parcel.attach();
            trial.same(thrown, Crew.thrown(() -> call.resume(Long.MAX_VALUE)), "the exception of the host");
            trial.fails(Failure.CALL_ENDED, "a call that an exception has ended", () -> call.resume(1));
            trial.equal(200 * 1_000 + 200, call(guest), "what the guest gives afterwards");
            store.close();
            return null;
        });
    }

    private static @Nullable Object call(TestedInstance guest) {
        return ((Suspending.Function) guest.export("countUp")).call(200)[0];
    }

    @Clause(
            id = "F-11",
            promise = "Out of fuel in a callee, a bulk instruction or an instantiation: nothing lost or done twice.",
            deed = "Calls and instantiations run in slices of few units, moved and unmoved, and without slices; what"
                    + " they leave is compared.",
            guests = {"calls", "slow-start"})
    static void f11(Trial trial) {
        TestedEngine engine = trial.newEngine(true, false);
        for (String function : List.of("countUp", "fill")) {
            Run whole = new Journey(trial, engine, "calls").run(Long.MAX_VALUE, false, function, 77);
            for (boolean isMoved : new boolean[] {false, true}) {
                Run sliced = new Journey(trial, engine, "calls").run(13, isMoved, function, 77);
                String what = function + " in slices" + (isMoved ? ", moved" : "");
                trial.equal(whole.result, sliced.result, "result of " + what);
                trial.equal(whole.picture, sliced.picture, "the Store after " + what);
                trial.equal(last(whole.fuel), last(sliced.fuel), "fuel after " + what);
                trial.check(sliced.fuel.size() > 1, what + " was never suspended");
            }
        }
        trial.equal(
                instantiate(trial, engine, Long.MAX_VALUE),
                instantiate(trial, engine, 17),
                "what an instantiation leaves, in slices");
    }

    private static long last(List<Long> fuel) {
        return fuel.get(fuel.size() - 1);
    }

    private static List<@Nullable Object> instantiate(Trial trial, TestedEngine engine, long slice) {
        TestedStore store = engine.newStore();
        Fuelled fuelled = trial.need(store, Fuelled.class);
        fuelled.setFuel(PLENTY);
        TestedCall call = trial.need(store, Suspending.Store.class)
                .beginInstantiation(trial.load(engine, "slow-start"), List.of());
        CallOutcome outcome = call.resume(slice);
        int stops = 0;
        while (outcome instanceof CallOutcome.OutOfFuel) {
            stops++;
            trial.check(stops < MOST_STOPS, "the instantiation is never over");
            outcome = call.resume(slice);
        }
        trial.check(slice == Long.MAX_VALUE || stops > 10, "the instantiation was suspended " + stops + " times");
        TestedInstance instance = (TestedInstance) CallClauses.result(trial, outcome);
        if (instance == null) {
            throw new IllegalStateException("an instantiation gave no instance");
        }
        Function<String, @Nullable Object> global = name -> ((TestedGlobal) instance.export(name)).get();
        byte[] bytes = ((TestedMemory) instance.export("memory")).read(0, 100);
        return Arrays.asList(global.apply("sum"), Arrays.hashCode(bytes), fuelled.fuel());
    }

    @Clause(
            id = "F-12",
            promise = "A run that is moved at every checkpoint equals the run that is not.",
            deed = "A call with slices of one unit is moved to a fresh thread at every checkpoint; trace, memory and"
                    + " fuel are compared with the run that stays.",
            guests = {"calls"},
            limitSeconds = 60)
    static void f12(Trial trial) {
        TestedEngine engine = trial.newEngine(true, false);
        for (String function : List.of("countUp", "countAndStep", "fill")) {
            Run still = new Journey(trial, engine, "calls").run(1, false, function, 150);
            Run moved = new Journey(trial, engine, "calls").run(1, true, function, 150);
            equal(trial, still, moved, function + ", moved at every checkpoint");
            trial.check(moved.fuel.size() > 3, function + " has no checkpoints");
            trial.note(function + ": " + moved.fuel.size() + " moves");
        }
    }
}
