package org.ferrywasm.vm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A Store with an object of each connected type and all their operations, for tests in other packages. */
public final class Connected {
    private final World world = new World();

    /** Makes the Store, for the current thread. */
    public Connected() {}

    /** One operation. */
    public record Deed(String name, boolean isSafe, boolean isOfStore, Callable<@Nullable Throwable> attempt) {}

    /** All operations; an attempt gives what was thrown, or null. */
    public List<Deed> operations() {
        List<Deed> deeds = new ArrayList<>();
        for (Operation operation : ConnectedTypes.operations()) {
            deeds.add(new Deed(operation.toString(), false, isOfStore(operation), () -> operation.invokeIn(world)));
        }
        for (Object sample : world.samples()) {
            if (ConnectedTypes.isConnected(sample.getClass())) {
                addSafe(sample, deeds);
            }
        }
        deeds.add(new Deed("Store.id()", true, false, () -> thrown(world.store::id)));
        deeds.add(new Deed("Store.engine()", true, false, () -> thrown(world.store::engine)));
        deeds.add(new Deed("Store.isSendable()", true, false, () -> thrown(world.store::isSendable)));
        deeds.add(new Deed(
                "Store.isOwnedByCurrentThread()", true, false, () -> thrown(world.store::isOwnedByCurrentThread)));
        deeds.add(new Deed(
                "InterruptHandle.interrupt()",
                true,
                false,
                () -> thrown(() -> {
                    world.interruptHandle().interrupt();
                    return true;
                })));
        return deeds;
    }

    /** A Linker is its thread's and takes a Store where it needs one; what is closed may be closed again. */
    private static boolean isOfStore(Operation operation) {
        boolean takesStore = Arrays.asList(operation.code().getParameterTypes()).contains(Store.class);
        return (operation.type() != Linker.class || takesStore)
                && !operation.name().equals("Store.close");
    }

    private static void addSafe(Object sample, List<Deed> deeds) {
        String type = sample.getClass().getSimpleName();
        deeds.add(new Deed(type + ".toString()", true, false, () -> thrown(sample::toString)));
        deeds.add(new Deed(type + ".hashCode()", true, false, () -> thrown(sample::hashCode)));
        deeds.add(new Deed(type + ".equals(Object)", true, false, () -> thrown(() -> sample.equals(type))));
    }

    private static @Nullable Throwable thrown(Callable<?> action) {
        try {
            action.call();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    /** Does something while a guest's call of a host function is on the Java stack. */
    public void duringHostCall(Runnable action) {
        world.duringHostCall(action);
    }

    /** Everything that the Store holds. */
    public List<String> picture() {
        return world.picture();
    }

    /** Whether the owner can go on. */
    public boolean isSound() {
        return world.isSound();
    }

    /** Packs the Store, and leaves every handle behind. */
    public StoreParcel<String> detach() {
        return world.detachAlone();
    }

    /** Closes the Store. */
    public void close() {
        world.close();
    }
}
