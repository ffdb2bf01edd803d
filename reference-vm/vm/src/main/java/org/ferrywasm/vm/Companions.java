package org.ferrywasm.vm;

import org.jspecify.annotations.Nullable;

/** The handles that are named to travel with their Store. */
final class Companions {
    private static final Confined[] NONE = {};

    private Companions() {}

    /**
     * The handles that objects are, each a current one of a Store whose owner, or heir, the current thread is.
     *
     * @throws IllegalArgumentException if one is no handle
     * @throws WrongStoreException if one belongs to another Store
     * @throws StaleHandleException if one was left behind earlier
     * @throws ClosedHandleException if one is closed
     */
    static Confined[] of(Store<?> store, String operation, @Nullable Object[] companions) {
        if (companions.length == 0) {
            return NONE;
        }
        Confined[] handles = new Confined[companions.length];
        for (int i = 0; i < handles.length; i++) {
            handles[i] = handle(store, operation, i, companions[i]);
        }
        return handles;
    }

    private static Confined handle(Store<?> store, String operation, int index, @Nullable Object companion) {
        return switch (companion) {
            case Handle handle -> current(store, operation, index, handle);
            case WasmException exception -> current(store, operation, index, exception.exception());
            case Store<?> itself when itself == store -> store;
            case Store<?> other ->
                throw new WrongStoreException("%s: companion %d is Store %d, and Store %d moves: each moves by itself"
                        .formatted(operation, index, other.id(), store.id()));
            case null -> throw new IllegalArgumentException(operation + ": companion " + index + " is null");
            default ->
                throw new IllegalArgumentException(
                        "%s: companion %d is a %s and no handle; only handles are named, anything else may simply be sent"
                                .formatted(
                                        operation, index, companion.getClass().getName()));
        };
    }

    private static Handle current(Store<?> store, String operation, int index, Handle handle) {
        if (handle.store() != store) {
            throw new WrongStoreException("%s: companion %d is a %s of Store %d, and Store %d moves"
                    .formatted(
                            operation,
                            index,
                            handle.getClass().getSimpleName(),
                            handle.store().id(),
                            store.id()));
        }
        if (handle.uncheckedTenancy() != store.tenancy()) {
            throw Tenancy.refusal(handle.uncheckedTenancy(), operation + ", companion " + index + ",");
        }
        if (handle instanceof Rooted rooted && rooted.isClosed()) {
            throw new ClosedHandleException(operation + ": companion " + index + ", " + rooted + ", is closed");
        }
        return handle;
    }
}
