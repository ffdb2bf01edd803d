package org.ferrywasm.vm;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.ferrywasm.runtime.Awaited;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.ThrowSignal;
import org.ferrywasm.transfer.Walk;
import org.jspecify.annotations.Nullable;

/**
 * A call's wait for the stage that an asynchronous host function gave. Whoever completes the stage fills the {@link Answer},
 * which knows nothing of the Store; the owner takes it from there when it resumes the call.
 */
final class HostWait<T extends @Nullable Object> implements Awaited {
    private final Store<T> store;
    private final HostFunction.AsyncCode<T> code;
    private final int resultSlots;
    private final CompletionStage<?> stage;
    private final Answer answer = new Answer();

    HostWait(Store<T> store, HostFunction.AsyncCode<T> code, int resultSlots, CompletionStage<?> stage) {
        this.store = store;
        this.code = code;
        this.resultSlots = resultSlots;
        this.stage = stage;
        stage.whenComplete(answer::give);
    }

    @Override
    public boolean isDone() {
        return answer.isGiven;
    }

    /** The name of the host function that a call waits for. */
    static String nameOf(Execution x) {
        return Objects.requireNonNull(x.host).name();
    }

    /** Adds to a walk what waits here: the stage, and once that is complete, what it came to. */
    void addTo(Walk walk, String hostFunction) {
        walk.awaited(() -> "stage of host function \"" + hostFunction + "\"", stage);
        if (answer.isGiven) {
            Supplier<String> place = () -> "answer of host function \"" + hostFunction + "\"";
            walk.root(place, answer.failure);
            if (answer.value instanceof Object[] values) {
                for (Object value : values) {
                    walk.root(place, value);
                }
            } else {
                walk.root(place, answer.value);
            }
        }
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
     * What a stage came to, given on any thread, once: a stage that tells again is not heard (clause D-14). It is written before
     * {@link #isGiven}, which is read first. Of a list the elements are taken at once, since others may still change it.
     */
    private static final class Answer {
        private @Nullable Object value;
        private @Nullable Throwable failure;
        private volatile boolean isGiven;
        private volatile @Nullable CompletableFuture<Void> ready;

        void give(@Nullable Object newValue, @Nullable Throwable newFailure) {
            Object taken = newValue;
            Throwable thrown = newFailure;
            try {
                taken = newValue instanceof List<?> list ? list.toArray() : newValue;
            } catch (RuntimeException e) {
                thrown = e;
            }
            settle(taken, thrown);
        }

        private void settle(@Nullable Object newValue, @Nullable Throwable newFailure) {
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
