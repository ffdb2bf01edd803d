package org.ferrywasm.vm;

/**
 * Thrown when a {@link StoreParcel} is attached that was attached, closed or lost before: a parcel is for one thread, once
 * (clause E-05). The message says what became of it. Nothing has happened.
 *
 * {@snippet class="org.ferrywasm.examples.TransferExample" region="spent"}
 */
public final class ParcelSpentException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ParcelSpentException(long storeId, String end) {
        super("StoreParcel.attach on " + Tenancy.callerName() + ": the parcel of Store " + storeId + " was " + end);
    }
}
