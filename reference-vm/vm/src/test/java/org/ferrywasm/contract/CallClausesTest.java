package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.CallEndedException;
import org.ferrywasm.vm.CannotSuspendException;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.GuestFrame;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.InterruptHandle;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreBusyException;
import org.ferrywasm.vm.StoreClosedException;
import org.ferrywasm.vm.Tag;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.TrapReason;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.WasmException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Group F for a Store that stays where it is, and what suspended calls mean for counts and for the end of a Store. */
class CallClausesTest {
    private static final String GUEST = """
        (module
          (import "host" "f" (func $f (param i32) (result i32)))
          (tag $t (export "t") (param i32))
          (memory (export "memory") 1)
          (func (export "endless") (loop $again (br $again)))
          (func $sum (export "sum") (param $n i32) (result i32)
            (if (result i32) (i32.eqz (local.get $n))
              (then (i32.const 0))
              (else (i32.add (local.get $n) (call $sum (i32.sub (local.get $n) (i32.const 1)))))))
          (func $inner (param $n i32) (result i32)
            (loop $again (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (call $f (i32.const 3)))
          (func $outer (export "host") (param $n i32) (result i32) (call $inner (local.get $n)))
          (func (export "catch") (param $n i32) (result i32)
            (block $caught (result i32)
              (try_table (result i32) (catch $t $caught) (call $inner (local.get $n)))
              (return))
            (i32.add (i32.const 1000)))
          (func $divide (export "divide") (param $n i32) (result i32)
            (loop $again (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (i32.div_u (i32.const 1) (local.get $n)))
          (func (export "fill") (memory.fill (i32.const 0) (i32.const 7) (i32.const 10000)))
          (func (export "hold") (param $x externref) (param $n i32) (result externref)
            (local.get $x)
            (local.set $x (ref.null extern))
            (loop $again (param externref) (result externref)
              (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))))
        """;

    private static SuspendedGuest guest(HostFunction.Code1<@Nullable Void, Integer, Integer> code) {
        return new SuspendedGuest(GUEST, Map.of("f", HostFunction.of(Integer.class, Integer.class, code)));
    }

    private static SuspendedGuest guest() {
        return guest((caller, n) -> n);
    }

    private static Throwable thrownElsewhere(Runnable operation) throws InterruptedException {
        FutureTask<Void> task = new FutureTask<>(operation, null);
        Thread.ofPlatform().start(task).join();
        try {
            task.get();
        } catch (ExecutionException e) {
            return e.getCause();
        }
        throw new AssertionError("it was not refused");
    }

    @Test
    @Clause("F-01")
    void f01_tenThousandInSlicesOfAHundredSuspendsNinetyNineTimesBeforeTheStoreIsEmpty() {
        try (SuspendedGuest guest = guest();
                Call call = guest.begin("endless")) {
            guest.store.setFuel(10_000);
            int suspensions = 0;
            while (call.resume(100) instanceof Outcome.OutOfFuel(long storeFuel) && storeFuel > 0) {
                suspensions++;
            }
            assertThat(suspensions).isEqualTo(99);
            assertThat(guest.store.getFuel()).isZero();
            assertThat(call.resume(100)).isEqualTo(new Outcome.OutOfFuel(0));
        }
    }

    @Test
    @Clause("F-03")
    void f03_aHostErrorAfterASuspensionPassesThroughTheRightFrames() {
        for (Throwable error : List.of(new IOException("checked"), new IllegalStateException("unchecked"))) {
            try (SuspendedGuest guest = guest((caller, n) -> {
                throw error;
            })) {
                Call call = guest.begin("catch", Val.i32(50));
                assertThat(call.resume(40)).isInstanceOf(Outcome.OutOfFuel.class);

                assertThat(catchThrowable(() -> SuspendedGuest.slices(call, 3))).isSameAs(error);
                assertThat(call.isEnded()).isTrue();
                assertThat(guest.call("sum", Val.i32(10))).containsExactly(Val.i32(55));
            }
        }
    }

