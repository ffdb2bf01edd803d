package org.ferrywasm.numeric;

/**
 * The operators on {@code i16x8} (chapter "Numerics", section "Vector Operations").
 *
 * <p>A vector is two {@code long}s, lane 0 in the lowest bits of the low one. Unless it says otherwise, a method here
 * takes one half of each operand and gives the same half of the result.
 * Operators that widen lanes take one half of an operand and have a name for each half of the result: {@code Lower} is
 * what comes from the lower four bytes, {@code Upper} what comes from the upper four. So {@code extend_high_i8x16_s} is
 * {@code extendLowerS} and {@code extendUpperS} of its operand's high half.
 */
public final class Lanes16 {
    private static final int WIDTH = 16;
    private static final long HIGH = 0x8000_8000_8000_8000L;
    private static final long LANE = 0xffffL;

    private Lanes16() {}

    /** Returns either half of {@code i16x8.splat}. */
    public static long splat(int value) {
        return (value & LANE) * 0x0001_0001_0001_0001L;
    }

    /** Returns {@code i16x8.extract_lane_s}; {@code lane} counts modulo 4, hence from either start. */
    public static int extractS(long half, int lane) {
        return (short) (half >>> (lane * WIDTH));
    }

    /** Returns {@code i16x8.extract_lane_u}; {@code lane} counts modulo 4, hence from either start. */
    public static int extractU(long half, int lane) {
        return (int) ((half >>> (lane * WIDTH)) & LANE);
    }

    /** Returns {@code i16x8.replace_lane} on the half that holds the lane, counted modulo 4. */
    public static long replace(long half, int lane, int value) {
        int shift = lane * WIDTH;
        return (half & ~(LANE << shift)) | ((value & LANE) << shift);
    }

    /** Returns {@code i16x8.eq}. */
    public static long eq(long a, long b) {
        return PackedLanes.fill(PackedLanes.zeros(a ^ b, HIGH), WIDTH);
    }

    /** Returns {@code i16x8.ne}. */
    public static long ne(long a, long b) {
        return ~eq(a, b);
    }

    /** Returns {@code i16x8.lt_s}. */
    public static long ltS(long a, long b) {
        return PackedLanes.fill(PackedLanes.lessS(a, b, HIGH), WIDTH);
    }

    /** Returns {@code i16x8.gt_s}. */
    public static long gtS(long a, long b) {
        return ltS(b, a);
    }

    /** Returns {@code i16x8.le_s}. */
    public static long leS(long a, long b) {
        return ~ltS(b, a);
    }

    /** Returns {@code i16x8.ge_s}. */
    public static long geS(long a, long b) {
        return ~ltS(a, b);
    }

    /** Returns {@code i16x8.lt_u}. */
    public static long ltU(long a, long b) {
        return PackedLanes.fill(PackedLanes.lessU(a, b, HIGH), WIDTH);
    }

    /** Returns {@code i16x8.gt_u}. */
    public static long gtU(long a, long b) {
        return ltU(b, a);
    }

    /** Returns {@code i16x8.le_u}. */
    public static long leU(long a, long b) {
        return ~ltU(b, a);
    }

    /** Returns {@code i16x8.ge_u}. */
    public static long geU(long a, long b) {
        return ~ltU(a, b);
    }

    /** Returns {@code i16x8.abs}. */
    public static long abs(long a) {
        return PackedLanes.abs(a, HIGH, WIDTH);
    }

    /** Returns {@code i16x8.neg}. */
    public static long neg(long a) {
        return PackedLanes.sub(0, a, HIGH);
    }

    /** Returns {@code i16x8.all_true} of a vector's two halves, as 0 or 1. */
    public static int allTrue(long low, long high) {
        return (PackedLanes.zeros(low, HIGH) | PackedLanes.zeros(high, HIGH)) == 0 ? 1 : 0;
    }

    /** Returns {@code i16x8.bitmask} of a vector's two halves: the sign of lane <i>i</i> in bit <i>i</i>. */
    public static int bitmask(long low, long high) {
        return signs(low) | signs(high) << 4;
    }

