package org.ferrywasm.vm;

import org.ferrywasm.runtime.StoreConfig;
import org.ferrywasm.runtime.StoreLimit;
import org.jspecify.annotations.Nullable;

/**
 * How much a Store may use; fixed when the Store is made. Immutable: each {@code with} gives new limits. Begin with
 * {@link #DEFAULT}.
 *
 * {@snippet class="org.ferrywasm.examples.StoreExample" region="limits"}
 *
 * <p>What would exceed a limit traps, with a message that names limit, value and setter; {@code memory.grow} and
 * {@code table.grow} give -1 instead, as the specification has it. Each setter refuses a number that is negative, or greater
 * than can be counted, with an {@link IllegalArgumentException}.
 */
public final class StoreLimits {
    /** The limits of a Store that is not told otherwise. */
    public static final StoreLimits DEFAULT = new StoreLimits(StoreConfig.DEFAULT, null);

    private final StoreConfig config;
    private final @Nullable ResourceLimiter limiter;

    private StoreLimits(StoreConfig config, @Nullable ResourceLimiter limiter) {
        this.config = config;
        this.limiter = limiter;
    }

    /** These limits with another depth of calls: how many guest frames a call may have. At first 10,000. */
    public StoreLimits withCallDepth(int frames) {
        return with(StoreLimit.CALL_DEPTH, frames);
    }

    /** These limits with another size of a call's stack: how many 64-bit slots its frames may take. At first 1,048,576. */
    public StoreLimits withStackSlots(int slots) {
        return with(StoreLimit.STACK_SLOTS, slots);
    }

    /**
     * These limits with another number of nested calls: how many may be on the Java stack inside one another, a guest called
     * by a host function called by a guest. Each takes between one and two kilobytes of it, besides what the host function
     * takes. At first 200.
     */
    public StoreLimits withNestedCalls(int calls) {
        return with(StoreLimit.NESTED_CALLS, calls);
    }

    /** These limits with another number of bytes that all memories may have together. At first 16 GiB. */
    public StoreLimits withMemoryBytes(long bytes) {
        return with(StoreLimit.MEMORY_BYTES, bytes);
    }

    /** These limits with another number of elements that all tables may have together. At first 10,000,000. */
    public StoreLimits withTableElements(long elements) {
        return with(StoreLimit.TABLE_ELEMENTS, elements);
    }

    /** These limits with another number of bytes that structures, arrays and exceptions may take. At first 1 GiB. */
    public StoreLimits withHeapBytes(long bytes) {
        return with(StoreLimit.HEAP_BYTES, bytes);
    }

    /** These limits with another number of instances, which stay as long as their Store does. At first 10,000. */
    public StoreLimits withInstances(int instances) {
        return with(StoreLimit.INSTANCES, instances);
    }

    /** These limits with another number of host objects that guests and handles may refer to. At first 10,000,000. */
    public StoreLimits withHostObjects(int objects) {
        return with(StoreLimit.HOST_OBJECTS, objects);
    }

    /** These limits with another number of calls that may wait for a notification at once. At first 10,000. */
    public StoreLimits withWaiters(int calls) {
        return with(StoreLimit.WAITERS, calls);
    }

    /** These limits with somebody who is asked whatever the limits allow; null for nobody, as at first. */
    public StoreLimits withLimiter(@Nullable ResourceLimiter newLimiter) {
        return new StoreLimits(config, newLimiter);
    }

    private StoreLimits with(StoreLimit limit, long value) {
        return new StoreLimits(config.with(limit, value), limiter);
    }

    /** How many guest frames a call may have. */
    public int callDepth() {
        return (int) config.limit(StoreLimit.CALL_DEPTH);
    }

    /** How many 64-bit slots the frames of a call may take together. */
    public int stackSlots() {
        return (int) config.limit(StoreLimit.STACK_SLOTS);
    }

    /** How many calls may be on the Java stack inside one another. */
    public int nestedCalls() {
        return (int) config.limit(StoreLimit.NESTED_CALLS);
    }

    /** How many bytes all memories may have together. */
    public long memoryBytes() {
        return config.limit(StoreLimit.MEMORY_BYTES);
    }

    /** How many elements all tables may have together. */
    public long tableElements() {
        return config.limit(StoreLimit.TABLE_ELEMENTS);
    }

    /** How many bytes structures, arrays and exceptions may take. */
    public long heapBytes() {
        return config.limit(StoreLimit.HEAP_BYTES);
    }

    /** How many instances there may be. */
    public int instances() {
        return (int) config.limit(StoreLimit.INSTANCES);
    }

    /** How many host objects guests and handles may refer to. */
    public int hostObjects() {
        return (int) config.limit(StoreLimit.HOST_OBJECTS);
    }

    /** How many calls may wait for a notification at once. */
    public int waiters() {
        return (int) config.limit(StoreLimit.WAITERS);
    }

    /** Who is asked whatever the limits allow, or null. */
    public @Nullable ResourceLimiter limiter() {
        return limiter;
    }

    /** For the inside of a Store, which has its own gate before the limiter. */
    StoreConfig toStoreConfig(boolean collectAlways, StoreConfig.@Nullable Limiter gate) {
        return config.withCollectAlways(collectAlways).withLimiter(gate);
    }
}
