package org.ferrywasm.contract.clauses;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.CallOutcome;
import org.ferrywasm.contract.spi.Counting;
import org.ferrywasm.contract.spi.FailingAllocations;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.HostCode;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Inspectable;
import org.ferrywasm.contract.spi.Operation;
import org.ferrywasm.contract.spi.Operation.Attempt;
import org.ferrywasm.contract.spi.Picturing;
import org.ferrywasm.contract.spi.Sending;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.Suspending;
import org.ferrywasm.contract.spi.TestedCall;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedMemory;
import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.spi.TestedTable;
import org.ferrywasm.contract.spi.ValueType;
import org.ferrywasm.contract.trial.Canary;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.Judged;
import org.ferrywasm.contract.trial.Spinning;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** Group H: how Stores end. */
final class EndClauses {
    private static final Signature UNARY = new Signature(List.of(ValueType.I32), List.of(ValueType.I32));
    private static final Signature GIVES_OBJECT = new Signature(List.of(), List.of(ValueType.EXTERNREF));
    private static final long REFUSAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MOST_ALLOCATIONS = 1_000;

    private EndClauses() {}

    @Clause(
            id = "H-01",
            promise = "After close every handle is refused by a typed exception.",
            deed = "The owner closes a Store, then uses every kind of handle; where the engine lists its operations,"
                    + " all of them.",
            guests = {"exports-all", "exports-references"},
            negative = true)
    static void h01(Trial trial) {
        TestedStore store = trial.store();
        List<Attempt> uses = uses(trial, store);
        for (int i = 0; i < uses.size(); i++) {
            trial.positive("use " + i + " before the end", uses.get(i));
        }
        store.close();
        for (int i = 0; i < uses.size(); i++) {
            trial.refused(Failure.CLOSED, "use " + i + " after the end", uses.get(i));
        }
        trial.positive("a second close", store::close);
        if (trial.engine() instanceof Inspectable engine) {
            Inspectable.Inspected inspected = engine.inspect();
            List<Operation> operations = inspected.operations();
            inspected.close();
            for (Operation operation : operations) {
                if (operation.isOfStore()) {
                    trial.refused(Failure.CLOSED, operation.name() + " after the end", operation.attempt());
                }
            }
            trial.note(operations.size() + " operations");
        }
    }

    private static List<Attempt> uses(Trial trial, TestedStore store) {
        TestedModule module = trial.load("exports-all");
        TestedInstance instance = store.instantiate(module, List.of());
        TestedFunction function = (TestedFunction) instance.export("function");
        TestedMemory memory = (TestedMemory) instance.export("memory");
        TestedGlobal global = (TestedGlobal) instance.export("global");
        List<Attempt> uses = new ArrayList<>(List.of(
                function::call,
                () -> instance.export("function"),
                memory::pages,
                () -> memory.grow(0),
                () -> memory.read(0, 1),
                () -> memory.write(0, new byte[1]),
                global::get,
                () -> global.set(2),
                () -> store.instantiate(module, List.of())));
        if (trial.adapter().features().contains(Feature.REFERENCE_TYPES)) {
            uses.addAll(usesOfReferences(trial, store));
        }
        return uses;
    }

    private static List<Attempt> usesOfReferences(Trial trial, TestedStore store) {
        TestedReference reference;
        try {
            reference = store.reference("object");
        } catch (UnsupportedOperationException e) {
            return List.of(); // it has references, and gives the host no way to make one
        }
        TestedInstance instance = store.instantiate(trial.load("exports-references"), List.of());
        TestedTable table = (TestedTable) instance.export("table");
        return List.of(
                table::size,
                () -> table.grow(0, null),
                () -> table.get(0),
                () -> table.set(0, null),
                () -> ((TestedFunction) instance.export("give")).call(reference),
                () -> store.reference("another"));
    }