    /** Gathers the signs of one half; the factor moves bit 16<i>i</i> to bit 48 + <i>i</i>, and nothing else there. */
    private static int signs(long half) {
        return (int) ((((half & HIGH) >>> 15) * 0x0001_0002_0004_0008L) >>> 48) & 0xf;
    }

    /** Returns {@code i16x8.add}. */
    public static long add(long a, long b) {
        return PackedLanes.add(a, b, HIGH);
    }

    /** Returns {@code i16x8.add_sat_s}. */
    public static long addSatS(long a, long b) {
        return PackedLanes.addSatS(a, b, HIGH, WIDTH);
    }

    /** Returns {@code i16x8.add_sat_u}. */
    public static long addSatU(long a, long b) {
        return PackedLanes.addSatU(a, b, HIGH, WIDTH);
    }

    /** Returns {@code i16x8.sub}. */
    public static long sub(long a, long b) {
        return PackedLanes.sub(a, b, HIGH);
    }

    /** Returns {@code i16x8.sub_sat_s}. */
    public static long subSatS(long a, long b) {
        return PackedLanes.subSatS(a, b, HIGH, WIDTH);
    }

    /** Returns {@code i16x8.sub_sat_u}. */
    public static long subSatU(long a, long b) {
        return PackedLanes.subSatU(a, b, HIGH, WIDTH);
    }

    /** Returns {@code i16x8.min_s}. */
    public static long minS(long a, long b) {
        return PackedLanes.select(a, b, ltS(a, b));
    }

    /** Returns {@code i16x8.max_s}. */
    public static long maxS(long a, long b) {
        return PackedLanes.select(b, a, ltS(a, b));
    }

    /** Returns {@code i16x8.min_u}. */
    public static long minU(long a, long b) {
        return PackedLanes.select(a, b, ltU(a, b));
    }

    /** Returns {@code i16x8.max_u}. */
    public static long maxU(long a, long b) {
        return PackedLanes.select(b, a, ltU(a, b));
    }

    /** Returns {@code i16x8.avgr_u}. */
    public static long avgrU(long a, long b) {
        return PackedLanes.avgrU(a, b, HIGH);
    }

    /** Returns {@code i16x8.shl}; the count is taken modulo 16. */
    public static long shl(long a, int count) {
        return PackedLanes.shl(a, count, HIGH, WIDTH);
    }

    /** Returns {@code i16x8.shr_s}; the count is taken modulo 16. */
    public static long shrS(long a, int count) {
        return PackedLanes.shrS(a, count, HIGH, WIDTH);
    }

    /** Returns {@code i16x8.shr_u}; the count is taken modulo 16. */
    public static long shrU(long a, int count) {
        return PackedLanes.shrU(a, count, HIGH, WIDTH);
    }

    /** Returns {@code i16x8.mul}. */
    public static long mul(long a, long b) {
        long lane0 = (a * b) & LANE;
        long lane1 = ((a >>> 16) * (b >>> 16)) & LANE;
        long lane2 = ((a >>> 32) * (b >>> 32)) & LANE;
        long lane3 = (a >>> 48) * (b >>> 48);
        return lane0 | lane1 << 16 | lane2 << 32 | lane3 << 48;
    }

    /** Returns {@code i16x8.q15mulr_sat_s}, and {@code i16x8.relaxed_q15mulr_s}. */
    public static long q15mulrSatS(long a, long b) {
        long lane0 = q15mulrSatS((short) a, (short) b) & LANE;
        long lane1 = q15mulrSatS((short) (a >>> 16), (short) (b >>> 16)) & LANE;
        long lane2 = q15mulrSatS((short) (a >>> 32), (short) (b >>> 32)) & LANE;
        long lane3 = q15mulrSatS((short) (a >>> 48), (short) (b >>> 48));
        return lane0 | lane1 << 16 | lane2 << 32 | lane3 << 48;
    }

    /** Multiplies numbers with 15 fractional bits; only the square of the least number is out of range. */
    private static int q15mulrSatS(short a, short b) {
        return Math.min((a * b + 0x4000) >> 15, Short.MAX_VALUE);
    }

