package org.ferrywasm.contract.clauses;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Identified;
import org.ferrywasm.contract.spi.Movable;
import org.ferrywasm.contract.spi.Operation.Attempt;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedParcel;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedTable;
import org.ferrywasm.contract.trial.Canary;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** Group I: what refusals and failures are called, and what they say. */
final class MessageClauses {
    private static final Signature NOTHING = new Signature(List.of(), List.of());
    private static final int MESSAGES = 1_000_000;

    private MessageClauses() {}

    @Clause(
            id = "I-01",
            promise = "Each situation has an exception type of its own.",
            deed = "Each situation of the contract is brought about once, and the classes of the exceptions are"
                    + " compared.",
            guests = {"canary", "exports-all"},
            negative = true)
    static void i01(Trial trial) throws Throwable {
        Map<Failure, Throwable> thrown = new LinkedHashMap<>();
        Canary canary = trial.canary();
        Canary other = trial.canary();
        trial.positive("the owner calls", canary::increment);
        see(trial, thrown, Failure.WRONG_THREAD, Crew.thrownOn("intruder", canary.increment::call));
        canary.duringHostCall(() -> see(trial, thrown, Failure.BUSY, Crew.thrown(canary.store::close)));
        see(trial, thrown, Failure.WRONG_STORE, Crew.thrown(() -> canary.functions.set(0, other.increment)));
        TestedEngine foreign = trial.newEngine();
        see(
                trial,
                thrown,
                Failure.WRONG_ENGINE,
                Crew.thrown(() -> canary.store.instantiate(trial.load(foreign, "exports-all"), List.of())));
        canary.sings();
        Movable moving = trial.need(other.store, Movable.class);
        canary.table().set(1, canary.store.reference(new HashMap<String, String>()));
        see(trial, thrown, Failure.NOT_SENDABLE, Crew.thrown(((Movable) canary.store)::detach));
        canary.table().set(1, null);
        trial.release(other);
        TestedParcel parcel = moving.detach(other.memory);
        see(trial, thrown, Failure.STALE, Crew.thrown(other.increment::call));
        see(trial, thrown, Failure.IN_TRANSIT, Crew.thrown(other.memory::pages));
        parcel.close();
        see(trial, thrown, Failure.PARCEL_SPENT, Crew.thrown(parcel::attach));
        trial.release(canary);
        canary.store.close();
        see(trial, thrown, Failure.CLOSED, Crew.thrown(canary.increment::call));
        Set<Class<?>> classes = new HashSet<>();
        thrown.values().forEach(exception -> classes.add(exception.getClass()));
        trial.equal(thrown.size(), classes.size(), "classes of exceptions, for as many situations");
        trial.note(thrown.size() + " situations");
    }

    private static void see(Trial trial, Map<Failure, Throwable> seen, Failure situation, @Nullable Throwable thrown) {
        seen.put(situation, trial.refusal(Set.of(situation), "situation " + situation, thrown));
    }

    @Clause(
            id = "I-02",
            promise = "The wrong thread is reported before anything else.",
            deed = "An intruder does what would be wrong on the owner too: too few arguments, an index out of bounds,"
                    + " another Store's function, a closed handle, a closing inside a host call.",
            negative = true)
    static void i02(Trial trial) throws Throwable {
        Canary canary = trial.canary();
        Canary other = trial.canary();
        trial.positive("the owner calls", canary::increment);
        List<Attempt> attempts = new ArrayList<>(List.of(
                canary.fib::call,
                () -> canary.fib.call("no number"),
                () -> canary.memory.read(1L << 40, 1),
                () -> canary.memory.write(-1, new byte[1]),
                () -> canary.functions.set(1_000, null),
                () -> canary.functions.set(0, other.increment),
                () -> canary.counter.set(1L)));
        if (canary.references != null) {
            TestedReference closed = canary.store.reference("object");
            closed.close();
            attempts.add(closed::host);
        }
        for (Attempt attempt : attempts) {
            if (Crew.thrown(attempt) == null) {
                continue; // what this engine takes is not wrong on the owner
            }
            trial.refusedElsewhere("something that is wrong in two ways", attempt);
        }
        canary.duringHostCall(() -> trial.refusal(
                Set.of(Failure.WRONG_THREAD),
                "a close off-owner while the owner is in a host call",
                Crew.thrownOn("intruder", canary.store::close)));
    }

