package org.ferrywasm.vm;

import java.time.Instant;

/**
 * Thrown when a handle is used that was left behind when its Store moved (clauses A-18 and E-04). It stays stale for good,
 * even if the Store comes back to the same thread. Nothing has happened.
 *
 * {@snippet class="org.ferrywasm.examples.RefusalExample" region="stale"}
 */
public final class StaleHandleException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    StaleHandleException(String operation, long storeId, String transfer, Instant when) {
        super(operation + " on " + Tenancy.callerName() + ": this handle was left behind when Store " + storeId
                + " moved (" + transfer + ", " + when
                + "); to keep a handle, name it as a companion when the Store is detached");
    }
}
