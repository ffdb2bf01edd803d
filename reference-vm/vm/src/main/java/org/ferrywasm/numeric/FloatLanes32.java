package org.ferrywasm.numeric;

/**
 * The operators on {@code f32x4} (chapter "Numerics", section "Vector Operations"), each on two lanes, one half of a
 * vector, given as raw bits. What {@link F32} says about NaNs holds for every lane.
 */
public final class FloatLanes32 {
    private static final long LOW = 0xffff_ffffL;
    private static final long HIGH = 0xffff_ffff_0000_0000L;
    private static final long SIGN = 0x8000_0000_8000_0000L;

    private FloatLanes32() {}

    /** Returns either half of {@code f32x4.splat}. */
    public static long splat(float value) {
        return Lanes32.splat(Float.floatToRawIntBits(value));
    }

    /** Returns {@code f32x4.eq}. */
    public static long eq(long a, long b) {
        return (low(a) == low(b) ? LOW : 0) | (high(a) == high(b) ? HIGH : 0);
    }

    /** Returns {@code f32x4.ne}. */
    public static long ne(long a, long b) {
        return (low(a) != low(b) ? LOW : 0) | (high(a) != high(b) ? HIGH : 0);
    }

    /** Returns {@code f32x4.lt}. */
    public static long lt(long a, long b) {
        return (low(a) < low(b) ? LOW : 0) | (high(a) < high(b) ? HIGH : 0);
    }

    /** Returns {@code f32x4.gt}. */
    public static long gt(long a, long b) {
        return (low(a) > low(b) ? LOW : 0) | (high(a) > high(b) ? HIGH : 0);
    }

    /** Returns {@code f32x4.le}. */
    public static long le(long a, long b) {
        return (low(a) <= low(b) ? LOW : 0) | (high(a) <= high(b) ? HIGH : 0);
    }

    /** Returns {@code f32x4.ge}. */
    public static long ge(long a, long b) {
        return (low(a) >= low(b) ? LOW : 0) | (high(a) >= high(b) ? HIGH : 0);
    }

    /** Returns {@code f32x4.abs}. */
    public static long abs(long a) {
        return a & ~SIGN;
    }

    /** Returns {@code f32x4.neg}. */
    public static long neg(long a) {
        return a ^ SIGN;
    }

    /** Returns {@code f32x4.sqrt}. */
    public static long sqrt(long a) {
        return pack(F32.sqrt(low(a)), F32.sqrt(high(a)));
    }

    /** Returns {@code f32x4.ceil}. */
    public static long ceil(long a) {
        return pack(F32.ceil(low(a)), F32.ceil(high(a)));
    }

    /** Returns {@code f32x4.floor}. */
    public static long floor(long a) {
        return pack(F32.floor(low(a)), F32.floor(high(a)));
    }

    /** Returns {@code f32x4.trunc}. */
    public static long trunc(long a) {
        return pack(F32.trunc(low(a)), F32.trunc(high(a)));
    }

    /** Returns {@code f32x4.nearest}. */
    public static long nearest(long a) {
        return pack(F32.nearest(low(a)), F32.nearest(high(a)));
    }

    /** Returns {@code f32x4.add}. */
    public static long add(long a, long b) {
        return pack(low(a) + low(b), high(a) + high(b));
    }

    /** Returns {@code f32x4.sub}. */
    public static long sub(long a, long b) {
        return pack(low(a) - low(b), high(a) - high(b));
    }

    /** Returns {@code f32x4.mul}. */
    public static long mul(long a, long b) {
        return pack(low(a) * low(b), high(a) * high(b));
    }

    /** Returns {@code f32x4.div}. */
    public static long div(long a, long b) {
        return pack(low(a) / low(b), high(a) / high(b));
    }

    /** Returns {@code f32x4.min}, and {@code f32x4.relaxed_min}. */
    public static long min(long a, long b) {
        return pack(F32.min(low(a), low(b)), F32.min(high(a), high(b)));
    }

    /** Returns {@code f32x4.max}, and {@code f32x4.relaxed_max}. */
    public static long max(long a, long b) {
        return pack(F32.max(low(a), low(b)), F32.max(high(a), high(b)));
    }

    /** Returns {@code f32x4.pmin}: {@code b} where it is less, otherwise {@code a}, bit for bit. */
    public static long pmin(long a, long b) {
        return V128.bitselect(b, a, lt(b, a));
    }

    /** Returns {@code f32x4.pmax}: {@code b} where it is greater, otherwise {@code a}, bit for bit. */
    public static long pmax(long a, long b) {
        return V128.bitselect(b, a, lt(a, b));
    }

    /** Returns {@code f32x4.relaxed_madd}, rounding the product as well as the sum. */
    public static long madd(long a, long b, long c) {
        return pack(low(a) * low(b) + low(c), high(a) * high(b) + high(c));
    }

    /** Returns {@code f32x4.relaxed_nmadd}, rounding the product as well as the sum. */
    public static long nmadd(long a, long b, long c) {
        return pack(-(low(a) * low(b)) + low(c), -(high(a) * high(b)) + high(c));
    }

    /** Returns the operand with every NaN lane replaced by the positive canonical NaN. */
    public static long canonicalise(long a) {
        return Lanes32.pack(F32.canonicaliseBits((int) a), F32.canonicaliseBits((int) (a >>> 32)));
    }

    static float low(long a) {
        return Float.intBitsToFloat((int) a);
    }

    static float high(long a) {
        return Float.intBitsToFloat((int) (a >>> 32));
    }

    static long pack(float low, float high) {
        return Lanes32.pack(Float.floatToRawIntBits(low), Float.floatToRawIntBits(high));
    }
}
