package org.ferrywasm.vm;

/**
 * A call-back that decides, within a Store's {@link StoreLimits}, whether the Store may have more of something. Each method
 * is asked before anything has changed; an answer of {@code false} makes {@code memory.grow} and {@code table.grow} give -1
 * and everything else trap with {@link TrapReason#ALLOCATION_LIMIT}. What a method throws passes through guest frames to the
 * caller as the same object, and nothing has changed then either.
 *
 * <p>It runs on the Store's owner, in the middle of the operation that asks, and must not use the Store. One that is given
 * to Stores of several threads is called by all of them.
 *
 * {@snippet class="org.ferrywasm.examples.StoreExample" region="limiter"}
 */
public interface ResourceLimiter {
    /** Whether a memory may go from one size to another; also asked, with a present size of 0, when it is made. */
    default boolean memoryGrowing(long currentBytes, long desiredBytes) {
        return true;
    }

    /** Whether a table may go from one size to another; also asked, with a present size of 0, when it is made. */
    default boolean tableGrowing(long currentElements, long desiredElements) {
        return true;
    }

    /**
     * Whether the heap may go from one size to another to hold another structure, array or exception. A Store that has a
     * limiter asks for each of them, which costs a guest that makes many; dead objects that are not yet collected count.
     */
    default boolean heapGrowing(long currentBytes, long desiredBytes) {
        return true;
    }

    /** Whether a module may be instantiated in a Store that has so many instances. */
    default boolean instantiating(long currentInstances) {
        return true;
    }

    /** Whether a host object may be put into a Store that has so many. */
    default boolean hostObjectAdded(long currentObjects) {
        return true;
    }

    /**
     * A limiter for tests that refuses one request and grants all others. With {@code k} = 1, 2, 3 and so on until
     * {@link FailingLimiter#hasFailed} says no, a test fails at every allocation that an operation makes (clause H-06).
     *
     * @param k which request it refuses, the first being 1
     * @throws IllegalArgumentException if {@code k} is less than 1
     */
    static FailingLimiter failingAt(long k) {
        return new FailingLimiter(k);
    }
}
