package org.ferrywasm.contract.spi;

import java.util.Set;

/**
 * What a clause asks of the engine that it is tried on.
 *
 * @param fuel whether guests consume fuel
 * @param collectAlways whether each safepoint collects what is dead
 * @param nestedCalls how deep guests and hosts must be able to call each other; 0 for whatever the engine comes with
 * @param shareable classes of the kit's own that threads may share; an engine that judges host objects is told so
 */
public record EngineSettings(boolean fuel, boolean collectAlways, int nestedCalls, Set<Class<?>> shareable) {
    /** Copies the set. */
    public EngineSettings {
        shareable = Set.copyOf(shareable);
    }
}
