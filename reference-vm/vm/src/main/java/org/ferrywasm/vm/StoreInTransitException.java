package org.ferrywasm.vm;

/**
 * Thrown when a Store, or a handle that travels with it, is used while the Store is in a parcel that nobody has attached yet
 * (clause E-03). Nothing has happened.
 *
 * {@snippet class="org.ferrywasm.examples.RefusalExample" region="in-transit"}
 */
public final class StoreInTransitException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    StoreInTransitException(String operation, long storeId) {
        super(operation + " on " + Tenancy.callerName() + ": Store " + storeId
                + " is in transit; attach its parcel first, on the thread that is to own it");
    }
}
