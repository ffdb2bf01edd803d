package org.ferrywasm.vm;

import org.jspecify.annotations.Nullable;

/**
 * The time in which one thread owns a Store. {@link #owner} is a plain field that only that thread ever writes: itself when
 * the tenancy starts, null when it ends. A thread can read its own name there only if it wrote it and has not erased it, so
 * a plain read is sound even for a thread that has no business here. A tenancy never starts twice.
 */
final class Tenancy {
    private final long storeId;

    /** The thread that owns the Store, or null when the tenancy has ended. */
    @Nullable
    Thread owner;

    /** A tenancy of the current thread. */
    Tenancy(long storeId) {
        this.storeId = storeId;
        this.owner = Thread.currentThread();
    }

    /** Ends the tenancy because the Store is closed. */
    void end() {
        owner = null;
    }

    boolean hasEnded() {
        return owner == null;
    }

    /**
     * Why the current thread may not do what it asks for. Nothing is read that the owner might be changing.
     *
     * @param tenancy the handle's tenancy; null where a handle was published through a data race and is not seen whole
     */
    static RuntimeException refusal(@Nullable Tenancy tenancy, String operation) {
        if (tenancy == null) {
            return new WrongThreadException(
                    operation + " on " + callerName() + ": the handle belongs to a Store of another thread");
        }
        Thread owner = tenancy.owner;
        if (owner == null) {
            return new StoreClosedException(operation + ": Store " + tenancy.storeId + " is closed");
        }
        return new WrongThreadException("%s on %s: Store %d is owned by thread \"%s\""
                .formatted(operation, callerName(), tenancy.storeId, owner.getName()));
    }

    private static String callerName() {
        return "thread \"" + Thread.currentThread().getName() + "\"";
    }
}
