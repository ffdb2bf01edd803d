package org.ferrywasm.contract.clauses;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.CallOutcome;
import org.ferrywasm.contract.spi.Counting;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.Fuelled;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Interruptible;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.Suspending;
import org.ferrywasm.contract.spi.TestedCall;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.spi.ValueType;
import org.ferrywasm.contract.trial.Canary;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.Luggage;
import org.ferrywasm.contract.trial.SharedGuests;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** Group F, first part: calls that are suspended, dropped, interrupted, or wait, on one thread. */
final class CallClauses {
    private static final Signature UNARY = new Signature(List.of(ValueType.I32), List.of(ValueType.I32));
    private static final long INTERRUPT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long FUEL = 10_000;
    private static final long SLICE = 100;

    /** Where code of an asynchronous host function finds its future: what it captures would be judged too. */
    private static final AtomicReference<CompletableFuture<Integer>> ANSWER = new AtomicReference<>();

    private CallClauses() {}

    /** An instance of the guest {@code calls}, whose host function gives its argument back. */
    static TestedInstance guest(Trial trial, TestedEngine engine, TestedStore store) {
        return store.instantiate(
                trial.load(engine, "calls"),
                List.of(new HostImport.Function("host", "step", UNARY, (caller, arguments) -> arguments)));
    }

    /** Begins a call of a guest's function. */
    static TestedCall begin(Trial trial, TestedInstance guest, String name, @Nullable Object... arguments) {
        return trial.need(guest.export(name), Suspending.Function.class).begin(arguments);
    }

    /** What a call gives that has returned. */
    static @Nullable Object result(Trial trial, CallOutcome outcome) {
        trial.check(outcome instanceof CallOutcome.Returned, "the call is not over: " + outcome);
        @Nullable Object[] results = ((CallOutcome.Returned) outcome).results();
        return results.length == 0 ? null : results[0];
    }

    @Clause(
            id = "F-01",
            promise = "Fuel in slices suspends exactly as often as it must.",
            deed = "The owner runs an endless loop with 10,000 units of fuel in slices of 100.",
            guests = {"calls"})
    static void f01(Trial trial) {
        TestedEngine engine = trial.newEngine(true, false);
        Fuelled store = trial.need(engine.newStore(), Fuelled.class);
        TestedInstance guest = guest(trial, engine, store);
        TestedCall call = begin(trial, guest, "endless");
        store.setFuel(FUEL);
        int suspensions = 0;
        while (true) {
            CallOutcome outcome = call.resume(SLICE);
            trial.check(outcome instanceof CallOutcome.OutOfFuel, "an endless loop ended: " + outcome);
            if (store.fuel() == 0) {
                break;
            }
            suspensions++;
            trial.check(suspensions <= FUEL, "the fuel is never used up");
        }
        trial.equal((int) (FUEL / SLICE) - 1, suspensions, "suspensions before the fuel was used up");
        call.close();
    }