    @Clause(
            id = "H-02",
            promise = "Only the owner closes.",
            deed = "An intruder closes the owner's Store while the owner idles.",
            negative = true)
    static void h02(Trial trial) {
        Canary canary = trial.canary();
        trial.positive("the owner closes one of its own", () -> trial.store().close());
        trial.refusedElsewhere("a close off-owner", canary.store::close);
    }

    @Clause(
            id = "H-03",
            promise = "A Store that is running is not closed, and the attempt does not wait.",
            deed = "While the owner computes in the guest, an intruder closes the Store and measures how long its"
                    + " refusal takes.",
            negative = true,
            timed = true)
    static void h03(Trial trial) throws Exception {
        Canary canary = trial.canary();
        trial.positive("the owner closes one of its own", () -> trial.store().close());
        Spinning spinning = new Spinning(canary);
        long best = trial.bestOfFive(() -> {
            Spinning.Met met = spinning.beside(
                    trial,
                    canary.store::close,
                    thrown -> trial.refusal(
                            Set.of(Failure.WRONG_THREAD, Failure.BUSY),
                            "a close while the owner runs guest code",
                            thrown));
            if (!met.isInTime()) {
                throw Judged.serialised("the close was refused only when the owner's call was over");
            }
            return met.nanos();
        });
        trial.note("refused after " + best / 1_000 + " us");
        trial.check(best <= REFUSAL_NANOS, "refused after " + best + " ns, which is more than 100 ms");
    }

    @Clause(
            id = "H-04",
            promise = "Nor from inside a host call.",
            deed = "A host function that the guest called closes the Store.",
            negative = true)
    static void h04(Trial trial) throws Throwable {
        Canary canary = trial.canary();
        canary.duringHostCall(() ->
                trial.refusal(Set.of(Failure.BUSY), "a close inside a host call", Crew.thrown(canary.store::close)));
        canary.sings();
        trial.release(canary);
        trial.positive("the owner closes afterwards", canary.store::close);
    }

    @Clause(
            id = "H-05",
            promise = "Calls that are suspended when their Store closes fail typed.",
            deed = "The owner suspends two calls, closes the Store, and resumes them; what they held is dropped once.",
            guests = {"canary", "exports-references"},
            negative = true)
    static void h05(Trial trial) {
        TestedEngine engine = trial.newEngine(true, false);
        trial.need(engine, Suspending.Engine.class);
        Canary canary = trial.canary(engine);
        Counting store = trial.need(canary.store, Counting.class);
        TestedFunction give = (TestedFunction) canary.store
                .instantiate(trial.load(engine, "exports-references"), List.of())
                .export("give");
        AtomicInteger drops = new AtomicInteger();
        TestedReference reference = store.reference(new Object(), drops::incrementAndGet);
        TestedCall unstarted = ((Suspending.Function) give).begin(reference);
        reference.close();
        TestedCall spinning = ((Suspending.Function) canary.function("spin")).begin(1_000_000);
        trial.positive("a suspended call goes on", () -> {
            trial.check(spinning.resume(1_000) instanceof CallOutcome.OutOfFuel, "it was not suspended");
            trial.check(spinning.resume(1_000) instanceof CallOutcome.OutOfFuel, "it did not go on");
        });
        trial.equal(0, drops.get(), "drops while a call holds the object");
        trial.release(canary);
        store.close();
        trial.equal(1, drops.get(), "drops when the Store is closed");
        trial.refused(Failure.CLOSED, "a call resumed after the end", () -> spinning.resume(1_000));
        trial.refused(Failure.CLOSED, "a call begun after the end", () -> unstarted.resume(1_000));
        trial.equal(1, drops.get(), "drops after all");
    }

