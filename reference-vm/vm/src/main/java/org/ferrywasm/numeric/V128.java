package org.ferrywasm.numeric;

/**
 * The operators on {@code v128} as a row of bits that are not a single Java operator (chapter "Numerics", section
 * "Vector Operations").
 */
public final class V128 {
    private V128() {}

    /** Returns {@code v128.andnot} on one half. */
    public static long andnot(long a, long b) {
        return a & ~b;
    }

    /** Returns {@code v128.bitselect}, and {@code relaxed_laneselect} of any shape, on one half. */
    public static long bitselect(long a, long b, long mask) {
        return b ^ ((a ^ b) & mask);
    }

    /** Returns {@code v128.any_true} of a vector's two halves, as 0 or 1. */
    public static int anyTrue(long low, long high) {
        return (low | high) != 0 ? 1 : 0;
    }
}
