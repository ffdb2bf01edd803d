package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.InterruptHandle;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.StaleHandleException;
import org.ferrywasm.vm.StoreClosedException;
import org.ferrywasm.vm.StoreInTransitException;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What reaches a suspended call from outside, wherever its Store is: interrupts, epochs, notifications, the stages that it waits for. */
@Timeout(120)
class MovedSignalClausesTest {
    private static final Engine ENGINE = new Engine(Config.DEFAULT.consumeFuel(true));

    private final Luggage luggage = new Luggage(ENGINE);

    private static List<Val> results(Outcome outcome) {
        return SuspendedGuest.results(outcome);
    }

    @Clause("F-09")
    @Test
    void f09_whereverTheStageCompletesOnlyTheOwnerResumes() throws Exception {
        Call call = luggage.begin("await", Luggage.NULL);
        Outcome.AwaitingHost waiting = (Outcome.AwaitingHost) call.resume();
        List<@Nullable Throwable> refusals = new ArrayList<>();
        CompletableFuture<Void> told = waiting.ready()
                .thenRun(() -> refusals.add(Crew.thrown(call::resume)))
                .toCompletableFuture();
        StoreParcel<@Nullable Object> parcel = luggage.detach(call);

        Crew.on("completer", () -> luggage.answer.complete(5));
        told.get(30, TimeUnit.SECONDS);

        assertThat(refusals).singleElement().isInstanceOf(StoreInTransitException.class);
        StoreParcel<@Nullable Object> back = Crew.on("next", () -> {
            parcel.attach();
            assertThat(Crew.thrownOn("completer", call::resume)).isInstanceOf(WrongThreadException.class);
            assertThat(results(call.resume())).containsExactly(Val.i32(5));
            return luggage.detach();
        });
        back.attach();
        luggage.sings();
    }

    @Clause("F-09")
    @Test
    void f09_aStageMayHaveCompletedBeforeTheMoveOrFailAfterIt() {
        Call call = luggage.begin("await", Luggage.NULL);
        call.resume();
        luggage.answer.complete(6);
        assertThat(results(luggage.on("next", call::resume, call))).containsExactly(Val.i32(6));

        Luggage other = new Luggage(ENGINE);
        IOException failure = new IOException("no answer");
        Call failing = other.begin("await", Luggage.NULL);
        failing.resume();
        other.hop(failing);
        other.answer.completeExceptionally(failure);
        assertThat(other.<@Nullable Throwable>on("next", () -> Crew.thrown(failing::resume), failing))
                .isSameAs(failure);
        luggage.sings();
        other.sings();
    }

    @Clause({"F-05", "F-09", "H-05"})
    @Test
    void f05_whoWaitsForACallThatIsLeftBehindOrClosedLearnsThatNothingComesOfIt() throws Exception {
        Call left = luggage.begin("await", Luggage.NULL);
        Call closed = luggage.begin("await", Luggage.NULL);
        Outcome.AwaitingHost leftWaits = (Outcome.AwaitingHost) left.resume();
        Outcome.AwaitingHost closedWaits = (Outcome.AwaitingHost) closed.resume();

        luggage.hop(closed);

        leftWaits.ready().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(closedWaits.ready().toCompletableFuture()).isNotDone();
        luggage.sings();
        StoreParcel<@Nullable Object> parcel = luggage.detach(closed);
        Crew.on("closer", () -> {
            parcel.close();
            return null;
        });
        closedWaits.ready().toCompletableFuture().get(30, TimeUnit.SECONDS);
        luggage.answer.complete(1);
        assertThat(Crew.thrown(closed::resume)).isInstanceOf(StoreClosedException.class);
        assertThat(Crew.thrown(left::resume)).isInstanceOf(StaleHandleException.class);
    }