    @Test
    @Clause("F-03")
    void f03_aGuestExceptionOfTheHostIsCaughtInTheRightFrameOrArrivesAsTheSameObject() {
        AtomicReference<@Nullable WasmException> thrown = new AtomicReference<>();
        try (SuspendedGuest guest = guest((caller, n) -> {
            throw thrown.get();
        })) {
            Tag tag = guest.instance.getTag("t");
            thrown.set(new WasmException(tag, Val.i32(7)));

            assertThat(SuspendedGuest.results(SuspendedGuest.slices(guest.begin("catch", Val.i32(50)), 3)))
                    .containsExactly(Val.i32(1007));
            assertThat(SuspendedGuest.slices(guest.begin("host", Val.i32(50)), 3))
                    .isInstanceOfSatisfying(
                            Outcome.Threw.class,
                            threw -> assertThat(threw.exception()).isSameAs(thrown.get()));
        }
    }

    @Test
    @Clause("F-03")
    void f03_aTrapAfterASuspensionNamesTheSameFrames() {
        try (SuspendedGuest guest = guest()) {
            Trap atOnce = catchTrap(() -> guest.call("divide", Val.i32(50)));
            Outcome.Trapped sliced = (Outcome.Trapped) SuspendedGuest.slices(guest.begin("divide", Val.i32(50)), 3);

            assertThat(sliced.trap()).hasMessage(atOnce.getMessage());
            assertThat(sliced.trap().frames()).isEqualTo(atOnce.frames());
            assertThat(atOnce.frames()).extracting(GuestFrame::funcName).containsExactly("divide");
        }
    }

    private static Trap catchTrap(Runnable operation) {
        return (Trap) catchThrowable(operation::run);
    }

    @Test
    @Clause("F-04")
    void f04_severalSuspendedCallsAreResumedInEveryOrder() {
        Random random = new Random(4);
        try (SuspendedGuest guest = guest()) {
            List<Call> calls = new ArrayList<>();
            for (int n = 0; n < 30; n++) {
                calls.add(guest.begin("sum", Val.i32(n)));
            }
            List<Integer> order = new ArrayList<>();
            int ended = 0;
            while (ended < calls.size()) {
                order.clear();
                for (int i = 0; i < calls.size(); i++) {
                    order.add(i);
                }
                Collections.shuffle(order, random);
                for (int i : order) {
                    if (!calls.get(i).isEnded()
                            && calls.get(i).resume(1 + random.nextInt(30)) instanceof Outcome.Returned(List<Val> sum)) {
                        assertThat(sum).containsExactly(Val.i32(i * (i + 1) / 2));
                        ended++;
                    }
                }
            }
        }
    }

    @Test
    @Clause("F-05")
    void f05_aDroppedCallIsCleanedOnceAndTheStoreIsUsable() {
        try (SuspendedGuest guest = guest()) {
            Call call;
            try (ExternRef held = ExternRef.of(guest.store, "held")) {
                call = guest.begin("hold", held, Val.i32(1000));
            }
            call.resume(100);
            guest.store.gc();
            assertThat(guest.store.hostObjects()).isEqualTo(1);

            call.close();
            call.close();
            guest.store.gc();

            assertThat(guest.store.hostObjects()).isZero();
            assertThat(guest.call("sum", Val.i32(10))).containsExactly(Val.i32(55));
        }
    }

    @Test
    @Clause("F-06")
    void f06_aSynchronousEntryThatWouldHaveToWaitForTheHostFailsTyped() {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        HostFunction<@Nullable Void> later = HostFunction.async(Integer.class, Integer.class, (caller, n) -> answer);
        try (SuspendedGuest guest = new SuspendedGuest(GUEST, Map.of("f", later))) {
            assertThatThrownBy(() -> guest.call("host", Val.i32(2)))
                    .isInstanceOf(CannotSuspendException.class)
                    .hasMessageContaining("begin it with Func.begin");
            assertThatThrownBy(() -> guest.instance.getFunc("host").typed().call(2))
                    .isInstanceOf(CannotSuspendException.class);
            assertThatThrownBy(guest.begin("host", Val.i32(2))::run).isInstanceOf(CannotSuspendException.class);

            answer.complete(5);
            assertThat(guest.call("host", Val.i32(2))).containsExactly(Val.i32(5));
        }
    }

