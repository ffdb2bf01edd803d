package org.ferrywasm.contract.clauses;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.AsyncHostCode;
import org.ferrywasm.contract.spi.CallOutcome;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.HostCode;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Sending;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.Suspending;
import org.ferrywasm.contract.spi.TestedCall;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedParcel;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.spi.ValueType;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.Luggage;
import org.ferrywasm.contract.trial.Trial;

/** Group D, second part: what may go to another thread, and what keeps a Store where it is. */
final class SendableClauses {
    private static final Signature UNARY = new Signature(List.of(ValueType.I32), List.of(ValueType.I32));

    /** Where code of an asynchronous host function finds its future: what it captures would be judged too. */
    private static final AtomicReference<CompletableFuture<Integer>> ANSWER = new AtomicReference<>();

    private SendableClauses() {}

    @Clause(
            id = "D-05",
            promise = "A host function that is not Sendable keeps its Store where it is.",
            deed = "The owner moves a Store with a host function that captures nothing that changes; then one whose"
                    + " host function captures a map.",
            guests = {"canary", "reenter"},
            negative = true)
    static void d05(Trial trial) {
        TestedEngine engine = trial.engine();
        trial.canary();
        Luggage moving = new Luggage(trial, engine);
        link(trial, moving.store, (caller, arguments) -> arguments);
        trial.positive("a host function that captures nothing", moving::hop);
        Luggage pinned = new Luggage(trial, engine);
        Map<Object, Object> map = new HashMap<>();
        link(trial, pinned.store, (caller, arguments) -> {
            map.put("called", arguments[0]);
            return new Object[] {map.size()};
        });
        trial.refused(Failure.NOT_SENDABLE, "a host function that captures a map", pinned::detach);
        pinned.works();
    }

    private static TestedFunction link(Trial trial, TestedStore store, HostCode code) {
        return (TestedFunction)
                store.instantiate(trial.load("reenter"), List.of(new HostImport.Function("host", "next", UNARY, code)))
                        .export("down");
    }

    @Clause(
            id = "D-06",
            promise = "A Store that is to stay Sendable refuses such objects when they are put in.",
            deed = "The owner puts references and host functions into a Store that was made to stay Sendable.",
            guests = {"canary", "reenter"},
            negative = true)
    static void d06(Trial trial) {
        Sending engine = trial.engine(Sending.class);
        trial.canary();
        TestedStore store = engine.newSendableStore();
        Luggage luggage = new Luggage(trial, engine, store);
        trial.positive("what is Sendable", () -> {
            luggage.put(0, "text");
            link(trial, store, (caller, arguments) -> arguments);
            luggage.hop();
        });
        Map<Object, Object> map = new HashMap<>();
        trial.refused(Failure.NOT_SENDABLE, "a reference to a map", () -> store.reference(map));
        trial.refused(
                Failure.NOT_SENDABLE,
                "a host function that captures a map",
                () -> link(trial, store, (caller, arguments) -> new Object[] {map.size()}));
        trial.positive("it can still be moved", luggage::hop);
        luggage.works();
    }

    @Clause(
            id = "D-07",
            promise = "What is Sendable is decided as the rules say, row by row.",
            deed = "The owner puts one object at a time into a Store, and moves it: each row of the rules, with an"
                    + " object that may go and one that may not.",
            guests = {"canary", "luggage"},
            negative = true,
            limitSeconds = 60)
    static void d07(Trial trial) {
        TestedEngine engine = trial.engine();
        trial.canary();
        Luggage luggage = new Luggage(trial, engine);
        Map<String, Object> sendable = SendableRows.sendable(engine);
        sendable.forEach((row, object) -> trial.positive(row, () -> {
            luggage.put(0, object);
            luggage.hop();
            luggage.take(0);
        }));
        Map<String, Object> others = SendableRows.others(engine);
        others.forEach((row, object) -> {
            luggage.put(0, object);
            trial.refused(Failure.NOT_SENDABLE, row, luggage::detach);
            luggage.take(0);
        });
        luggage.hop();
        luggage.works();
        trial.note(sendable.size() + " rows that may go, " + others.size() + " that may not");
        if (engine instanceof Sending sending) {
            promisesAreListed(trial, sending);
        }
    }

