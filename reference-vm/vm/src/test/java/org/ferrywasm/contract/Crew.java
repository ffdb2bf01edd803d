package org.ferrywasm.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Threads of a test. Every wait for one is bounded, so that a hang is a failure. */
public final class Crew {
    /** How long a test waits for a thread at most. */
    public static final long BOUND_SECONDS = 60;

    /** Something to try. */
    @FunctionalInterface
    public interface Action {
        /** Tries it. */
        void run() throws Throwable;
    }

    private Crew() {}

    /** Does something on a thread of its own and gives the result. What it throws is the cause of an {@link AssertionError}. */
    public static <R extends @Nullable Object> R on(String threadName, Callable<R> action) {
        return on(task -> new Thread(task, threadName), action);
    }

    /** Does something on a thread that a factory makes. */
    public static <R extends @Nullable Object> R on(ThreadFactory threads, Callable<R> action) {
        return result(start(threads, action));
    }

    /** Starts something on a thread of its own; {@link #result} waits for it. */
    public static <R extends @Nullable Object> FutureTask<R> start(String threadName, Callable<R> action) {
        return start(task -> new Thread(task, threadName), action);
    }

    /** Starts something on a virtual thread. */
    public static <R extends @Nullable Object> FutureTask<R> startVirtual(Callable<R> action) {
        return start(Thread.ofVirtual().factory(), action);
    }

    private static <R extends @Nullable Object> FutureTask<R> start(ThreadFactory threads, Callable<R> action) {
        FutureTask<R> task = new FutureTask<>(action);
        Thread thread = threads.newThread(task);
        if (thread == null) {
            throw new AssertionError("no thread");
        }
        if (!thread.isVirtual()) {
            thread.setDaemon(true);
        }
        thread.start();
        return task;
    }

    /** Waits for something that was started. */
    public static <R extends @Nullable Object> R result(FutureTask<R> task) {
        try {
            return task.get(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } catch (TimeoutException e) {
            throw new AssertionError("hangs: not done after " + BOUND_SECONDS + " s", e);
        }
    }

    /** What an action throws on a thread of its own; null if it throws nothing. */
    public static @Nullable Throwable thrownOn(String threadName, Action action) {
        return on(threadName, () -> thrown(action));
    }

    /** What an action throws; null if it throws nothing. */
    public static @Nullable Throwable thrown(Action action) {
        try {
            action.run();
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    /** Does several things at once, each on a thread of its own, and waits for all. */
    public static void together(Callable<?>... actions) {
        together(List.<Callable<?>>of(actions));
    }

    /** Does several things at once, each on a thread of its own, and waits for all; gives their results in order. */
    public static <R extends @Nullable Object> List<R> together(List<? extends Callable<? extends R>> actions) {
        CyclicBarrier begin = new CyclicBarrier(actions.size());
        List<FutureTask<R>> tasks = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            Callable<? extends R> action = actions.get(i);
            tasks.add(start("crew-" + i, () -> {
                await(begin);
                return action.call();
            }));
        }
        List<R> results = new ArrayList<>();
        for (FutureTask<R> task : tasks) {
            results.add(result(task));
        }
        return results;
    }

    /** Waits until a latch is open. */
    public static void await(CountDownLatch latch) {
        try {
            if (!latch.await(BOUND_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("hangs: latch not open after " + BOUND_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until all have come to a barrier. */
    public static void await(CyclicBarrier barrier) {
        try {
            barrier.await(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("not all have come to the barrier", e);
        }
    }
}
