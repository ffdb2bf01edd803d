package org.ferrywasm.vm;

import java.util.function.BooleanSupplier;
import org.ferrywasm.runtime.StoreConfig;

/**
 * A Store's way to its {@link ResourceLimiter}. It knows while the limiter runs: the Store is in the middle of an operation then,
 * also where no call is on the Java stack, and can neither be moved nor closed (clauses E-07 and H-03).
 */
final class LimiterGate implements StoreConfig.Limiter {
    private final ResourceLimiter limiter;

    /** How many requests to the limiter are on the Java stack. */
    private int running;

    LimiterGate(ResourceLimiter limiter) {
        this.limiter = limiter;
    }

    boolean isRunning() {
        return running > 0;
    }

    private boolean ask(BooleanSupplier request) {
        running++;
        try {
            return request.getAsBoolean();
        } finally {
            running--;
        }
    }

    @Override
    public boolean memoryGrowing(long currentBytes, long desiredBytes) {
        return ask(() -> limiter.memoryGrowing(currentBytes, desiredBytes));
    }

    @Override
    public boolean tableGrowing(long currentElements, long desiredElements) {
        return ask(() -> limiter.tableGrowing(currentElements, desiredElements));
    }

    @Override
    public boolean heapGrowing(long currentBytes, long desiredBytes) {
        return ask(() -> limiter.heapGrowing(currentBytes, desiredBytes));
    }

    @Override
    public boolean instantiating(long currentInstances) {
        return ask(() -> limiter.instantiating(currentInstances));
    }

    @Override
    public boolean hostObjectAdded(long currentObjects) {
        return ask(() -> limiter.hostObjectAdded(currentObjects));
    }
}
