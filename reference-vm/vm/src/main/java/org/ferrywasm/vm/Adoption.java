package org.ferrywasm.vm;

import org.jspecify.annotations.Nullable;

/** Taking over a Store whose owner has ended (clause E-18). */
final class Adoption {
    private static final String OPERATION = "Store.adopt";

    private Adoption() {}

    /**
     * Makes the current thread the owner of a Store.
     *
     * @throws RuntimeException as {@link Store#adopt} says
     */
    static <T extends @Nullable Object> Store<T> adopt(Store<T> store, Object[] companions) {
        Tenancy orphaned = orphaned(store);
        if (!orphaned.inherit()) {
            throw inherited(store, orphaned);
        }
        if (orphaned.ending() instanceof Tenancy.Poisoned poisoned) {
            takeToClose(store, orphaned, poisoned.cause());
            throw new StorePoisonedException(OPERATION, store.id(), poisoned.cause());
        }
        Detachment<T> detachment;
        try {
            store.forgetOwner();
            detachment = Detachment.prepare(store, OPERATION, Companions.of(store, OPERATION, companions));
        } catch (NotSendableException e) {
            takeToClose(store, orphaned, e);
            throw e;
        } catch (Throwable e) {
            orphaned.disinherit();
            throw e;
        }
        try {
            detachment.inherit();
        } catch (Throwable e) {
            detachment.fail(e);
            throw e;
        }
        store.settle();
        return store;
    }

    /**
     * The tenancy of a Store whose owner has ended. That is seen first, and then that the owner has not given the Store away
     * before: the end of a thread is ordered after all it has done.
     */
    private static Tenancy orphaned(Store<?> store) {
        Tenancy tenancy = store.uncheckedTenancy();
        Thread owner = tenancy == null ? null : ownerOf(tenancy);
        if (tenancy == null || owner == null) {
            throw Tenancy.refusal(tenancy, OPERATION);
        }
        if (tenancy.isPoisonedByCurrentThread()) {
            throw Tenancy.refusal(tenancy, OPERATION);
        }
        if (owner == Thread.currentThread()) {
            throw new NotOrphanedException(store.id(), "is owned by this thread already");
        }
        if (owner.isAlive() && tenancy.heir() == null) {
            throw Tenancy.refusal(tenancy, OPERATION);
        }
        if (store.uncheckedTenancy() != tenancy || ownerOf(tenancy) != owner || tenancy.heir() != null) {
            throw inherited(store, tenancy);
        }
        return tenancy;
    }

    /** The thread that owns the Store, or may close it. */
    private static @Nullable Thread ownerOf(Tenancy tenancy) {
        return tenancy.ending() instanceof Tenancy.Poisoned poisoned ? poisoned.owner() : tenancy.owner;
    }

    private static RuntimeException inherited(Store<?> store, Tenancy tenancy) {
        Thread heir = tenancy.heir();
        return heir == null
                ? Tenancy.refusal(store.uncheckedTenancy(), OPERATION)
                : new NotOrphanedException(
                        store.id(), "is being adopted, or was, by thread \"" + heir.getName() + "\"");
    }

    /** Makes the current thread the one that may close a Store, and nothing else. All handles are left behind. */
    private static void takeToClose(Store<?> store, Tenancy orphaned, Throwable cause) {
        Thread current = Thread.currentThread();
        Tenancy closing = Tenancy.inTransit(store.id());
        closing.end(new Tenancy.Poisoned(current, cause));
        orphaned.endInherited(
                new Tenancy.LeftBehind(store.nextTransfer(), current.getName(), System.currentTimeMillis()));
        store.travel(closing);
    }
}
