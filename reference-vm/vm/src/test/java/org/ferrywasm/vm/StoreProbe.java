package org.ferrywasm.vm;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.architecture.ObjectGraph;
import org.ferrywasm.runtime.StoreState;

/** What tests in other packages may see of a Store's inside. */
public final class StoreProbe {
    private StoreProbe() {}

    /** How many instances of each kind there are, and what they are accounted for. */
    public static StoreState.Extent extent(Store<?> store) {
        return store.state().extent();
    }

    /** How many structures, arrays and exceptions there are once the dead ones are collected. */
    public static int objectsAfterGc(Store<?> store) {
        store.gc();
        return store.state().heap().size();
    }

    /** How many roots handles hold. */
    public static int roots(Store<?> store) {
        return store.state().roots().size();
    }

    /** How many calls somebody may still resume. */
    public static int calls(Store<?> store) {
        return store.state().executions().size();
    }

    /** How many objects of the VM's a Store consists of, what threads share left out. */
    public static int objects(Store<?> store) {
        return ObjectGraph.reach(store, World::isOfTheStore).size();
    }

    /**
     * Everything that a Store and some handles hold, except the numbers that tell one attempt to move it from another: equal if
     * nothing has changed.
     */
    public static List<String> picture(Store<?> store, Object... handles) {
        List<Object> roots = new ArrayList<>(List.of(handles));
        roots.add(store);
        roots.add(store.state());
        return ObjectGraph.picture(roots, World::isOfTheStore).stream()
                .filter(line -> !line.startsWith(".transfer"))
                .filter(line -> !line.startsWith(".looks"))
                .toList();
    }

    /** Makes as if there were so many more references to a host object than there are, or fewer again. */
    public static void pretendReferences(Store<?> store, Rooted handle, int more) {
        if (more >= 0) {
            store.state().retain(handle.ref(), more);
        } else {
            store.state().release(handle.ref(), -more);
        }
    }
}
