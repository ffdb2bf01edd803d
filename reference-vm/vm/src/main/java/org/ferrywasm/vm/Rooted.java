package org.ferrywasm.vm;

/**
 * A handle to something on a Store's heap or among its host objects, which it keeps alive until it is closed or lost. To
 * close it is never necessary and gives memory back earlier. Two handles may refer to the same object:
 * {@link #refersToSameAs} tells; {@code equals} compares the handles themselves. It belongs to its Store's owner. Once it is
 * closed, every operation on it throws {@link ClosedHandleException} (clause C-11); lost without having been closed, it stops
 * keeping its object alive some time later, when the owner next uses the Store (clause C-10).
 *
 * {@snippet class="org.ferrywasm.examples.ReferenceExample" region="rooted"}
 */
public abstract sealed class Rooted extends Handle implements AutoCloseable
        permits ExternRef, HostRef, StructRef, ArrayRef, ExnRef {
    private final long ref;
    private final HandleRoots.Root root;

    Rooted(Store<?> store, long ref) {
        super(store);
        this.ref = ref;
        this.root = store.handles().root(this, ref);
    }

    /** The reference, for an operation that has passed the entry check. */
    final long ref() {
        if (root.isFree()) {
            throw new ClosedHandleException("this " + this + " is closed" + root.madeAt());
        }
        return ref;
    }

    /** Keeps its root in a transfer, and gives its reference; the null reference if it is closed, or was kept before. */
    final long keep(long transfer) {
        return store().handles().keep(root, transfer);
    }

    /** Whether it was closed. */
    final boolean isClosed() {
        return root.isFree();
    }

    /** Whether this handle still keeps the object of a reference alive. */
    final boolean isOpenAt(long other) {
        return !root.isFree() && ref == other;
    }

    /**
     * Whether both refer to the same object.
     *
     * @throws WrongStoreException if {@code other} belongs to another Store
     */
    public final boolean refersToSameAs(Rooted other) {
        enter("refersToSameAs");
        other.checkUseIn(store(), "refersToSameAs");
        return ref() == other.ref();
    }

    /** Stops keeping the object alive; every later use of this handle is refused. Does nothing the second time. */
    @Override
    public final void close() {
        enter("close");
        store().handles().free(root);
        store().settle();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + " of Store " + store().id();
    }
}
