package org.ferrywasm.vm;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What belongs to a tenancy: a Store and everything connected to it. */
abstract class Confined {
    /** Not final, because a handle that travels with its Store is pointed at the next tenancy. */
    private @Nullable Tenancy tenancy;

    Confined(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /**
     * The entry check that every public operation passes before it does anything else, even before it looks at its
     * arguments.
     *
     * @param operation the operation's name, for the message
     * @throws WrongThreadException if another thread owns the Store
     * @throws StaleHandleException if the Store has moved without this handle
     * @throws StoreInTransitException if the Store is in a parcel
     * @throws StoreClosedException if the Store is closed
     * @throws StorePoisonedException if the JVM failed in an earlier operation
     */
    final void check(String operation) {
        Tenancy t = tenancy;
        if (t == null || t.owner != Thread.currentThread()) {
            throw Tenancy.refusal(t, operation);
        }
    }

    /** The tenancy, for an operation that has passed the entry check. */
    final Tenancy tenancy() {
        return Objects.requireNonNull(tenancy);
    }

    /** Whether the entry check would pass now; from any thread. */
    final boolean isCurrentThreadOwner() {
        Tenancy t = tenancy;
        return t != null && t.owner == Thread.currentThread();
    }

    /** Points this at the tenancy that its Store goes to, which has not started; by who owns the Store until then. */
    void travel(Tenancy next) {
        tenancy = next;
    }

    /** The tenancy, without a check; null where this was published through a data race and is not seen whole. */
    final @Nullable Tenancy uncheckedTenancy() {
        return tenancy;
    }
}
