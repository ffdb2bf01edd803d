package org.ferrywasm.vm;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A Store between two tenancies: the cell of a {@link StoreParcel}, in which one thread may find it, once. What the last owner
 * did happens before that: it is ordered by the state, which the last owner writes last and the next one changes first. The
 * parcel reaches this through a final field, so that all holds even for a parcel that was published through a data race
 * (clause E-13).
 */
final class Transit<T extends @Nullable Object> {
    private static final String PACKING = "not yet sent";
    private static final String WAITING = "not yet attached";

    private final long storeId;
    private final Tenancy next;
    private @Nullable Store<T> store;

    /** {@link #PACKING}, then {@link #WAITING}, then what became of it. */
    private final AtomicReference<String> state = new AtomicReference<>(PACKING);

    Transit(Store<T> store, Tenancy next) {
        this.storeId = store.id();
        this.next = next;
        this.store = store;
    }

    /** Lets it go: whatever this thread has done to the Store is done. */
    void send() {
        state.setRelease(WAITING);
    }

    /** Ends it; false if another thread has. What became of it is said for those that come later. */
    boolean claim(String end) {
        return state.compareAndSet(WAITING, end);
    }

    /** Makes the current thread, whose claim it was, the owner of the Store. It allocates nothing: it cannot fail. */
    Store<T> start(Thread current) {
        Store<T> started = Objects.requireNonNull(store);
        next.start(current);
        store = null;
        return started;
    }

    /** What became of it. */
    String end() {
        return state.get();
    }

    long storeId() {
        return storeId;
    }
}
