package org.ferrywasm.vm;

import java.lang.ref.Cleaner;
import org.ferrywasm.runtime.HostDrop;
import org.ferrywasm.runtime.HostTable;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.runtime.TrapSignal;
import org.jspecify.annotations.Nullable;

/**
 * Runs the drop actions of a Store's host objects: on the owner, after the operation that let go of them, each even if
 * another one throws. Whatever an action lets go of in its turn is dropped in the same go.
 */
final class HostDrops {
    private final Store<?> store;
    private @Nullable Object running;
    private @Nullable LostStore ifLost;

    HostDrops(Store<?> store) {
        this.store = store;
    }

    /** Which drop action is on the Java stack, as messages name it; null if none is. */
    @Nullable
    String running() {
        return running == null
                ? null
                : "the drop action of an object of class " + running.getClass().getName();
    }

    /**
     * Puts an object into the Store.
     *
     * @throws TrapSignal if there is no room for it
     */
    long add(Object value, @Nullable HostDrop drop) {
        long ref = store.state().addHost(value, drop);
        if (drop != null) {
            if (ifLost == null) {
                ifLost = LostStore.watch(store);
            }
            ifLost.actions++;
        }
        return ref;
    }

    /**
     * Drops what nothing refers to any more. When that poisons the Store, or it is poisoned already, the rest waits for its
     * end.
     *
     * @param failure what the operation is about to throw, which then carries what the drop actions throw; null if nothing
     */
    void settle(StoreState state, @Nullable Throwable failure) {
        if (running != null) {
            return;
        }
        Throwable thrown = failure;
        try {
            releaseWithoutFrames(state);
            while (store.isOwnedByCurrentThread()) {
                HostTable.Dropped next = state.hosts().nextDropped();
                if (next == null) {
                    break;
                }
                thrown = drop(next, thrown);
                releaseWithoutFrames(state);
            }
        } catch (VirtualMachineError e) {
            // the action at hand may be lost
            thrown = together(store.poisonedBy(e), thrown);
        }
        if (thrown != null && thrown != failure) {
            HostDrops.<RuntimeException>rethrow(thrown);
        }
    }

    /**
     * Runs, for a Store between two tenancies, the drop actions of what has been released. Unless all go well, the next
     * tenancy is the current thread's, or the Store is poisoned.
     */
    void dropReleased(Tenancy next) {
        HostTable hosts = store.state().hosts();
        Throwable thrown = null;
        while (hosts.isUnsettled() && next.ending() == null) {
            HostTable.Dropped dropped = hosts.nextDropped();
            if (dropped == null) {
                break;
            }
            thrown = drop(dropped, thrown);
        }
        if (thrown != null) {
            if (next.ending() == null) {
                next.start();
            }
            HostDrops.<RuntimeException>rethrow(thrown);
        }
    }

    /** Forgets the drop action that was on the Java stack of a thread that has ended. */
    void forgetRunning() {
        running = null;
    }

    /** Where there are no frames that could refer to a host object, the counts say it all. */
    private void releaseWithoutFrames(StoreState state) {
        if (store.isOwnedByCurrentThread() && state.executions().isEmpty()) {
            state.releaseHosts();
        }
    }

    /** Runs a drop action; gives what there is to be thrown in the end. */
    private @Nullable Throwable drop(HostTable.Dropped dropped, @Nullable Throwable thrown) {
        if (ifLost != null) {
            ifLost.actions--;
        }
        running = dropped.value();
        try {
            dropped.action().drop(dropped.value());
            return thrown;
        } catch (VirtualMachineError e) {
            return together(store.poisonedBy(e), thrown);
        } catch (Throwable e) {
            return together(thrown == null ? e : thrown, e);
        } finally {
            running = null;
        }
    }

    /**
     * Drops everything at the end of the Store; whatever was dropped before, by an attempt that was cut short, is not dropped
     * again.
     *
     * @return what is to be thrown in the end
     */
    @Nullable
    Throwable dropAll(StoreState state) {
        Throwable thrown = null;
        state.hosts().releaseAll();
        for (HostTable.Dropped next = state.hosts().nextDropped();
                next != null;
                next = state.hosts().nextDropped()) {
            thrown = drop(next, thrown);
        }
        return thrown;
    }

    /** Closes the Store's data, at its end; gives what is to be thrown in the end. */
    static @Nullable Throwable close(@Nullable Object data, @Nullable Throwable thrown) {
        if (data instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Throwable e) {
                return together(thrown == null ? e : thrown, e);
            }
        }
        return thrown;
    }

    /** Ends everything, once all was dropped, and throws what there is to be thrown. */
    void end(@Nullable Throwable thrown) {
        if (ifLost != null) {
            ifLost.forget();
        }
        if (thrown != null) {
            HostDrops.<RuntimeException>rethrow(thrown);
        }
    }

    /** The first of two failures, with the other one suppressed. */
    static Throwable together(Throwable first, @Nullable Throwable other) {
        if (other != null && other != first) {
            first.addSuppressed(other);
        }
        return first;
    }

    /** Throws what a drop action has thrown as it is, checked or not. */
    @SuppressWarnings("unchecked")
    static <E extends Throwable> void rethrow(Throwable thrown) throws E {
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
        private final long storeId;
        private int actions;
        private boolean isClosed;
        private Cleaner.@Nullable Cleanable cleanable;

        private LostStore(long storeId) {
            this.storeId = storeId;
        }

        static LostStore watch(Store<?> store) {
            LostStore lost = new LostStore(store.id());
            lost.cleanable = LostParcels.CLEANER.register(store, lost);
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
                Log.warning(
                        "Store %d was lost without being closed: %d drop actions of its host objects never run; close"
                                + " Stores, best with try-with-resources",
                        storeId, actions);
            }
        }
    }
}
