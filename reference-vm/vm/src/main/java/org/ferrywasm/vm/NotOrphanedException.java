package org.ferrywasm.vm;

/**
 * Thrown when a Store is to be {@linkplain Store#adopt adopted} that the current thread owns already, or that another thread has
 * adopted at the same time (clause E-18). Nothing has happened.
 *
 * {@snippet class="org.ferrywasm.examples.TransferExample" region="adopt"}
 */
public final class NotOrphanedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NotOrphanedException(long storeId, String why) {
        super("Store.adopt on " + Tenancy.callerName() + ": Store " + storeId + " " + why);
    }
}
