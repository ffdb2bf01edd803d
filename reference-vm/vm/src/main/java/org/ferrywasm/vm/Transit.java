package org.ferrywasm.vm;

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

    /** The Store, until somebody has got it, or has closed it. */
    @Nullable
    Store<T> store;

    /** The next one in the list of those that were lost. */
    @Nullable
    Transit<?> nextLost;

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

    /**
     * Ends it and makes the current thread the owner of the Store, which it gives; null if another thread has. After the claim
     * it only reads and writes fields: it cannot fail in between.
     *
     * @param reserve made by the current thread
     */
    @Nullable
    Store<T> start(Thread current, End end, Tenancy.Poisoned reserve) {
        Tenancy started = next;
        if (!state.compareAndSet(Place.WAITING, end)) {
            return null;
        }
        started.reserve = reserve;
        started.owner = current;
        return store;
    }

    /** Whether nobody has claimed it. */
    boolean isWaiting() {
        return state.get() == Place.WAITING;
    }

    /** Whether it was claimed in order to close the Store. */
    boolean isForClosing() {
        return state.get() instanceof End end && end.how != How.ATTACHED;
    }

    /** Whether the Store is closed, as far as the current thread can tell. */
    boolean isOver() {
        Store<T> there = store;
        return there == null || there.tenancy().isClosed();
    }

    /**
     * Closes the Store, which the current thread owns, or was closing when that was cut short; does nothing otherwise.
     *
     * @return whether there was something to be done
     */
    boolean close() {
        Store<T> closed = store;
        if (closed == null || !isForClosing() || !closed.tenancy().mayBeClosedByCurrentThread()) {
            return false;
        }
        closed.close();
        store = null;
        return true;
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
