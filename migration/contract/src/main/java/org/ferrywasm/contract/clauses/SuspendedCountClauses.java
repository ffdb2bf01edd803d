package org.ferrywasm.contract.clauses;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.CallOutcome;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.Fuelled;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Movable;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.Suspending;
import org.ferrywasm.contract.spi.TestedCall;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.spi.ValueType;
import org.ferrywasm.contract.trial.HostObjects;
import org.ferrywasm.contract.trial.Probe;
import org.ferrywasm.contract.trial.Trial;

/** Group C, fourth part: objects that frames of calls hold, and collections between any two of their instructions. */
final class SuspendedCountClauses {
    private static final Signature LOOK = new Signature(List.of(ValueType.EXTERNREF), List.of());
    private static final Signature MAKE = new Signature(List.of(ValueType.I32), List.of(ValueType.EXTERNREF));
    private static final Signature NUMBER = new Signature(List.of(ValueType.EXTERNREF), List.of(ValueType.I32));
    private static final int LEAST_SUSPENSIONS = 5;
    private static final int ROUNDS = 20;
    private static final long FUEL = 1_000_000;

    private SuspendedCountClauses() {}

    @Clause(
            id = "C-13",
            promise = "Frames of suspended calls keep their objects alive.",
            deed = "Calls that hold an object in a parameter, a local, an operand, a caller's frame, an open block, a"
                    + " structure or an exception run in slices of fuel, with a collection after each; others wait"
                    + " for the host.",
            guests = {"suspended", "suspended-heap", "asking"})
    static void c13(Trial trial) {
        Suspended guests = new Suspended(trial);
        HostObjects objects = guests.objects;
        List<String> functions = new ArrayList<>(guests.functions());
        functions.addAll(guests.heapFunctions());
        List<String> released = new ArrayList<>();
        for (String function : functions) {
            TestedCall call = guests.begin(function, function);
            int suspensions = guests.finish(call, function, () -> {
                objects.collect();
                objects.expectReleased("while a suspended call holds an object in a place like " + function, released);
                objects.expectWhole("while a call is suspended");
            });
            trial.check(suspensions > LEAST_SUSPENSIONS, "a fault of the kit: " + suspensions + " suspensions");
            objects.collect();
            released.add(function);
            objects.expectReleased("when the call is over", released);
        }
        objects.end();
        waiting(trial);
        trial.note(String.join(", ", functions));
    }

    private static void waiting(Trial trial) {
        TestedStore store = trial.engine(Suspending.Engine.class).newStore();
        HostObjects objects = new HostObjects(trial, store);
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        TestedInstance guest = store.instantiate(
                trial.load("asking"),
                List.of(
                        new HostImport.Function("host", "look", LOOK, (caller, arguments) -> {
                            trial.equal("in a local", HostObjects.name(arguments[0]), "what a frame held");
                            return Holder.letGo(caller, arguments);
                        }),
                        new HostImport.AsyncFunction("host", "answer", ValueType.EXTERNREF, (caller, argument) -> {
                            Holder.letGo(caller, new Object[] {argument});
                            return answer;
                        })));
        TestedCall[] calls = {
            begin(trial, objects, guest, "argument", "in an argument"),
            begin(trial, objects, guest, "local", "in a local")
        };
        for (TestedCall call : calls) {
            trial.check(
                    call.resume(Long.MAX_VALUE) instanceof CallOutcome.Waiting, "a call does not wait for the host");
        }
        objects.collect();
        objects.expectReleased("while calls that wait for the host hold objects");
        objects.expectWhole("while calls wait");
        answer.complete(7);
        for (TestedCall call : calls) {
            CallOutcome outcome = call.resume(Long.MAX_VALUE);
            trial.check(outcome instanceof CallOutcome.Returned, "a call that waited does not return: " + outcome);
            trial.equal(7, ((CallOutcome.Returned) outcome).results()[0], "what the host answered");
        }
        objects.collect();
        objects.expectReleased("when calls that waited are over", "in an argument", "in a local");
        objects.end();
    }

    private static TestedCall begin(
            Trial trial, HostObjects objects, TestedInstance guest, String function, String object) {
        TestedCall[] call = {null};
        objects.lend(
                object,
                handle -> call[0] = trial.need(guest.export(function), Suspending.Function.class)
                        .begin(handle));
        return call[0];
    }

