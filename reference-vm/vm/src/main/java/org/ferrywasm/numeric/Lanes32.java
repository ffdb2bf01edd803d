package org.ferrywasm.numeric;

/**
 * The operators on {@code i32x4} (chapter "Numerics", section "Vector Operations"); those that truncate floating-point
 * lanes are in {@link ConvertLanes}.
 *
 * <p>A vector is two {@code long}s, lane 0 in the lowest bits of the low one. Unless it says otherwise, a method here
 * takes one half of each operand and gives the same half of the result.
 * Operators that widen lanes have two names, {@code Lower} and {@code Upper}, as in {@link Lanes16}.
 */
public final class Lanes32 {
    private static final int WIDTH = 32;
    private static final long HIGH = 0x8000_0000_8000_0000L;
    private static final long LANE = 0xffff_ffffL;

    private Lanes32() {}

    /** Returns either half of {@code i32x4.splat}. */
    public static long splat(int value) {
        return (value & LANE) * 0x0000_0001_0000_0001L;
    }

    /** Returns {@code i32x4.extract_lane}; {@code lane} counts modulo 2, hence from either start. */
    public static int extract(long half, int lane) {
        return (int) (half >>> (lane * WIDTH));
    }

    /** Returns {@code i32x4.replace_lane} on the half that holds the lane, counted modulo 2. */
    public static long replace(long half, int lane, int value) {
        int shift = lane * WIDTH;
        return (half & ~(LANE << shift)) | ((value & LANE) << shift);
    }

    /** Returns {@code i32x4.eq}. */
    public static long eq(long a, long b) {
        return PackedLanes.fill(PackedLanes.zeros(a ^ b, HIGH), WIDTH);
    }

    /** Returns {@code i32x4.ne}. */
    public static long ne(long a, long b) {
        return ~eq(a, b);
    }

    /** Returns {@code i32x4.lt_s}. */
    public static long ltS(long a, long b) {
        return PackedLanes.fill(PackedLanes.lessS(a, b, HIGH), WIDTH);
    }

    /** Returns {@code i32x4.gt_s}. */
    public static long gtS(long a, long b) {
        return ltS(b, a);
    }

    /** Returns {@code i32x4.le_s}. */
    public static long leS(long a, long b) {
        return ~ltS(b, a);
    }

    /** Returns {@code i32x4.ge_s}. */
    public static long geS(long a, long b) {
        return ~ltS(a, b);
    }

    /** Returns {@code i32x4.lt_u}. */
    public static long ltU(long a, long b) {
        return PackedLanes.fill(PackedLanes.lessU(a, b, HIGH), WIDTH);
    }

    /** Returns {@code i32x4.gt_u}. */
    public static long gtU(long a, long b) {
        return ltU(b, a);
    }

    /** Returns {@code i32x4.le_u}. */
    public static long leU(long a, long b) {
        return ~ltU(b, a);
    }

    /** Returns {@code i32x4.ge_u}. */
    public static long geU(long a, long b) {
        return ~ltU(a, b);
    }

    /** Returns {@code i32x4.abs}. */
    public static long abs(long a) {
        return PackedLanes.abs(a, HIGH, WIDTH);
    }

    /** Returns {@code i32x4.neg}. */
    public static long neg(long a) {
        return PackedLanes.sub(0, a, HIGH);
    }

    /** Returns {@code i32x4.all_true} of a vector's two halves, as 0 or 1. */
    public static int allTrue(long low, long high) {
        return (PackedLanes.zeros(low, HIGH) | PackedLanes.zeros(high, HIGH)) == 0 ? 1 : 0;
    }

    /** Returns {@code i32x4.bitmask} of a vector's two halves: the sign of lane <i>i</i> in bit <i>i</i>. */
    public static int bitmask(long low, long high) {
        return signs(low) | signs(high) << 2;
    }

    private static int signs(long half) {
        return ((int) (half >>> 62) & 2) | ((int) half >>> 31);
    }

    /** Returns {@code i32x4.add}. */
    public static long add(long a, long b) {
        return PackedLanes.add(a, b, HIGH);
    }

    /** Returns {@code i32x4.sub}. */
    public static long sub(long a, long b) {
        return PackedLanes.sub(a, b, HIGH);
    }

    /** Returns {@code i32x4.min_s}. */
    public static long minS(long a, long b) {
        return PackedLanes.select(a, b, ltS(a, b));
    }

