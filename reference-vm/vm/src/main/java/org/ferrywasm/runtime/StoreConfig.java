package org.ferrywasm.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The limits of a store, fixed when it is made.
 *
 * @param maxCallDepth how many guest frames a call may have
 * @param maxStackSlots how many 64-bit slots the frames of a call may take together
 * @param maxHostEntries how many calls from the host may be inside one another
 * @param maxMemoryBytes how many bytes all memories may have together
 * @param maxTableElements how many elements all tables may have together
 * @param maxHeapBytes how many bytes the heap may take
 * @param collectAlways whether every allocation collects first, for tests
 * @param limiter asked before a memory or a table grows, or null
 */
public record StoreConfig(
        int maxCallDepth,
        int maxStackSlots,
        int maxHostEntries,
        long maxMemoryBytes,
        long maxTableElements,
        long maxHeapBytes,
        boolean collectAlways,
        @Nullable Limiter limiter) {
    /**
     * The limits of a store that is not told otherwise. All tables and all memories together may have what the JavaScript API
     * grants one table and one memory.
     */
    public static final StoreConfig DEFAULT =
            new StoreConfig(10_000, 1 << 20, 200, 1L << 34, 10_000_000, 1L << 30, false, null);

    /** A call-back that may refuse growth; it runs on the owner and must not use the store. */
    public interface Limiter {
        /** Whether a memory may grow to so many bytes. */
        boolean memoryGrowing(long currentBytes, long desiredBytes);

        /** Whether a table may grow to so many elements. */
        boolean tableGrowing(long currentElements, long desiredElements);
    }
}