    /** Returns the half of {@code i16x8.narrow_i32x4_s} that comes from the operand with the given halves. */
    public static long narrowS(long low, long high) {
        return narrow(low, high, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /** Returns the half of {@code i16x8.narrow_i32x4_u} that comes from the operand with the given halves. */
    public static long narrowU(long low, long high) {
        return narrow(low, high, 0, 0xffff);
    }

    private static long narrow(long low, long high, int least, int greatest) {
        long lane0 = Math.clamp(low << 32 >> 32, least, greatest) & LANE;
        long lane1 = Math.clamp(low >> 32, least, greatest) & LANE;
        long lane2 = Math.clamp(high << 32 >> 32, least, greatest) & LANE;
        long lane3 = Math.clamp(high >> 32, least, greatest) & LANE;
        return lane0 | lane1 << 16 | lane2 << 32 | lane3 << 48;
    }

    /** Returns the sign-extended lower four bytes: the low half of {@code i16x8.extend_low_i8x16_s} of this half. */
    public static long extendLowerS(long a) {
        long bytes = extendLowerU(a);
        long negative = bytes & 0x0080_0080_0080_0080L;
        return bytes | ((negative << 9) - (negative << 1));
    }

    /** Returns the zero-extended lower four bytes: the low half of {@code i16x8.extend_low_i8x16_u} of this half. */
    public static long extendLowerU(long a) {
        long pairs = a & 0xffff_ffffL;
        long fours = (pairs | pairs << 16) & 0x0000_ffff_0000_ffffL;
        return (fours | fours << 8) & 0x00ff_00ff_00ff_00ffL;
    }

    /** Returns the sign-extended upper four bytes: the high half of {@code i16x8.extend_low_i8x16_s} of this half. */
    public static long extendUpperS(long a) {
        return extendLowerS(a >>> 32);
    }

    /** Returns the zero-extended upper four bytes: the high half of {@code i16x8.extend_low_i8x16_u} of this half. */
    public static long extendUpperU(long a) {
        return extendLowerU(a >>> 32);
    }

    /** Returns the signed products of the lower four bytes, as in {@code i16x8.extmul_low_i8x16_s}. */
    public static long extmulLowerS(long a, long b) {
        return mul(extendLowerS(a), extendLowerS(b));
    }

    /** Returns the unsigned products of the lower four bytes, as in {@code i16x8.extmul_low_i8x16_u}. */
    public static long extmulLowerU(long a, long b) {
        return mul(extendLowerU(a), extendLowerU(b));
    }

    /** Returns the signed products of the upper four bytes, as in {@code i16x8.extmul_low_i8x16_s}. */
    public static long extmulUpperS(long a, long b) {
        return mul(extendUpperS(a), extendUpperS(b));
    }

    /** Returns the unsigned products of the upper four bytes, as in {@code i16x8.extmul_low_i8x16_u}. */
    public static long extmulUpperU(long a, long b) {
        return mul(extendUpperU(a), extendUpperU(b));
    }

    /** Returns {@code i16x8.extadd_pairwise_i8x16_s}: the unsigned sums of bytes raised by 128, lowered by 256. */
    public static long extaddPairwiseS(long a) {
        return PackedLanes.sub(extaddPairwiseU(a ^ 0x8080_8080_8080_8080L), 0x0100_0100_0100_0100L, HIGH);
    }

    /** Returns {@code i16x8.extadd_pairwise_i8x16_u}. */
    public static long extaddPairwiseU(long a) {
        return (a & 0x00ff_00ff_00ff_00ffL) + ((a >>> 8) & 0x00ff_00ff_00ff_00ffL);
    }

    /**
     * Returns {@code i16x8.relaxed_dot_i8x16_i7x16_s}. Of the permitted results this is the deterministic profile's:
     * both operands are signed, and the sum of two products saturates.
     */
    public static long relaxedDotS(long a, long b) {
        long evenA = PackedLanes.shrS(a << 8, 8, HIGH, WIDTH);
        long evenB = PackedLanes.shrS(b << 8, 8, HIGH, WIDTH);
        long oddA = PackedLanes.shrS(a, 8, HIGH, WIDTH);
        long oddB = PackedLanes.shrS(b, 8, HIGH, WIDTH);
        return addSatS(mul(evenA, evenB), mul(oddA, oddB));
    }
}
