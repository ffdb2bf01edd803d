package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.CallEndedException;
import org.ferrywasm.vm.CannotSuspendException;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.InstantiationCall;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.StaleHandleException;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreClosedException;
import org.ferrywasm.vm.StoreInTransitException;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.StoreProbe;
import org.ferrywasm.vm.Tag;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.WasmException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Group F, and what suspended calls hold and wait for, in a Store that moves between one resume and the next. */
@Timeout(120)
class MovedCallClausesTest {
    private static final Engine ENGINE = new Engine(Config.DEFAULT.consumeFuel(true));

    private final Luggage luggage = new Luggage(ENGINE);
    private final Store<@Nullable Object> store = luggage.store;

    private static List<Val> results(Outcome outcome) {
        return SuspendedGuest.results(outcome);
    }

    @Clause("F-02")
    @Test
    void f02_eachSliceMayRunOnAFreshThread() {
        long before = store.getFuel();
        assertThat(luggage.call("fib", Val.i32(10))).containsExactly(Val.i32(55));
        long cost = before - store.getFuel();
        for (ThreadFactory threads : List.of(Thread::new, Thread.ofVirtual().factory())) {
            long start = store.getFuel();
            Call call = luggage.begin("fib", Val.i32(10));
            Outcome outcome = call.resume(40);
            int slices = 1;
            while (outcome instanceof Outcome.OutOfFuel) {
                outcome = luggage.on(threads, () -> call.resume(40), call);
                slices++;
            }
            assertThat(results(outcome)).containsExactly(Val.i32(55));
            assertThat(start - store.getFuel()).isEqualTo(cost);
            assertThat(slices).isGreaterThan(20);
        }
        luggage.sings();
    }

    @Clause("F-03")
    @Test
    void f03_aTrapAfterAMovedResumeNamesTheSameFrames() {
        Trap atOnce = (Trap) Crew.thrown(() -> luggage.call("divide", Val.i32(50)));
        Call call = luggage.begin("divide", Val.i32(50));
        call.resume(40);

        Outcome moved = luggage.on("next", () -> Luggage.slices(call, 7), call);

        assertThat(((Outcome.Trapped) moved).trap()).hasMessage(atOnce.getMessage());
        assertThat(((Outcome.Trapped) moved).trap().frames()).isEqualTo(atOnce.frames());
        luggage.sings();
    }

    private static final String CATCHING = """
        (module
          (import "host" "f" (func $f (param i32) (result i32)))
          (tag $t (export "t") (param i32))
          (func $inner (param $n i32) (result i32)
            (loop $again (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (call $f (i32.const 3)))
          (func (export "catch") (param $n i32) (result i32)
            (block $caught (result i32)
              (try_table (result i32) (catch $t $caught) (call $inner (local.get $n)))
              (return))
            (i32.add (i32.const 1000)))
          (func (export "host") (param $n i32) (result i32) (call $inner (local.get $n))))
        """;

    /** What a host function throws; a Store takes it along. */
    private record Failure(Throwable thrown) {
        int fail() throws Throwable {
            throw thrown;
        }
    }

    private Instance catching(Throwable thrown) {
        Failure failure = new Failure(thrown);
        Linker<@Nullable Object> linker = new Linker<>(ENGINE);
        linker.func("host", "f", HostFunction.of(Integer.class, Integer.class, (caller, n) -> failure.fail()));
        return linker.instantiate(store, Module.fromText(ENGINE, CATCHING));
    }

    @Clause("F-03")
    @Test
    void f03_aHostErrorAfterAMovedResumePassesThroughAndArrivesAsTheSameObject() {
        for (Throwable error : List.of(new IOException("checked"), new IllegalStateException("unchecked"))) {
            Call call = catching(error).getFunc("catch").begin(Val.i32(50));
            assertThat(call.resume(40)).isInstanceOf(Outcome.OutOfFuel.class);

            assertThat(luggage.on("next", () -> Crew.thrown(() -> Luggage.slices(call, 7)), call))
                    .isSameAs(error);
            assertThat(call.isEnded()).isTrue();
            luggage.sings();
        }
    }

