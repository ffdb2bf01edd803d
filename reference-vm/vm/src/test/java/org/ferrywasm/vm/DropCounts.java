package org.ferrywasm.vm;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How often each of some host objects was dropped. Whoever has the Store uses it. */
final class DropCounts implements Sendable {
    /** A host object that may go anywhere. */
    record Thing(String name) {}

    private final Map<String, Integer> counts = new TreeMap<>();

    /** A handle to a new object. */
    synchronized ExternRef put(Store<?> store, String name) {
        return put(store, name, new Thing(name));
    }

    /** A handle to an object. */
    synchronized ExternRef put(Store<?> store, String name, Object object) {
        counts.put(name, 0);
        return ExternRef.of(store, object, _ -> drop(name));
    }

    private synchronized void drop(String name) {
        counts.merge(name, 1, Integer::sum);
    }

    /** The names of those that were dropped. */
    synchronized Set<String> dropped() {
        Set<String> names = new TreeSet<>(counts.keySet());
        names.removeIf(name -> counts.get(name) == 0);
        return names;
    }

    /** Requires that none was dropped more than once, and that all were but so many at most. */
    synchronized void requireDroppedOnce(int mostMissing) {
        counts.forEach((name, count) -> {
            if (count > 1) {
                throw new AssertionError(name + " was dropped " + count + " times");
            }
        });
        Set<String> missing = new TreeSet<>(counts.keySet());
        missing.removeAll(dropped());
        if (missing.size() > mostMissing) {
            throw new AssertionError("never dropped: " + missing);
        }
    }
}
