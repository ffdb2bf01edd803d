package org.ferrywasm.numeric;

/**
 * The operators on {@code f64} that are not a single Java operator (chapter "Numerics", section "Floating-Point
 * Operations").
 *
 * <p>What {@link F32} says about raw bits and about NaNs holds here too.
 */
public final class F64 {
    /** The positive canonical NaN. */
    public static final long CANONICAL_NAN = 0x7ff8_0000_0000_0000L;

    private static final long SIGN = 0x8000_0000_0000_0000L;
    private static final long INFINITY = 0x7ff0_0000_0000_0000L;

    private F64() {}

    /** Returns {@code f64.abs} of raw bits. */
    public static long abs(long bits) {
        return bits & ~SIGN;
    }

    /** Returns {@code f64.neg} of raw bits. */
    public static long neg(long bits) {
        return bits ^ SIGN;
    }

    /** Returns {@code f64.copysign} of raw bits: the magnitude of {@code a} with the sign of {@code b}. */
    public static long copysign(long a, long b) {
        return (a & ~SIGN) | (b & SIGN);
    }

    /** Returns {@code f64.min}: a NaN if either operand is one, and -0 is less than +0. */
    public static double min(double a, double b) {
        double result = Math.min(a, b);
        return Double.isNaN(result) ? a + b : result;
    }

    /** Returns {@code f64.max}: a NaN if either operand is one, and -0 is less than +0. */
    public static double max(double a, double b) {
        double result = Math.max(a, b);
        return Double.isNaN(result) ? a + b : result;
    }

    /** Returns {@code f64.sqrt}, correctly rounded. */
    public static double sqrt(double a) {
        return Math.sqrt(a);
    }

    /** Returns {@code f64.ceil}, the least integral value that is not less. */
    public static double ceil(double a) {
        return Double.isNaN(a) ? a + a : Math.ceil(a);
    }

    /** Returns {@code f64.floor}, the greatest integral value that is not greater. */
    public static double floor(double a) {
        return Double.isNaN(a) ? a + a : Math.floor(a);
    }

    /** Returns {@code f64.trunc}, the integral value next towards zero. */
    public static double trunc(double a) {
        if (Double.isNaN(a)) {
            return a + a;
        }
        return a < 0 ? Math.ceil(a) : Math.floor(a);
    }

    /** Returns {@code f64.nearest}, the nearest integral value, the even one of two. */
    public static double nearest(double a) {
        return Double.isNaN(a) ? a + a : Math.rint(a);
    }

    /** Returns {@code f64.promote_f32}, which is exact; a NaN keeps its payload at the top of the wider one. */
    public static double promote(float a) {
        return a;
    }

    /** Returns the operand, or the positive canonical NaN in place of any NaN. */
    public static double canonicalise(double a) {
        return Double.isNaN(a) ? Double.NaN : a;
    }

    /** Returns raw bits, or those of the positive canonical NaN in place of any NaN's. */
    public static long canonicaliseBits(long bits) {
        return isNan(bits) ? CANONICAL_NAN : bits;
    }

    /** Says whether raw bits are those of a NaN. */
    public static boolean isNan(long bits) {
        return abs(bits) > INFINITY;
    }

    /** Says whether raw bits are those of a canonical NaN, of either sign. */
    public static boolean isCanonicalNan(long bits) {
        return abs(bits) == CANONICAL_NAN;
    }

    /** Says whether raw bits are those of an arithmetic NaN: one whose topmost payload bit is set. */
    public static boolean isArithmeticNan(long bits) {
        return (bits & CANONICAL_NAN) == CANONICAL_NAN;
    }
}