    @Clause(
            id = "C-17",
            promise = "A collection at every safepoint changes no result.",
            deed = "A program that holds objects everywhere runs in an engine that collects at every safepoint, whole"
                    + " and in slices of 1, 10 and 1,000 units of fuel; result, fuel and drops are compared with"
                    + " those of a plain run.",
            guests = "program")
    static void c17(Trial trial) {
        trial.needs(Feature.BULK_MEMORY, Feature.REFERENCE_TYPES, Feature.GC, Feature.EXCEPTIONS);
        List<Object> plain = run(trial, false, false, Long.MAX_VALUE);
        List<Object> collected = run(trial, false, true, Long.MAX_VALUE);
        trial.equal(plain, collected, "result and drops with a collection at every safepoint");
        if (trial.store() instanceof Fuelled && trial.engine() instanceof Suspending.Engine) {
            List<Object> fuelled = run(trial, true, false, Long.MAX_VALUE);
            for (long slice : new long[] {1, 10, 1_000, Long.MAX_VALUE}) {
                trial.equal(
                        fuelled,
                        run(trial, true, true, slice),
                        "result, drops and fuel with collections, in slices of " + slice);
            }
        }
        trial.note("the plain run gives " + plain);
    }

    /** What a run leaves behind: its result, its fuel where there is some. It drops every object. */
    private static List<Object> run(Trial trial, boolean isFuelled, boolean collects, long slice) {
        TestedEngine engine = trial.newEngine(isFuelled, collects);
        TestedStore store = engine.newStore();
        HostObjects objects = new HostObjects(trial, store);
        if (isFuelled) {
            ((Fuelled) store).setFuel(FUEL);
        }
        Probe make = new Probe();
        Probe number = new Probe();
        List<TestedReference> given = new ArrayList<>();
        make.behave((caller, arguments) -> {
            given.forEach(TestedReference::close);
            given.clear();
            given.add(objects.put(String.valueOf(arguments[0])));
            return new Object[] {given.get(0)};
        });
        number.behave((caller, arguments) -> {
            int itsNumber = Integer.parseInt(HostObjects.name(arguments[0]));
            Holder.letGo(caller, arguments);
            return new Object[] {itsNumber};
        });
        TestedInstance guest = store.instantiate(
                trial.load(engine, "program"),
                List.of(
                        new HostImport.Function("host", "make", MAKE, make.code()),
                        new HostImport.Function("host", "number", NUMBER, number.code())));
        List<Object> trace = new ArrayList<>();
        trace.add(result(trial, objects, (TestedFunction) guest.export("run"), slice));
        if (isFuelled) {
            trace.add(((Fuelled) store).fuel());
        }
        trial.equal(4L * ROUNDS, make.calls(), "objects of the program");
        objects.end();
        return trace;
    }

    private static Object result(Trial trial, HostObjects objects, TestedFunction function, long slice) {
        if (slice == Long.MAX_VALUE) {
            return Objects.requireNonNull(function.call(ROUNDS)[0]);
        }
        TestedCall call = trial.need(function, Suspending.Function.class).begin(ROUNDS);
        CallOutcome outcome = call.resume(slice);
        while (outcome instanceof CallOutcome.OutOfFuel) {
            objects.expectWhole("between two slices of " + slice);
            outcome = call.resume(slice);
        }
        trial.check(outcome instanceof CallOutcome.Returned, "the program does not return: " + outcome);
        return Objects.requireNonNull(((CallOutcome.Returned) outcome).results()[0]);
    }

    @Clause(
            id = "C-19",
            promise = "What only a suspended frame holds lives until the call ends, then is dropped once.",
            deed = "The last counted reference goes while a suspended call, one that has not started, or one that"
                    + " calls the host holds the object; the call then returns, or is closed, here or on the"
                    + " thread to which the Store has moved.",
            guests = {"suspended", "suspended-heap", "holder"})
    static void c19(Trial trial) {
        Suspended guests = new Suspended(trial);
        HostObjects objects = guests.objects;
        List<String> released = new ArrayList<>();
        for (String function : guests.functions()) {
            returned(guests, function, released);
            closed(guests, function, released);
            unstarted(guests, function, released);
        }
        lastInAGlobal(guests, released);
        several(guests, released);
        lost(guests, released);
        duringHostCall(trial);
        if (guests.store instanceof Movable) {
            moved(guests, released);
        }
        objects.end();
    }

    private static void expectHeld(Suspended guests, List<String> released, String where) {
        guests.objects.expectReferences(0, "when only " + where + " holds an object");
        guests.objects.expectReleased("while only " + where + " holds an object", released);
        guests.objects.collect();
        guests.objects.expectReleased("when collected while only " + where + " holds an object", released);
        guests.objects.expectWhole("when only " + where + " holds an object");
    }

    private static void expectGone(Suspended guests, List<String> released, String object) {
        released.add(object);
        guests.objects.expectReleased("when the call is over", released);
    }

    private static void returned(Suspended guests, String function, List<String> released) {
        String object = "returned from " + function;
        TestedCall call = guests.begin(function, object);
        guests.suspend(call, Suspended.FIRST_SLICE);
        expectHeld(guests, released, "a frame of " + function);
        guests.finish(call, object);
        expectGone(guests, released, object);
    }

