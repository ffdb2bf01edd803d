package org.ferrywasm.vm;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Something done on a thread of its own. */
final class OtherThread {
    private OtherThread() {}

    /** Gives the result, or throws what the other thread threw. */
    static <R> R call(String threadName, Callable<R> action) throws Throwable {
        FutureTask<R> task = new FutureTask<>(action);
        Thread thread = new Thread(task, threadName);
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }
}
