package org.ferrywasm.vm;

/** A handle to something in a Store. */
abstract class Handle extends Confined {
    private final Store<?> store;

    Handle(Store<?> store) {
        super(store.tenancy());
        this.store = store;
    }

    /** The Store, without a check: for operations that have passed it, and for comparing. */
    final Store<?> store() {
        return store;
    }

    /** The entry check of an operation that is not in a hurry: it also gives back the roots of handles that were lost. */
    final Store<?> enter(String operation) {
        check(operation);
        store.handles().reclaim();
        store.calls().reclaim();
        store.views().reclaim();
        return store;
    }

    /**
     * Checks that this handle may be used in an operation on a Store.
     *
     * @throws WrongStoreException if it belongs to another one
     */
    final void checkUseIn(Store<?> other, String operation) {
        if (store != other) {
            throw new WrongStoreException("%s: a %s of Store %d was given to Store %d"
                    .formatted(operation, getClass().getSimpleName(), store.id(), other.id()));
        }
        check(operation);
    }
}
