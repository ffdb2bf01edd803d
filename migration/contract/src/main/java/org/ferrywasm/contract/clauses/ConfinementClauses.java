package org.ferrywasm.contract.clauses;

import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.Inspectable;
import org.ferrywasm.contract.spi.Operation;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedMemory;
import org.ferrywasm.contract.spi.TestedTable;
import org.ferrywasm.contract.trial.Canary;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.Intruders;
import org.ferrywasm.contract.trial.Judged;
import org.ferrywasm.contract.trial.Spinning;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** Group A, first part: other threads call what an owner owns. */
final class ConfinementClauses {
    private static final Set<Failure> WRONG_THREAD = Set.of(Failure.WRONG_THREAD);
    private static final long REFUSAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long BLOCKED_MILLIS = 2_000;
    private static final int INCREMENTS = 1_000_000;
    private static final int FIBS = 10_000;

    private ConfinementClauses() {}

    @Clause(
            id = "A-01",
            promise = "A function called by another thread is refused; the guest is not entered.",
            deed = "While the owner idles, an intruder calls an export that counts its calls, and one that calls the"
                    + " host.",
            negative = true)
    static void a01(Trial trial) {
        Canary canary = trial.canary();
        trial.positive("the owner calls it", canary::increment);
        trial.refusedElsewhere("an export called off-owner, owner idle", canary.increment::call);
        long hostCalls = canary.hostCalls();
        trial.refusal(
                WRONG_THREAD, "an export that calls the host", Crew.thrownOn("intruder", () -> canary.through.call(1)));
        trial.equal(hostCalls, canary.hostCalls(), "calls of the host by a guest that must not have been entered");
    }

    @Clause(
            id = "A-02",
            promise = "So it is while the owner runs guest code, at once, and the owner notices nothing.",
            deed = "The owner counts down in the guest; an intruder calls an export and measures how long its refusal"
                    + " takes.",
            negative = true,
            timed = true)
    static void a02(Trial trial) throws Exception {
        Canary canary = trial.canary();
        trial.positive("the owner calls it", canary::increment);
        Spinning spinning = new Spinning(canary);
        long best = trial.bestOfFive(() -> {
            Spinning.Met met = spinning.beside(
                    trial,
                    canary.increment::call,
                    thrown -> trial.refusal(WRONG_THREAD, "a call while the owner runs guest code", thrown));
            if (!met.isInTime()) {
                throw Judged.serialised("the intruder was refused only when the owner's call was over");
            }
            return met.nanos();
        });
        trial.note("refused after " + best / 1_000 + " us");
        trial.check(best <= REFUSAL_NANOS, "refused after " + best + " ns, which is more than 100 ms");
    }

    @Clause(
            id = "A-03",
            promise = "So it is while the owner is in a host call.",
            deed = "The owner waits in a host function that the guest called; an intruder calls an export.",
            negative = true)
    static void a03(Trial trial) throws Throwable {
        Canary canary = trial.canary();
        trial.positive("the owner calls back from a host call", () -> canary.duringHostCall(canary::increment));
        FutureTask<@Nullable Throwable> intruder = new FutureTask<>(() -> Crew.thrown(canary.increment::call));
        boolean[] isRefusedMeanwhile = {false};
        canary.duringHostCall(() -> {
            new Thread(intruder, "intruder").start();
            isRefusedMeanwhile[0] = Crew.isDone(intruder, BLOCKED_MILLIS);
        });
        Throwable thrown = Crew.result("intruder", intruder);
        if (!isRefusedMeanwhile[0]) {
            throw Judged.serialised("the intruder waited until the owner's host call was over");
        }
        trial.refusal(WRONG_THREAD, "a call while the owner is in a host call", thrown);
    }

    @Clause(
            id = "A-04",
            promise = "A counter that two threads try to increase equals the calls that were accepted.",
            deed = "The owner and an intruder each call an export that counts a million times, at once.",
            limitSeconds = 90)
    static void a04(Trial trial) {
        Canary canary = trial.canary();
        int before = count(canary);
        FutureTask<Integer> intruder = Crew.start("intruder", () -> increments(canary));
        int own = increments(canary);
        trial.equal(INCREMENTS, own, "accepted calls of the owner");
        int foreign = Crew.result("intruder", intruder);
        trial.note(foreign + " calls of the intruder were accepted");
        trial.equal(before + own + foreign, count(canary), "the counter after as many accepted calls");
        canary.expectIncrements(own + foreign);
    }

    private static int count(Canary canary) {
        return canary.call("count");
    }

    private static int increments(Canary canary) {
        int accepted = 0;
        for (int i = 0; i < INCREMENTS; i++) {
            if (Crew.thrown(canary.increment::call) == null) {
                accepted++;
            }
        }
        return accepted;
    }

    @Clause(
            id = "A-05",
            promise = "Intruders never make a computation wrong.",
            deed = "The owner computes fib(12) ten thousand times, while two intruders call the same function and"
                    + " another.",
            limitSeconds = 90)
    static void a05(Trial trial) {
        Canary canary = trial.canary();
        Intruders intruders = Intruders.start(trial, "fib off-owner", 2, () -> {
            canary.fib.call(12);
            canary.increment.call();
        });
        int wrong = 0;
        for (int i = 0; i < FIBS; i++) {
            if (canary.call("fib", 12) != 144) {
                wrong++;
            }
        }
        canary.expectIncrements((int) intruders.stop());
        trial.equal(0, wrong, "wrong results of the owner");
    }

