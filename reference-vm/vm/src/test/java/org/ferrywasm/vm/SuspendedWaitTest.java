package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code memory.atomic.wait} in calls that are resumed, and in calls that run to their end at once. */
class SuspendedWaitTest {
    private static final int OK = 0;
    private static final int NOT_EQUAL = 1;
    private static final int TIMED_OUT = 2;
    private static final Val FOREVER = Val.i64(-1);

    private static final String GUEST = """
        (module
          (import "host" "memory" (memory 1 1 shared))
          (func (export "wait32") (param $address i32) (param $expected i32) (param $nanos i64) (result i32)
            (memory.atomic.wait32 (local.get 0) (local.get 1) (local.get 2)))
          (func (export "wait64") (param $address i32) (param $expected i64) (param $nanos i64) (result i32)
            (memory.atomic.wait64 (local.get 0) (local.get 1) (local.get 2)))
          (func (export "notify") (param $address i32) (param $count i32) (result i32)
            (memory.atomic.notify (local.get 0) (local.get 1)))
          (func (export "loop") (loop $again
            (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))
            (br $again))))
        """;

    private final Engine engine = new Engine();
    private final SharedMemory memory = SharedMemory.create(
            new MemType(AddressType.I32, Limits.between(1, 1), true, MemType.DEFAULT_PAGE_SIZE_LOG2));
    private final Store<@Nullable Void> store = Watchdog.watching(Store.of(engine));
    private final Instance guest = instantiate(store);

