package org.ferrywasm.engines;

import org.jspecify.annotations.Nullable;

/**
 * Runs code that throws checked exceptions where the interfaces of an engine have no room for them. Nothing is caught or wrapped
 * on the way: what is thrown comes out as the same object.
 */
public final class Unchecked {
    private Unchecked() {}

    /** Runs code; whatever it throws is thrown. */
    @SuppressWarnings("unchecked") // only the compiler tells checked exceptions from others
    public static <T extends @Nullable Object> T call(Throwing<T, Exception> code) {
        return ((Throwing<T, RuntimeException>) (Throwing<T, ?>) code).call();
    }

    /**
     * Code that throws exceptions of one type, as far as the compiler knows.
     *
     * @param <T> what it gives
     * @param <E> what it throws
     */
    @FunctionalInterface
    public interface Throwing<T extends @Nullable Object, E extends Exception> {
        /** Runs. */
        T call() throws E;
    }
}
