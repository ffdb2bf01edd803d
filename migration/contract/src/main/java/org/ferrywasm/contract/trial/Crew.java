package org.ferrywasm.contract.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ferrywasm.contract.spi.Operation.Attempt;
import org.jspecify.annotations.Nullable;

/** Threads of a clause. Every wait for one is bounded, so that a hang becomes a verdict. */
public final class Crew {
    /** How long the kit waits for a thread, unless a clause says otherwise. */
    public static final long PATIENCE_SECONDS = 20;

    private Crew() {}

    /** Starts something on a thread of its own. */
    public static <R extends @Nullable Object> FutureTask<R> start(String name, Callable<R> action) {
        return start(task -> new Thread(task, name), action);
    }

    /** Starts something on a thread that a factory makes. */
    public static <R extends @Nullable Object> FutureTask<R> start(ThreadFactory threads, Callable<R> action) {
        FutureTask<R> task = new FutureTask<>(action);
        Thread thread = threads.newThread(task);
        if (!isVirtual(thread)) {
            thread.setDaemon(true);
        }
        thread.start();
        return task;
    }

    /** Does something on a thread of its own and gives what it gives. A verdict passes through. */
    public static <R extends @Nullable Object> R on(String name, Callable<R> action) {
        return result(name, start(name, action));
    }

    /** Does something on a thread of its own that ends before this returns, as {@link Thread#isAlive} sees it. */
    public static <R extends @Nullable Object> R onEnding(String name, Callable<R> action) {
        FutureTask<R> task = new FutureTask<>(action);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        R result = result(name, task);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException("a thread of the kit was interrupted", e);
        }
        return result;
    }

    /** Waits for something that was started. What it threw is thrown again. */
    public static <R extends @Nullable Object> R result(String what, FutureTask<R> task) {
        try {
            return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw Crew.<RuntimeException>rethrown(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("a thread of the kit was interrupted", e);
        } catch (TimeoutException e) {
            throw Judged.hangs(what + ": not done after " + PATIENCE_SECONDS + " s");
        }
    }

    /** Whether something that was started is done within a time. */
    public static boolean isDone(FutureTask<?> task, long milliseconds) {
        try {
            task.get(milliseconds, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException("a thread of the kit was interrupted", e);
        } catch (TimeoutException e) {
            return false;
        }
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
        for (int i = 0; i < tasks.size(); i++) {
            results.add(result("crew-" + i, tasks.get(i)));
        }
        return results;
    }

    /** What an attempt throws; null if it throws nothing. */
    public static @Nullable Throwable thrown(Attempt attempt) {
        try {
            attempt.run();
            return null;
        } catch (Judged e) {
            throw e;
        } catch (Throwable e) {
            return e;
        }
    }

    /** What an attempt throws on a thread of its own; null if it throws nothing. */
    public static @Nullable Throwable thrownOn(String name, Attempt attempt) {
        return on(name, () -> thrown(attempt));
    }

    /** Waits until a latch is open. */
    public static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw Judged.hangs("somebody did not come within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("a thread of the kit was interrupted", e);
        }
    }

    /** Waits until all have come to a barrier. */
    public static void await(CyclicBarrier barrier) {
        try {
            barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
            throw new IllegalStateException("a barrier of the kit broke", e);
        } catch (TimeoutException e) {
            throw Judged.hangs("not all came to a barrier within " + PATIENCE_SECONDS + " s");
        }
    }

    /**
     * A factory of virtual threads.
     *
     * @throws Judged unsupported where this Java has none
     */
    public static ThreadFactory virtualThreads() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw Judged.unsupported(
                    "needs virtual threads, which Java " + Runtime.version().feature() + " lacks");
        }
    }

    private static boolean isVirtual(Thread thread) {
        return thread.getClass().getSimpleName().contains("Virtual");
    }

    /** Throws anything as it is: callers of the kit need not tell its threads from their own. */
    @SuppressWarnings("unchecked")
    public static <E extends Throwable> RuntimeException rethrown(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
