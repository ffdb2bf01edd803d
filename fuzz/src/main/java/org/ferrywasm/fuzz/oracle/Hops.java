package org.ferrywasm.fuzz.oracle;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A few threads, of both kinds, on which something can be done while the current one waits. */
final class Hops implements AutoCloseable {
    private final ExecutorService one = Executors.newSingleThreadExecutor(Hops::daemon);
    private final ExecutorService other = Executors.newSingleThreadExecutor(Hops::daemon);
    private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "hop");
        thread.setDaemon(true);
        return thread;
    }

    /** Does it on one of them. */
    <T> T on(int which, Callable<T> what) {
        Future<T> result = switch (which) {
            case 0 -> one.submit(what);
            case 1 -> other.submit(what);
            default -> virtual.submit(what);
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
        virtual.shutdownNow();
    }
}
