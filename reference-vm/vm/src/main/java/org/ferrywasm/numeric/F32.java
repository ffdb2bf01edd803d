package org.ferrywasm.numeric;

/**
 * The operators on {@code f32} that are not a single Java operator (chapter "Numerics", section "Floating-Point
 * Operations").
 *
 * <p>Operators that compute take and give {@code float}; operators that only move bits take and give the raw bits, so
 * that a signalling NaN passes through them unchanged. Wherever an operand is a NaN, the operators that compute give an
 * arithmetic NaN, and a canonical one if all NaN operands are canonical: hardware addition and conversion do just that,
 * and the library methods used here, which may hand a signalling NaN through, are never asked to.
 */
public final class F32 {
    /** The positive canonical NaN. */
    public static final int CANONICAL_NAN = 0x7fc0_0000;

    private static final int SIGN = 0x8000_0000;
    private static final int INFINITY = 0x7f80_0000;

    private F32() {}

    /** Returns {@code f32.abs} of raw bits. */
    public static int abs(int bits) {
        return bits & ~SIGN;
    }

    /** Returns {@code f32.neg} of raw bits. */
    public static int neg(int bits) {
        return bits ^ SIGN;
    }

    /** Returns {@code f32.copysign} of raw bits: the magnitude of {@code a} with the sign of {@code b}. */
    public static int copysign(int a, int b) {
        return (a & ~SIGN) | (b & SIGN);
    }

    /** Returns {@code f32.min}: a NaN if either operand is one, and -0 is less than +0. */
    public static float min(float a, float b) {
        float result = Math.min(a, b);
        return Float.isNaN(result) ? a + b : result;
    }

    /** Returns {@code f32.max}: a NaN if either operand is one, and -0 is less than +0. */
    public static float max(float a, float b) {
        float result = Math.max(a, b);
        return Float.isNaN(result) ? a + b : result;
    }

    /** Returns {@code f32.sqrt}, correctly rounded: twice the digits and two more suffice to round twice. */
    public static float sqrt(float a) {
        return (float) Math.sqrt(a);
    }

    /** Returns {@code f32.ceil}, the least integral value that is not less. */
    public static float ceil(float a) {
        return (float) Math.ceil(a);
    }

    /** Returns {@code f32.floor}, the greatest integral value that is not greater. */
    public static float floor(float a) {
        return (float) Math.floor(a);
    }

    /** Returns {@code f32.trunc}, the integral value next towards zero. */
    public static float trunc(float a) {
        return (float) (a < 0 ? Math.ceil(a) : Math.floor(a));
    }

    /** Returns {@code f32.nearest}, the nearest integral value, the even one of two. */
    public static float nearest(float a) {
        return (float) Math.rint(a);
    }

    /** Returns {@code f32.demote_f64}, rounded to nearest, ties to even; a NaN keeps the top of its payload. */
    public static float demote(double a) {
        return (float) a;
    }

    /** Returns the operand, or the positive canonical NaN in place of any NaN. */
    public static float canonicalise(float a) {
        return Float.isNaN(a) ? Float.NaN : a;
    }

    /** Returns raw bits, or those of the positive canonical NaN in place of any NaN's. */
    public static int canonicaliseBits(int bits) {
        return isNan(bits) ? CANONICAL_NAN : bits;
    }

    /** Says whether raw bits are those of a NaN. */
    public static boolean isNan(int bits) {
        return abs(bits) > INFINITY;
    }

    /** Says whether raw bits are those of a canonical NaN, of either sign. */
    public static boolean isCanonicalNan(int bits) {
        return abs(bits) == CANONICAL_NAN;
    }

    /** Says whether raw bits are those of an arithmetic NaN: one whose topmost payload bit is set. */
    public static boolean isArithmeticNan(int bits) {
        return (bits & CANONICAL_NAN) == CANONICAL_NAN;
    }
}