    @Clause(
            id = "F-04",
            promise = "A Store may have several suspended calls.",
            deed = "The owner suspends eight calls in one Store and resumes them in another order.",
            guests = {"calls"})
    static void f04(Trial trial) {
        TestedEngine engine = trial.newEngine(true, false);
        TestedStore store = engine.newStore();
        TestedInstance guest = guest(trial, engine, store);
        List<TestedCall> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            TestedCall call = begin(trial, guest, "countUp", 1_000 + i);
            trial.check(call.resume(200 + i) instanceof CallOutcome.OutOfFuel, "call " + i + " was not suspended");
            calls.add(call);
        }
        for (int round = 0; round < 3; round++) {
            for (int i : new int[] {3, 0, 7, 5, 1, 6, 2, 4}) {
                trial.check(
                        calls.get(i).resume(300) instanceof CallOutcome.OutOfFuel,
                        "call " + i + " was not suspended again");
            }
        }
        for (int i : new int[] {6, 2, 7, 0, 5, 3, 1, 4}) {
            int to = 1_000 + i;
            trial.equal(
                    to * 1_000 + to, result(trial, calls.get(i).resume(Long.MAX_VALUE)), "what call " + i + " gives");
        }
    }

    @Clause(
            id = "F-05",
            promise = "A dropped one is cleaned up once.",
            deed = "The owner closes a suspended call that holds an object; the guest must not go on, the object is"
                    + " dropped once, the Store works.",
            guests = {"canary", "calls", "luggage"})
    static void f05(Trial trial) {
        trial.needs(Feature.REFERENCE_TYPES, Feature.BULK_MEMORY);
        TestedEngine engine = trial.newEngine(true, false);
        Canary canary = trial.canary(engine);
        Counting store = trial.need(canary.store, Counting.class);
        TestedInstance guest = guest(trial, engine, store);
        TestedInstance holder = store.instantiate(trial.load(engine, "luggage"), List.of());
        TestedCall counting = begin(trial, guest, "countUp", 1_000_000);
        counting.resume(1_000);
        Object turns = ((TestedGlobal) guest.export("turns")).get();
        AtomicInteger drops = new AtomicInteger();
        TestedReference held = store.reference(new Object(), drops::incrementAndGet);
        TestedCall holding = begin(trial, holder, "hold", held, 1_000_000);
        held.close();
        trial.check(holding.resume(1_000) instanceof CallOutcome.OutOfFuel, "the call was not suspended");
        trial.equal(0, drops.get(), "drops while a frame holds the object");
        holding.close();
        counting.close();
        store.collect();
        trial.equal(1, drops.get(), "drops when its call was dropped");
        holding.close();
        trial.equal(1, drops.get(), "drops when its call was dropped twice");
        trial.equal(turns, ((TestedGlobal) guest.export("turns")).get(), "turns of a guest that must not go on");
        trial.fails(Failure.CALL_ENDED, "a dropped call resumed", () -> counting.resume(100));
        trial.equal(List.of(), store.audit(), "differences of counts");
        canary.sings();
    }

    @Clause(
            id = "F-06",
            promise = "A synchronous call fails typed where only a future could answer.",
            deed = "The owner calls a guest that asks an asynchronous host function: as a call that can wait, and as"
                    + " one that cannot.",
            guests = {"canary", "waiter"},
            negative = true)
    static void f06(Trial trial) {
        TestedEngine engine = trial.engine();
        trial.need(engine, Suspending.Engine.class);
        Canary canary = trial.canary();
        TestedInstance guest = waiter(trial, engine, canary.store);
        CompletableFuture<Integer> future = new CompletableFuture<>();
        ANSWER.set(future);
        TestedCall waiting = begin(trial, guest, "ask", 1);
        trial.check(waiting.resume(Long.MAX_VALUE) instanceof CallOutcome.Waiting, "the call does not wait");
        future.complete(5);
        trial.positive(
                "a call that can wait",
                () -> trial.equal(105, result(trial, waiting.resume(Long.MAX_VALUE)), "what it gives"));
        ANSWER.set(new CompletableFuture<>());
        trial.refused(
                Failure.MUST_SUSPEND,
                "a synchronous call that would have to wait",
                () -> ((TestedFunction) guest.export("ask")).call(1));
    }

    private static TestedInstance waiter(Trial trial, TestedEngine engine, TestedStore store) {
        return store.instantiate(
                trial.load(engine, "waiter"),
                List.of(new HostImport.AsyncFunction(
                        "host",
                        "later",
                        ValueType.I32,
                        (caller, argument) -> ANSWER.get().minimalCompletionStage())));
    }

    @Clause(
            id = "F-07",
            promise = "A call resumed twice, after its end or by another thread is refused.",
            deed = "A call is resumed while it is on the Java stack, by an intruder, and after it has returned.",
            guests = {"canary", "calls"},
            negative = true)
    static void f07(Trial trial) {
        TestedEngine engine = trial.newEngine(true, false);
        Canary canary = trial.canary(engine);
        List<TestedCall> calls = new ArrayList<>();
        List<@Nullable Throwable> thrown = new ArrayList<>();
        TestedInstance guest = canary.store.instantiate(
                trial.load(engine, "calls"),
                List.of(new HostImport.Function("host", "step", UNARY, (caller, arguments) -> {
                    thrown.add(Crew.thrown(() -> calls.get(0).resume(100)));
                    return arguments;
                })));
        TestedCall call = begin(trial, guest, "countAndStep", 100);
        calls.add(call);
        trial.check(call.resume(200) instanceof CallOutcome.OutOfFuel, "the call was not suspended");
        trial.refusedElsewhere("a call resumed off-owner", () -> call.resume(100));
        trial.positive(
                "the owner resumes it",
                () -> trial.equal(101, result(trial, call.resume(Long.MAX_VALUE)), "what it gives"));
        trial.refusal(Set.of(Failure.BUSY), "a call resumed that is on the Java stack", thrown.get(0));
        trial.refused(Failure.CALL_ENDED, "a call resumed after its end", () -> call.resume(100));
        TestedCall closed = begin(trial, guest, "countUp", 10);
        closed.close();
        trial.refused(Failure.CALL_ENDED, "a call resumed that was closed", () -> closed.resume(100));
    }

    @Clause(
            id = "F-08",
            promise = "An interrupt stops the call that it is meant for, running or blocked, and no other.",
            deed = "A thread interrupts a loop, a recursion and a blocked wait of the owner's, and measures how long"
                    + " it takes; then a call that is over, and one of two.",
            guests = {"canary", "calls", "wait-alone"},
            timed = true,
            limitSeconds = 60)
    static void f08(Trial trial) throws Exception {
        TestedEngine engine = trial.engine();
        Canary canary = trial.canary();
        TestedInstance guest = guest(trial, engine, canary.store);
        long loop = trial.bestOfFive(() -> interruptNanos(trial, guest.export("endless")));
        trial.note("a loop after " + loop / 1_000 + " us");
        long recursion = trial.bestOfFive(() -> interruptNanos(trial, guest.export("recurse")));
        if (trial.adapter().features().contains(Feature.THREADS)) {
            SharedGuests guests = new SharedGuests(trial, "wait-alone");
            TestedInstance waiting = guests.guest();
            long wait =
                    trial.bestOfFive(() -> interruptNanos(trial, waiting.export("wait"), TimeUnit.SECONDS.toNanos(20)));
            trial.note("a blocked wait after " + wait / 1_000 + " us");
            trial.check(wait <= INTERRUPT_NANOS, "a blocked wait was stopped after " + wait + " ns");
        }
        trial.note("a recursion after " + recursion / 1_000 + " us");
        trial.check(loop <= INTERRUPT_NANOS, "a loop was stopped after " + loop + " ns");
        trial.check(recursion <= INTERRUPT_NANOS, "a recursion was stopped after " + recursion + " ns");
        onlyTheOneMeant(trial, canary, guest);
    }

    /** How long it takes from an interrupt to the end of the call. */
    private static long interruptNanos(Trial trial, Object function, @Nullable Object... arguments) {
        Interruptible.Interrupted call =
                trial.need(function, Interruptible.class).prepare(arguments);
        FutureTask<Long> interrupter = Crew.start("interrupter", () -> {
            TimeUnit.MILLISECONDS.sleep(60);
            long now = System.nanoTime();
            call.interrupt();
            return now;
        });
        trial.fails(Failure.INTERRUPTED, "a call that is interrupted", call::run);
        long end = System.nanoTime();
        Thread.interrupted(); // how some engines are stopped, and what they leave behind
        return end - Crew.result("interrupter", interrupter);
    }

    private static void onlyTheOneMeant(Trial trial, Canary canary, TestedInstance guest) {
        Interruptible fib = trial.need(canary.fib, Interruptible.class);
        Interruptible.Interrupted over = fib.prepare(10);
        trial.equal(55, over.run()[0], "fib(10)");
        over.interrupt();
        trial.equal(55, canary.call("fib", 10), "a call after one that was interrupted too late");
        Interruptible.Interrupted meant =
                trial.need(guest.export("endless"), Interruptible.class).prepare();
        Interruptible.Interrupted other = fib.prepare(10);
        meant.interrupt();
        trial.equal(55, other.run()[0], "a call beside one that is interrupted");
        trial.fails(Failure.INTERRUPTED, "a call interrupted before it ran", meant::run);
        canary.sings();
    }

    @Clause(
            id = "F-09",
            promise = "A call whose future has completed is resumed by its owner alone.",
            deed = "A call waits; another thread completes its future and resumes it; then the owner does.",
            guests = {"canary", "waiter"},
            negative = true)
    static void f09(Trial trial) {
        TestedEngine engine = trial.engine();
        trial.need(engine, Suspending.Engine.class);
        Canary canary = trial.canary();
        TestedInstance guest = waiter(trial, engine, canary.store);
        CompletableFuture<Integer> future = new CompletableFuture<>();
        ANSWER.set(future);
        TestedCall call = begin(trial, guest, "ask", 1);
        CallOutcome outcome = call.resume(Long.MAX_VALUE);
        trial.check(outcome instanceof CallOutcome.Waiting, "the call does not wait: " + outcome);
        CompletableFuture<?> ready = ((CallOutcome.Waiting) outcome).ready().toCompletableFuture();
        AtomicReference<@Nullable Throwable> inCallback = new AtomicReference<>();
        CompletableFuture<Void> told =
                ready.thenRun(() -> inCallback.set(Crew.thrown(() -> call.resume(Long.MAX_VALUE))));
        trial.check(!ready.isDone(), "it is worth while to resume before there is an answer");
        trial.refusal(
                Set.of(Failure.WRONG_THREAD),
                "a resumption by who completes the future",
                Crew.thrownOn("completer", () -> {
                    future.complete(7);
                    call.resume(Long.MAX_VALUE);
                }));
        Crew.on("waiter", () -> told.get(Crew.PATIENCE_SECONDS, TimeUnit.SECONDS));
        trial.refusal(Set.of(Failure.WRONG_THREAD), "a resumption in a callback", inCallback.get());
        trial.positive(
                "the owner resumes it",
                () -> trial.equal(107, result(trial, call.resume(Long.MAX_VALUE)), "what it gives"));
    }

    @Clause(
            id = "F-10",
            promise = "A future that is not Sendable keeps the Store where it is.",
            deed = "The owner moves a call that waits for a future of a class with a field that can be set, and one"
                    + " of the JDK's own.",
            guests = {"canary", "waiter", "luggage"},
            negative = true)
    static void f10(Trial trial) {
        TestedEngine engine = trial.engine();
        trial.need(engine, Suspending.Engine.class);
        trial.canary();
        Luggage luggage = new Luggage(trial, engine);
        TestedInstance guest = luggage.store.instantiate(
                trial.load(engine, "waiter"),
                List.of(new HostImport.AsyncFunction(
                        "host", "later", ValueType.I32, (caller, argument) -> ANSWER.get())));
        CompletableFuture<Integer> plain = new CompletableFuture<>();
        ANSWER.set(plain);
        TestedCall waiting = begin(trial, guest, "ask", 1);
        trial.check(waiting.resume(Long.MAX_VALUE) instanceof CallOutcome.Waiting, "the call does not wait");
        trial.positive("a future of the JDK's", () -> luggage.hop(waiting, guest));
        plain.complete(1);
        trial.equal(101, result(trial, waiting.resume(Long.MAX_VALUE)), "what the moved call gives");
        MutableFuture changing = new MutableFuture();
        ANSWER.set(changing);
        TestedCall pinning = begin(trial, guest, "ask", 1);
        trial.check(pinning.resume(Long.MAX_VALUE) instanceof CallOutcome.Waiting, "the call does not wait");
        trial.refused(
                Failure.NOT_SENDABLE, "a future with a field that can be set", () -> luggage.detach(pinning, guest));
        changing.complete(2);
        trial.equal(102, result(trial, pinning.resume(Long.MAX_VALUE)), "what the refused call gives");
        luggage.hop(guest);
    }

    /** A future with state of its own. */
    private static final class MutableFuture extends CompletableFuture<Integer> {
        private int asked;

        @Override
        public boolean isDone() {
            asked++;
            return super.isDone() && asked > 0;
        }
    }
}
