package org.ferrywasm.vm;

/**
 * Thrown when a Store, or a handle into it, is used after the Store was closed (clause H-01). Nothing has happened.
 *
 * {@snippet class="org.ferrywasm.examples.RefusalExample" region="closed"}
 */
public final class StoreClosedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    StoreClosedException(String operation, long storeId) {
        super(operation + " on " + Tenancy.callerName() + ": Store " + storeId + " is closed");
    }
}