    private Instance instantiate(Store<@Nullable Void> target) {
        return new Linker<@Nullable Void>(engine)
                .define("host", "memory", memory)
                .instantiate(target, Module.fromText(engine, GUEST));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private int notifyFromAnotherStore(int address, int count) throws Throwable {
        return OtherThread.call("notifier", () -> {
            try (Store<@Nullable Void> other = Store.of(engine)) {
                List<Val> results = instantiate(other).getFunc("notify").call(Val.i32(address), Val.i32(count));
                return ((Val.I32) results.getFirst()).value();
            }
        });
    }

    private Call waiting(int address) {
        Call call = guest.getFunc("wait32").begin(Val.i32(address), Val.i32(0), FOREVER);
        assertThat(call.resume()).isInstanceOf(Outcome.AwaitingNotify.class);
        return call;
    }

    private static void await(Outcome outcome) throws Exception {
        ((Outcome.AwaitingNotify) outcome).ready().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static Outcome returned(int code) {
        return new Outcome.Returned(List.of(Val.i32(code)));
    }

    @Test
    void suspendsUntilAnotherStoresGuestNotifies() throws Throwable {
        Call call = guest.getFunc("wait32").begin(Val.i32(8), Val.i32(0), FOREVER);
        Outcome outcome = call.resume();
        assertThat(outcome).isInstanceOf(Outcome.AwaitingNotify.class);

        assertThat(notifyFromAnotherStore(4, 10)).isZero();
        assertThat(call.resume()).isInstanceOf(Outcome.AwaitingNotify.class);
        assertThat(notifyFromAnotherStore(8, 10)).isEqualTo(1);

        await(outcome);
        assertThat(call.resume()).isEqualTo(returned(OK));
    }

    @Test
    void theOwnersOwnGuestMayNotify() {
        Call call = waiting(8);

        assertThat(guest.getFunc("notify").call(Val.i32(8), Val.i32(1))).containsExactly(Val.i32(1));
        assertThat(call.resume()).isEqualTo(returned(OK));
        assertThat(guest.getFunc("notify").call(Val.i32(8), Val.i32(1))).containsExactly(Val.i32(0));
    }

    @Test
    void anotherValueDoesNotWait() {
        memory.writeLong(16, 5);

        assertThat(guest.getFunc("wait64")
                        .begin(Val.i32(16), Val.i64(4), FOREVER)
                        .resume())
                .isEqualTo(returned(NOT_EQUAL));
        assertThat(guest.getFunc("wait32").call(Val.i32(16), Val.i32(4), FOREVER))
                .containsExactly(Val.i32(NOT_EQUAL));
        assertThat(guest.getFunc("wait64")
                        .begin(Val.i32(16), Val.i64(5), Val.i64(0))
                        .resume())
                .isEqualTo(returned(TIMED_OUT));
    }

    @Test
    void theTimePassesWhileItIsSuspended() throws Exception {
        Call call = guest.getFunc("wait32").begin(Val.i32(8), Val.i32(0), Val.i64(50_000_000));
        Outcome outcome = call.resume();
        while (outcome instanceof Outcome.AwaitingNotify) {
            await(outcome);
            outcome = call.resume();
        }
        assertThat(outcome).isEqualTo(returned(TIMED_OUT));
        assertThat(guest.getFunc("wait32").call(Val.i32(8), Val.i32(0), Val.i64(1_000_000)))
                .containsExactly(Val.i32(TIMED_OUT));
    }

    @Test
    void theLongestWaitingIsNotifiedFirst() {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(waiting(8));
        }
        guest.getFunc("notify").call(Val.i32(8), Val.i32(2));

        for (int i = calls.size() - 1; i >= 2; i--) {
            assertThat(calls.get(i).resume()).isInstanceOf(Outcome.AwaitingNotify.class);
        }
        assertThat(calls.get(0).resume()).isEqualTo(returned(OK));
        assertThat(calls.get(1).resume()).isEqualTo(returned(OK));
    }

    @Test
    void aDroppedOneIsNotNotified() throws Exception {
        Call dropped = waiting(8);
        Call kept = waiting(8);
        assertThat(store.state().waiters()).isEqualTo(2);

        dropped.close();

        assertThat(store.state().waiters()).isEqualTo(1);
        assertThat(guest.getFunc("notify").call(Val.i32(8), Val.i32(10))).containsExactly(Val.i32(1));
        assertThat(kept.resume()).isEqualTo(returned(OK));
        assertThat(store.state().waiters()).isZero();
    }

    @Test
    void anInterruptedOneWaitsOn() throws Exception {
        Call call = guest.getFunc("wait32").begin(Val.i32(8), Val.i32(0), FOREVER);
        Outcome waiting = call.resume();
        Thread.ofPlatform().start(call.interruptHandle()::interrupt);
        await(waiting);

        assertThat(call.resume()).isEqualTo(new Outcome.Interrupted(Outcome.InterruptCause.REQUEST));
        assertThat(call.resume()).isInstanceOf(Outcome.AwaitingNotify.class);
        assertThat(guest.getFunc("notify").call(Val.i32(8), Val.i32(10))).containsExactly(Val.i32(1));
        assertThat(call.resume()).isEqualTo(returned(OK));
    }

    @Test
    void aNotificationBeforeAnInterruptIsNotLost() {
        Call call = waiting(8);
        guest.getFunc("notify").call(Val.i32(8), Val.i32(1));
        call.interruptHandle().interrupt();

        Outcome outcome = call.resume();
        if (outcome instanceof Outcome.Interrupted) {
            outcome = call.resume();
        }
        assertThat(outcome).isEqualTo(returned(OK));
    }

    @Test
    void closingTheStoreLeavesTheQueueAndTellsWhoIsWaiting() throws Throwable {
        Store<@Nullable Void> closing = Store.of(engine);
        Call call = instantiate(closing).getFunc("wait32").begin(Val.i32(8), Val.i32(0), FOREVER);
        Outcome outcome = call.resume();

        closing.close();

        await(outcome);
        assertThat(guest.getFunc("notify").call(Val.i32(8), Val.i32(10))).containsExactly(Val.i32(0));
        assertThatThrownBy(call::resume).isInstanceOf(StoreClosedException.class);
    }

    @Test
    void resumedTwiceTheFirstStageStillTells() throws Exception {
        Call call = guest.getFunc("wait32").begin(Val.i32(8), Val.i32(0), FOREVER);
        Outcome first = call.resume();
        Outcome second = call.resume();
        guest.getFunc("notify").call(Val.i32(8), Val.i32(1));

        await(first);
        await(second);
        assertThat(call.resume()).isEqualTo(returned(OK));
    }

    @Test
    void whatDependsOnTheStageMayUseSharedMemoryAndCallsNotifyDoesNotRunIt() throws Exception {
        Call call = guest.getFunc("wait32").begin(Val.i32(8), Val.i32(0), FOREVER);
        Outcome.AwaitingNotify outcome = (Outcome.AwaitingNotify) call.resume();
        CompletableFuture<Thread> ran =
                outcome.ready().thenApply(nothing -> Thread.currentThread()).toCompletableFuture();

        guest.getFunc("notify").call(Val.i32(8), Val.i32(1));

        assertThat(ran.get(30, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
    }

    @Test
    void callBlocksAndIsWoken() throws Throwable {
        Thread notifier = Thread.ofPlatform().daemon().start(() -> {
            try (Store<@Nullable Void> other = Store.of(engine)) {
                Func notify = instantiate(other).getFunc("notify");
                while (notify.call(Val.i32(8), Val.i32(1)).getFirst().equals(Val.i32(0))) {
                    Thread.onSpinWait();
                }
            }
        });

        assertThat(guest.getFunc("wait32").call(Val.i32(8), Val.i32(0), FOREVER))
                .containsExactly(Val.i32(OK));
        notifier.join();
    }

    @Test
    void runBlocksWhereResumeDidNot() throws Throwable {
        Call call = waiting(8);
        Thread notifier = Thread.ofPlatform().daemon().start(() -> {
            try (Store<@Nullable Void> other = Store.of(engine)) {
                instantiate(other).getFunc("notify").call(Val.i32(8), Val.i32(1));
            }
        });

        assertThat(call.run()).containsExactly(Val.i32(OK));
        notifier.join();
    }

    @Test
    void anInterruptEndsABlockedRun() {
        Call call = guest.getFunc("loop").begin();
        InterruptHandle handle = call.interruptHandle();
        Thread.ofPlatform().daemon().start(() -> {
            while (memoryHasNoWaiter()) {
                Thread.onSpinWait();
            }
            handle.interrupt();
        });

        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Trap.class, trap -> assertThat(trap.reason()).isEqualTo(TrapReason.INTERRUPTED));
        assertThat(call.isEnded()).isTrue();
        assertThat(store.state().waiters()).isZero();
        assertThat(guest.getFunc("notify").call(Val.i32(0), Val.i32(10))).containsExactly(Val.i32(0));
    }

    private boolean memoryHasNoWaiter() {
        return memory.backing().waiters().addresses() == 0;
    }

    @Test
    void anEpochEndsABlockedCall() {
        store.setEpochDeadline(1);
        Thread.ofPlatform().daemon().start(() -> {
            while (memoryHasNoWaiter()) {
                Thread.onSpinWait();
            }
            engine.incrementEpoch();
        });

        assertThatThrownBy(() -> guest.getFunc("loop").call())
                .isInstanceOf(Trap.class)
                .hasMessageStartingWith("interrupt at the epoch deadline");
    }

    @Test
    void aThreadsInterruptIsKeptForLater() throws Throwable {
        AtomicReference<@Nullable Thread> blocked = new AtomicReference<>();
        Thread waiter = Thread.ofPlatform().daemon().start(() -> {
            try (Store<@Nullable Void> other = Store.of(engine)) {
                Thread.currentThread().interrupt();
                List<Val> result = instantiate(other).getFunc("wait32").call(Val.i32(24), Val.i32(0), FOREVER);
                if (result.equals(List.of(Val.i32(OK)))
                        && Thread.currentThread().isInterrupted()) {
                    blocked.set(Thread.currentThread());
                }
            }
        });
        while (memoryHasNoWaiter()) {
            Thread.onSpinWait();
        }
        guest.getFunc("notify").call(Val.i32(24), Val.i32(1));
        waiter.join();

        assertThat(blocked).hasValue(waiter);
    }

    @Test
    void manySuspendedWaitersLeaveNoTrace() {
        for (int round = 0; round < 20; round++) {
            List<Call> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(waiting(8 * i));
            }
            guest.getFunc("notify").call(Val.i32(8), Val.i32(1));
            calls.forEach(Call::close);
        }
        assertThat(memory.backing().waiters().addresses()).isZero();
        assertThat(store.state().waiters()).isZero();
        assertThat(store.state().executions()).isEmpty();
    }
}
