package org.ferrywasm.stress;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where one actor waits for what another publishes, so that both stay together over thousands of states. */
public final class Meeting {
    /** So long that only what was lost is given up. */
    private static final long MOST_NANOS = 2_000_000_000;

    private Meeting() {}

    /**
     * Waits for what another actor publishes.
     *
     * @param published reads it, by a volatile access: the compiler reads a plain field once and for all
     * @return it, or null if it does not come
     */
    public static <T> @Nullable T await(Supplier<@Nullable T> published) {
        // no counted loop: with the serial collector those have no safepoint, and the others would wait for this one
        long start = System.nanoTime();
        T found = published.get();
        while (found == null && System.nanoTime() - start < MOST_NANOS) {
            Thread.onSpinWait();
            found = published.get();
        }
        return found;
    }
}
