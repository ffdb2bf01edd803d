package org.ferrywasm.stress;

import java.util.concurrent.atomic.AtomicInteger;
import org.ferrywasm.vm.DropAction;
import org.ferrywasm.vm.Sendable;

/** Counts how often host objects were dropped. It may travel, and any thread may ask it. */
public final class Drops implements DropAction<Object>, Sendable {
    private final AtomicInteger count = new AtomicInteger();

    /** Makes one that has counted nothing. */
    public Drops() {}

    @Override
    public void drop(Object value) {
        count.incrementAndGet();
    }

    /** How many were dropped so far. */
    public int count() {
        return count.get();
    }
}
