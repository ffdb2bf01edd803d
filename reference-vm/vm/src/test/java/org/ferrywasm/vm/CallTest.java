package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTest {
    private static final String FIB = """
        (module
          (global $calls (export "calls") (mut i32) (i32.const 0))
          (memory (export "memory") 1)
          (func $fib (export "fib") (param $n i32) (result i32)
            (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
            (if (result i32) (i32.lt_u (local.get $n) (i32.const 2))
              (then (local.get $n))
              (else
                (i32.add
                  (call $fib (i32.sub (local.get $n) (i32.const 1)))
                  (call $fib (i32.sub (local.get $n) (i32.const 2)))))))
          (func $trap (export "trap") (call $unreachable))
          (func $unreachable unreachable)
          (func (export "several") (param i32 i64 f32 f64 v128) (result v128 f64 f32 i64 i32)
            (local.get 4) (local.get 3) (local.get 2) (local.get 1) (local.get 0))
          (func (export "endless") (loop (br 0))))
        """;

    private static final String CALLING = """
        (module
          (import "host" "f" (func $f))
          (func $inner call $f)
          (func $run (export "run") call $inner))
        """;

    private static final int FIB_OF_10 = 55;

    @Test
    void doesNothingBeforeItIsResumed() {
        try (MeteredGuest guest = new MeteredGuest(FIB)) {
            Call call = guest.begin("fib", Val.i32(10));

            assertThat(call.isEnded()).isFalse();
            assertThat(guest.instance.getGlobal("calls").get()).isEqualTo(Val.i32(0));
            assertThat(call.frames())
                    .singleElement()
                    .satisfies(frame -> assertThat(frame.funcName()).isEqualTo("fib"));
            assertThat(call.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(FIB_OF_10))));
            assertThat(call.isEnded()).isTrue();
        }
    }

    @Test
    void givesAllResults() {
        try (MeteredGuest guest = new MeteredGuest(FIB)) {
            Val[] args = {Val.i32(-1), Val.i64(2), Val.f32(3.5f), Val.f64(-0.0), Val.v128(5, 6)};

            assertThat(SlicedRun.results(guest.begin("several", args), 1))
                    .containsExactly(args[4], args[3], args[2], args[1], args[0]);
        }
    }

    @Test
    void runGoesOnToTheEnd() {
        try (MeteredGuest guest = new MeteredGuest(FIB)) {
            Call call = guest.begin("fib", Val.i32(10));
            assertThat(call.resume(30)).isInstanceOf(Outcome.OutOfFuel.class);

            assertThat(call.run()).containsExactly(Val.i32(FIB_OF_10));
            assertThat(call.isEnded()).isTrue();
        }
    }

    @Test
    void runTrapsWhereTheStoreIsEmptyAndIsOverThen() {
        try (MeteredGuest guest = new MeteredGuest(FIB)) {
            Call call = guest.begin("fib", Val.i32(10));
            guest.store.setFuel(30);

            assertThatThrownBy(call::run)
                    .isInstanceOfSatisfying(
                            Trap.class, trap -> assertThat(trap.reason()).isEqualTo(TrapReason.OUT_OF_FUEL));
            assertThat(call.isEnded()).isTrue();
        }
    }

    @Test
    void showsItsFramesWhileItIsSuspended() {
        try (MeteredGuest guest = new MeteredGuest(FIB);
                Call call = guest.begin("fib", Val.i32(10))) {
            int deepest = 0;
            while (call.resume(1) instanceof Outcome.OutOfFuel) {
                assertThat(call.frames()).isNotEmpty().allSatisfy(frame -> {
                    assertThat(frame.funcName()).isEqualTo("fib");
                    assertThat(frame.offset()).isPositive();
                });
                deepest = Math.max(deepest, call.frames().size());
            }
            assertThat(deepest).isEqualTo(10);
        }
    }

    @Test
    void anEndedCallIsRefusedTyped() {
        try (MeteredGuest guest = new MeteredGuest(FIB)) {
            Call returned = guest.begin("fib", Val.i32(1));
            returned.resume();
            Call trapped = guest.begin("trap");
            trapped.resume();
            Call closed = guest.begin("fib", Val.i32(1));
            closed.close();

            for (Call call : List.of(returned, trapped, closed)) {
                assertThat(call.isEnded()).isTrue();
                assertThatThrownBy(call::resume)
                        .isInstanceOf(CallEndedException.class)
                        .hasMessage("Call.resume: this call of Store " + guest.store.id()
                                + " is over; begin another one with Func.begin");
                assertThatThrownBy(() -> call.resume(1)).isInstanceOf(CallEndedException.class);
                assertThatThrownBy(call::run).isInstanceOf(CallEndedException.class);
                assertThatThrownBy(call::frames).isInstanceOf(CallEndedException.class);
                assertThatThrownBy(() -> call.setEpochDeadline(1)).isInstanceOf(CallEndedException.class);
                assertThatCode(call::close).doesNotThrowAnyException();
                assertThatCode(call::interruptHandle).doesNotThrowAnyException();
            }
            assertThat(guest.call("fib", Val.i32(10))).containsExactly(Val.i32(FIB_OF_10));
        }
    }

    @Test
    void aTrapIsAnOutcomeWithABacktrace() {
        try (MeteredGuest guest = new MeteredGuest(FIB)) {
            Trap trap = SlicedRun.trap(guest.begin("trap").resume());

            assertThat(trap.reason()).isEqualTo(TrapReason.UNREACHABLE);
            assertThat(trap.frames()).extracting(GuestFrame::funcName).containsExactly("unreachable", "trap");
        }
    }

    @Test
    void manyCallsAreResumedInEveryOrder() {
        Random random = new Random(7);
        try (MeteredGuest guest = new MeteredGuest(FIB)) {
            List<Call> calls = new ArrayList<>();
            List<Val> expected = new ArrayList<>();
            for (int n = 0; n < 40; n++) {
                calls.add(guest.begin("fib", Val.i32(n % 12)));
                expected.addAll(guest.call("fib", Val.i32(n % 12)));
            }
            List<Val> results = new ArrayList<>(Collections.nCopies(calls.size(), Val.i32(-1)));
            List<Integer> open = new ArrayList<>();
            for (int i = 0; i < calls.size(); i++) {
                open.add(i);
            }
            while (!open.isEmpty()) {
                Integer next = open.get(random.nextInt(open.size()));
                if (calls.get(next).resume(1 + random.nextInt(40)) instanceof Outcome.Returned(List<Val> values)) {
                    results.set(next, values.getFirst());
                    open.remove(/* element */ next);
                }
            }
            assertThat(results).isEqualTo(expected);
        }
    }

    @Test
    void memoriesAndGlobalsAreReadAnewAfterASuspension() {
        try (MeteredGuest guest = new MeteredGuest("""
            (module
              (memory (export "memory") 1)
              (global $limit (export "limit") (mut i32) (i32.const -1))
              (func (export "watch") (result i32)
                (loop $again
                  (br_if $again (i32.ne (i32.load (i32.const 65532)) (global.get $limit))))
                (i32.load (i32.const 131068)))
              (func (export "poke") (param i32 i32) (i32.store (local.get 0) (local.get 1))))
            """)) {
            Call call = guest.begin("watch");
            assertThat(call.resume(100)).isInstanceOf(Outcome.OutOfFuel.class);

            Memory memory = guest.instance.getMemory("memory");
            assertThat(memory.grow(1)).isEqualTo(1);
            memory.writeInt(131068, 42);
            guest.call("poke", Val.i32(65532), Val.i32(7));
            guest.instance.getGlobal("limit").set(Val.i32(7));

            assertThat(SlicedRun.results(call, 100)).containsExactly(Val.i32(42));
        }
    }

    @Test
    void aRunningCallIsBusy() {
        AtomicReference<Call> self = new AtomicReference<>();
        List<Throwable> refusals = new ArrayList<>();
        HostFunction<@Nullable Void> meddling = HostFunction.of(Void.class, caller -> {
            Call call = self.get();
            for (Runnable operation : List.<Runnable>of(
                    call::resume,
                    () -> call.resume(1),
                    call::run,
                    call::close,
                    () -> call.setEpochDeadline(1),
                    () -> caller.store().close())) {
                try {
                    operation.run();
                } catch (StoreBusyException e) {
                    refusals.add(e);
                }
            }
            assertThat(call.frames()).hasSize(2);
            assertThat(call.isEnded()).isFalse();
            return null;
        });
        try (MeteredGuest guest = new MeteredGuest(CALLING, Map.of("f", meddling))) {
            self.set(guest.begin("run"));

            assertThat(self.get().resume()).isEqualTo(new Outcome.Returned(List.of()));

            assertThat(refusals)
                    .hasSize(6)
                    .first()
                    .satisfies(refusal -> assertThat(refusal)
                            .hasMessage(
                                    "Call.resume: this call of Store %d is on the Java stack of thread \"%s\": func 2 \"run\""
                                            .formatted(
                                                    guest.store.id(),
                                                    Thread.currentThread().getName())));
        }
    }

    @Test
    void aCallMayBeBegunInAHostCallAndResumedAfterIt() {
        AtomicReference<Call> inner = new AtomicReference<>();
        AtomicReference<Func> fib = new AtomicReference<>();
        HostFunction<@Nullable Void> beginning = HostFunction.of(Void.class, caller -> {
            Call call = fib.get().begin(Val.i32(10));
            assertThat(call.resume(20)).isInstanceOf(Outcome.OutOfFuel.class);
            inner.set(call);
            return null;
        });
        try (MeteredGuest guest = new MeteredGuest(FIB)) {
            fib.set(guest.instance.getFunc("fib"));
            Linker<@Nullable Void> linker = new Linker<>(guest.store.engine());
            linker.func("host", "f", beginning);
            Instance outer = linker.instantiate(guest.store, Module.fromText(guest.store.engine(), CALLING));

            outer.getFunc("run").call();

            assertThat(SlicedRun.results(inner.get(), 20)).containsExactly(Val.i32(FIB_OF_10));
        }
    }

    @Test
    void aCallMayBeResumedInsideAnotherOne() {
        AtomicReference<Call> waiting = new AtomicReference<>();
        HostFunction<@Nullable Void> resuming = HostFunction.of(Void.class, caller -> {
            waiting.get().resume(15);
            return null;
        });
        try (MeteredGuest guest = new MeteredGuest("""
            (module
              (import "host" "f" (func $f))
              (func (export "run") (param $n i32)
                (loop $again
                  (call $f)
                  (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
              (func (export "count") (param $n i32) (result i32) (local $i i32)
                (loop $again
                  (local.set $i (i32.add (local.get $i) (i32.const 1)))
                  (br_if $again (i32.lt_u (local.get $i) (local.get $n))))
                (local.get $i)))
            """, Map.of("f", resuming))) {
            waiting.set(guest.begin("count", Val.i32(1000)));
            Call outer = guest.begin("run", Val.i32(20));
            assertThat(outer.resume(5)).isInstanceOf(Outcome.OutOfFuel.class);
            assertThat(SlicedRun.of(outer, 3).outcome()).isInstanceOf(Outcome.Returned.class);

            assertThat(SlicedRun.results(waiting.get(), 50)).containsExactly(Val.i32(1000));
        }
    }

    @Test
    void closingASuspendedCallEndsItAndNothingElse() {
        try (MeteredGuest guest = new MeteredGuest(FIB)) {
            Call kept = guest.begin("fib", Val.i32(10));
            Call closed = guest.begin("fib", Val.i32(10));
            kept.resume(50);
            closed.resume(60);

            closed.close();

            assertThat(SlicedRun.results(kept, 10)).containsExactly(Val.i32(FIB_OF_10));
        }
    }

    @Test
    void aClosedCallsStackServesTheNextCallAsANewOne() {
        try (MeteredGuest guest = new MeteredGuest(FIB)) {
            for (int i = 0; i < 100; i++) {
                Call call = guest.begin("fib", Val.i32(12));
                call.resume(i * 10L);
                call.close();
                assertThat(guest.call("fib", Val.i32(7))).containsExactly(Val.i32(13));
            }
            assertThat(guest.store.state().executions()).isEmpty();
        }
    }

    @Test
    void lostCallsAreEndedByTheOwner() throws InterruptedException {
        try (MeteredGuest guest = new MeteredGuest(FIB)) {
            for (int i = 0; i < 50; i++) {
                guest.begin("fib", Val.i32(12)).resume(50);
            }
            Call kept = guest.begin("fib", Val.i32(10));
            kept.resume(50);
            for (int i = 0; i < 1000 && guest.store.state().executions().size() > 1; i++) {
                System.gc();
                Thread.sleep(5);
                guest.store.gc();
            }
            assertThat(guest.store.state().executions()).hasSize(1);
            assertThat(SlicedRun.results(kept, 10)).containsExactly(Val.i32(FIB_OF_10));
        }
    }

    @Test
    void anotherThreadIsRefusedWithoutEffect() {
        try (MeteredGuest guest = new MeteredGuest(FIB)) {
            Call call = guest.begin("fib", Val.i32(10));
            call.resume(50);
            long spent = guest.spent();

            for (Runnable operation : List.<Runnable>of(
                    call::resume,
                    () -> call.resume(-1),
                    call::run,
                    call::close,
                    call::frames,
                    call::isEnded,
                    call::interruptHandle,
                    () -> call.setEpochDeadline(-1))) {
                assertThatThrownBy(() -> OtherThread.call("intruder", () -> {
                            operation.run();
                            return 0;
                        }))
                        .isInstanceOf(WrongThreadException.class)
                        .hasMessageContaining("on thread \"intruder\"");
            }
            assertThat(guest.spent()).isEqualTo(spent);
            assertThat(SlicedRun.results(call, 10)).containsExactly(Val.i32(FIB_OF_10));
        }
    }

    @Test
    void wrongArgumentsBeginNothing() {
        try (MeteredGuest guest = new MeteredGuest(FIB)) {
            assertThatThrownBy(() -> guest.begin("fib")).isInstanceOf(TypeMismatchException.class);
            assertThatThrownBy(() -> guest.begin("fib", Val.i64(1))).isInstanceOf(TypeMismatchException.class);

            assertThat(guest.store.state().executions()).isEmpty();
        }
    }

    @Test
    void tooManyNestedCallsLeaveTheCallAsItWas() {
        AtomicReference<Call> waiting = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> refusal = new AtomicReference<>();
        HostFunction<@Nullable Void> resuming = HostFunction.of(Void.class, caller -> {
            if (refusal.get() == null) {
                refusal.set(catchThrowable(waiting.get()::resume));
            }
            return null;
        });
        Config config = Config.DEFAULT.storeLimits(StoreLimits.DEFAULT.withNestedCalls(1));
        try (MeteredGuest guest = new MeteredGuest(config, CALLING, Map.of("f", resuming))) {
            waiting.set(guest.begin("run"));

            guest.call("run");

            assertThat(refusal.get())
                    .isInstanceOfSatisfying(
                            Trap.class, trap -> assertThat(trap.reason()).isEqualTo(TrapReason.CALL_STACK_EXHAUSTED));
            assertThat(waiting.get().isEnded()).isFalse();
            assertThat(waiting.get().resume()).isInstanceOf(Outcome.Returned.class);
        }
    }

    @Test
    void aHostFunctionIsCalledWithoutAGuest() {
        try (MeteredGuest guest = new MeteredGuest(FIB)) {
            Func host = Func.of(guest.store, HostFunction.of(Integer.class, Integer.class, (caller, n) -> 2 * n));
            guest.store.setFuel(0);

            assertThat(SlicedRun.results(host.begin(Val.i32(21)), 0)).containsExactly(Val.i32(42));
        }
    }

    @Test
    void exhaustionOfTheStackIsTheSameTrapHoweverItIsSliced() {
        try (MeteredGuest guest = new MeteredGuest(
                "(module (func $f (export \"f\") (param i32) (result i32) (call $f (i32.add (local.get 0) (i32.const"
                        + " 1)))))")) {
            Trap atOnce = SlicedRun.trap(guest.begin("f", Val.i32(0)).resume());
            long whole = guest.spent();
            guest.refuel();

            Trap sliced = SlicedRun.trap(
                    SlicedRun.of(guest.begin("f", Val.i32(0)), 97).outcome());

            assertThat(sliced.reason()).isEqualTo(TrapReason.CALL_STACK_EXHAUSTED);
            assertThat(sliced.frames()).isEqualTo(atOnce.frames());
            assertThat(guest.spent()).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 1000})
    void tailCallsAreSlicedToo(long slice) {
        HostFunction<@Nullable Void> doubling = HostFunction.of(Integer.class, Integer.class, (caller, n) -> 2 * n);
        try (MeteredGuest guest = new MeteredGuest("""
            (module
              (import "host" "f" (func $double (param i32) (result i32)))
              (func $count (export "count") (param $n i32) (param $sum i32) (result i32)
                (if (i32.eqz (local.get $n)) (then (return_call $double (local.get $sum))))
                (return_call $count
                  (i32.sub (local.get $n) (i32.const 1)) (i32.add (local.get $sum) (local.get $n)))))
            """, Map.of("f", doubling))) {
            guest.call("count", Val.i32(100), Val.i32(0));
            long whole = guest.spent();
            guest.refuel();

            assertThat(SlicedRun.results(guest.begin("count", Val.i32(100), Val.i32(0)), slice))
                    .containsExactly(Val.i32(10_100));
            assertThat(guest.spent()).isEqualTo(whole);
        }
    }

    @Test
    void aTailCalledHostFunctionWaitsForFuelLikeAnyOther() {
        List<Integer> calls = new ArrayList<>();
        HostFunction<@Nullable Void> noting = HostFunction.of(Integer.class, Integer.class, (caller, n) -> {
            calls.add(n);
            return n;
        });
        try (MeteredGuest guest = new MeteredGuest("""
            (module
              (import "host" "f" (func $f (param i32) (result i32)))
              (func (export "run") (param i32) (result i32) (return_call $f (local.get 0))))
            """, Map.of("f", noting));
                Call call = guest.begin("run", Val.i32(5))) {
            assertThat(call.resume(1)).isInstanceOf(Outcome.OutOfFuel.class);
            assertThat(call.resume(0)).isInstanceOf(Outcome.OutOfFuel.class);
            assertThat(calls).isEmpty();

            assertThat(call.resume(10)).isEqualTo(new Outcome.Returned(List.of(Val.i32(5))));
            assertThat(calls).containsExactly(5);
        }
    }

    @Test
    void anUnmeteredCallIsResumedWithoutASlice() {
        try (Store<@Nullable Void> store = Store.of(new Engine())) {
            Func fib = Guests.instantiate(store, FIB).getFunc("fib");
            Call call = fib.begin(Val.i32(10));

            assertThatThrownBy(() -> call.resume(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("fuel is not switched on: see Config.consumeFuel");
            assertThat(call.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(FIB_OF_10))));
        }
    }

    @Test
    void aCallOfAClosedStoreSaysSo() {
        MeteredGuest guest = new MeteredGuest(FIB);
        Call call = guest.begin("fib", Val.i32(10));
        call.resume(50);
        InterruptHandle handle = call.interruptHandle();

        guest.close();

        for (Runnable operation : List.<Runnable>of(
                call::resume, () -> call.resume(1), call::run, call::close, call::frames, call::isEnded)) {
            assertThatThrownBy(operation::run).isInstanceOf(StoreClosedException.class);
        }
        assertThatCode(handle::interrupt).doesNotThrowAnyException();
        assertThat(call).hasToString("Call of Store " + guest.store.id());
    }

    @Test
    void aRefusedWaitLeavesNoExecutionBehind() {
        HostFunction<@Nullable Void> never =
                HostFunction.async(Void.class, caller -> new CompletableFuture<@Nullable Void>());
        try (MeteredGuest guest = new MeteredGuest(CALLING, Map.of("f", never))) {
            assertThatThrownBy(() -> guest.call("run")).isInstanceOf(CannotSuspendException.class);

            assertThat(guest.store.state().executions()).isEmpty();
        }
    }
}
