package org.ferrywasm.contract.clauses;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedMemory;
import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.Guests;
import org.ferrywasm.contract.trial.Judged;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** Group B, first part: one Engine, one Module, many threads. */
final class SharingClauses {
    private static final int COMPILERS = 4;
    private static final int COMPILATIONS = 30;
    private static final int INSTANTIATIONS = 300;
    private static final int FRESH = 11_111;
    private static final int TYPES = 4;

    /** Published without any ordering: that is what B-05 is about. */
    private static @Nullable TestedModule published;

    private SharingClauses() {}

    @Clause(
            id = "B-01",
            promise = "Many threads compile for one Engine at once.",
            deed = "Four threads each load thirty modules into one Engine at once, and use each in a Store of their"
                    + " own.",
            limitSeconds = 60)
    static void b01(Trial trial) {
        TestedEngine engine = trial.engine();
        List<Callable<@Nullable Void>> threads = new ArrayList<>();
        for (int t = 0; t < COMPILERS; t++) {
            threads.add(() -> {
                for (int i = 0; i < COMPILATIONS; i++) {
                    trial.release(trial.canary(engine));
                }
                return null;
            });
        }
        Crew.together(threads);
        trial.note(COMPILERS * COMPILATIONS + " modules");
    }

    @Clause(
            id = "B-02",
            promise = "Many threads instantiate one Module at once.",
            deed = "Two threads each instantiate one Module three hundred times at once, and use and change each"
                    + " instance.",
            guests = {"changeable"},
            limitSeconds = 60)
    static void b02(Trial trial) {
        trial.needs(Feature.REFERENCE_TYPES, Feature.BULK_MEMORY);
        TestedEngine engine = trial.engine();
        TestedModule module = trial.load("changeable");
        Callable<@Nullable Void> thread = () -> {
            for (int i = 0; i < INSTANTIATIONS; i++) {
                try (TestedStore store = engine.newStore()) {
                    TestedInstance instance = store.instantiate(module, List.of());
                    trial.equal(FRESH, call(instance, "isFresh")[0], "what is as it was in a new instance");
                    call(instance, "change");
                }
            }
            return null;
        };
        Crew.together(List.of(thread, thread));
        trial.note(2 * INSTANTIATIONS + " instances");
    }

    private static @Nullable Object[] call(TestedInstance instance, String name, Object... arguments) {
        return ((TestedFunction) instance.export(name)).call(arguments);
    }

    @Clause(
            id = "B-03",
            promise = "Types that come and go leave the type checks of indirect calls right.",
            deed = "The owner calls functions as each of four types; meanwhile two threads load modules with types"
                    + " that nobody else has, and drop them.",
            guests = {"types"})
    static void b03(Trial trial) {
        TestedEngine engine = trial.engine();
        TestedInstance types = trial.store().instantiate(trial.load("types"), List.of());
        Trial.Race race = trial.race(100);
        AtomicInteger seeds = new AtomicInteger();
        Callable<Integer> churn = () -> {
            int modules = 0;
            while (race.goesOn()) {
                engine.load(TypeChurn.module(seeds.incrementAndGet()));
                modules++;
            }
            return modules;
        };
        var churning = List.of(Crew.start("churn-0", churn), Crew.start("churn-1", churn));
        int rounds = 0;
        while (race.goesOn()) {
            checkTypes(trial, types);
            rounds++;
        }
        int modules = 0;
        for (var thread : churning) {
            modules += Crew.result("churn", thread);
        }
        checkTypes(trial, types);
        trial.check(rounds > 0 && modules > 0, "a fault of the kit: nothing raced");
        trial.note(rounds + " rounds of calls beside " + modules + " modules");
    }

