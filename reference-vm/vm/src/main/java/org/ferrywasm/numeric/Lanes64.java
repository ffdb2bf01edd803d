package org.ferrywasm.numeric;

/**
 * The operators on {@code i64x2} that are not a single Java operator on each lane (chapter "Numerics", section "Vector
 * Operations").
 *
 * <p>A lane is half a vector. Operators that widen lanes have two names, {@code Lower} and {@code Upper}, as in {@link
 * Lanes16}.
 */
public final class Lanes64 {
    private static final long LOW_32 = 0xffff_ffffL;

    private Lanes64() {}

    /** Returns {@code i64x2.eq}. */
    public static long eq(long a, long b) {
        return a == b ? -1 : 0;
    }

    /** Returns {@code i64x2.ne}. */
    public static long ne(long a, long b) {
        return a != b ? -1 : 0;
    }

    /** Returns {@code i64x2.lt_s}. */
    public static long ltS(long a, long b) {
        return a < b ? -1 : 0;
    }

    /** Returns {@code i64x2.gt_s}. */
    public static long gtS(long a, long b) {
        return a > b ? -1 : 0;
    }

    /** Returns {@code i64x2.le_s}. */
    public static long leS(long a, long b) {
        return a <= b ? -1 : 0;
    }

    /** Returns {@code i64x2.ge_s}. */
    public static long geS(long a, long b) {
        return a >= b ? -1 : 0;
    }

    /** Returns {@code i64x2.abs}. */
    public static long abs(long a) {
        return Math.abs(a);
    }

    /** Returns {@code i64x2.all_true} of a vector's two halves, as 0 or 1. */
    public static int allTrue(long low, long high) {
        return low != 0 && high != 0 ? 1 : 0;
    }

    /** Returns {@code i64x2.bitmask} of a vector's two halves: the sign of lane <i>i</i> in bit <i>i</i>. */
    public static int bitmask(long low, long high) {
        return (int) (low >>> 63 | high >>> 63 << 1);
    }

    /** Returns the sign-extended lower lane: the low half of {@code i64x2.extend_low_i32x4_s} of this half. */
    public static long extendLowerS(long a) {
        return (int) a;
    }

    /** Returns the zero-extended lower lane: the low half of {@code i64x2.extend_low_i32x4_u} of this half. */
    public static long extendLowerU(long a) {
        return a & LOW_32;
    }

    /** Returns the sign-extended upper lane: the high half of {@code i64x2.extend_low_i32x4_s} of this half. */
    public static long extendUpperS(long a) {
        return a >> 32;
    }

    /** Returns the zero-extended upper lane: the high half of {@code i64x2.extend_low_i32x4_u} of this half. */
    public static long extendUpperU(long a) {
        return a >>> 32;
    }

    /** Returns the signed product of the lower lanes, as in {@code i64x2.extmul_low_i32x4_s}. */
    public static long extmulLowerS(long a, long b) {
        return extendLowerS(a) * extendLowerS(b);
    }

    /** Returns the unsigned product of the lower lanes, as in {@code i64x2.extmul_low_i32x4_u}. */
    public static long extmulLowerU(long a, long b) {
        return extendLowerU(a) * extendLowerU(b);
    }

    /** Returns the signed product of the upper lanes, as in {@code i64x2.extmul_low_i32x4_s}. */
    public static long extmulUpperS(long a, long b) {
        return extendUpperS(a) * extendUpperS(b);
    }

    /** Returns the unsigned product of the upper lanes, as in {@code i64x2.extmul_low_i32x4_u}. */
    public static long extmulUpperU(long a, long b) {
        return extendUpperU(a) * extendUpperU(b);
    }
}
