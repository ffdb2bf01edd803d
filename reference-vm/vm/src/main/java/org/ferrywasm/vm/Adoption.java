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
        StackRoom.require();
        Tenancy orphaned = orphaned(store);
        Tenancy closing = orphaned.next();
        if (!orphaned.inherit()) {
            throw inherited(store, orphaned);
        }
        Detachment<T> detachment = null;
        Tenancy.LeftBehind ending = null;
        try {
            ending = closing.leftBehind();
            detachment = prepare(store, orphaned, ending, closing, companions);
            detachment.inherit();
        } catch (Throwable e) {
            if (closing.ending() != null && ending != null) {
                takeToClose(store, orphaned, ending, closing);
            } else if (detachment == null || detachment.fail(e)) {
                orphaned.disinherit();
            }
            throw e;
        }
        store.settle();
        return store;
    }

    /**
     * Makes the current thread the one that may close the Store, and nothing else: all handles are left behind. Does nothing the
     * second time.
     */
    private static void takeToClose(Store<?> store, Tenancy orphaned, Tenancy.LeftBehind ending, Tenancy closing) {
        orphaned.endInherited(ending);
        store.travel(closing);
    }

    /**
     * Prepares the adoption; poisons {@code closing} where the heir may close the Store, and nothing else.
     */
    private static <T extends @Nullable Object> Detachment<T> prepare(
            Store<T> store, Tenancy orphaned, Tenancy.LeftBehind ending, Tenancy closing, Object[] companions) {
        if (orphaned.ending() instanceof Tenancy.Poisoned poisoned) {
            RuntimeException refusal = new StorePoisonedException(OPERATION, store.id(), poisoned.cause());
            closing.poison(poisoned.cause());
            takeToClose(store, orphaned, ending, closing);
            throw refusal;
        }
        try {
            store.forgetOwner();
            return Detachment.prepare(store, OPERATION, Companions.of(store, OPERATION, companions));
        } catch (NotSendableException e) {
            closing.poison(e);
            takeToClose(store, orphaned, ending, closing);
            throw e;
        }
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
}