    @Clause(
            id = "A-06",
            promise = "Every public operation is refused to other threads and leaves everything as it was.",
            deed = "An intruder tries every public operation of every connected object, while the owner idles and"
                    + " while it is in a host call.",
            guests = {},
            negative = true,
            limitSeconds = 60)
    static void a06(Trial trial) {
        Inspectable.Inspected inspected = trial.engine(Inspectable.class).inspect();
        List<Operation> operations =
                inspected.operations().stream().filter(o -> !o.isSafe()).toList();
        trial.check(!operations.isEmpty(), "no operations were found");
        trial.positive("the owner uses all of it", () -> trial.check(inspected.isSound(), "objects do not work"));
        List<String> before = inspected.picture();
        for (Operation operation : operations) {
            trial.refusal(WRONG_THREAD, operation.name(), Crew.thrownOn("intruder", operation.attempt()));
            trial.equal(before, inspected.picture(), "all that the Store holds after " + operation.name());
        }
        inspected.duringHostCall(() -> {
            for (Operation operation : operations) {
                Throwable thrown = Crew.thrownOn("intruder", operation.attempt());
                trial.refusal(WRONG_THREAD, operation.name() + " while the owner is in a host call", thrown);
            }
        });
        trial.check(inspected.isSound(), "the owner's objects do not work any more");
        trial.note(operations.size() + " operations");
    }

    @Clause(
            id = "A-07",
            promise = "A table that others try to grow during indirect calls stays what it is.",
            deed = "The owner sets and calls elements of a table in the guest, while two intruders make it larger.",
            guests = {"canary", "growth"},
            negative = true)
    static void a07(Trial trial) {
        trial.needs(Feature.REFERENCE_TYPES);
        trial.canary();
        Growth growth = new Growth(trial);
        trial.positive("the owner grows a table", () -> new Growth(trial).tableGrow.call(1));
        Intruders intruders =
                Intruders.start(trial, "table.grow during call_indirect", 2, () -> growth.tableGrow.call(1));
        Trial.Race race = trial.race(10);
        int wrong = 0;
        while (race.goesOn()) {
            wrong += growth.ask("setAndAsk", 1, 1_000);
        }
        trial.equal(0, wrong, "indirect calls that reached the wrong function");
        trial.equal(
                4 + intruders.stop(),
                (long) growth.ask("table.size"),
                "size of the table after as many accepted calls");
        intruders.mustHaveBeenRefused();
    }

    @Clause(
            id = "A-08",
            promise = "No store is lost while others try to grow the memory.",
            deed = "The owner stores and loads in the guest, while two intruders make the memory larger.",
            guests = {"canary", "growth"},
            negative = true)
    static void a08(Trial trial) {
        trial.needs(Feature.REFERENCE_TYPES);
        trial.canary();
        Growth growth = new Growth(trial);
        trial.positive("the owner grows a memory", () -> new Growth(trial).memoryGrow.call(1));
        Intruders intruders = Intruders.start(trial, "memory.grow during stores", 2, () -> growth.memoryGrow.call(0));
        Intruders hosts = Intruders.start(trial, "memory.grow by the host", 1, () -> growth.memory.grow(1));
        Trial.Race race = trial.race(10);
        int lost = 0;
        for (int round = 0; race.goesOn(); round++) {
            lost += growth.ask("storeAndLoad", round);
        }
        trial.equal(0, lost, "stores of the owner that were lost");
        intruders.mustHaveBeenRefused();
        hosts.mustHaveBeenRefused();
    }

    @Clause(
            id = "A-09",
            promise = "What the owner sets in a table is what it gets, whatever others try.",
            deed = "The owner sets an element and reads it back through the host, while intruders make the table"
                    + " larger and set it.",
            guests = {"canary", "growth"},
            negative = true)
    static void a09(Trial trial) {
        trial.needs(Feature.REFERENCE_TYPES);
        trial.canary();
        Growth growth = new Growth(trial);
        trial.positive("the owner grows and sets", () -> {
            Growth own = new Growth(trial);
            own.tableGrow.call(1);
            own.table.set(4, null);
        });
        Intruders intruders = Intruders.start(trial, "table.grow and table.set off-owner", 2, () -> {
            growth.tableGrow.call(1);
            growth.table.set(2, null);
        });
        Object function = growth.instance.export("table.size");
        Trial.Race race = trial.race(1_000);
        int lost = 0;
        while (race.goesOn()) {
            growth.table.set(2, function);
            if (growth.table.get(2) == null) {
                lost++;
            }
        }
        trial.equal(0, lost, "elements of the owner's that were not there");
        intruders.mustHaveBeenRefused();
    }

    /** An instance of the guest {@code growth}. */
    private static final class Growth {
        final TestedInstance instance;
        final TestedFunction tableGrow;
        final TestedFunction memoryGrow;
        final TestedTable table;
        final TestedMemory memory;

        Growth(Trial trial) {
            instance = trial.store().instantiate(trial.load("growth"), List.of());
            tableGrow = (TestedFunction) instance.export("table.grow");
            memoryGrow = (TestedFunction) instance.export("memory.grow");
            table = (TestedTable) instance.export("table");
            memory = (TestedMemory) instance.export("memory");
        }

        int ask(String name, Object... arguments) {
            return (Integer) ((TestedFunction) instance.export(name)).call(arguments)[0];
        }
    }
}
