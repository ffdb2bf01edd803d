package org.ferrywasm.contract.clauses;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.Creating;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Linking;
import org.ferrywasm.contract.spi.Operation;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.spi.ValueType;
import org.ferrywasm.contract.trial.Canary;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.Intruders;
import org.ferrywasm.contract.trial.Judged;
import org.ferrywasm.contract.trial.Probe;
import org.ferrywasm.contract.trial.Spinning;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** Group B, second part: what is of another Engine, linkers, and Stores that run side by side. */
final class EngineClauses {
    private static final Signature UNARY = new Signature(List.of(ValueType.I32), List.of(ValueType.I32));
    private static final int DEFINITIONS = 200;
    private static final long TOGETHER_SECONDS = 5;

    private EngineClauses() {}

    @Clause(
            id = "B-07",
            promise = "A Module of another Engine is refused.",
            deed = "A Module of one Engine is instantiated in a Store of another.",
            guests = {"canary", "exports-all"},
            negative = true)
    static void b07(Trial trial) {
        Canary canary = trial.canary();
        TestedModule own = trial.load("exports-all");
        TestedModule foreign = trial.load(trial.newEngine(), "exports-all");
        trial.positive("its own Engine's", () -> canary.store.instantiate(own, List.of()));
        trial.refused(
                Failure.WRONG_ENGINE, "another Engine's module", () -> canary.store.instantiate(foreign, List.of()));
    }

    @Clause(
            id = "B-08",
            promise = "Types and tags of another Engine are refused wherever they can be given.",
            deed = "Everything of a Store that takes a type gets one of its own Engine, and one of another.",
            negative = true)
    static void b08(Trial trial) {
        TestedEngine engine = trial.engine();
        TestedEngine other = trial.newEngine();
        Canary canary = trial.canary(engine);
        Creating store = trial.need(canary.store, Creating.class);
        List<Operation> own = store.doorsForTypes(engine);
        if (own.isEmpty()) {
            throw Judged.unsupported("nothing takes a type");
        }
        for (Operation door : own) {
            trial.positive(door.name() + " of its own Engine", door.attempt());
        }
        for (Operation door : store.doorsForTypes(other)) {
            trial.refused(Failure.WRONG_ENGINE, door.name() + " of another Engine", door.attempt());
        }
        trial.note(own.size() + " doors");
    }

    @Clause(
            id = "B-09",
            promise = "A Linker is refused to a thread that did not make it.",
            deed = "A thread that did not make a Linker defines in it and instantiates with it, while its maker does"
                    + " the same.",
            guests = {"canary", "reenter"},
            negative = true)
    static void b09(Trial trial) {
        TestedEngine engine = trial.engine();
        Linking linking = trial.need(engine, Linking.class);
        TestedModule module = trial.load("reenter");
        Linking.TestedLinker linker = linking.newLinker();
        Probe probe = new Probe();
        trial.canary();
        TestedStore store = engine.newStore();
        trial.positive("its maker defines and instantiates", () -> {
            linker.define(new HostImport.Function("host", "next", UNARY, probe.code()));
            linker.instantiate(store, module);
        });
        Throwable thrown = Crew.thrownOn("intruder", () -> linker.instantiate(engine.newStore(), module));
        if (thrown == null) {
            mustBeSafe(trial, linker, module, probe);
        } else {
            Intruders intruders = Intruders.start(
                    trial,
                    "a definition by another thread",
                    1,
                    () -> linker.define(new HostImport.Function("host", "foreign", UNARY, probe.code())));
            for (int i = 0; i < DEFINITIONS; i++) {
                linker.define(new HostImport.Function("host", "own" + i, UNARY, probe.code()));
                linker.instantiate(store, module);
            }
            intruders.mustHaveBeenRefused();
            trial.note("refused");
        }
    }

