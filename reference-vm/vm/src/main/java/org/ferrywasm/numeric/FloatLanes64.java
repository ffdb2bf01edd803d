package org.ferrywasm.numeric;

/**
 * The operators on {@code f64x2} (chapter "Numerics", section "Vector Operations"), each on one lane, half a vector,
 * given as raw bits. What {@link F64} says about NaNs holds here too.
 */
public final class FloatLanes64 {
    private static final long SIGN = 0x8000_0000_0000_0000L;

    private FloatLanes64() {}

    /** Returns {@code f64x2.eq}. */
    public static long eq(long a, long b) {
        return value(a) == value(b) ? -1 : 0;
    }

    /** Returns {@code f64x2.ne}. */
    public static long ne(long a, long b) {
        return value(a) != value(b) ? -1 : 0;
    }

    /** Returns {@code f64x2.lt}. */
    public static long lt(long a, long b) {
        return value(a) < value(b) ? -1 : 0;
    }

    /** Returns {@code f64x2.gt}. */
    public static long gt(long a, long b) {
        return value(a) > value(b) ? -1 : 0;
    }

    /** Returns {@code f64x2.le}. */
    public static long le(long a, long b) {
        return value(a) <= value(b) ? -1 : 0;
    }

    /** Returns {@code f64x2.ge}. */
    public static long ge(long a, long b) {
        return value(a) >= value(b) ? -1 : 0;
    }

    /** Returns {@code f64x2.abs}. */
    public static long abs(long a) {
        return a & ~SIGN;
    }

    /** Returns {@code f64x2.neg}. */
    public static long neg(long a) {
        return a ^ SIGN;
    }

    /** Returns {@code f64x2.sqrt}. */
    public static long sqrt(long a) {
        return bits(F64.sqrt(value(a)));
    }

    /** Returns {@code f64x2.ceil}. */
    public static long ceil(long a) {
        return bits(F64.ceil(value(a)));
    }

    /** Returns {@code f64x2.floor}. */
    public static long floor(long a) {
        return bits(F64.floor(value(a)));
    }

    /** Returns {@code f64x2.trunc}. */
    public static long trunc(long a) {
        return bits(F64.trunc(value(a)));
    }

    /** Returns {@code f64x2.nearest}. */
    public static long nearest(long a) {
        return bits(F64.nearest(value(a)));
    }

    /** Returns {@code f64x2.add}. */
    public static long add(long a, long b) {
        return bits(value(a) + value(b));
    }

    /** Returns {@code f64x2.sub}. */
    public static long sub(long a, long b) {
        return bits(value(a) - value(b));
    }

    /** Returns {@code f64x2.mul}. */
    public static long mul(long a, long b) {
        return bits(value(a) * value(b));
    }

    /** Returns {@code f64x2.div}. */
    public static long div(long a, long b) {
        return bits(value(a) / value(b));
    }

    /** Returns {@code f64x2.min}, and {@code f64x2.relaxed_min}. */
    public static long min(long a, long b) {
        return bits(F64.min(value(a), value(b)));
    }

    /** Returns {@code f64x2.max}, and {@code f64x2.relaxed_max}. */
    public static long max(long a, long b) {
        return bits(F64.max(value(a), value(b)));
    }

    /** Returns {@code f64x2.pmin}: {@code b} where it is less, otherwise {@code a}, bit for bit. */
    public static long pmin(long a, long b) {
        return V128.bitselect(b, a, lt(b, a));
    }

    /** Returns {@code f64x2.pmax}: {@code b} where it is greater, otherwise {@code a}, bit for bit. */
    public static long pmax(long a, long b) {
        return V128.bitselect(b, a, lt(a, b));
    }

    /** Returns {@code f64x2.relaxed_madd}, rounding the product as well as the sum. */
    public static long madd(long a, long b, long c) {
        return bits(value(a) * value(b) + value(c));
    }

    /** Returns {@code f64x2.relaxed_nmadd}, rounding the product as well as the sum. */
    public static long nmadd(long a, long b, long c) {
        return bits(-(value(a) * value(b)) + value(c));
    }

    /** Returns the operand with every NaN replaced by the positive canonical NaN. */
    public static long canonicalise(long a) {
        return F64.canonicaliseBits(a);
    }

    private static double value(long bits) {
        return Double.longBitsToDouble(bits);
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }
}