    @Clause("F-03")
    @Test
    void f03_aGuestExceptionOfTheHostIsCaughtInTheRightFrameAfterAMove() {
        Linker<@Nullable Object> linker = new Linker<>(ENGINE);
        linker.func("host", "f", HostFunction.of(Integer.class, Integer.class, (caller, n) -> {
            Tag tag = caller.instance().orElseThrow().getTag("t");
            throw new WasmException(tag, Val.i32(7));
        }));
        Instance guest = linker.instantiate(store, Module.fromText(ENGINE, CATCHING));
        Call call = guest.getFunc("catch").begin(Val.i32(50));
        call.resume(40);
        Call uncaught = guest.getFunc("host").begin(Val.i32(50));
        uncaught.resume(40);

        luggage.on(
                "next",
                () -> {
                    assertThat(results(Luggage.slices(call, 7))).containsExactly(Val.i32(1007));
                    assertThat(Luggage.slices(uncaught, 7))
                            .isInstanceOfSatisfying(
                                    Outcome.Threw.class,
                                    threw -> assertThat(threw.exception().fields())
                                            .containsExactly(Val.i32(7)));
                    return null;
                },
                call,
                uncaught);
        luggage.sings();
    }

    private static final String RETHROWING = """
        (module
          (import "host" "f" (func $f))
          (tag $t (export "t") (param i32))
          (global $kept (mut exnref) (ref.null exn))
          (func (export "catch")
            (block $caught (result exnref) (try_table (catch_all_ref $caught) (call $f)) (unreachable))
            (global.set $kept))
          (func (export "rethrow") (throw_ref (global.get $kept))))
        """;

    @Clause({"F-03", "I-06"})
    @Test
    void f03_anExceptionThatWaitsInTheGuestIsTheSameObjectIfItTravelledAndEqualIfNot() {
        Linker<@Nullable Object> linker = new Linker<>(ENGINE);
        WasmException[] thrown = new WasmException[1];
        Instance guest;
        linker.func("host", "f", HostFunction.of(Void.class, caller -> {
            throw WAITING.get();
        }));
        guest = linker.instantiate(store, Module.fromText(ENGINE, RETHROWING));
        thrown[0] = new WasmException(guest.getTag("t"), Val.i32(9));
        WAITING.set(thrown[0]);
        guest.getFunc("catch").call();
        WAITING.remove();

        luggage.hop(guest, thrown[0]);
        assertThat(Crew.thrown(() -> guest.getFunc("rethrow").call())).isSameAs(thrown[0]);

        luggage.hop(guest);
        assertThat(Crew.thrown(thrown[0]::fields)).isInstanceOf(StaleHandleException.class);
        assertThat(Crew.thrown(() -> guest.getFunc("rethrow").call()))
                .isNotSameAs(thrown[0])
                .isInstanceOfSatisfying(
                        WasmException.class, e -> assertThat(e.fields()).containsExactly(Val.i32(9)));
        luggage.sings();
    }

    /** Hands the host function of one test what it throws, without capturing it. */
    private static final ThreadLocal<WasmException> WAITING = new ThreadLocal<>();

    @Clause("F-04")
    @Test
    void f04_severalSuspendedCallsMoveAndAreResumedInAnyOrderOnAnyThread() {
        List<Call> calls = new ArrayList<>();
        for (int n = 0; n < 12; n++) {
            calls.add(luggage.begin("fib", Val.i32(n)));
        }
        int[] fib = {0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89};
        int ended = 0;
        for (int round = 0; ended < calls.size(); round++) {
            int first = round;
            ended += luggage.on(
                    "thread " + round,
                    () -> {
                        int newlyEnded = 0;
                        for (int k = 0; k < calls.size(); k++) {
                            int n = (first * 5 + k * 7) % calls.size();
                            if (!calls.get(n).isEnded()
                                    && calls.get(n).resume(50 + 10 * k) instanceof Outcome.Returned(List<Val> result)) {
                                assertThat(result).containsExactly(Val.i32(fib[n]));
                                newlyEnded++;
                            }
                        }
                        return newlyEnded;
                    },
                    calls.toArray());
        }
        assertThat(StoreProbe.calls(store)).isZero();
        luggage.sings();
    }