    /** Returns {@code i32x4.max_s}. */
    public static long maxS(long a, long b) {
        return PackedLanes.select(b, a, ltS(a, b));
    }

    /** Returns {@code i32x4.min_u}. */
    public static long minU(long a, long b) {
        return PackedLanes.select(a, b, ltU(a, b));
    }

    /** Returns {@code i32x4.max_u}. */
    public static long maxU(long a, long b) {
        return PackedLanes.select(b, a, ltU(a, b));
    }

    /** Returns {@code i32x4.shl}; the count is taken modulo 32. */
    public static long shl(long a, int count) {
        return PackedLanes.shl(a, count, HIGH, WIDTH);
    }

    /** Returns {@code i32x4.shr_s}; the count is taken modulo 32. */
    public static long shrS(long a, int count) {
        return PackedLanes.shrS(a, count, HIGH, WIDTH);
    }

    /** Returns {@code i32x4.shr_u}; the count is taken modulo 32. */
    public static long shrU(long a, int count) {
        return PackedLanes.shrU(a, count, HIGH, WIDTH);
    }

    /** Returns {@code i32x4.mul}. */
    public static long mul(long a, long b) {
        return pack((int) a * (int) b, (int) (a >>> 32) * (int) (b >>> 32));
    }

    /** Returns {@code i32x4.dot_i16x8_s}. */
    public static long dotS(long a, long b) {
        return pack(
                (short) a * (short) b + (short) (a >>> 16) * (short) (b >>> 16),
                (short) (a >>> 32) * (short) (b >>> 32) + (short) (a >>> 48) * (short) (b >>> 48));
    }

    /** Returns {@code i32x4.relaxed_dot_i8x16_i7x16_add_s}, with the choice that {@link Lanes16#relaxedDotS} makes. */
    public static long relaxedDotAddS(long a, long b, long c) {
        return add(extaddPairwiseS(Lanes16.relaxedDotS(a, b)), c);
    }

    /** Returns the sign-extended lower two lanes: the low half of {@code i32x4.extend_low_i16x8_s} of this half. */
    public static long extendLowerS(long a) {
        return pack((short) a, (short) (a >>> 16));
    }

    /** Returns the zero-extended lower two lanes: the low half of {@code i32x4.extend_low_i16x8_u} of this half. */
    public static long extendLowerU(long a) {
        return (a & 0xffffL) | ((a << 16) & 0xffff_0000_0000L);
    }

    /** Returns the sign-extended upper two lanes: the high half of {@code i32x4.extend_low_i16x8_s} of this half. */
    public static long extendUpperS(long a) {
        return extendLowerS(a >>> 32);
    }

    /** Returns the zero-extended upper two lanes: the high half of {@code i32x4.extend_low_i16x8_u} of this half. */
    public static long extendUpperU(long a) {
        return extendLowerU(a >>> 32);
    }

    /** Returns the signed products of the lower two lanes, as in {@code i32x4.extmul_low_i16x8_s}. */
    public static long extmulLowerS(long a, long b) {
        return pack((short) a * (short) b, (short) (a >>> 16) * (short) (b >>> 16));
    }

    /** Returns the unsigned products of the lower two lanes, as in {@code i32x4.extmul_low_i16x8_u}. */
    public static long extmulLowerU(long a, long b) {
        return pack((char) a * (char) b, (char) (a >>> 16) * (char) (b >>> 16));
    }

    /** Returns the signed products of the upper two lanes, as in {@code i32x4.extmul_low_i16x8_s}. */
    public static long extmulUpperS(long a, long b) {
        return extmulLowerS(a >>> 32, b >>> 32);
    }

    /** Returns the unsigned products of the upper two lanes, as in {@code i32x4.extmul_low_i16x8_u}. */
    public static long extmulUpperU(long a, long b) {
        return extmulLowerU(a >>> 32, b >>> 32);
    }

    /** Returns {@code i32x4.extadd_pairwise_i16x8_s}. */
    public static long extaddPairwiseS(long a) {
        return pack((short) a + (short) (a >>> 16), (short) (a >>> 32) + (short) (a >>> 48));
    }

    /** Returns {@code i32x4.extadd_pairwise_i16x8_u}. */
    public static long extaddPairwiseU(long a) {
        return (a & 0x0000_ffff_0000_ffffL) + ((a >>> 16) & 0x0000_ffff_0000_ffffL);
    }

    /** Returns the half with the given lanes. */
    static long pack(int lane0, int lane1) {
        return (lane0 & LANE) | (long) lane1 << WIDTH;
    }
}
