package org.ferrywasm.fuzz.replay;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Three threads and new ones, of both kinds, on which something can be done while the current one waits. */
public final class Hops implements AutoCloseable {
    private final ExecutorService one = Executors.newSingleThreadExecutor(Hops::daemon);
    private final ExecutorService other = Executors.newSingleThreadExecutor(Hops::daemon);
    private final ExecutorService light = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("light hop").factory());
    private final ExecutorService fresh = Executors.newVirtualThreadPerTaskExecutor();

    /** Starts nothing yet. */
    public Hops() {}

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "hop");
        thread.setDaemon(true);
        return thread;
    }

    /** Does it on one of them: 0 and 1 are platform threads, 2 is a virtual one, 3 a new one each time. */
    public <T> T on(int which, Callable<T> what) {
        Future<T> result = switch (which) {
            case 0 -> one.submit(what);
            case 1 -> other.submit(what);
            case 2 -> light.submit(what);
            default -> fresh.submit(what);
        };
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        one.shutdownNow();
        other.shutdownNow();
        light.shutdownNow();
        fresh.shutdownNow();
    }
}