    @Clause({"F-05", "C-13", "C-19"})
    @ParameterizedTest
    @ValueSource(strings = {"hold", "operand"})
    void f05_aMovedCallKeepsWhatItHoldsAndIsCleanedUpOnce(String function) {
        MovingDrops drops = new MovingDrops();
        List<Call> calls = new ArrayList<>();
        for (String name : List.of("resumed", "dropped", "unbegun")) {
            try (ExternRef ref = drops.put(store, name)) {
                calls.add(luggage.begin(function, ref, Val.i32(50)));
            }
        }
        calls.get(0).resume(40);
        calls.get(1).resume(40);
        assertThat(store.audit().hostReferences()).isZero();

        luggage.on(
                "next",
                () -> {
                    store.gc();
                    assertThat(drops.names()).isEmpty();
                    assertThat(results(calls.get(0).resume())).hasSize(1).allSatisfy(ref -> ((ExternRef) ref).close());
                    store.gc();
                    assertThat(drops.names()).containsExactly("resumed");
                    calls.get(1).close();
                    calls.get(1).close();
                    store.gc();
                    assertThat(drops.names()).containsExactly("resumed", "dropped");
                    return null;
                },
                calls.toArray());
        luggage.hop(calls.get(2));
        assertThat(drops.names()).containsExactly("resumed", "dropped");
        luggage.hop();

        assertThat(drops.names()).containsExactly("resumed", "dropped", "unbegun");
        assertThat(drops.threads())
                .containsExactly("next", "next", Thread.currentThread().getName());
        luggage.sings();
    }

    @Clause("C-19")
    @Test
    void c19_theLastCountedReferenceGoesAfterAMoveWhileAFrameHoldsTheObject() {
        MovingDrops drops = new MovingDrops();
        Call call;
        try (ExternRef ref = drops.put(store, "a")) {
            luggage.guest.getGlobal("object").set(ref);
            call = luggage.begin("hold", ref, Val.i32(50));
        }
        call.resume(40);
        luggage.hop(call);
        assertThat(store.audit().hostReferences()).isEqualTo(1);

        luggage.guest.getGlobal("object").set(Luggage.NULL);
        store.gc();
        luggage.hop(call);
        assertThat(drops.names()).isEmpty();
        assertThat(store.audit().hostReferences()).isZero();

        luggage.on("next", () -> results(call.resume()), call);
        store.gc();
        luggage.hop();
        assertThat(drops.names()).containsExactly("a");
        luggage.sings();
    }

    @Clause("F-06")
    @Test
    void f06_aSynchronousEntryThatWouldHaveToWaitFailsTypedAfterAMoveToo() {
        luggage.on("next", () -> {
            assertThat(Crew.thrown(() -> luggage.call("await", Luggage.NULL)))
                    .isInstanceOf(CannotSuspendException.class);
            return null;
        });
        luggage.answer.complete(4);
        assertThat(luggage.call("await", Luggage.NULL)).containsExactly(Val.i32(4));
        luggage.sings();
    }

    @Clause("F-07")
    @Test
    void f07_aMovedCallIsRefusedWhereItIsNotOrIsOver() {
        Call call = luggage.begin("countUp", Val.i32(100));
        Call left = luggage.begin("countUp", Val.i32(100));
        call.resume(50);
        StoreParcel<@Nullable Object> parcel = luggage.detach(call);
        assertThat(Crew.thrown(call::resume)).isInstanceOf(StoreInTransitException.class);
        assertThat(Crew.thrown(left::resume)).isInstanceOf(StaleHandleException.class);
        assertThat(Crew.thrown(left::close)).isInstanceOf(StaleHandleException.class);

        StoreParcel<@Nullable Object> back = Crew.on("next", () -> {
            parcel.attach();
            assertThat(Crew.thrownOn("intruder", call::resume)).isInstanceOf(WrongThreadException.class);
            assertThat(Crew.thrown(left::resume)).isInstanceOf(StaleHandleException.class);
            assertThat(results(call.resume())).containsExactly(Val.i64(107));
            assertThat(Crew.thrown(call::resume)).isInstanceOf(CallEndedException.class);
            return luggage.detach(call);
        });
        back.attach();
        assertThat(Crew.thrown(call::resume)).isInstanceOf(CallEndedException.class);
        assertThat(luggage.guest.getGlobal("count").get()).isEqualTo(Val.i64(107));
        luggage.sings();
    }

