package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.InterruptHandle;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreClosedException;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.TrapReason;
import org.ferrywasm.vm.Val;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clauses G-03 and G-05: waiting for a notification, blocked or suspended, and what ends it. */
@Timeout(300)
class WaitClausesTest {
    private static final Val.I32 OK = new Val.I32(0);
    private static final Val.I32 NOT_EQUAL = new Val.I32(1);
    private static final Val.I32 TIMED_OUT = new Val.I32(2);
    private static final long FOR_EVER = -1;

    private static final String WAITING = """
        (func (export "wait") (param $expected i32) (param $nanos i64) (result i32)
          (memory.atomic.wait32 (i32.const 0) (local.get $expected) (local.get $nanos)))
        (func (export "wait64") (param $expected i64) (param $nanos i64) (result i32)
          (memory.atomic.wait64 (i32.const 0) (local.get $expected) (local.get $nanos)))
        (func (export "notify") (param $count i32) (result i32)
          (memory.atomic.notify (i32.const 0) (local.get $count)))
        (func (export "play") (param $me i32) (param $rounds i32) (result i32)
          (local $turn i32)
          (loop $again
            (loop $wait
              (local.set $turn (i32.atomic.load (i32.const 0)))
              (if (i32.ne (local.get $turn) (local.get $me))
                (then
                  (drop (memory.atomic.wait32 (i32.const 0) (local.get $turn) (i64.const -1)))
                  (br $wait))))
            (i32.store (i32.const 8) (i32.add (i32.load (i32.const 8)) (i32.const 1)))
            (i32.atomic.store (i32.const 0) (i32.sub (i32.const 1) (local.get $me)))
            (drop (memory.atomic.notify (i32.const 0) (i32.const 1)))
            (br_if $again (local.tee $rounds (i32.sub (local.get $rounds) (i32.const 1)))))
          (i32.const 0))
        (func (export "count woken") (param $times i32) (param $nanos i32) (result i32)
          (local $woken i32)
          (loop $again
            (local.set $woken (i32.add (local.get $woken) (i32.eqz
              (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.extend_i32_u (local.get $nanos))))))
            (drop (i32.atomic.rmw.add (i32.const 16) (i32.const 1)))
            (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
          (local.get $woken))
        (func (export "count notified") (param $until i32) (result i32)
          (local $notified i32)
          (loop $again
            (local.set $notified (i32.add (local.get $notified)
              (memory.atomic.notify (i32.const 0) (i32.const 1))))
            (br_if $again (i32.lt_u (i32.atomic.load (i32.const 16)) (local.get $until))))
          (local.get $notified))
        """;

    private final SharedGuest guests = new SharedGuest(WAITING, 1, 1);
    private final Func wait = guests.function("wait");
    private final Func notify = guests.function("notify");

    private static Outcome returned(Val result) {
        return new Outcome.Returned(List.of(result));
    }

    /** A call that is suspended because it waits. */
    private static Call waiting(Func wait, long nanos) {
        Call call = wait.begin(Val.i32(0), Val.i64(nanos));
        assertThat(call.resume()).isInstanceOf(Outcome.AwaitingNotify.class);
        return call;
    }

    private int woken(int count) {
        return notify.call(Val.i32(count)).getFirst().asInt();
    }

    @Clause("G-03")
    @Test
    void g03_codesAndCounts() {
        guests.memory.writeLong(0, 5);
        assertThat(wait.call(Val.i32(4), Val.i64(FOR_EVER))).containsExactly(NOT_EQUAL);
        assertThat(guests.function("wait64").call(Val.i64(4), Val.i64(FOR_EVER)))
                .containsExactly(NOT_EQUAL);
        assertThat(wait.call(Val.i32(5), Val.i64(0))).containsExactly(TIMED_OUT);
        assertThat(wait.call(Val.i32(5), Val.i64(1_000_000))).containsExactly(TIMED_OUT);
        assertThat(woken(-1)).isZero();
        guests.memory.writeLong(0, 0);
        Call first = waiting(wait, FOR_EVER);
        Call second = waiting(guests.function("wait"), FOR_EVER);
        Call third = waiting(wait, FOR_EVER);

        assertThat(woken(0)).isZero();
        assertThat(woken(2)).isEqualTo(2);

        assertThat(first.resume()).as("first come, first woken").isEqualTo(returned(OK));
        assertThat(second.resume()).isEqualTo(returned(OK));
        assertThat(third.resume()).isInstanceOf(Outcome.AwaitingNotify.class);
        assertThat(woken(-1)).isEqualTo(1);
        assertThat(third.resume()).isEqualTo(returned(OK));
        assertThat(woken(-1)).isZero();
    }

