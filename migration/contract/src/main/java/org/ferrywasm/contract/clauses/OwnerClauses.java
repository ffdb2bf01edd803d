package org.ferrywasm.contract.clauses;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.Creating;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Fuelled;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Inspectable;
import org.ferrywasm.contract.spi.Interruptible;
import org.ferrywasm.contract.spi.Movable;
import org.ferrywasm.contract.spi.Operation;
import org.ferrywasm.contract.spi.Operation.Attempt;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.TestedCaller;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.contract.spi.TestedParcel;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.spi.ValueType;
import org.ferrywasm.contract.trial.Canary;
import org.ferrywasm.contract.trial.Condition;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.Intruders;
import org.ferrywasm.contract.trial.Probe;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** Group A, second part: what is the owner's alone, who the owner is, and what the handles of others are worth. */
final class OwnerClauses {
    private static final Signature UNARY = new Signature(List.of(ValueType.I32), List.of(ValueType.I32));
    private static final int LEVELS = 1_000;
    private static final int TOO_MANY_LEVELS = 1_000_000;
    private static final long LARGE_STACK = 512L << 20;

    /** Published without any ordering: that is what A-19 is about. */
    private static @Nullable TestedFunction published;

    private OwnerClauses() {}

    @Clause(
            id = "A-10",
            promise = "Nobody instantiates or makes anything in another thread's Store.",
            deed = "An intruder instantiates a module, and makes a reference, a memory, a table, a global and a"
                    + " function in the owner's Store.",
            guests = {"canary", "exports-all"},
            negative = true)
    static void a10(Trial trial) {
        Canary canary = trial.canary();
        TestedModule module = trial.load("exports-all");
        TestedStore store = canary.store;
        trial.positive("the owner instantiates", () -> store.instantiate(module, List.of()));
        trial.refusedElsewhere("an instantiation off-owner", () -> store.instantiate(module, List.of()));
        if (canary.references != null) {
            trial.refusedElsewhere("a reference made off-owner", () -> store.reference("object"));
        }
        if (store instanceof Creating creating) {
            List<Attempt> attempts = List.of(
                    () -> creating.newMemory(1, 2),
                    () -> creating.newTable(1, 2),
                    () -> creating.newGlobal(1),
                    () -> creating.newFunction(UNARY, (caller, arguments) -> arguments));
            for (Attempt attempt : attempts) {
                trial.positive("the owner makes it", attempt);
                trial.refusedElsewhere("something made off-owner", attempt);
            }
        }
    }

    @Clause(
            id = "A-11",
            promise = "Fuel and limits are the owner's affair; an interrupt is anybody's.",
            deed = "An intruder reads and sets the fuel of the owner's Store; then it interrupts the owner's call.",
            negative = true)
    static void a11(Trial trial) throws Exception {
        TestedEngine engine = trial.newEngine(true, false);
        Canary canary = trial.canary(engine);
        Fuelled fuelled = trial.need(canary.store, Fuelled.class);
        Interruptible spin = trial.need(canary.function("spin"), Interruptible.class);
        trial.positive("the owner sets its fuel", () -> fuelled.setFuel(1L << 60));
        long fuel = fuelled.fuel();
        trial.refusal(Set.of(Failure.WRONG_THREAD), "fuel read off-owner", Crew.thrownOn("intruder", fuelled::fuel));
        trial.refusal(
                Set.of(Failure.WRONG_THREAD),
                "fuel set off-owner",
                Crew.thrownOn("intruder", () -> fuelled.setFuel(1)));
        trial.equal(fuel, fuelled.fuel(), "the fuel that others tried to change");
        Interruptible.Interrupted call = spin.prepare(Integer.MAX_VALUE);
        FutureTask<@Nullable Void> intruder = Crew.start("intruder", () -> {
            TimeUnit.MILLISECONDS.sleep(50);
            call.interrupt();
            return null;
        });
        trial.fails(Failure.INTERRUPTED, "a call that another thread interrupts", call::run);
        Crew.result("intruder", intruder);
    }

    @Clause(
            id = "A-12",
            promise = "What is safe from any thread never throws.",
            deed = "An intruder does what is safe: while the owner idles, is in a host call, is between two threads,"
                    + " is closed.",
            guests = {})
    static void a12(Trial trial) {
        Inspectable engine = trial.engine(Inspectable.class);
        Inspectable.Inspected inspected = engine.inspect();
        List<Operation> safe =
                inspected.operations().stream().filter(Operation::isSafe).toList();
        trial.check(!safe.isEmpty(), "nothing is safe");
        allSucceed(trial, safe, "while the owner idles");
        inspected.duringHostCall(() -> allSucceed(trial, safe, "while the owner is in a host call"));
        TestedParcel parcel = inspected.detach();
        allSucceed(trial, safe, "when their Store was moved without them");
        parcel.close();
        Inspectable.Inspected other = engine.inspect();
        List<Operation> ofOther =
                other.operations().stream().filter(Operation::isSafe).toList();
        other.close();
        allSucceed(trial, ofOther, "when their Store is closed");
        trial.note(safe.size() + " operations");
    }

