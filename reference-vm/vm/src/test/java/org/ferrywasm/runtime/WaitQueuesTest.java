package org.ferrywasm.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class WaitQueuesTest {
    private static final long FOR_EVER = -1;
    private static final int INTERRUPTED = -1;
    private static final long A_MILLISECOND = 1_000_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final StoreState store = new StoreState(StoreConfig.DEFAULT);
    private final WaitQueues queues = new WaitQueues();
    private final AtomicInteger entered = new AtomicInteger();

    @AfterEach
    void nobodyWaits() {
        threads.shutdownNow();
        assertThat(queues.addresses()).isZero();
    }

    @Test
    void whoSeesAnotherValueDoesNotWait() {
        assertThat(await(8, () -> false, FOR_EVER, execution())).isEqualTo(Waiter.NOT_EQUAL);
    }

    @Test
    void whoIsNotNotifiedInTimeStopsWaiting() {
        long start = System.nanoTime();
        assertThat(await(8, () -> true, 20 * A_MILLISECOND, execution())).isEqualTo(Waiter.TIMED_OUT);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20 * A_MILLISECOND);
        assertThat(await(8, () -> true, 0, execution())).isEqualTo(Waiter.TIMED_OUT);
        assertThat(queues.wake(8, -1)).isZero();
    }

    @Test
    void thoseWhoWaitedLongestAreWokenFirst() throws Exception {
        List<Integer> woken = new CopyOnWriteArrayList<>();
        List<Future<?>> waiters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            waiters.add(waiter(8, execution(), () -> woken.add(number)));
        }
        Future<?> elsewhere = waiter(16, execution(), () -> woken.add(100));

        assertThat(queues.wake(8, 0)).isZero();
        assertThat(queues.wake(8, 1)).isEqualTo(1);
        waiters.get(0).get();
        assertThat(queues.wake(8, 1)).isEqualTo(1);
        waiters.get(1).get();
        assertThat(woken).containsExactly(0, 1);
        assertThat(queues.wake(8, -1)).isEqualTo(2);
        waiters.get(2).get();
        waiters.get(3).get();
        assertThat(queues.addresses()).isEqualTo(1);
        assertThat(queues.wake(16, 5)).isEqualTo(1);
        elsewhere.get();
        assertThat(woken).hasSize(5).endsWith(100);
    }

    @Test
    void anInterruptEndsTheWaitOfTheCallThatItIsMeantFor() throws Exception {
        Execution interrupted = execution();
        Future<Integer> first = waiter(8, interrupted, () -> {});
        Future<Integer> second = waiter(8, execution(), () -> {});

        interrupted.interrupts().raise(InterruptFlag.REQUESTED);

        assertThat(first.get()).isEqualTo(INTERRUPTED);
        assertThat(queues.wake(8, 1)).isEqualTo(1);
        assertThat(second.get()).isEqualTo(Waiter.OK);
    }

    @Test
    void aCallThatIsInterruptedAlreadyDoesNotWait() {
        Execution execution = execution();
        execution.interrupts().raise(InterruptFlag.EPOCH);

        assertThat(await(8, () -> true, FOR_EVER, execution)).isEqualTo(INTERRUPTED);
    }

    @Test
    void anInterruptOfTheThreadIsKeptForLater() throws Exception {
        Future<Boolean> waiter = threads.submit(() -> {
            Thread.currentThread().interrupt();
            assertThat(await(8, this::enter, FOR_EVER, execution())).isEqualTo(Waiter.OK);
            return Thread.interrupted();
        });
        awaitEntered(1);

        assertThat(queues.wake(8, 1)).isEqualTo(1);
        assertThat(waiter.get()).isTrue();
    }

    @Test
    void noWakeUpIsLostOrStolen() throws Exception {
        AtomicLong value = new AtomicLong();
        AtomicInteger reported = new AtomicInteger();
        int notified = 0;
        List<Future<?>> waiters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int timeout = i;
            waiters.add(threads.submit(() -> {
                Execution execution = execution();
                while (value.get() == 0) {
                    long nanos = timeout == 0 ? FOR_EVER : timeout * 1000L;
                    if (await(8, () -> value.get() == 0, nanos, execution) == Waiter.OK) {
                        reported.incrementAndGet();
                    }
                }
            }));
        }
        long end = System.nanoTime() + 300 * A_MILLISECOND;
        while (System.nanoTime() < end) {
            notified += queues.wake(8, 1);
        }
        value.set(1);
        notified += queues.wake(8, -1);

        for (Future<?> waiter : waiters) {
            waiter.get();
        }
        assertThat(notified).isPositive();
        assertThat(reported.get()).isEqualTo(notified);
    }

    @Test
    void twoThreadsHandATurnToAndFro() throws Exception {
        AtomicLong turn = new AtomicLong();
        int rounds = 2000;
        List<Future<?>> players = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int me = i;
            players.add(threads.submit(() -> {
                Execution execution = execution();
                for (int round = 0; round < rounds; round++) {
                    while (turn.get() % 2 != me) {
                        long seen = turn.get();
                        if (seen % 2 != me) {
                            await(0, () -> turn.get() == seen, FOR_EVER, execution);
                        }
                    }
                    turn.incrementAndGet();
                    queues.wake(0, 1);
                }
            }));
        }

        for (Future<?> player : players) {
            player.get();
        }
        assertThat(turn.get()).isEqualTo(2L * rounds);
    }

    /** Waits, blocking; how it ended. */
    private int await(long address, BooleanSupplier holds, long timeoutNanos, Execution execution) {
        Waiter waiter = queues.enter(address, holds, timeoutNanos);
        if (waiter == null) {
            return Waiter.NOT_EQUAL;
        }
        waiter.block(execution.interrupts());
        if (waiter.isDone()) {
            return waiter.result();
        }
        waiter.abandon();
        return INTERRUPTED;
    }

    private Execution execution() {
        return new Execution(store);
    }

    /** A waiter that has entered its queue, or will have before the lock can be had. */
    private Future<Integer> waiter(long address, Execution execution, Runnable whenWoken) {
        int others = entered.get();
        Future<Integer> waiter = threads.submit(() -> {
            int result = await(address, this::enter, FOR_EVER, execution);
            whenWoken.run();
            return result;
        });
        awaitEntered(others + 1);
        return waiter;
    }

    private boolean enter() {
        entered.incrementAndGet();
        return true;
    }

    private void awaitEntered(int count) {
        while (entered.get() < count) {
            Thread.onSpinWait();
        }
    }
}
