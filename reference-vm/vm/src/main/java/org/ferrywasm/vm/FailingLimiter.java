package org.ferrywasm.vm;

/**
 * A limiter that refuses one request, by its number, and counts them all: for tests that fail at every allocation in turn.
 * {@link ResourceLimiter#failingAt} makes it. It serves the Stores of one thread.
 */
public final class FailingLimiter implements ResourceLimiter {
    private final long refused;
    private long asked;

    FailingLimiter(long refused) {
        if (refused < 1) {
            throw new IllegalArgumentException("ResourceLimiter.failingAt: there is no request number " + refused);
        }
        this.refused = refused;
    }

    /** How many requests it has seen. */
    public long asked() {
        return asked;
    }

    /** Whether it has refused its request. */
    public boolean hasFailed() {
        return asked >= refused;
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
        return ++asked != refused;
    }
}