    @Clause("G-03")
    @Test
    void g03_aBlockedThreadIsWoken() {
        List<FutureTask<List<Val>>> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiters.add(Crew.start("waiter-" + i, () -> guests.function("wait").call(Val.i32(0), Val.i64(FOR_EVER))));
        }
        int woken = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Crew.BOUND_SECONDS);
        while (woken < 3) {
            woken += woken(1);
            assertThat(System.nanoTime())
                    .as("%d of 3 have begun to wait", woken)
                    .isLessThan(end);
        }

        for (FutureTask<List<Val>> waiter : waiters) {
            assertThat(Crew.result(waiter)).containsExactly(OK);
        }
        assertThat(woken(-1)).isZero();
    }

    @Clause("G-03")
    @Test
    void g03_aSuspendedWaitEndsWithItsTime() throws Exception {
        Call call = wait.begin(Val.i32(0), Val.i64(1_000_000));
        Outcome.AwaitingNotify outcome = (Outcome.AwaitingNotify) call.resume();
        outcome.ready().toCompletableFuture().get(Crew.BOUND_SECONDS, TimeUnit.SECONDS);

        assertThat(call.resume()).isEqualTo(returned(TIMED_OUT));
        assertThat(woken(1)).isZero();
    }

    @Clause("G-03")
    @Test
    void g03_aWaiterThatStopsForAnotherReasonStealsNoWakeUp() throws Exception {
        CompletableFuture<InterruptHandle> handle = new CompletableFuture<>();
        FutureTask<Throwable> blocked = Crew.start("blocked", () -> {
            Call call = guests.function("wait").begin(Val.i32(0), Val.i64(FOR_EVER));
            handle.complete(call.interruptHandle());
            return Crew.thrown(call::run);
        });
        handle.get(Crew.BOUND_SECONDS, TimeUnit.SECONDS).interrupt();
        assertThat(Crew.result(blocked))
                .isInstanceOfSatisfying(
                        Trap.class, trap -> assertThat(trap.reason()).isEqualTo(TrapReason.INTERRUPTED));

        Call interrupted = waiting(wait, FOR_EVER);
        Call dropped = waiting(wait, FOR_EVER);
        Call patient = waiting(wait, FOR_EVER);
        interrupted.interruptHandle().interrupt();
        assertThat(interrupted.resume()).isEqualTo(new Outcome.Interrupted(Outcome.InterruptCause.REQUEST));
        interrupted.close();
        dropped.close();

        assertThat(woken(1)).isEqualTo(1);
        assertThat(patient.resume()).isEqualTo(returned(OK));
        assertThat(woken(-1)).isZero();
    }

    @Clause("G-03")
    @Test
    void g03_noWakeUpIsLost() {
        int rounds = 5_000;

        guests.run(List.of(new SharedGuest.Task("play", 0, rounds), new SharedGuest.Task("play", 1, rounds)));

        assertThat(guests.memory.readInt(8)).isEqualTo(2 * rounds);
    }

    @Clause("G-03")
    @Test
    void g03_everyNotificationIsReportedByOneWaiter() {
        int times = 1_500;
        List<Val> results = guests.run(List.of(
                new SharedGuest.Task("count woken", times, 50_000),
                new SharedGuest.Task("count woken", times, 1_000),
                new SharedGuest.Task("count woken", times, 200_000),
                new SharedGuest.Task("count notified", 3 * times)));

        int woken = results.stream().limit(3).mapToInt(Val::asInt).sum();
        assertThat(woken).isEqualTo(results.getLast().asInt()).isPositive();
        assertThat(woken(-1)).isZero();
    }

    @Clause("G-05")
    @Test
    void g05_aSharedMemoryOutlivesTheClosingOfOneUser() {
        guests.memory.writeInt(64, 77);
        SharedGuest.InStore user = guests.inStore("wait");
        Call ofTheClosed = waiting(user.function(), FOR_EVER);
        Call ofTheOther = waiting(wait, FOR_EVER);
        Store<?> store = user.store();

        store.close();

        assertThatThrownBy(ofTheClosed::resume).isInstanceOf(StoreClosedException.class);
        assertThat(woken(-1)).as("the closed Store waits no longer").isEqualTo(1);
        assertThat(ofTheOther.resume()).isEqualTo(returned(OK));
        assertThat(guests.memory.readInt(64)).isEqualTo(77);
        assertThat(guests.function("wait").call(Val.i32(1), Val.i64(FOR_EVER))).containsExactly(NOT_EQUAL);
    }

    @Clause("G-05")
    @Test
    void g05_aClosingStoreNeverWaitsForAnotherUser() {
        FutureTask<List<Val>> blocked =
                Crew.start("blocked", () -> guests.function("wait").call(Val.i32(0), Val.i64(FOR_EVER)));

        Crew.on("closing", () -> {
            SharedGuest.InStore user = guests.inStore("notify");
            user.function().call(Val.i32(0));
            user.store().close();
            return null;
        });

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Crew.BOUND_SECONDS);
        while (woken(1) == 0) {
            assertThat(System.nanoTime()).as("nobody waits").isLessThan(end);
        }
        assertThat(Crew.result(blocked)).containsExactly(OK);
    }
}
