package org.ferrywasm.vm;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.ferrywasm.transfer.Reason;
import org.ferrywasm.transfer.Refusal;
import org.ferrywasm.transfer.Sendability;
import org.jspecify.annotations.Nullable;

/**
 * A box with mutable state that belongs to one Store and travels with it (contract, "Sendable", rule 5). The state is made in the
 * box, by a supplier that shares nothing mutable with anybody, and is reached through the box alone, on the thread that owns the
 * Store. So it may be what else would keep a Store on its thread: collections, arrays, ordinary classes. It may not belong to a
 * thread itself. Handles of the Store that are in it travel along.
 *
 * <p>The box binds to the first Store that it enters: the one whose data, host object or drop action it is, or in which it is
 * first reached. Every other Store refuses it from then on, also after the first is closed.
 *
 * <p>That the state is reached through the box alone is a promise: a supplier could keep a reference to what it makes, and so could
 * a caller of {@link #get}. So each box is listed wherever a Store is asked what would go along ({@link Store#sendability}).
 *
 * <p>The box itself may be shared by threads, even through a data race.
 *
 * {@snippet class="org.ferrywasm.examples.SendableExample" region="owned"}
 *
 * @param <T> what the state is
 */
public final class Owned<T> {
    private static final long NONE = 0;

    private final T contents;

    /** The Store that it belongs to, {@link #NONE} at first; written once. */
    private final AtomicLong storeId = new AtomicLong(NONE);

    private Owned(T contents) {
        this.contents = contents;
    }

    /**
     * Makes a box and, at once, its contents. What the supplier captures is judged without the additions of any Engine's
     * configuration.
     *
     * @throws NotSendableException if the supplier captures something that may not go to another thread
     * @throws IllegalArgumentException if it gives null
     */
    public static <T> Owned<T> of(SendableSupplier<? extends T> supplier) {
        return of(HostRules.SENDABILITY, supplier);
    }

    /** Makes a box for Stores of an Engine, whose configuration counts when the supplier is judged; as {@link #of(SendableSupplier)} otherwise. */
    public static <T> Owned<T> of(Engine engine, SendableSupplier<? extends T> supplier) {
        return of(engine.sendability(), supplier);
    }

    private static <T> Owned<T> of(Sendability sendability, SendableSupplier<? extends T> supplier) {
        HostRules.ANY_STORE.require(sendability, "Owned.of", walk -> walk.root("supplier", supplier));
        T contents = supplier.get();
        if (contents == null) {
            throw new IllegalArgumentException("Owned.of: the supplier gave null: there is nothing to own");
        }
        return new Owned<>(contents);
    }

    /**
     * The contents, for the owner of the Store.
     *
     * @throws WrongThreadException if another thread owns the Store, and the other exceptions of a Store's operations
     * @throws WrongStoreException if the box belongs to another Store
     */
    public T get(Store<?> store) {
        store.check("Owned.get");
        enter(store.id(), "Owned.get");
        return contents;
    }

    /** The contents, for a host function; as {@link #get(Store)} otherwise. */
    public T get(Caller<?> caller) {
        caller.check("Owned.get");
        return get(caller.store());
    }

    /**
     * Does something with the contents and gives what that gives.
     *
     * @throws WrongThreadException if another thread owns the Store, and the other exceptions of a Store's operations
     * @throws WrongStoreException if the box belongs to another Store
     */
    public <R extends @Nullable Object> R with(Store<?> store, Function<? super T, ? extends R> use) {
        store.check("Owned.with");
        enter(store.id(), "Owned.with");
        return use.apply(contents);
    }

    /** Does something with the contents, for a host function; as {@link #with(Store, Function)} otherwise. */
    public <R extends @Nullable Object> R with(Caller<?> caller, Function<? super T, ? extends R> use) {
        caller.check("Owned.with");
        return with(caller.store(), use);
    }

    /**
     * Binds the box to a Store, unless it belongs to it already.
     *
     * @throws WrongStoreException if it belongs to another one
     */
    void enter(long id, String operation) {
        if (storeId.get() != id && !bind(id)) {
            throw new WrongStoreException("%s: an Owned of Store %d was given to Store %d: make another one for it"
                    .formatted(operation, storeId.get(), id));
        }
    }

    /** Binds the box to a Store; false if it belongs to one already. */
    boolean bind(long id) {
        return storeId.compareAndSet(NONE, id);
    }

    /** Takes back what {@link #bind} has done in an operation that failed. */
    void unbind(long id) {
        storeId.compareAndSet(id, NONE);
    }

    /** Why it may not enter a Store; null if it may. */
    @Nullable
    Refusal refusal(long id) {
        long bound = storeId.get();
        return bound == NONE || bound == id ? null : elsewhere();
    }

    /** Why it may not enter a Store other than the one that it belongs to. */
    Refusal elsewhere() {
        return new Refusal(
                Reason.OWNED_ELSEWHERE,
                "it is an Owned of Store " + storeId.get(),
                "make another Owned for this Store");
    }

    /** Whether it belongs to a Store. */
    boolean isOf(long id) {
        return storeId.get() == id;
    }

    /** What is in it, for the walk. */
    T contents() {
        return contents;
    }

    @Override
    public String toString() {
        long bound = storeId.get();
        return bound == NONE ? "Owned of no Store yet" : "Owned of Store " + bound;
    }
}
