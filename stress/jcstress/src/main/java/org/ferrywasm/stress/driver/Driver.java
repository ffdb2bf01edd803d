package org.ferrywasm.stress.driver;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs a test with a thread for each actor, the first of which is the caller's, in batches of states: all actors go through a
 * batch at once, then what they saw is counted. The first batch is of one state, each later one of twice as many, up to a limit:
 * on a VM that lacks something, one state may take seconds. An actor that throws gives an outcome of its own, {@code throws} and what.
 */
public final class Driver {
    private static final int BATCH = 500;
    private static final long LONGEST_BATCH_MILLIS = 10_000;

    private final StressTest test;
    private final Barrier barrier;
    private final Object[] states = new Object[BATCH];
    private final Object[] results = new Object[BATCH];
    private final @Nullable Throwable[] thrown = new Throwable[BATCH];
    private volatile boolean isOver;
    private volatile int size = 1;

    /**
     * A driver for a test.
     *
     * @throws IllegalArgumentException if it is none
     */
    public Driver(Class<?> type) {
        test = StressTest.of(type);
        barrier = new Barrier(test.actors().size());
    }

    /** How many actors the test has. */
    public int actors() {
        return test.actors().size();
    }

    /**
     * Runs it.
     *
     * @param nanos for how long
     * @param isEnough the outcome that ends it sooner
     * @return how often each outcome was seen
     * @throws IllegalStateException if an actor does not come back
     */
    public Map<String, Long> run(long nanos, Predicate<String> isEnough) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        List<Thread> threads = new ArrayList<>();
        MethodHandle first = test.actors().getFirst();
        for (MethodHandle actor : test.actors().subList(1, actors())) {
            Thread thread = new Thread(() -> act(actor), test.name());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        Map<String, Long> outcomes = new TreeMap<>();
        boolean enough = false;
        try {
            while (!enough && System.nanoTime() < end) {
                prepare();
                barrier.await();
                actOnce(first);
                barrier.await();
                enough = count(outcomes, isEnough);
                size = Math.min(2 * size, BATCH);
            }
        } finally {
            isOver = true;
            barrier.abandon();
        }
        for (Thread thread : threads) {
            thread.join(LONGEST_BATCH_MILLIS);
            if (thread.isAlive()) {
                throw new IllegalStateException("an actor of " + test.name() + " does not come back");
            }
        }
        return outcomes;
    }

    private void prepare() {
        for (int i = 0; i < size; i++) {
            try {
                states[i] = test.state().invokeExact();
                results[i] = test.result().invokeExact();
            } catch (Throwable e) {
                throw new IllegalStateException("no state of " + test.name() + " can be made", e);
            }
            thrown[i] = null;
        }
    }

    private void act(MethodHandle actor) {
        try {
            while (!isOver) {
                barrier.await();
                actOnce(actor);
                barrier.await();
            }
        } catch (Barrier.Abandoned e) {
            // it is over
        }
    }

    /** Goes through a batch. */
    private void actOnce(MethodHandle actor) {
        int batch = size;
        for (int i = 0; i < batch; i++) {
            try {
                actor.invokeExact(states[i], results[i]);
            } catch (Throwable e) {
                thrown[i] = e;
            }
        }
    }

    private boolean count(Map<String, Long> outcomes, Predicate<String> isEnough) {
        boolean enough = false;
        for (int i = 0; i < size; i++) {
            Throwable failure = thrown[i];
            try {
                for (MethodHandle arbiter : test.arbiters()) {
                    arbiter.invokeExact(states[i], results[i]);
                }
            } catch (Throwable e) {
                failure = failure == null ? e : failure;
            }
            String outcome = failure == null ? results[i].toString() : "throws " + failure;
            outcomes.merge(outcome, 1L, Long::sum);
            enough |= isEnough.test(outcome);
        }
        return enough;
    }
}
