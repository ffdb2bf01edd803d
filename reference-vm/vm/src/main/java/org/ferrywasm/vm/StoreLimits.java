package org.ferrywasm.vm;

import org.ferrywasm.runtime.StoreConfig;
import org.jspecify.annotations.Nullable;

/**
 * How much a Store may use; fixed when the Store is made.
 *
 * {@snippet class="org.ferrywasm.examples.StoreExample" region="limits"}
 *
 * @param callDepth how many guest frames a call may have
 * @param stackSlots how many 64-bit slots the frames of a call may take together
 * @param nestedCalls how many calls may be on the Java stack inside one another: a guest called by a host function called
 *     by a guest; each takes between one and two kilobytes of it, besides what the host function takes
 * @param memoryBytes how many bytes all memories may have together
 * @param tableElements how many elements all tables may have together
 * @param heapBytes how many bytes structures, arrays and exceptions may take
 * @param limiter asked before a memory or a table grows, or null
 */
public record StoreLimits(
        int callDepth,
        int stackSlots,
        int nestedCalls,
        long memoryBytes,
        long tableElements,
        long heapBytes,
        @Nullable ResourceLimiter limiter) {
    /** The limits of a Store that is not told otherwise. */
    public static final StoreLimits DEFAULT = new StoreLimits(
            StoreConfig.DEFAULT.maxCallDepth(),
            StoreConfig.DEFAULT.maxStackSlots(),
            StoreConfig.DEFAULT.maxHostEntries(),
            StoreConfig.DEFAULT.maxMemoryBytes(),
            StoreConfig.DEFAULT.maxTableElements(),
            StoreConfig.DEFAULT.maxHeapBytes(),
            null);

    /**
     * Limits that are all given.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public StoreLimits {
        if (callDepth < 0 || stackSlots < 0 || nestedCalls < 0) {
            throw new IllegalArgumentException("negative limit on calls");
        }
        if (memoryBytes < 0 || tableElements < 0 || heapBytes < 0) {
            throw new IllegalArgumentException("negative limit on memory");
        }
    }

    /** These limits with another depth of calls. */
    public StoreLimits withCallDepth(int frames) {
        return new StoreLimits(frames, stackSlots, nestedCalls, memoryBytes, tableElements, heapBytes, limiter);
    }

    /** These limits with another size of a call's stack. */
    public StoreLimits withStackSlots(int slots) {
        return new StoreLimits(callDepth, slots, nestedCalls, memoryBytes, tableElements, heapBytes, limiter);
    }

    /** These limits with another number of nested calls. */
    public StoreLimits withNestedCalls(int calls) {
        return new StoreLimits(callDepth, stackSlots, calls, memoryBytes, tableElements, heapBytes, limiter);
    }

    /** These limits with another number of bytes for memories. */
    public StoreLimits withMemoryBytes(long bytes) {
        return new StoreLimits(callDepth, stackSlots, nestedCalls, bytes, tableElements, heapBytes, limiter);
    }

    /** These limits with another number of elements for tables. */
    public StoreLimits withTableElements(long elements) {
        return new StoreLimits(callDepth, stackSlots, nestedCalls, memoryBytes, elements, heapBytes, limiter);
    }

    /** These limits with another number of bytes for the heap. */
    public StoreLimits withHeapBytes(long bytes) {
        return new StoreLimits(callDepth, stackSlots, nestedCalls, memoryBytes, tableElements, bytes, limiter);
    }

    /** These limits with a limiter. */
    public StoreLimits withLimiter(ResourceLimiter newLimiter) {
        return new StoreLimits(callDepth, stackSlots, nestedCalls, memoryBytes, tableElements, heapBytes, newLimiter);
    }

    StoreConfig toStoreConfig(boolean collectAlways) {
        return new StoreConfig(
                callDepth,
                stackSlots,
                nestedCalls,
                memoryBytes,
                tableElements,
                heapBytes,
                collectAlways,
                limiter == null ? null : new Adapter(limiter));
    }

    private record Adapter(ResourceLimiter limiter) implements StoreConfig.Limiter {
        @Override
        public boolean memoryGrowing(long currentBytes, long desiredBytes) {
            return limiter.memoryGrowing(currentBytes, desiredBytes);
        }

        @Override
        public boolean tableGrowing(long currentElements, long desiredElements) {
            return limiter.tableGrowing(currentElements, desiredElements);
        }
    }
}
