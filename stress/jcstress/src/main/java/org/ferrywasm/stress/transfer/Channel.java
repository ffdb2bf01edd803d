package org.ferrywasm.stress.transfer;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A way to send something once: the ways differ in what they order. */
sealed interface Channel<T> {
    /** Sends it. */
    void send(T value);

    /** What was sent, if it is there yet. */
    @Nullable
    T poll();

    /** One of the ways, by chance. */
    static <T> Channel<T> any() {
        return switch (ThreadLocalRandom.current().nextInt(3)) {
            case 0 -> new Ordered<>();
            case 1 -> new Queued<>();
            default -> new Racy<>();
        };
    }

    /** Through a volatile field, which orders. */
    final class Ordered<T> implements Channel<T> {
        private volatile @Nullable T value;

        @Override
        public void send(T sent) {
            value = sent;
        }

        @Override
        public @Nullable T poll() {
            return value;
        }

        @Override
        public String toString() {
            return "volatile";
        }
    }

    /** Through a queue, which orders. */
    final class Queued<T> implements Channel<T> {
        private final ArrayBlockingQueue<T> queue = new ArrayBlockingQueue<>(1);

        @Override
        public void send(T sent) {
            queue.add(sent);
        }

        @Override
        public @Nullable T poll() {
            return queue.poll();
        }

        @Override
        public String toString() {
            return "queue";
        }
    }

    /** Through a plain field, which orders nothing. */
    final class Racy<T> implements Channel<T> {
        private @Nullable T value;

        @Override
        public void send(T sent) {
            value = sent;
        }

        @Override
        public @Nullable T poll() {
            return value;
        }

        @Override
        public String toString() {
            return "race";
        }
    }
}
