package org.ferrywasm.vm;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A limiter that refuses one request, by its number, and counts them all: for tests that fail at every allocation in turn.
 * {@link ResourceLimiter#failingAt} makes it. Any thread may use it, and the Stores of several threads share its count.
 *
 * {@snippet class="org.ferrywasm.examples.SendableExample" region="failing"}
 */
public final class FailingLimiter implements ResourceLimiter {
    private final long refused;
    private final AtomicLong asked = new AtomicLong();

    FailingLimiter(long refused) {
        if (refused < 1) {
            throw new IllegalArgumentException("ResourceLimiter.failingAt: there is no request number " + refused);
        }
        this.refused = refused;
    }

    /** How many requests it has seen. */
    public long asked() {
        return asked.get();
    }

    /** Whether it has refused its request. */
    public boolean hasFailed() {
        return asked.get() >= refused;
    }

    @Override
    public boolean memoryGrowing(long currentBytes, long desiredBytes) {
        return grantsNext();
    }

    @Override
    public boolean tableGrowing(long currentElements, long desiredElements) {
        return grantsNext();
    }

    @Override
    public boolean heapGrowing(long currentBytes, long desiredBytes) {
        return grantsNext();
    }

    @Override
    public boolean instantiating(long currentInstances) {
        return grantsNext();
    }

    @Override
    public boolean hostObjectAdded(long currentObjects) {
        return grantsNext();
    }

    private boolean grantsNext() {
        return asked.incrementAndGet() != refused;
    }
}
