package org.ferrywasm.vm;

import java.lang.reflect.Field;
import org.ferrywasm.architecture.ObjectGraph;
import org.jspecify.annotations.Nullable;

/** Brings handles and Stores into states that only a data race or a failing JVM brings about. */
public final class Tenancies {
    private Tenancies() {}

    /** Makes objects look as they may to a thread that they reach through a data race: not whole. */
    public static void hideTenancy(Iterable<?> handles) {
        pointAt(null, handles);
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
