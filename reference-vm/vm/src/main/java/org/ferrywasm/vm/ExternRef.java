package org.ferrywasm.vm;

import org.ferrywasm.runtime.HostDrop;
import org.ferrywasm.runtime.Ref;
import org.jspecify.annotations.Nullable;

/**
 * A reference that is not null of the {@code extern} hierarchy: any Java object, or a reference of the {@code any} hierarchy
 * seen from outside.
 *
 * {@snippet class="org.ferrywasm.examples.ReferenceExample" region="extern"}
 */
public final class ExternRef extends Rooted implements Val.RefVal {
    ExternRef(Store<?> store, long ref) {
        super(store, ref);
    }

    /**
     * Puts an object into a Store and gives a reference to it. When the Store lets go of it, an {@link AutoCloseable} is
     * closed. The same object put in twice is one object to the guest, and dropped once for each time (clause C-15).
     *
     * @throws NotSendableException if the Store is a {@linkplain Store#sendable sendable} one and the object may not go to
     *     another thread
     * @throws WrongStoreException if it is an {@link Owned} of another Store
     * @throws Trap if the Store has as many host objects as it may have
     */
    public static ExternRef of(Store<?> store, Object value) {
        store.enter("ExternRef.of");
        store.admission().admit("ExternRef.of", "host object", value);
        return put(store, value, HostDrops.closing(value));
    }

    /**
     * Puts an object into a Store and gives a reference to it, with what is to be done when the Store lets go of it; an
     * {@link AutoCloseable} is not closed then, unless the action does.
     *
     * {@snippet class="org.ferrywasm.examples.ReferenceExample" region="drop"}
     *
     * @throws NotSendableException if the Store is a {@linkplain Store#sendable sendable} one and the object or the action may
     *     not go to another thread
     * @throws WrongStoreException if it is an {@link Owned} of another Store
     * @throws Trap if the Store has as many host objects as it may have
     */
    @SuppressWarnings("unchecked") // the action gets the value that it was given with
    public static <V> ExternRef of(Store<?> store, V value, DropAction<? super V> drop) {
        store.enter("ExternRef.of");
        store.admission().admit("ExternRef.of", "host object", value, "drop action", drop);
        return put(store, value, new HostDrops.ActionDrop((DropAction<Object>) drop));
    }

    private static ExternRef put(Store<?> store, Object value, @Nullable HostDrop drop) {
        ExternRef handle;
        try {
            handle = store.allocating(() -> new ExternRef(store, store.drops().add(value, drop)));
        } catch (Trap refused) {
            store.drops().settle(store.state(), refused);
            throw refused;
        }
        return store.settled(handle);
    }

    /**
     * A reference of the {@code any} hierarchy seen from outside, as {@code extern.convert_any} makes it.
     *
     * @throws WrongStoreException if it belongs to another Store
     */
    public static ExternRef convertAny(Store<?> store, AnyRef value) {
        store.enter("ExternRef.convertAny");
        return new ExternRef(store, Values.refOf(store, value, "ExternRef.convertAny"));
    }

    /** Whether it refers to a Java object. */
    public boolean isHostObject() {
        enter("ExternRef.isHostObject");
        return Ref.tag(ref()) == Ref.HOST;
    }

    /**
     * The Java object.
     *
     * @throws IllegalStateException if it refers to none: then {@link #toAny} says what it is
     */
    public Object value() {
        Store<?> store = enter("ExternRef.value");
        if (Ref.tag(ref()) != Ref.HOST) {
            throw new IllegalStateException("this external reference is not to a host object");
        }
        return store.state().hosts().get(Ref.address(ref()));
    }

    /** The same reference in the {@code any} hierarchy, as {@code any.convert_extern} makes it. */
    public AnyRef toAny() {
        return Values.anyRef(enter("ExternRef.toAny"), ref());
    }
}