    /** Where a Linker is not refused, what two threads define in it must all be there. */
    private static void mustBeSafe(Trial trial, Linking.TestedLinker linker, TestedModule module, Probe probe) {
        Callable<@Nullable Void> defining = () -> {
            for (int i = 0; i < DEFINITIONS; i++) {
                String name = Thread.currentThread().getName() + i;
                linker.define(new HostImport.Function("host", name, UNARY, probe.code()));
                linker.instantiate(trial.store(), module);
            }
            return null;
        };
        Crew.together(List.of(defining, defining));
        trial.refusal(
                Set.of(Failure.WRONG_THREAD), "a Linker of another thread (it was safe, as far as was seen)", null);
    }

    @Clause(
            id = "B-10",
            promise = "A Linker that many threads share has no host function that is not Sendable.",
            deed = "A Linker is frozen for all threads: with a host function that captures immutable things, with one"
                    + " that captures a map.",
            guests = {"canary", "reenter"},
            negative = true)
    static void b10(Trial trial) {
        TestedEngine engine = trial.engine();
        Linking linking = trial.need(engine, Linking.class);
        TestedModule module = trial.load("reenter");
        trial.canary();
        Probe probe = new Probe();
        trial.positive("a frozen linker with a function that may be shared, used by two threads", () -> {
            Linking.TestedLinker linker = linking.newLinker();
            linker.define(new HostImport.Function("host", "next", UNARY, probe.code()));
            Linking.TestedLinker frozen = linker.freeze();
            Callable<@Nullable Object> thread = () -> {
                TestedFunction down = (TestedFunction)
                        frozen.instantiate(engine.newStore(), module).export("down");
                return down.call(1)[0];
            };
            for (Object result : Crew.together(List.of(thread, thread))) {
                trial.equal(1, result, "what a guest gives that was linked by a frozen linker");
            }
        });
        Map<String, String> map = new HashMap<>();
        Linking.TestedLinker pinned = linking.newLinker();
        pinned.define(new HostImport.Function("host", "next", UNARY, (caller, arguments) -> {
            map.put("called", "yes");
            return new Object[] {map.size()};
        }));
        trial.refused(Failure.NOT_SENDABLE, "a host function that captures a map, for all threads", pinned::freeze);
    }

    @Clause(
            id = "B-11",
            promise = "Two Stores run at the same time.",
            deed = "Two threads, each in a host call of its own Store's guest, wait for each other; then both compute"
                    + " at once.",
            limitSeconds = 60)
    static void b11(Trial trial) {
        TestedEngine engine = trial.engine();
        CyclicBarrier both = new CyclicBarrier(2);
        Callable<Boolean> meeting = () -> {
            Canary canary = trial.canary(engine);
            trial.release(canary);
            boolean[] met = {false};
            canary.probe().behave((caller, arguments) -> {
                met[0] = isMet(both);
                return arguments;
            });
            canary.call("through", 1);
            return met[0];
        };
        for (boolean met : Crew.together(List.of(meeting, meeting))) {
            trial.check(met, "the two guests were never in their host calls at once");
        }
        trial.note("speed-up of two " + speedUp(trial, engine));
    }

    private static boolean isMet(CyclicBarrier both) throws InterruptedException {
        try {
            both.await(TOGETHER_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | BrokenBarrierException e) {
            return false;
        }
    }

    /** How much more two threads do at once than one after the other: reported, not judged. */
    private static String speedUp(Trial trial, TestedEngine engine) {
        Callable<Long> computing = () -> {
            Canary canary = trial.canary(engine);
            trial.release(canary);
            Spinning spinning = new Spinning(canary);
            long start = System.nanoTime();
            spinning.spin();
            return System.nanoTime() - start;
        };
        long alone = Crew.on("alone", computing);
        List<Long> together = Crew.together(List.of(computing, computing));
        long slower = Math.max(together.get(0), together.get(1));
        return String.format(Locale.ROOT, "%.2f", 2.0 * alone / slower);
    }
}