    /** Each function answers when it is called as its own type, and traps as any other. */
    private static void checkTypes(Trial trial, TestedInstance types) {
        for (int type = 0; type < TYPES; type++) {
            for (int function = 0; function < TYPES; function++) {
                String name = "as" + type;
                int index = function;
                if (type == function) {
                    trial.equal(10 + type, call(types, name, index)[0], "a call as the type that it has");
                } else {
                    trial.traps("a call as another type", () -> call(types, name, index));
                }
            }
        }
    }

    @Clause(
            id = "B-04",
            promise = "A Module needs neither its Engine's handle nor the thread that compiled it.",
            deed = "A thread loads a module and ends; then nothing refers to the Engine's handle any more, and others"
                    + " instantiate the Module.")
    static void b04(Trial trial) {
        Orphan orphan = orphan(trial);
        System.gc();
        for (int i = 0; i < 3; i++) {
            TestedInstance instance = orphan.store.instantiate(orphan.module, List.of());
            trial.equal(1, call(instance, "function")[0], "what the Module's function gives");
        }
    }

    /** Made in a method of its own, so that no local variable of the clause holds the Engine. */
    private static Orphan orphan(Trial trial) {
        TestedEngine engine = trial.newEngine();
        TestedModule module = Crew.onEnding("compiler", () -> trial.load(engine, "exports-all"));
        return new Orphan(module, engine.newStore());
    }

    private static final class Orphan {
        final TestedModule module;
        final TestedStore store;

        Orphan(TestedModule module, TestedStore store) {
            this.module = module;
            this.store = store;
        }
    }

    @Clause(
            id = "B-05",
            promise = "A Module shows nothing that changes, and is seen whole through a data race.",
            deed = "The bytes that a Module was loaded from are overwritten; Modules are published in a plain field,"
                    + " and a thread uses whatever it reads there.",
            guests = {"changeable"})
    static void b05(Trial trial) {
        trial.needs(Feature.REFERENCE_TYPES, Feature.BULK_MEMORY);
        TestedEngine engine = trial.engine();
        byte[] bytes = Guests.binary("changeable");
        TestedModule module = engine.load(bytes);
        Arrays.fill(bytes, (byte) 0);
        isFresh(trial, engine, module);
        published = module;
        Trial.Race race = trial.race(50);
        var reader = Crew.start("reader", () -> {
            int used = 0;
            while (race.goesOn()) {
                TestedModule seen = published;
                if (seen == null) {
                    throw Judged.broken("a fault of the kit: nothing was published");
                }
                isFresh(trial, engine, seen);
                used++;
            }
            return used;
        });
        while (race.goesOn()) {
            published = trial.load("changeable");
        }
        trial.note(Crew.result("reader", reader) + " modules were used as soon as they were seen");
    }

    private static void isFresh(Trial trial, TestedEngine engine, TestedModule module) {
        try (TestedStore store = engine.newStore()) {
            TestedInstance instance = store.instantiate(module, List.of());
            trial.equal(FRESH, call(instance, "isFresh")[0], "what is as it was in a new instance");
            call(instance, "useSegments");
        }
    }

    @Clause(
            id = "B-06",
            promise = "What one instance does, later instances of its Module do not see.",
            deed = "An instance changes its table, memory, global and segments; the Module is instantiated again, in"
                    + " the same Store and in another.",
            guests = {"changeable"})
    static void b06(Trial trial) {
        trial.needs(Feature.REFERENCE_TYPES, Feature.BULK_MEMORY);
        TestedModule module = trial.load("changeable");
        TestedStore store = trial.store();
        for (int i = 0; i < 3; i++) {
            TestedInstance instance = store.instantiate(module, List.of());
            TestedMemory memory = (TestedMemory) instance.export("memory");
            trial.equal(FRESH, call(instance, "isFresh")[0], "what is as it was in instance " + (i + 1));
            trial.equal(1L, memory.pages(), "pages of instance " + (i + 1));
            call(instance, "useSegments");
            call(instance, "change");
        }
        isFresh(trial, trial.engine(), module);
    }
}
