package org.ferrywasm.vm;

/**
 * Thrown when a Store is used that can only be closed: because an operation on it was cut short by a failure of the JVM, such
 * as a lack of memory, so that what it holds may be inconsistent; or because a thread has {@linkplain Store#adopt adopted} it
 * that may not have all that is in it. The cause is that failure, or the {@link NotSendableException}.
 *
 * {@snippet class="org.ferrywasm.examples.RefusalExample" region="poisoned"}
 */
public final class StorePoisonedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    StorePoisonedException(String operation, long storeId, Throwable cause) {
        super(
                operation + " on " + Tenancy.callerName() + ": Store " + storeId
                        + (cause instanceof NotSendableException
                                ? " was adopted, and holds what may not go to another thread"
                                : ": an earlier operation was cut short by " + cause)
                        + "; it can only be closed",
                cause);
    }
}