    @Clause(
            id = "H-06",
            promise = "An instantiation that fails, wherever it fails, leaves nothing.",
            deed = "The owner instantiates a guest that asks for everything, with each allocation failing in turn;"
                    + " also one that traps at its start, and one that lacks an import.",
            guests = {"demanding", "failing-start", "needs-import"},
            limitSeconds = 60)
    static void h06(Trial trial) {
        trial.needs(Feature.REFERENCE_TYPES);
        FailingAllocations engine = trial.engine(FailingAllocations.class);
        TestedModule module = trial.load("demanding");
        int failures = 0;
        for (int k = 1; k <= MOST_ALLOCATIONS; k++) {
            FailingAllocations.Failing failing = engine.newFailingStore(k);
            Counting store = trial.need(failing.store(), Counting.class);
            AtomicInteger drops = new AtomicInteger();
            AtomicInteger calls = new AtomicInteger();
            HostCode object = (caller, arguments) -> {
                calls.incrementAndGet();
                return new Object[] {store.reference(new Object(), drops::incrementAndGet)};
            };
            List<HostImport> imports = List.of(new HostImport.Function("host", "object", GIVES_OBJECT, object));
            List<String> before = store instanceof Picturing picturing ? picturing.picture() : List.of();
            Throwable thrown = Crew.thrown(() -> store.instantiate(module, imports));
            if (thrown != null && calls.get() == 0 && store instanceof Picturing picturing) {
                trial.equal(
                        before, picturing.picture(), "the Store after allocation " + k + " failed before the start");
            }
            if (thrown == null && !failing.hasFailed()) {
                trial.check(failures > 0, "a fault of the kit: nothing was allocated");
                trial.note(failures + " allocations failed in turn");
                failOtherwise(trial);
                return;
            }
            failures++;
            leavesNothing(trial, store, k, thrown, drops, module, imports);
        }
        throw Judged.broken("allocations without end in one instantiation");
    }

    private static void leavesNothing(
            Trial trial,
            Counting store,
            int k,
            @Nullable Throwable thrown,
            AtomicInteger drops,
            TestedModule module,
            List<HostImport> imports) {
        String when = "after allocation " + k + " failed";
        if (thrown != null) {
            Failure kind = trial.adapter().failure(thrown);
            trial.check(
                    kind == Failure.LIMIT || kind == Failure.TRAP,
                    "an instantiation fails untyped " + when + ": " + thrown);
        }
        trial.equal(List.of(), store.audit(), "differences of counts " + when);
        trial.positive("another instantiation " + when, () -> store.instantiate(module, imports));
        trial.equal(List.of(), store.audit(), "differences of counts " + when + " and another instantiation");
        int made = store.hostObjects() + drops.get();
        store.close();
        trial.equal(made, drops.get(), "drops at the end, " + when);
    }

    private static void failOtherwise(Trial trial) {
        Counting store = trial.need(trial.store(), Counting.class);
        for (int i = 0; i < 3; i++) {
            trial.fails(
                    Failure.TRAP,
                    "a start function that traps",
                    () -> store.instantiate(trial.load("failing-start"), List.of()));
            trial.fails(
                    Failure.UNLINKABLE,
                    "a missing import",
                    () -> store.instantiate(trial.load("needs-import"), List.of()));
        }
        trial.equal(0, store.hostObjects(), "host objects after failed instantiations");
        trial.equal(List.of(), store.audit(), "differences of counts after failed instantiations");
    }