    private static void closed(Suspended guests, String function, List<String> released) {
        String object = "closed in " + function;
        TestedCall call = guests.begin(function, object);
        guests.suspend(call, Suspended.FIRST_SLICE);
        expectHeld(guests, released, "a frame of " + function);
        call.close();
        expectGone(guests, released, object);
        call.close();
    }

    private static void unstarted(Suspended guests, String function, List<String> released) {
        String object = "argument of " + function;
        TestedCall call = guests.begin(function, object);
        expectHeld(guests, released, "an argument of a call that has not started");
        call.close();
        expectGone(guests, released, object);
        String started = "started late in " + function;
        TestedCall other = guests.begin(function, started);
        expectHeld(guests, released, "an argument of another such call");
        guests.finish(other, started);
        expectGone(guests, released, started);
    }

    private static void lastInAGlobal(Suspended guests, List<String> released) {
        TestedCall call = guests.begin("global", "in a global");
        guests.suspend(call, Suspended.FIRST_SLICE);
        guests.objects.expectReferences(1, "from a global");
        guests.kept().set(null);
        expectHeld(guests, released, "a frame of global");
        guests.finish(call, "in a global");
        expectGone(guests, released, "in a global");
    }

    private static void several(Suspended guests, List<String> released) {
        List<TestedCall> calls = new ArrayList<>();
        guests.objects.lend("in several calls", handle -> {
            for (String function : guests.functions()) {
                calls.add(guests.begin(function, handle));
            }
        });
        for (TestedCall call : calls) {
            expectHeld(guests, released, "some calls");
            guests.suspend(call, Suspended.FIRST_SLICE);
        }
        for (int i = 0; i < calls.size(); i++) {
            expectHeld(guests, released, "the rest of some calls");
            if (i % 2 == 0) {
                guests.finish(calls.get(i), "in several calls");
            } else {
                calls.get(i).close();
            }
        }
        expectGone(guests, released, "in several calls");
    }

    /** Calls that nobody can resume or close any more are over some time later. */
    private static void lost(Suspended guests, List<String> released) {
        for (String function : guests.functions()) {
            released.add("lost in " + function);
            guests.suspend(guests.begin(function, "lost in " + function), Suspended.FIRST_SLICE);
        }
        guests.objects.awaitReleased(released, guests.objects::collect);
        guests.objects.expectReleased("when suspended calls were lost", released);
    }

    /** The frame of a call that is in a host function holds the object. */
    private static void duringHostCall(Trial trial) {
        Holder holder = new Holder(trial);
        holder.objects.lend("in a running frame", handle -> {
            holder.act.behave((caller, arguments) -> {
                handle.close();
                holder.objects.expectReferences(0, "when the host has closed the handle");
                holder.objects.collect();
                holder.objects.expectReleased("while only a running frame holds an object");
                return new Object[0];
            });
            holder.call("during", handle);
        });
        holder.objects.expectReleased("when the call is over", "in a running frame");
        holder.objects.end();
    }

    private static void moved(Suspended guests, List<String> released) {
        for (String function : guests.functions()) {
            String object = "moved in " + function;
            String left = "closed there in " + function;
            String late = "started there in " + function;
            TestedCall call = guests.begin(function, object);
            TestedCall other = guests.begin(function, left);
            TestedCall unstarted = guests.begin(function, late);
            guests.suspend(call, Suspended.FIRST_SLICE);
            guests.suspend(other, Suspended.FIRST_SLICE);
            guests.onAnotherThread(
                    () -> {
                        expectHeld(guests, released, "frames that have moved");
                        guests.finish(call, object);
                        guests.objects.collect();
                        expectGone(guests, released, object);
                        other.close();
                        guests.objects.collect();
                        expectGone(guests, released, left);
                    },
                    call,
                    other,
                    unstarted);
            expectHeld(guests, released, "an argument that has moved");
            guests.finish(unstarted, late);
            expectGone(guests, released, late);
        }
        TestedCall call = guests.begin("global", "in a global that moved");
        guests.suspend(call, Suspended.FIRST_SLICE);
        guests.onAnotherThread(
                () -> {
                    guests.kept().set(null);
                    expectHeld(guests, released, "a frame on another thread");
                },
                call);
        expectHeld(guests, released, "a frame that came back");
        guests.finish(call, "in a global that moved");
        expectGone(guests, released, "in a global that moved");

        TestedCall leftBehind = guests.begin("local", "in a call that stays behind");
        guests.suspend(leftBehind, Suspended.FIRST_SLICE);
        released.add("in a call that stays behind");
        guests.onAnotherThread(() -> guests.objects.collect());
        guests.objects.expectReleased("when the Store moved without the call", released);
    }
}