    @Clause({"E-19", "F-08", "A-11"})
    @Test
    void e19_anInterruptReachesItsCallInTransitAndOnTheNextOwner() {
        Call endless = luggage.begin("endless");
        Call other = luggage.begin("fib", Val.i32(10));
        endless.resume(50);
        InterruptHandle handle = endless.interruptHandle();
        StoreParcel<@Nullable Object> parcel = luggage.detach(endless, other);
        Crew.on("interrupter", () -> {
            handle.interrupt();
            return null;
        });

        StoreParcel<@Nullable Object> back = Crew.on("next", () -> {
            parcel.attach();
            assertThat(endless.resume()).isEqualTo(new Outcome.Interrupted(Outcome.InterruptCause.REQUEST));
            Thread interrupter = Thread.ofPlatform().daemon().start(() -> {
                sleep(20);
                handle.interrupt();
            });
            assertThat(endless.resume()).isEqualTo(new Outcome.Interrupted(Outcome.InterruptCause.REQUEST));
            interrupter.join();
            assertThat(results(other.resume())).containsExactly(Val.i32(55));
            return luggage.detach();
        });
        back.attach();
        handle.interrupt();
        assertThat(Crew.thrown(endless::resume)).isInstanceOf(StaleHandleException.class);
        luggage.sings();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Clause("E-19")
    @Test
    void e19_anEpochThatComesInTransitOrOnTheNextOwnerStopsTheCall() {
        Call before = luggage.begin("endless");
        before.setEpochDeadline(1);
        before.resume(50);
        Call after = luggage.begin("endless");
        after.setEpochDeadline(2);
        after.resume(50);
        Call never = luggage.begin("fib", Val.i32(10));
        never.resume(50);
        StoreParcel<@Nullable Object> parcel = luggage.detach(before, after, never);
        ENGINE.incrementEpoch();

        StoreParcel<@Nullable Object> back = Crew.on("next", () -> {
            parcel.attach();
            assertThat(before.resume()).isEqualTo(new Outcome.Interrupted(Outcome.InterruptCause.EPOCH));
            assertThat(after.resume(1000)).isInstanceOf(Outcome.OutOfFuel.class);
            Thread clock = Thread.ofPlatform().daemon().start(() -> {
                sleep(20);
                ENGINE.incrementEpoch();
            });
            assertThat(after.resume()).isEqualTo(new Outcome.Interrupted(Outcome.InterruptCause.EPOCH));
            clock.join();
            assertThat(results(never.resume())).containsExactly(Val.i32(55));
            return luggage.detach();
        });
        back.attach();
        luggage.sings();
    }

    private static final String WAITING_GUEST = """
        (module
          (import "host" "memory" (memory 1 1 shared))
          (func (export "wait") (param i64) (result i32)
            (memory.atomic.wait32 (i32.const 0) (i32.const 0) (local.get 0)))
          (func (export "notify") (result i32) (memory.atomic.notify (i32.const 0) (i32.const 10))))
        """;

    private Instance waiting(Luggage owner, SharedMemory memory) {
        Linker<@Nullable Object> linker = new Linker<>(ENGINE);
        linker.define("host", "memory", memory);
        return linker.instantiate(owner.store, Module.fromText(ENGINE, WAITING_GUEST));
    }

    @Clause({"G-05", "G-03", "E-19"})
    @Test
    void g05_aWaiterInSharedMemoryMovesAndIsNotifiedOnceWhereverItIs() throws Exception {
        SharedMemory memory = SharedMemory.create(new MemType(AddressType.I32, Limits.between(1, 1), true, 16));
        Instance guest = waiting(luggage, memory);
        Luggage other = new Luggage(ENGINE);
        Func notify = waiting(other, memory).getFunc("notify");
        Call moved = guest.getFunc("wait").begin(Val.i64(-1));
        Call left = guest.getFunc("wait").begin(Val.i64(-1));
        Call interrupted = guest.getFunc("wait").begin(Val.i64(-1));
        Call timed = guest.getFunc("wait").begin(Val.i64(1_000_000));
        Outcome.AwaitingNotify waits = (Outcome.AwaitingNotify) moved.resume();
        for (Call call : List.of(left, interrupted, timed)) {
            assertThat(call.resume()).isInstanceOf(Outcome.AwaitingNotify.class);
        }

        StoreParcel<@Nullable Object> parcel = luggage.detach(moved, interrupted, timed, guest);
        sleep(3);
        assertThat(notify.call().getFirst().asInt()).isBetween(2, 3);
        waits.ready().toCompletableFuture().get(30, TimeUnit.SECONDS);

        StoreParcel<@Nullable Object> back = Crew.on("next", () -> {
            parcel.attach();
            assertThat(results(moved.resume())).containsExactly(Val.i32(0));
            assertThat(results(interrupted.resume())).containsExactly(Val.i32(0));
            assertThat(results(timed.resume()).getFirst().asInt()).isIn(0, 2);
            Call again = guest.getFunc("wait").begin(Val.i64(1_000_000));
            assertThat(again.run()).containsExactly(Val.i32(2));
            return luggage.detach();
        });
        back.attach();
        assertThat(notify.call()).containsExactly(Val.i32(0));
        luggage.sings();
        luggage.close();
        memory.writeInt(0, 7);
        assertThat(memory.readInt(0)).isEqualTo(7);
        other.sings();
    }
}