    @Clause(
            id = "I-03",
            promise = "To build messages about a busy Store does not disturb it.",
            deed = "While the owner computes, an intruder has a million refusals made, and reads what each says, and"
                    + " what the Store says of itself.",
            negative = true,
            limitSeconds = 90)
    static void i03(Trial trial) {
        Canary canary = trial.canary();
        trial.positive("the owner calls", canary::increment);
        AtomicBoolean isOver = new AtomicBoolean();
        FutureTask<Integer> intruder = Crew.start("intruder", () -> {
            int length = 0;
            try {
                for (int i = 0; i < MESSAGES; i++) {
                    Throwable thrown = Crew.thrown(canary.increment::call);
                    trial.refusal(Set.of(Failure.WRONG_THREAD), "a call beside a busy owner", thrown);
                    length = Math.max(
                            length,
                            String.valueOf(thrown.getMessage()).length()
                                    + canary.store.toString().length());
                }
            } finally {
                isOver.set(true);
            }
            return length;
        });
        int rounds = 0;
        while (!isOver.get()) {
            trial.equal(610, canary.call("fib", 15), "what the busy owner computes");
            rounds++;
        }
        trial.note("messages of up to " + Crew.result("intruder", intruder) + " characters, beside " + rounds
                + " computations");
    }

    @Clause(
            id = "I-04",
            promise = "They name the owner, the caller, the Store and the operation.",
            deed = "A named thread owns the Store; another named thread calls a function, reads the memory and closes"
                    + " the Store.",
            negative = true)
    static void i04(Trial trial) {
        Crew.on("the-owner", () -> {
            Canary canary = trial.canary();
            trial.release(canary);
            long id = trial.need(canary.store, Identified.class).id();
            trial.positive("the owner calls", canary::increment);
            Set<String> messages = new HashSet<>();
            List<Attempt> attempts = List.of(canary.increment::call, canary.memory::pages, canary.store::close);
            for (Attempt attempt : attempts) {
                Throwable thrown = trial.refusal(
                        Set.of(Failure.WRONG_THREAD), "something off-owner", Crew.thrownOn("the-intruder", attempt));
                String message = String.valueOf(thrown.getMessage());
                says(trial, message, "the-owner");
                says(trial, message, "the-intruder");
                says(trial, message, Long.toString(id));
                messages.add(message);
            }
            trial.equal(attempts.size(), messages.size(), "different messages of different operations");
            canary.sings();
            return null;
        });
    }

    private static void says(Trial trial, String message, String word) {
        trial.check(message.contains(word), "a message does not say \"" + word + "\": " + message);
    }

    @Clause(
            id = "I-05",
            promise = "What is not Sendable is named by class and path, with a way to mend it.",
            deed = "The owner detaches a Store with a map in an element of a table, in which there is a thread.",
            guests = {"canary", "exports-references"},
            negative = true)
    static void i05(Trial trial) {
        trial.needs(Feature.REFERENCE_TYPES);
        Canary canary = trial.canary();
        Movable store = trial.need(canary.store, Movable.class);
        trial.positive(
                "a Store without it is moved",
                () -> store.detach(canary.handles()).attach());
        TestedTable table = (TestedTable)
                store.instantiate(trial.load("exports-references"), List.of()).export("table");
        table.set(3, store.reference(new HashMap<String, String>()));
        Throwable thrown = trial.refused(Failure.NOT_SENDABLE, "a Store with a map in it", store::detach);
        String message = String.valueOf(thrown.getMessage());
        says(trial, message, "java.util.HashMap");
        says(trial, message, "table");
        says(trial, message, "[3]");
        List<String> hindrances = store.hindrances();
        trial.equal(1, hindrances.size(), "hindrances that are told");
        says(trial, hindrances.get(0), "java.util.HashMap");
        boolean mends = Set.of("Owned", "immutable", "unmodifiable", "Shared", "Trusted", "copy").stream()
                .anyMatch(hindrances.get(0)::contains);
        trial.check(mends, "no way to mend it is told: " + hindrances.get(0));
    }

    @Clause(
            id = "I-06",
            promise = "An exception of a host function passes through guest frames as the same object.",
            deed = "A host function throws exceptions of several kinds through two frames of the guest, which the"
                    + " guest tries to catch too.",
            guests = {"canary", "thrower", "catcher"})
    static void i06(Trial trial) {
        Canary canary = trial.canary();
        List<Throwable> kinds = List.of(
                new IllegalStateException("of the host"),
                new java.io.IOException("checked"),
                new Own("of a class of the host's own"),
                new AssertionError("an error"));
        for (Throwable thrown : kinds) {
            HostImport throwing = new HostImport.Function("host", "throw", NOTHING, (caller, arguments) -> {
                throw Crew.<RuntimeException>rethrown(thrown);
            });
            passes(trial, canary, thrown, "thrower", throwing);
            if (trial.adapter().features().contains(Feature.EXCEPTIONS)) {
                passes(trial, canary, thrown, "catcher", throwing);
            }
        }
        canary.sings();
    }

    private static void passes(Trial trial, Canary canary, Throwable thrown, String guest, HostImport throwing) {
        TestedFunction outer = (TestedFunction)
                canary.store.instantiate(trial.load(guest), List.of(throwing)).export("outer");
        trial.same(
                thrown,
                Crew.thrown(outer::call),
                "a " + thrown.getClass().getSimpleName() + " through the guest " + guest);
    }

    private static final class Own extends Exception {
        private static final long serialVersionUID = 1L;

        Own(String message) {
            super(message);
        }
    }
}