    private static void allSucceed(Trial trial, List<Operation> safe, String when) {
        for (Operation operation : safe) {
            trial.positive(operation.name() + " off-owner, " + when, () -> {
                Throwable thrown = Crew.thrownOn("intruder", operation.attempt());
                if (thrown != null) {
                    throw thrown;
                }
            });
        }
    }

    @Clause(
            id = "A-13",
            promise = "A virtual thread owns a Store like any other, on whatever carrier it runs.",
            deed = "A virtual thread makes a Store and uses it on one carrier after the other; another virtual thread"
                    + " calls an export.",
            negative = true)
    static void a13(Trial trial) {
        ThreadFactory virtual = Crew.virtualThreads();
        TestedEngine engine = trial.engine();
        Trial.Race race = trial.race(200);
        FutureTask<Integer> owner = Crew.start(virtual, () -> {
            Canary canary = trial.canary(engine);
            trial.release(canary);
            trial.positive("a virtual thread calls", canary::increment);
            Set<String> carriers = new HashSet<>();
            while (race.goesOn()) {
                carriers.add(carrier());
                Thread.sleep(0, 100_000);
                canary.increment();
            }
            FutureTask<@Nullable Throwable> intruder = Crew.start(virtual, () -> Crew.thrown(canary.increment::call));
            trial.refusal(
                    Set.of(Failure.WRONG_THREAD),
                    "a call by another virtual thread",
                    Crew.result("intruder", intruder));
            canary.sings();
            return carriers.size();
        });
        // others that want the carriers too, so that the owner meets more than one
        FutureTask<@Nullable Void> others = Crew.start(virtual, () -> {
            while (!owner.isDone()) {
                Thread.sleep(0, 50_000);
            }
            return null;
        });
        int carriers = Crew.result("owner", owner);
        Crew.result("others", others);
        trial.note(carriers + " carriers");
        trial.check(
                carriers > 1 || Runtime.getRuntime().availableProcessors() == 1, "the owner never changed its carrier");
    }

    /** The carrier of the current virtual thread, which its name in words ends with. */
    private static String carrier() {
        String words = Thread.currentThread().toString();
        return words.substring(words.indexOf('@') + 1);
    }

    @Clause(
            id = "A-14",
            promise = "A `Caller` is good for its call on its thread.",
            deed = "A host function keeps its view of the caller; it is used by an intruder during the call, and by"
                    + " the owner afterwards.",
            negative = true)
    static void a14(Trial trial) {
        Canary canary = trial.canary();
        TestedCaller[] kept = {null};
        canary.probe().behave((caller, arguments) -> {
            kept[0] = caller;
            trial.positive("the host function asks its caller", () -> caller.export("increment"));
            trial.refusal(
                    Set.of(Failure.WRONG_THREAD),
                    "a caller used off-owner",
                    Crew.thrownOn("intruder", () -> caller.export("increment")));
            return arguments;
        });
        canary.call("through", 1);
        canary.probe().echo();
        trial.refused(Failure.CALLER_EXPIRED, "a caller kept after its call", () -> kept[0].export("increment"));
    }

    @Clause(
            id = "A-15",
            promise = "Host functions run on the owner.",
            deed = "Host functions note their thread: called by the owner, and when an intruder calls the guest.",
            negative = true)
    static void a15(Trial trial) {
        Canary canary = trial.canary();
        trial.positive("the owner calls through the guest", () -> canary.call("through", 1));
        trial.same(Thread.currentThread(), canary.hostThread(), "the thread of a host call");
        trial.refusedElsewhere("a call through the guest off-owner", () -> canary.through.call(1));
        trial.same(Thread.currentThread(), canary.hostThread(), "the thread of the last host call");
    }

    @Clause(
            id = "A-16",
            promise = "A thousand calls may nest through the host; too many are a trap and no more.",
            deed = "Guest and host call each other, a thousand levels deep, then for ever; so does the guest alone.",
            guests = {"canary", "reenter"},
            negative = true,
            limitSeconds = 60)
    static void a16(Trial trial) {
        Crew.result("owner", Crew.start(task -> new Thread(null, task, "owner", LARGE_STACK), () -> {
            nest(trial);
            return null;
        }));
    }

