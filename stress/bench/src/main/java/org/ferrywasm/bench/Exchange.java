package org.ferrywasm.bench;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;

/** Through what it is handed over. */
public enum Exchange {
    /** Who waits is parked at once. */
    LINKED("LinkedBlockingQueue"),
    /** Who waits is parked at once. */
    ARRAY("ArrayBlockingQueue"),
    /** Who waits spins for a while first. */
    TRANSFER("LinkedTransferQueue"),
    /** Who waits asks again and again, and is never parked. */
    POLLED("ConcurrentLinkedQueue, polled");

    /** One direction. */
    interface Line {
        /** Hands something over. */
        void put(Object object) throws InterruptedException;

        /** Waits for what is handed over. */
        Object take() throws InterruptedException;
    }

    private final String title;

    Exchange(String title) {
        this.title = title;
    }

    /** What the row of the table is called. */
    String title() {
        return title;
    }

    Line open() {
        return switch (this) {
            case LINKED -> new Parking(new LinkedBlockingQueue<>());
            case ARRAY -> new Parking(new ArrayBlockingQueue<>(1));
            case TRANSFER -> new Parking(new LinkedTransferQueue<>());
            case POLLED -> new Polled(new ConcurrentLinkedQueue<>());
        };
    }

    private record Parking(BlockingQueue<Object> queue) implements Line {
        @Override
        public void put(Object object) throws InterruptedException {
            queue.put(object);
        }

        @Override
        public Object take() throws InterruptedException {
            return queue.take();
        }
    }

    private record Polled(Queue<Object> queue) implements Line {
        @Override
        public void put(Object object) {
            queue.add(object);
        }

        @Override
        public Object take() {
            Object object = queue.poll();
            while (object == null) {
                Thread.onSpinWait();
                object = queue.poll();
            }
            return object;
        }
    }
}
