package org.ferrywasm.numeric;

/**
 * The 128-bit integer operators of the wide-arithmetic proposal. Each operator has two functions, one for each half of
 * the result; where the low half is a single Java operator ({@code a + b}, {@code a * b}) the function exists for the
 * name's sake.
 */
public final class Wide {
    private Wide() {}

    /** Returns the low half of {@code i64.add128}. */
    public static long addLow(long aLow, long bLow) {
        return aLow + bLow;
    }

    /** Returns the high half of {@code i64.add128}: the sum of the high halves and the carry out of the low ones. */
    public static long addHigh(long aLow, long aHigh, long bLow, long bHigh) {
        long carry = ((aLow & bLow) | ((aLow | bLow) & ~(aLow + bLow))) >>> 63;
        return aHigh + bHigh + carry;
    }

    /** Returns the low half of {@code i64.sub128}. */
    public static long subLow(long aLow, long bLow) {
        return aLow - bLow;
    }

    /** Returns the high half of {@code i64.sub128}: the difference of the high halves less the borrow. */
    public static long subHigh(long aLow, long aHigh, long bLow, long bHigh) {
        long borrow = ((~aLow & bLow) | ((~aLow | bLow) & (aLow - bLow))) >>> 63;
        return aHigh - bHigh - borrow;
    }

    /** Returns the low half of {@code i64.mul_wide_s} and {@code i64.mul_wide_u}, which agree in it. */
    public static long mulLow(long a, long b) {
        return a * b;
    }

    /** Returns the high half of {@code i64.mul_wide_s}. */
    public static long mulHighS(long a, long b) {
        return Math.multiplyHigh(a, b);
    }

    /** Returns the high half of {@code i64.mul_wide_u}. */
    public static long mulHighU(long a, long b) {
        return Math.unsignedMultiplyHigh(a, b);
    }
}
