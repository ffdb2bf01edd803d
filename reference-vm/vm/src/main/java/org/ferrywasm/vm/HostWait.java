package org.ferrywasm.vm;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.ferrywasm.runtime.Awaited;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.ThrowSignal;
import org.jspecify.annotations.Nullable;

/**
 * A call's wait for the stage that an asynchronous host function gave. Whoever completes the stage fills the {@link Answer},
 * which knows nothing of the Store; the owner takes it from there when it resumes the call.
 */
final class HostWait<T extends @Nullable Object> implements Awaited {
    private final Store<T> store;
    private final HostFunction.AsyncCode<T> code;
    private final int resultSlots;
    private final Answer answer = new Answer();

    HostWait(Store<T> store, HostFunction.AsyncCode<T> code, int resultSlots, CompletionStage<?> stage) {
        this.store = store;
        this.code = code;
        this.resultSlots = resultSlots;
        stage.whenComplete(answer::give);
    }

    @Override
    public boolean isDone() {
        return answer.isGiven;
    }

    @Override
    public void finish(Execution x) throws Throwable {
        Throwable failure = answer.failure;
        if (failure instanceof WasmException exception) {
            throw new ThrowSignal(store.calls().throwInto(exception));
        }
        if (failure != null) {
            throw failure;
        }
        long[] slots = new long[resultSlots];
        code.take(store, answer.value, slots);
        System.arraycopy(slots, 0, x.stack, x.hostBase, resultSlots);
    }

    @Override
    public void abandon() {
        answer.ready = null;
    }

    @Override
    public CompletableFuture<Void> ready() {
        CompletableFuture<Void> future = answer.ready;
        if (future == null || future.isDone()) {
            future = new CompletableFuture<>();
            answer.ready = future;
        }
        if (answer.isGiven) {
            future.complete(null);
        }
        return future;
    }

    /**
     * What a stage came to, given on any thread, once: a stage that tells again is not heard. It is written before
     * {@link #isGiven}, which is read first.
     */
    private static final class Answer {
        private @Nullable Object value;
        private @Nullable Throwable failure;
        private volatile boolean isGiven;
        private volatile @Nullable CompletableFuture<Void> ready;

        void give(@Nullable Object newValue, @Nullable Throwable newFailure) {
            synchronized (this) {
                if (isGiven) {
                    return;
                }
                value = newValue;
                failure = newFailure instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : newFailure;
                isGiven = true;
            }
            CompletableFuture<Void> future = ready;
            if (future != null) {
                future.complete(null);
            }
        }
    }
}
