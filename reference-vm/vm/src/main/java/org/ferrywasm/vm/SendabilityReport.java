package org.ferrywasm.vm;

import java.util.List;

/**
 * What {@link Store#sendability} found out. It belongs to no Store.
 *
 * {@snippet class="org.ferrywasm.examples.SendableExample" region="report"}
 *
 * @param violations the host objects that keep the Store on its thread; of more than ten thousand, the ten thousand nearest to the
 *     Store
 * @param promises what would go along on somebody's word alone: {@link Trusted} values with the reason, {@link Owned} boxes, and
 *     objects that are declared or owned but cannot be looked into, so that handles in them would not be found
 */
public record SendabilityReport(List<Violation> violations, List<Promise> promises) {
    /** Copies the lists. */
    public SendabilityReport {
        violations = List.copyOf(violations);
        promises = List.copyOf(promises);
    }

    /**
     * A host object that would go along on somebody's word.
     *
     * @param path the way from where the Store holds it
     * @param word what is said about it
     */
    public record Promise(String path, String word) {}

    /** Whether every host object may go to another thread. */
    public boolean isSendable() {
        return violations.isEmpty();
    }
}
