package org.ferrywasm.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits of a store, fixed when it is made. Immutable: each {@code with} gives a new one. */
public final class StoreConfig {
    /** The limits of a store that is not told otherwise. */
    public static final StoreConfig DEFAULT = new StoreConfig(usualLimits(), false, null);

    private final List<Long> limits;
    private final boolean collectAlways;
    private final @Nullable Limiter limiter;
    private final int maxCallDepth;
    private final int maxStackSlots;

    private StoreConfig(List<Long> limits, boolean collectAlways, @Nullable Limiter limiter) {
        this.limits = List.copyOf(limits);
        this.collectAlways = collectAlways;
        this.limiter = limiter;
        this.maxCallDepth = limits.get(StoreLimit.CALL_DEPTH.ordinal()).intValue();
        this.maxStackSlots = limits.get(StoreLimit.STACK_SLOTS.ordinal()).intValue();
    }

    private static List<Long> usualLimits() {
        return Arrays.stream(StoreLimit.values()).map(StoreLimit::usual).toList();
    }

    /**
     * These limits but for one.
     *
     * @throws IllegalArgumentException if the value is negative, or greater than can be counted
     */
    public StoreConfig with(StoreLimit limit, long value) {
        List<Long> copy = new ArrayList<>(limits);
        copy.set(limit.ordinal(), limit.checked(value));
        return new StoreConfig(copy, collectAlways, limiter);
    }

    /** These limits, and whether every allocation collects first, for tests. */
    public StoreConfig withCollectAlways(boolean on) {
        return new StoreConfig(limits, on, limiter);
    }

    /** These limits with somebody who is asked as well. */
    public StoreConfig withLimiter(@Nullable Limiter newLimiter) {
        return new StoreConfig(limits, collectAlways, newLimiter);
    }

    /** One of the limits. */
    public long limit(StoreLimit limit) {
        return limits.get(limit.ordinal());
    }

    /** {@link StoreLimit#CALL_DEPTH}, for the interpreter. */
    public int maxCallDepth() {
        return maxCallDepth;
    }

    /** {@link StoreLimit#STACK_SLOTS}, for the interpreter. */
    public int maxStackSlots() {
        return maxStackSlots;
    }

    /** Whether every allocation collects first. */
    public boolean collectAlways() {
        return collectAlways;
    }

    /** Who is asked besides, or null. */
    public @Nullable Limiter limiter() {
        return limiter;
    }

    /**
     * A call-back that may refuse; it runs on the owner, before anything has changed, and must not use the store. What it
     * throws passes through.
     */
    public interface Limiter {
        /** Whether a memory may grow to so many bytes. */
        boolean memoryGrowing(long currentBytes, long desiredBytes);

        /** Whether a table may grow to so many elements. */
        boolean tableGrowing(long currentElements, long desiredElements);

        /** Whether the heap may grow to so many bytes. */
        boolean heapGrowing(long currentBytes, long desiredBytes);

        /** Whether a module may be instantiated besides so many. */
        boolean instantiating(long currentInstances);

        /** Whether a host object may be put in besides so many. */
        boolean hostObjectAdded(long currentObjects);
    }
}
