package org.ferrywasm.vm;

import java.lang.ref.Cleaner;
import org.ferrywasm.runtime.HostDrop;
import org.ferrywasm.runtime.HostTable;
import org.ferrywasm.runtime.StoreState;
import org.jspecify.annotations.Nullable;

/**
 * Runs the drop actions of a Store's host objects: on the owner, after the operation that let go of them, each even if
 * another one throws. Whatever an action lets go of in its turn is dropped in the same go.
 */
final class HostDrops {
    private final Store<?> store;
    private boolean isRunning;
    private @Nullable LostStore ifLost;

    HostDrops(Store<?> store) {
        this.store = store;
    }

    /** Whether a drop action is on the Java stack. */
    boolean isRunning() {
        return isRunning;
    }

    /** Puts an object into the Store. */
    long add(Object value, @Nullable HostDrop drop) {
        if (drop != null) {
            if (ifLost == null) {
                ifLost = LostStore.watch(store);
            }
            ifLost.actions++;
        }
        return store.state().addHost(value, drop);
    }

    /**
     * Drops what nothing refers to any more.
     *
     * @param failure what the operation is about to throw, which then carries what the drop actions throw; null if nothing
     */
    void settle(StoreState state, @Nullable Throwable failure) {
        if (isRunning) {
            return;
        }
        Throwable first = failure;
        isRunning = true;
        try {
            if (state.executions().isEmpty()) {
                state.releaseHosts();
            }
            for (HostTable.Dropped next = state.hosts().nextDropped();
                    next != null;
                    next = state.hosts().nextDropped()) {
                first = drop(next, first);
                if (state.executions().isEmpty()) {
                    state.releaseHosts();
                }
            }
        } finally {
            isRunning = false;
        }
        if (first != null && failure == null) {
            HostDrops.<RuntimeException>rethrow(first);
        }
    }

    private @Nullable Throwable drop(HostTable.Dropped dropped, @Nullable Throwable first) {
        if (ifLost != null) {
            ifLost.actions--;
        }
        try {
            dropped.action().drop(dropped.value());
            return first;
        } catch (Throwable e) {
            return together(first, e);
        }
    }

    /** Drops everything, and the Store's data, at the end of the Store. */
    void end(StoreState state, @Nullable Object data) {
        Throwable first = null;
        state.hosts().releaseAll();
        for (HostTable.Dropped next = state.hosts().nextDropped();
                next != null;
                next = state.hosts().nextDropped()) {
            first = drop(next, first);
        }
        if (data instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Throwable e) {
                first = together(first, e);
            }
        }
        if (ifLost != null) {
            ifLost.forget();
        }
        if (first != null) {
            HostDrops.<RuntimeException>rethrow(first);
        }
    }

    private static Throwable together(@Nullable Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }

    /** Throws what a drop action has thrown as it is, checked or not. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void rethrow(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** The action of an object without one of its own. */
    static @Nullable HostDrop closing(Object value) {
        return value instanceof AutoCloseable ? ClosingDrop.CLOSE : null;
    }

    /** The action of an object that is closed when it is dropped. */
    private enum ClosingDrop implements HostDrop {
        CLOSE;

        @Override
        public void drop(Object value) throws Exception {
            ((AutoCloseable) value).close();
        }
    }

    /** A drop action of the embedder. */
    record ActionDrop(DropAction<Object> action) implements HostDrop {
        @Override
        public void drop(Object value) throws Exception {
            action.drop(value);
        }
    }

    /** What is left of a Store that was lost without having been closed: enough to report it. */
    private static final class LostStore implements Runnable {
        private static final System.Logger LOG = System.getLogger("org.ferrywasm.vm");
        private static final Cleaner CLEANER = Cleaner.create();

        private final long storeId;
        private int actions;
        private boolean isClosed;
        private Cleaner.@Nullable Cleanable cleanable;

        private LostStore(long storeId) {
            this.storeId = storeId;
        }

        static LostStore watch(Store<?> store) {
            LostStore lost = new LostStore(store.id());
            lost.cleanable = CLEANER.register(store, lost);
            return lost;
        }

        void forget() {
            isClosed = true;
            if (cleanable != null) {
                cleanable.clean();
            }
        }

        @Override
        public void run() {
            if (!isClosed && actions > 0) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Store {0} was lost without being closed: {1} drop actions of its host objects never run; close"
                                + " Stores, best with try-with-resources",
                        Long.toString(storeId),
                        Integer.toString(actions));
            }
        }
    }
}
