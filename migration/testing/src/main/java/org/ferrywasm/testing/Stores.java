package org.ferrywasm.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.vm.Audit;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.NotSendableException;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreClosedException;
import org.ferrywasm.vm.StoreInTransitException;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.StorePoisonedException;
import org.jspecify.annotations.Nullable;

/**
 * The Stores of a test: those that it opens here or registers are audited and closed after it, wherever they have gone. A
 * parameter of this type is given by {@link FerryExtension}.
 *
 * {@snippet class="org.ferrywasm.testing.StoresExample" region="stores"}
 *
 * <p>It may be used by all threads of the test: each Store belongs to the thread that opens it.
 */
public final class Stores {
    /** How long the end of the test waits for a thread that still owns a Store: it may be about to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final long PAUSE_MILLIS = 5;

    private final Engine engine;
    private final boolean areHandlesClosed;
    private final List<Store<?>> stores = new ArrayList<>();
    private final List<StoreParcel<?>> parcels = new ArrayList<>();

    Stores(Engine engine, boolean areHandlesClosed) {
        this.engine = engine;
        this.areHandlesClosed = areHandlesClosed;
    }

    /** The Engine of these Stores. */
    public Engine engine() {
        return engine;
    }

    /** Opens a Store of the current thread, without data. */
    public Store<@Nullable Void> open() {
        return register(Store.of(engine));
    }

    /** Opens a Store of the current thread with data. */
    public <T extends @Nullable Object> Store<T> open(T data) {
        return register(new Store<>(engine, data));
    }

    /** Opens a Store of the current thread with data and limits of its own. */
    public <T extends @Nullable Object> Store<T> open(T data, StoreLimits limits) {
        return register(new Store<>(engine, data, limits));
    }

    /**
     * Opens a Store of the current thread that takes in only what may go to another thread.
     *
     * @throws NotSendableException if the data may not
     */
    public <T extends @Nullable Object> Store<T> sendable(T data) {
        return register(Store.sendable(engine, data));
    }

    /** Registers a Store that was opened elsewhere; gives it back. */
    public synchronized <T extends @Nullable Object> Store<T> register(Store<T> store) {
        stores.add(store);
        return store;
    }

    /** Registers a parcel, so that its Store is attached, audited and closed if nobody has attached it; gives it back. */
    public synchronized <T extends @Nullable Object> StoreParcel<T> register(StoreParcel<T> parcel) {
        parcels.add(parcel);
        return parcel;
    }

    /** Audits and closes everything; gives what went wrong, each failure once. */
    synchronized List<Throwable> finish() {
        List<Throwable> failures = new ArrayList<>();
        for (StoreParcel<?> parcel : parcels) {
            finish(parcel, failures);
        }
        for (Store<?> store : stores) {
            finish(store, failures);
        }
        parcels.clear();
        stores.clear();
        return failures;
    }

    private void finish(StoreParcel<?> parcel, List<Throwable> failures) {
        Store<?> store;
        try {
            store = parcel.attach();
        } catch (IllegalStateException e) {
            return; // somebody has it, or has closed it
        }
        finishOwn(store, failures);
    }

    private void finish(Store<?> store, List<Throwable> failures) {
        if (store.isOwnedByCurrentThread() || adopt(store, failures)) {
            finishOwn(store, failures);
        }
    }

    /** Takes a Store over whose owner has ended; false if there is nothing to take over, or no way to. */
    private static boolean adopt(Store<?> store, List<Throwable> failures) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                Store.adopt(store);
                return true;
            } catch (StoreClosedException e) {
                return false;
            } catch (StoreInTransitException e) {
                failures.add(new AssertionError(
                        store
                                + " is in a parcel that nobody has attached: attach it, close it, or register it:"
                                + " Stores.register(parcel)",
                        e));
                return false;
            } catch (NotSendableException | StorePoisonedException e) {
                failures.add(e);
                close(store, failures);
                return false;
            } catch (WrongThreadException e) {
                if (System.nanoTime() - end > 0 || !pause()) {
                    failures.add(new AssertionError(
                            store
                                    + " is still owned by a thread that runs: let the thread close it, or end, before"
                                    + " the test does; "
                                    + e.getMessage(),
                            e));
                    return false;
                }
            } catch (RuntimeException e) {
                failures.add(e);
                return false;
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void finishOwn(Store<?> store, List<Throwable> failures) {
        try {
            Audit audit = store.audit();
            if (areHandlesClosed && !audit.openHandles().isEmpty()) {
                failures.add(new AssertionError("%s ends with %d open handles; close them, best with try: %s"
                        .formatted(store, audit.openHandles().size(), audit.openHandles())));
            }
        } catch (RuntimeException e) {
            failures.add(e);
        }
        close(store, failures);
    }

    private static void close(Store<?> store, List<Throwable> failures) {
        try {
            store.close();
        } catch (Throwable e) {
            failures.add(e);
        }
    }
}
