package org.ferrywasm.vm;

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
}
