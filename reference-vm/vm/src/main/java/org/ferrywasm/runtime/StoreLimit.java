package org.ferrywasm.runtime;

/** What a store has limits on, with the limit of a store that is not told otherwise. */
public enum StoreLimit {
    /** How many guest frames a call may have. */
    CALL_DEPTH("frames of a call", "withCallDepth", 10_000, Integer.MAX_VALUE),
    /** How many 64-bit slots the frames of a call may take together. */
    STACK_SLOTS("slots of a call's stack", "withStackSlots", 1 << 20, Integer.MAX_VALUE),
    /** How many calls from the host may be inside one another. */
    NESTED_CALLS("calls inside one another", "withNestedCalls", 200, Integer.MAX_VALUE),
    /** How many bytes all memories may have together: what the JavaScript API grants one memory of 64-bit addresses. */
    MEMORY_BYTES("bytes of memories", "withMemoryBytes", 1L << 34, Long.MAX_VALUE),
    /** How many elements all tables may have together: what the JavaScript API grants one table. */
    TABLE_ELEMENTS("elements of tables", "withTableElements", 10_000_000, Long.MAX_VALUE),
    /** How many bytes structures, arrays and exceptions may take together. */
    HEAP_BYTES("bytes of the heap", "withHeapBytes", 1L << 30, Long.MAX_VALUE),
    /** How many module instances there may be. */
    INSTANCES("instances", "withInstances", 10_000, Integer.MAX_VALUE),
    /** How many host objects there may be behind references. */
    HOST_OBJECTS("host objects", "withHostObjects", 10_000_000, Integer.MAX_VALUE),
    /** How many calls may wait for a notification at once. */
    WAITERS("calls that wait for a notification", "withWaiters", 10_000, Integer.MAX_VALUE);

    private final String things;
    private final String setter;
    private final long usual;
    private final long greatest;

    StoreLimit(String things, String setter, long usual, long greatest) {
        this.things = things;
        this.setter = setter;
        this.usual = usual;
        this.greatest = greatest;
    }

    /** The limit of a store that is not told otherwise. */
    public long usual() {
        return usual;
    }

    /**
     * Gives back a value that may be this limit.
     *
     * @throws IllegalArgumentException if it is negative, or greater than can be counted
     */
    long checked(long value) {
        if (value < 0 || value > greatest) {
            throw new IllegalArgumentException(
                    "StoreLimits." + setter + ": " + value + " is not between 0 and " + greatest);
        }
        return value;
    }

    /** What a message says where the limit has been reached. */
    String reached(long value) {
        return "(" + value + " " + things + " are the Store's limit; StoreLimits." + setter + " sets it)";
    }
}
