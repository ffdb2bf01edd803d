package org.ferrywasm.contract;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Store;

/** Host objects that note in a list when they are dropped. */
final class DropLog {
    private final List<String> dropped = new ArrayList<>();
    private final Thread owner = Thread.currentThread();

    /** A handle to a new object of this name. */
    ExternRef put(Store<?> store, String name) {
        return ExternRef.of(store, new Thing(name), thing -> drop(thing.name()));
    }

    /** Notes a drop. */
    void drop(String name) {
        if (Thread.currentThread() != owner) {
            throw new AssertionError("dropped on " + Thread.currentThread());
        }
        dropped.add(name);
    }

    /** The names of the objects that were dropped, in order. */
    List<String> dropped() {
        return dropped;
    }

    /** A host object. */
    record Thing(String name) {}
}
