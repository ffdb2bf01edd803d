package org.ferrywasm.vm;

/**
 * A call-back that decides whether a Store's memories and tables may grow. It runs on the Store's owner, in the middle of the
 * operation that asks, and must not use the Store.
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
}