    @Clause({"H-05", "E-16"})
    @Test
    void h05_suspendedCallsOfAStoreThatClosesAfterAMoveFailTyped() {
        MovingDrops drops = new MovingDrops();
        Call outOfFuel = luggage.begin("hold", drops.put(store, "held"), Val.i32(50));
        outOfFuel.resume(40);
        Call waiting = luggage.begin("await", drops.put(store, "awaited"));
        waiting.resume();
        Call unbegun = luggage.begin("countUp", Val.i32(1));
        StoreParcel<@Nullable Object> parcel = luggage.detach(outOfFuel, waiting, unbegun);

        Crew.on("closer", () -> {
            parcel.attach().close();
            return null;
        });

        assertThat(drops.names()).containsExactlyInAnyOrder("held", "awaited");
        for (Call call : List.of(outOfFuel, waiting, unbegun)) {
            assertThat(Crew.thrown(call::resume)).isInstanceOf(StoreClosedException.class);
            assertThat(Crew.thrownOn("other", call::close)).isInstanceOf(StoreClosedException.class);
        }
    }

    @Clause({"F-05", "F-11"})
    @Test
    void f11_anInstantiationInTheMiddleMovesAndEndsOrIsLeftBehindWithoutATrace() {
        String text = "(module (memory (export \"memory\") 1) (table 4 externref)"
                + " (global (export \"started\") (mut i32) (i32.const 0))"
                + " (data (i32.const 5) \"" + "0123456789".repeat(100) + "\")"
                + " (func $start (local $n i32) (local.set $n (i32.const 100))"
                + "  (loop $l (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))"
                + "  (global.set 0 (i32.add (global.get 0) (i32.const 1)))) (start $start))";
        Module module = Module.fromText(ENGINE, text);
        Linker<@Nullable Object> linker = new Linker<>(ENGINE);
        for (long first = 1; first < 400; first += 13) {
            InstantiationCall call = linker.begin(store, module);
            InstantiationCall left = linker.begin(store, module);
            assertThat(call.resume(first)).isInstanceOf(Outcome.OutOfFuel.class);
            left.resume(first);
            luggage.on("next", () -> Luggage.slices(call, 30), call);
            luggage.hop(call);
            assertThat(call.instance().getMemory("memory").readString(5, 1000)).isEqualTo("0123456789".repeat(100));
            assertThat(call.instance().getGlobal("started").get()).isEqualTo(Val.i32(1));
            assertThat(Crew.thrown(left::instance)).isInstanceOf(StaleHandleException.class);
            assertThat(StoreProbe.calls(store)).isZero();
        }
        luggage.sings();
    }

    @Clause("F-12")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void f12_aRunThatIsMovedAtEveryCheckpointEqualsTheRunThatIsNot(boolean isVirtual) {
        ThreadFactory threads = isVirtual ? Thread.ofVirtual().factory() : Thread::new;
        for (Map.Entry<String, Integer> program :
                Map.of("calls", 6, "memory", 12, "host", 8).entrySet()) {
            MovedProgram.Trace unmoved = MovedProgram.run(program.getKey(), program.getValue(), null);
            MovedProgram.Trace moved = MovedProgram.run(program.getKey(), program.getValue(), threads);

            assertThat(moved.hops()).isGreaterThan(20);
            assertThat(moved.results()).isEqualTo(unmoved.results());
            assertThat(moved.trace()).isEqualTo(unmoved.trace());
            assertThat(moved.memory()).isEqualTo(unmoved.memory());
            assertThat(moved.fuel()).isEqualTo(unmoved.fuel());
        }
    }
}
