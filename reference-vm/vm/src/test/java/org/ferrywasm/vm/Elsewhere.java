package org.ferrywasm.vm;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ferrywasm.contract.Crew;
import org.jspecify.annotations.Nullable;

/** One other thread, which lives as long as the tests do. */
final class Elsewhere {
    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("elsewhere").factory());

    private Elsewhere() {}

    /** Whether the current thread is that one. */
    static boolean isOn() {
        return Thread.currentThread().getName().equals("elsewhere");
    }

    /** Does something there and gives the result. */
    static <R extends @Nullable Object> R on(Callable<R> action) {
        try {
            return THREAD.submit(action).get(Crew.BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof AssertionError failure ? failure : new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("not done elsewhere", e);
        }
    }

    /** Does something there. */
    static void run(Crew.Action action) {
        Throwable thrown = on(() -> Crew.thrown(action));
        if (thrown != null) {
            throw new AssertionError("elsewhere: " + thrown, thrown);
        }
    }

    /** What an action throws there; null if it throws nothing. */
    static @Nullable Throwable thrown(Crew.Action action) {
        return on(() -> Crew.thrown(action));
    }
}