    private static void promisesAreListed(Trial trial, Sending sending) {
        Luggage luggage = new Luggage(trial, sending);
        luggage.put(0, sending.trusted(new int[1], "a reason to trust"));
        luggage.put(1, sending.owned(() -> new int[1]));
        TestedParcel parcel = luggage.detach();
        String promises = String.join("; ", parcel.promises());
        parcel.close();
        trial.check(promises.contains("a reason to trust"), "a parcel does not list a word of trust: " + promises);
        trial.check(promises.contains("Owned"), "a parcel does not list a box: " + promises);
    }

    @Clause(
            id = "D-08",
            promise = "Null is always Sendable.",
            deed = "The owner moves a Store whose tables, globals and data are null.",
            guests = {"luggage"})
    static void d08(Trial trial) {
        TestedEngine engine = trial.engine();
        Luggage luggage = new Luggage(trial, engine);
        luggage.hop();
        luggage.works();
        if (engine instanceof Sending sending) {
            Luggage withData = new Luggage(trial, engine, sending.newStore(null));
            withData.hop();
            withData.works();
        }
    }

    @Clause(
            id = "D-09",
            promise = "A Store's data obeys the same rules.",
            deed = "The owner moves Stores with data: text, a map, a record of a list.",
            guests = {"canary", "luggage"},
            negative = true)
    static void d09(Trial trial) {
        Sending engine = trial.engine(Sending.class);
        trial.canary();
        for (Object data : List.of("text", List.of(1, 2), new SendableRows.Pair("a", 1))) {
            trial.positive("data that may go", () -> new Luggage(trial, engine, engine.newStore(data)).hop());
        }
        for (Object data :
                List.of(new HashMap<String, String>(), new int[1], new SendableRows.Pair("a", new ArrayList<>()))) {
            Luggage pinned = new Luggage(trial, engine, engine.newStore(data));
            trial.refused(Failure.NOT_SENDABLE, "data that may not go", pinned::detach);
            pinned.works();
        }
    }

    @Clause(
            id = "D-10",
            promise = "So do pending exceptions and futures.",
            deed = "The owner moves a call that waits for a future: before it is complete, when it holds a number,"
                    + " when it failed with what may go, and with what may not.",
            guests = {"canary", "waiter"},
            negative = true)
    static void d10(Trial trial) {
        TestedEngine engine = trial.engine();
        trial.need(engine, Suspending.Engine.class);
        trial.canary();
        Luggage luggage = new Luggage(trial, engine);
        TestedFunction ask = (TestedFunction) luggage.store
                .instantiate(
                        trial.load("waiter"),
                        List.of(new HostImport.AsyncFunction("host", "later", ValueType.I32, answering())))
                .export("ask");
        CompletableFuture<Integer> pending = new CompletableFuture<>();
        TestedCall first = waiting(trial, ask, pending);
        trial.positive("a future that is not complete", () -> luggage.hop(first, ask));
        pending.complete(5);
        trial.positive("a future of a number", () -> {
            int result = luggage.on("next", () -> result(trial, first), first, ask);
            trial.equal(105, result, "what the moved call gives");
        });
        CompletableFuture<Integer> failing = new CompletableFuture<>();
        TestedCall second = waiting(trial, ask, failing);
        failing.completeExceptionally(new SendableRows.Complaint(new ArrayList<>()));
        trial.refused(Failure.NOT_SENDABLE, "an exception with a list in it that waits", () -> luggage.detach(second));
        trial.check(
                Crew.thrown(() -> second.resume(Long.MAX_VALUE)) instanceof SendableRows.Complaint,
                "the exception that waited did not come");
        luggage.hop();
        luggage.works();
    }

    /** Looks its future up, since what host code captures would be judged by itself. */
    private static AsyncHostCode answering() {
        return (caller, argument) -> ANSWER.get().minimalCompletionStage();
    }

    private static TestedCall waiting(Trial trial, TestedFunction ask, CompletableFuture<Integer> future) {
        ANSWER.set(future);
        TestedCall call = trial.need(ask, Suspending.Function.class).begin(1);
        trial.check(call.resume(Long.MAX_VALUE) instanceof CallOutcome.Waiting, "the call does not wait");
        return call;
    }

