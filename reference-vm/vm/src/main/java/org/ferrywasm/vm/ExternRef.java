package org.ferrywasm.vm;

import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.TrapSignal;

/**
 * A reference that is not null of the {@code extern} hierarchy: any Java object, or a reference of the {@code any} hierarchy
 * seen from outside.
 */
public final class ExternRef extends Rooted implements Val.RefVal {
    ExternRef(Store<?> store, long ref) {
        super(store, ref);
    }

    /**
     * Puts an object into a Store and gives a reference to it.
     *
     * @throws Trap if the Store has as many host objects as it may have
     */
    public static ExternRef of(Store<?> store, Object value) {
        store.enter("ExternRef.of");
        try {
            store.state().requireRoomForHostObject();
        } catch (TrapSignal e) {
            throw Traps.of(e);
        }
        return new ExternRef(store, store.state().hosts().add(value));
    }

    /** A reference of the {@code any} hierarchy seen from outside, as {@code extern.convert_any} makes it. */
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
        return store.state().hosts().get(ref());
    }

    /** The same reference in the {@code any} hierarchy, as {@code any.convert_extern} makes it. */
    public AnyRef toAny() {
        return Values.anyRef(enter("ExternRef.toAny"), ref());
    }
}