    private static void nest(Trial trial) {
        TestedEngine engine = trial.newEngine(LEVELS + 1);
        Canary canary = trial.canary(engine);
        trial.release(canary);
        Probe probe = new Probe();
        TestedFunction down = (TestedFunction) canary.store
                .instantiate(
                        trial.load(engine, "reenter"),
                        List.of(new HostImport.Function("host", "next", UNARY, probe.code())))
                .export("down");
        probe.behave((caller, arguments) -> down.call(arguments));
        trial.positive("a thousand levels", () -> trial.equal(LEVELS, down.call(LEVELS)[0], "levels"));
        trial.refusal(Set.of(Failure.EXHAUSTED), "levels without end", Crew.thrown(() -> down.call(TOO_MANY_LEVELS)));
        canary.sings();
        trial.refusal(Set.of(Failure.EXHAUSTED), "recursion without end", Crew.thrown(() -> canary.call("deep", 0)));
        canary.sings();
        trial.equal(LEVELS, down.call(LEVELS)[0], "a thousand levels after both");
    }

    @Clause(
            id = "A-17",
            promise = "A refused operation leaves fuel, counts, stacks and tables as they were.",
            deed = "An intruder tries everything that the kit can do to a Store; the owner compares it with what it"
                    + " was.",
            guests = {"canary", "exports-all"},
            negative = true)
    static void a17(Trial trial) throws Throwable {
        TestedEngine engine = trial.newEngine();
        Canary canary = trial.canary(engine);
        TestedModule module = trial.load(engine, "exports-all");
        trial.positive("the owner does all of it", () -> {
            Canary other = trial.canary(engine);
            trial.release(other);
            for (Attempt attempt : everything(other, module)) {
                attempt.run();
            }
        });
        List<String> before = Condition.of(canary);
        List<Attempt> attempts = everything(canary, module);
        for (int i = 0; i < attempts.size(); i++) {
            String what = "attempt " + i + " of " + attempts.size();
            trial.refusal(Set.of(Failure.WRONG_THREAD), what, Crew.thrownOn("intruder", attempts.get(i)));
            trial.equal(before, Condition.of(canary), "the Store after " + what);
        }
    }

    private static List<Attempt> everything(Canary canary, TestedModule module) {
        List<Attempt> attempts = new ArrayList<>(List.of(
                canary.increment::call,
                () -> canary.fib.call(5),
                () -> canary.memory.write(0, new byte[] {1, 2, 3}),
                () -> canary.memory.read(0, 3),
                () -> canary.memory.grow(1),
                canary.memory::pages,
                () -> canary.guest.export("fib"),
                () -> canary.store.instantiate(module, List.of())));
        if (canary.seesGlobals()) {
            attempts.addAll(List.of(() -> canary.counter.set(99), canary.counter::get));
        }
        if (canary.references != null) {
            attempts.addAll(List.of(
                    () -> canary.store.reference("object"),
                    () -> canary.functions.set(0, null),
                    () -> canary.functions.get(0),
                    () -> canary.functions.grow(1, null),
                    canary.functions::size));
        }
        return attempts;
    }

    @Clause(
            id = "A-18",
            promise = "A stale handle stays stale, also when its Store is back on the same thread.",
            deed = "The owner moves its Store to itself, and to another thread and back; each time it leaves a handle"
                    + " behind and then uses it.",
            negative = true)
    static void a18(Trial trial) {
        Canary canary = trial.canary();
        Movable store = trial.need(canary.store, Movable.class);
        TestedFunction atFirst = canary.function("fib");
        trial.positive("the owner uses it before", () -> atFirst.call(1));
        store.detach(canary.handles()).attach();
        trial.refused(Failure.STALE, "a handle of before, on the same thread", () -> atFirst.call(1));
        TestedFunction later = canary.function("fib");
        TestedParcel there = store.detach(canary.handles());
        TestedParcel back = Crew.on("other", () -> {
            there.attach();
            canary.sings();
            return store.detach(canary.handles());
        });
        back.attach();
        trial.refused(Failure.STALE, "a handle of before, when the Store is back", () -> later.call(1));
        trial.refused(Failure.STALE, "a handle of two moves before", () -> atFirst.call(1));
    }

    @Clause(
            id = "A-19",
            promise = "A handle that comes through a data race is refused by a typed exception.",
            deed = "The owner publishes new handles in a plain field; two intruders call whatever they read there.",
            negative = true)
    static void a19(Trial trial) {
        Canary canary = trial.canary();
        published = canary.function("increment");
        trial.positive("the owner calls what it publishes", canary::increment);
        Intruders intruders =
                Intruders.start(trial, "a handle read through a data race", 2, OwnerClauses::callPublished);
        Trial.Race race = trial.race(10_000);
        while (race.goesOn()) {
            published = canary.function("increment");
        }
        trial.note(race.rounds() + " handles");
        intruders.mustHaveBeenRefused();
    }

    private static void callPublished() {
        TestedFunction seen = published;
        if (seen == null) {
            throw new IllegalStateException("nothing was published before the race");
        }
        seen.call();
    }
}
