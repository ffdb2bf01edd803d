package org.ferrywasm.bench;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;

/** Through what it is handed over. */
public enum Exchange {
    /** Who waits is parked at once. */
    LINKED("LinkedBlockingQueue"),
    /** Who waits is parked at once. */
    ARRAY("ArrayBlockingQueue"),
    /** Who waits spins for a while first. */
    TRANSFER("LinkedTransferQueue");

    private final String title;

    Exchange(String title) {
        this.title = title;
    }

    /** What the row of the table is called. */
    String title() {
        return title;
    }

    BlockingQueue<Object> open() {
        return switch (this) {
            case LINKED -> new LinkedBlockingQueue<>();
            case ARRAY -> new ArrayBlockingQueue<>(1);
            case TRANSFER -> new LinkedTransferQueue<>();
        };
    }
}
