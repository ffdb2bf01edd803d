package org.ferrywasm.vm;

import java.lang.reflect.Field;
import org.ferrywasm.architecture.ObjectGraph;
import org.jspecify.annotations.Nullable;

/** Brings a Store into the states that a transfer leaves behind it, and into the poisoned one. */
public final class Tenancies {
    private Tenancies() {}

    /** Leaves a Store and every handle to it behind, as a transfer leaves the handles that do not travel. */
    public static void leaveBehind(Store<?> store) {
        store.tenancy().end(new Tenancy.LeftBehind(7, "main", 0));
    }

    /** Points objects, and everything confined that they carry, at a tenancy that has yet to start. */
    public static void putInTransit(Store<?> store, Iterable<?> handles) {
        pointAt(Tenancy.inTransit(store.id()), handles);
    }

    /** Makes objects look as they may to a thread that they reach through a data race: not whole. */
    public static void hideTenancy(Iterable<?> handles) {
        pointAt(null, handles);
    }

    /** Starts a tenancy of the current thread, as attaching does, for a Store and the handles that travelled with it. */
    public static void comeBack(Store<?> store, Iterable<?> handles) {
        Tenancy next = Tenancy.ofCurrentThread(store.id());
        setTenancy(store, next);
        pointAt(next, handles);
    }

    private static void pointAt(@Nullable Tenancy tenancy, Iterable<?> handles) {
        for (Object handle : handles) {
            for (ObjectGraph.Node node : ObjectGraph.reach(handle, object -> object == handle)) {
                if (node.object() instanceof Confined confined) {
                    setTenancy(confined, tenancy);
                }
            }
        }
    }

    /** Poisons a Store as an error of the JVM would that struck in the middle of an operation. */
    public static void poison(Store<?> store) {
        store.poisonedBy(new InternalError("made by a test"));
    }

    private static void setTenancy(Confined confined, @Nullable Tenancy tenancy) {
        try {
            Field field = Confined.class.getDeclaredField("tenancy");
            field.setAccessible(true);
            field.set(confined, tenancy);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
