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
    /** What has become of the Store. */
    sealed interface State {}

    /** Where it is while nobody has claimed it. */
    private enum Place implements State {
        /** It is not yet sent off. */
        PACKING,
        /** Whoever comes first may have it. */
        WAITING
    }

    /** How it ended, and on which thread. */
    record End(How how, String thread) implements State {
        static End on(Thread thread, How how) {
            return new End(how, thread.getName());
        }

        @Override
        public String toString() {
            return how == How.LOST
                    ? "lost: garbage collected without having been attached or closed"
                    : (how == How.ATTACHED ? "attached" : "closed") + " by thread \"" + thread + "\"";
        }
    }

    /** The ways in which it may end. */
    enum How {
        ATTACHED,
        CLOSED,
        LOST
    }

    private final long storeId;
    private final Tenancy next;
    private @Nullable Store<T> store;
    private final AtomicReference<State> state = new AtomicReference<>(Place.PACKING);

    Transit(Store<T> store, Tenancy next) {
        this.storeId = store.id();
        this.next = next;
        this.store = store;
    }

    /** Lets it go: whatever this thread has done to the Store is done. */
    void send() {
        state.setRelease(Place.WAITING);
    }

    /** Ends it; false if another thread has. */
    boolean claim(End end) {
        return state.compareAndSet(Place.WAITING, end);
    }

    /** Makes the current thread, whose claim it was, the owner of the Store. It allocates nothing: it cannot fail. */
    Store<T> start(Thread current) {
        Store<T> started = Objects.requireNonNull(store);
        next.start(current);
        store = null;
        return started;
    }

    /** What has become of it, as messages say it. */
    String describe() {
        State now = state.get();
        return now instanceof End ? now.toString() : "not attached yet";
    }

    long storeId() {
        return storeId;
    }
}