    private static int result(Trial trial, TestedCall call) {
        CallOutcome outcome = call.resume(Long.MAX_VALUE);
        trial.check(outcome instanceof CallOutcome.Returned, "the call is not over: " + outcome);
        return (Integer) ((CallOutcome.Returned) outcome).results()[0];
    }

    @Clause(
            id = "D-12",
            promise = "A lambda that captures `this` is judged with it.",
            deed = "The owner moves Stores with a lambda that captures an object of final fields, and one of a field"
                    + " that can be set.",
            guests = {"canary", "luggage"},
            negative = true)
    static void d12(Trial trial) {
        TestedEngine engine = trial.engine();
        trial.canary();
        Luggage moving = new Luggage(trial, engine);
        link(trial, moving.store, new SendableRows.Fixed(1).code());
        moving.put(0, new SendableRows.Fixed(1).code());
        trial.positive("a lambda with a `this` of final fields", moving::hop);
        Luggage pinned = new Luggage(trial, engine);
        link(trial, pinned.store, new SendableRows.Changing().code());
        trial.refused(Failure.NOT_SENDABLE, "a host function with a `this` that changes", pinned::detach);
        Luggage other = new Luggage(trial, engine);
        other.put(0, new SendableRows.Changing().code());
        trial.refused(Failure.NOT_SENDABLE, "a lambda with a `this` that changes", other::detach);
    }

    @Clause(
            id = "D-13",
            promise = "Handles inside `Owned` data travel with their Store.",
            deed = "The owner keeps a function's handle in a box that is the Store's data, moves the Store, and calls"
                    + " it on the other thread; one that was not in it is stale.",
            guests = {"canary", "luggage"},
            negative = true)
    static void d13(Trial trial) {
        Sending engine = trial.engine(Sending.class);
        trial.canary();
        Object box = engine.owned(() -> new Object[1]);
        Luggage luggage = new Luggage(trial, engine, engine.newStore(box));
        TestedFunction boxed = luggage.function("fib");
        TestedFunction left = luggage.function("fib");
        ((Object[]) engine.contents(luggage.store, box))[0] = engine.handle(boxed);
        trial.positive(
                "a handle in a box",
                () -> trial.equal(
                        55, luggage.on("next", () -> boxed.call(10)[0]), "what a function in a box gives elsewhere"));
        trial.equal(55, boxed.call(10)[0], "what a function in a box gives when it is back");
        trial.refused(Failure.STALE, "a handle that was in no box", () -> left.call(10));
        Luggage other = new Luggage(trial, engine);
        luggage.put(0, new SendableRows.Pair("foreign", engine.handle(other.function("fib"))));
        trial.refused(Failure.NOT_SENDABLE, "a handle of another Store", luggage::detach);
    }

    @Clause(
            id = "D-14",
            promise = "What changes between check and use, or lies about itself, is refused or named.",
            deed = "The owner moves Stores with containers that could be refilled, a box in two Stores, a record"
                    + " whose accessor lies, an enum with a map, a list that changes its elements, what cannot be"
                    + " looked into.",
            guests = {"canary", "luggage"},
            negative = true)
    static void d14(Trial trial) {
        TestedEngine engine = trial.engine();
        trial.canary();
        Luggage luggage = new Luggage(trial, engine);
        trial.positive("a record that lies about something harmless", () -> {
            luggage.put(0, new SendableRows.Lying("text"));
            luggage.hop();
        });
        SendableRows.liars().forEach((row, object) -> {
            luggage.put(0, object);
            trial.refused(Failure.NOT_SENDABLE, row, luggage::detach);
            luggage.take(0);
        });
        trial.equal(0, SendableRows.asked(), "calls of the embedder's code by who judges it");
        if (engine instanceof Sending sending) {
            Object box = sending.owned(() -> new int[1]);
            luggage.put(0, box);
            luggage.hop();
            Luggage second = new Luggage(trial, engine);
            Throwable thrown = Crew.thrown(() -> {
                second.put(0, box);
                second.detach();
            });
            trial.refusal(Set.of(Failure.WRONG_STORE, Failure.NOT_SENDABLE), "a box in two Stores", thrown);
            trial.check(
                    Crew.thrown(() -> sending.shared(new AtomicReference<Object>(), Object.class)) != null,
                    "a container of anything is taken for one that may be shared");
        }
        luggage.hop();
        luggage.works();
    }
}
