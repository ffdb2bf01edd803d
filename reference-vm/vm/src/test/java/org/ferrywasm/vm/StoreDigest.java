package org.ferrywasm.vm;

import java.util.List;
import org.ferrywasm.runtime.StateDigest;
import org.jspecify.annotations.Nullable;

/**
 * What is in a Store, in short, with the fuel that is left: also below zero.
 *
 * @param fuel the fuel
 * @param state the rest
 */
public record StoreDigest(long fuel, StateDigest state) {
    /** The digest of a Store of the current thread. */
    public static StoreDigest of(Store<?> store) {
        return new StoreDigest(store.calls().fuel(), StateDigest.of(store.state()));
    }

    /** All of it, a line for each thing. */
    public List<String> lines() {
        List<String> lines = state.lines();
        lines.add("fuel: " + fuel);
        return lines;
    }

    /**
     * What differs from another digest, or null.
     *
     * @param isAlone whether no other thread writes to the shared memories; else they are not compared, nor is the fuel
     */
    public @Nullable String difference(StoreDigest other, boolean isAlone) {
        return fuel == other.fuel || !isAlone
                ? state.difference(other.state, isAlone)
                : "fuel spent: " + (Long.MAX_VALUE - fuel) + " and " + (Long.MAX_VALUE - other.fuel);
    }
}