    @Test
    @Clause("F-07")
    void f07_resumeWhileRunningAfterTheEndOrOffOwnerIsRefusedTyped() throws InterruptedException {
        AtomicReference<@Nullable Call> running = new AtomicReference<>();
        List<Throwable> refusals = new ArrayList<>();
        try (SuspendedGuest guest = guest((caller, n) -> {
            refusals.add(catchThrowable(running.get()::resume));
            return n;
        })) {
            Call call = guest.begin("host", Val.i32(2));
            running.set(call);
            assertThat(thrownElsewhere(call::resume)).isInstanceOf(WrongThreadException.class);
            assertThat(SuspendedGuest.results(SuspendedGuest.slices(call, 2))).containsExactly(Val.i32(3));

            assertThat(refusals).singleElement().isInstanceOf(StoreBusyException.class);
            assertThatThrownBy(call::resume).isInstanceOf(CallEndedException.class);
            assertThat(thrownElsewhere(call::resume)).isInstanceOf(WrongThreadException.class);
        }
    }

    @Test
    @Clause("F-08")
    void f08_anInterruptStopsTheCallThatItWasMeantForAndNoOther() throws InterruptedException {
        AtomicReference<@Nullable InterruptHandle> handle = new AtomicReference<>();
        try (SuspendedGuest guest = guest()) {
            Call endless = guest.begin("endless");
            Call other = guest.begin("sum", Val.i32(100));
            handle.set(endless.interruptHandle());
            Thread interrupter = Thread.ofPlatform().start(() -> {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                handle.get().interrupt();
            });

            assertThat(endless.resume()).isEqualTo(new Outcome.Interrupted(Outcome.InterruptCause.REQUEST));
            interrupter.join();
            assertThat(other.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(5050))));
            endless.close();
            handle.get().interrupt();
            assertThat(guest.call("sum", Val.i32(100))).containsExactly(Val.i32(5050));
        }
    }

    @Test
    @Clause("F-09")
    void f09_aStageMayCompleteOnAnotherThreadButOnlyTheOwnerResumes() throws Exception {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        AtomicReference<@Nullable Throwable> refusal = new AtomicReference<>();
        HostFunction<@Nullable Void> later = HostFunction.async(Integer.class, Integer.class, (caller, n) -> answer);
        try (SuspendedGuest guest = new SuspendedGuest(GUEST, Map.of("f", later))) {
            Call call = guest.begin("host", Val.i32(2));
            Outcome.AwaitingHost waiting = (Outcome.AwaitingHost) call.resume();
            CompletableFuture<Void> told = waiting.ready()
                    .thenRun(() -> refusal.set(catchThrowable(call::resume)))
                    .toCompletableFuture();
            Thread.ofPlatform().start(() -> answer.complete(5)).join();
            told.get(30, TimeUnit.SECONDS);

            assertThat(refusal.get()).isInstanceOf(WrongThreadException.class);
            assertThat(call.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(5))));
        }
    }

    @Test
    @Clause("F-11")
    void f11_outOfFuelInACalleeOrInABulkInstructionLosesNothingAndDoesNothingTwice() {
        long sumCost;
        long fillCost;
        try (SuspendedGuest guest = guest()) {
            guest.call("sum", Val.i32(50));
            sumCost = guest.spent();
            guest.call("fill");
            fillCost = guest.spent() - sumCost;
        }
        for (long slice = 1; slice < 12; slice++) {
            try (SuspendedGuest guest = guest()) {
                assertThat(SuspendedGuest.results(SuspendedGuest.slices(guest.begin("sum", Val.i32(50)), slice)))
                        .containsExactly(Val.i32(1275));
                assertThat(guest.spent()).isEqualTo(sumCost);

                SuspendedGuest.results(SuspendedGuest.slices(guest.begin("fill"), slice));
                assertThat(guest.spent()).isEqualTo(sumCost + fillCost);
                byte[] memory = guest.instance.getMemory("memory").read(0, 10_001);
                for (int i = 0; i < 10_000; i++) {
                    assertThat(memory[i]).isEqualTo((byte) 7);
                }
                assertThat(memory[10_000]).isZero();
            }
        }
    }

    @Test
    @Clause("F-11")
    void f11_outOfFuelInsideInstantiationLosesNothingAndDoesNothingTwice() {
        String text = "(module (import \"host\" \"f\" (func $f (param i32) (result i32)))"
                + " (memory (export \"memory\") 1) (data (i32.const 5) \"" + "0123456789".repeat(40) + "\")"
                + " (func $start (drop (call $f (i32.const 1)))) (start $start))";
        List<Integer> starts = new ArrayList<>();
        HostFunction<@Nullable Void> noting = HostFunction.of(Integer.class, Integer.class, (caller, n) -> {
            starts.add(n);
            return n;
        });
        try (SuspendedGuest guest = guest()) {
            Linker<@Nullable Void> linker = new Linker<>(guest.store.engine());
            linker.func("host", "f", noting);
            Module module = Module.fromText(guest.store.engine(), text);
            linker.instantiate(guest.store, module);
            long whole = guest.spent();
            for (long slice = 1; slice < 8; slice++) {
                starts.clear();
                long before = guest.spent();
                try (var call = linker.begin(guest.store, module)) {
                    SuspendedGuest.results(SuspendedGuest.slices(call, slice));

                    assertThat(call.instance().getMemory("memory").readString(5, 400))
                            .isEqualTo("0123456789".repeat(40));
                }
                assertThat(guest.spent() - before).isEqualTo(whole);
                assertThat(starts).containsExactly(1);
            }
        }
    }

    @Test
    @Clause({"C-13", "C-19"})
    void c13_c19_whatOnlyASuspendedFrameOrAnUnbegunCallHoldsStaysUntilTheCallEnds() {
        try (SuspendedGuest guest = guest()) {
            Call operand;
            Call unbegun;
            try (ExternRef one = ExternRef.of(guest.store, "one");
                    ExternRef two = ExternRef.of(guest.store, "two")) {
                operand = guest.begin("hold", one, Val.i32(1000));
                unbegun = guest.begin("hold", two, Val.i32(3));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(operand.resume(20)).isInstanceOf(Outcome.OutOfFuel.class);
                guest.store.gc();
                assertThat(guest.store.hostObjects()).isEqualTo(2);
            }
            try (ExternRef result = (ExternRef)
                    SuspendedGuest.results(SuspendedGuest.slices(unbegun, 1)).getFirst()) {
                assertThat(result.value()).isEqualTo("two");
            }
            guest.store.gc();
            assertThat(guest.store.hostObjects()).isEqualTo(1);
            try (ExternRef result = (ExternRef)
                    SuspendedGuest.results(SuspendedGuest.slices(operand, 100)).getFirst()) {
                assertThat(result.value()).isEqualTo("one");
            }
            guest.store.gc();
            assertThat(guest.store.hostObjects()).isZero();
        }
    }

    @Test
    @Clause("H-05")
    void h05_closingAStoreEndsItsSuspendedCallsTyped() throws Exception {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        HostFunction<@Nullable Void> later = HostFunction.async(Integer.class, Integer.class, (caller, n) -> answer);
        SuspendedGuest guest = new SuspendedGuest(GUEST, Map.of("f", later));
        Call unbegun = guest.begin("endless");
        Call outOfFuel = guest.begin("endless");
        outOfFuel.resume(10);
        Call interrupted = guest.begin("endless");
        interrupted.interruptHandle().interrupt();
        interrupted.resume();
        Call waiting = guest.begin("host", Val.i32(2));
        Outcome.AwaitingHost outcome = (Outcome.AwaitingHost) waiting.resume();

        guest.store.close();
        guest.store.close();

        outcome.ready().toCompletableFuture().get(30, TimeUnit.SECONDS);
        answer.complete(1);
        for (Call call : List.of(unbegun, outOfFuel, interrupted, waiting)) {
            assertThatThrownBy(call::resume).isInstanceOf(StoreClosedException.class);
            assertThatThrownBy(call::close).isInstanceOf(StoreClosedException.class);
            assertThat(thrownElsewhere(call::resume)).isInstanceOf(StoreClosedException.class);
        }
    }

    @Test
    @Clause("F-08")
    void f08_anInterruptEndsABlockedWait() {
        try (SuspendedGuest guest = new SuspendedGuest("""
            (module
              (memory 1 1 shared)
              (func (export "wait") (result i32)
                (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const 60_000_000_000))))
            """, Map.of())) {
            Call call = guest.begin("wait");
            InterruptHandle handle = call.interruptHandle();
            Store<?> store = guest.store;
            Thread owner = Thread.currentThread();
            Thread.ofPlatform().daemon().start(() -> {
                while (owner.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
                handle.interrupt();
            });

            assertThatThrownBy(call::run)
                    .isInstanceOfSatisfying(
                            Trap.class, trap -> assertThat(trap.reason()).isEqualTo(TrapReason.INTERRUPTED));
            assertThat(store.isOwnedByCurrentThread()).isTrue();
        }
    }
}