    @Clause(
            id = "H-07",
            promise = "Host functions and data are let go, once.",
            deed = "A Store with host functions, data and references is closed; what they held is then gone for the"
                    + " JVM's collector, and was dropped once.",
            guests = {"reenter", "exports-references"})
    static void h07(Trial trial) throws InterruptedException {
        AtomicInteger drops = new AtomicInteger();
        List<WeakReference<Object>> held = used(trial, drops);
        for (int i = 0; i < 100 && held.stream().anyMatch(reference -> reference.get() != null); i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        for (int i = 0; i < held.size(); i++) {
            trial.check(held.get(i).get() == null, "object " + i + " of a closed Store is still held");
        }
        trial.note(held.size() + " objects");
        trial.check(drops.get() <= 1, "an object was dropped " + drops.get() + " times");
    }

    /** Uses a Store and closes it, in a method of its own, so that no local variable of the clause holds anything. */
    private static List<WeakReference<Object>> used(Trial trial, AtomicInteger drops) {
        List<WeakReference<Object>> held = new ArrayList<>();
        TestedEngine engine = trial.engine();
        Object captured = new Object();
        held.add(new WeakReference<>(captured));
        Map<String, String> data = new HashMap<>();
        held.add(new WeakReference<>(data));
        TestedStore store = engine instanceof Sending sending ? sending.newStore(data) : engine.newStore();
        HostCode code = (caller, arguments) -> {
            trial.check(captured.hashCode() != -1, "never");
            return arguments;
        };
        TestedInstance instance =
                store.instantiate(trial.load("reenter"), List.of(new HostImport.Function("host", "next", UNARY, code)));
        trial.equal(1, ((TestedFunction) instance.export("down")).call(1)[0], "what the guest gives");
        if (store instanceof Counting counting) {
            Object object = new Object();
            held.add(new WeakReference<>(object));
            TestedReference reference = counting.reference(object, drops::incrementAndGet);
            TestedTable table = (TestedTable) store.instantiate(trial.load("exports-references"), List.of())
                    .export("table");
            table.set(0, reference);
            trial.equal(0, drops.get(), "drops before the end");
            store.close();
            trial.equal(1, drops.get(), "drops at the end");
        }
        store.close();
        return held;
    }

    @Clause(
            id = "H-08",
            promise = "Engine, Module, Linker and Store may be dropped in any order.",
            deed = "Engine, Module, instance and Store are closed or forgotten in every order, with a collection"
                    + " between; what is left still works or is refused typed.",
            guests = {"exports-all"},
            limitSeconds = 60)
    static void h08(Trial trial) {
        int orders = 0;
        for (int first = 0; first < Parts.COUNT; first++) {
            for (int second = 0; second < Parts.COUNT; second++) {
                for (int third = 0; third < Parts.COUNT; third++) {
                    if (first != second && second != third && first != third) {
                        Parts parts = new Parts(trial);
                        parts.drop(first);
                        parts.drop(second);
                        parts.drop(third);
                        parts.drop(Parts.COUNT * (Parts.COUNT - 1) / 2 - first - second - third);
                        orders++;
                    }
                }
            }
        }
        trial.note(orders + " orders");
    }

    /** What is dropped one by one. */
    private static final class Parts {
        static final int COUNT = 4;

        private final Trial trial;
        private @Nullable TestedEngine engine;
        private @Nullable TestedModule module;
        private @Nullable TestedStore store;
        private @Nullable TestedFunction function;
        private boolean isEnded;

        Parts(Trial trial) {
            this.trial = trial;
            TestedEngine made = trial.newEngine();
            TestedModule loaded = trial.load(made, "exports-all");
            TestedStore owner = made.newStore();
            engine = made;
            module = loaded;
            store = owner;
            function = (TestedFunction) owner.instantiate(loaded, List.of()).export("function");
        }

        void drop(int part) {
            switch (part) {
                case 0 -> {
                    if (engine != null) {
                        engine.close();
                    }
                    engine = null;
                    isEnded = true; // an engine may take its Stores along, typed
                }
                case 1 -> module = null;
                case 2 -> {
                    if (store != null) {
                        store.close();
                    }
                    store = null;
                    isEnded = true;
                }
                default -> function = null;
            }
            System.gc();
            use();
        }

        private void use() {
            TestedStore owner = store;
            TestedModule loaded = module;
            if (function != null) {
                worksOrIsRefused(function::call);
            }
            if (owner != null && loaded != null) {
                worksOrIsRefused(() -> owner.instantiate(loaded, List.of()));
            }
        }

        private void worksOrIsRefused(Attempt attempt) {
            Throwable thrown = Crew.thrown(attempt);
            if (thrown != null) {
                trial.check(isEnded, "something fails whose Store is open: " + thrown);
                trial.refusal(Set.of(Failure.CLOSED), "a use after the end", thrown);
            }
        }
    }
}
