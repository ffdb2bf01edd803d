package org.ferrywasm.numeric;

/**
 * The operators on {@code i8x16} (chapter "Numerics", section "Vector Operations").
 *
 * <p>A vector is two {@code long}s, lane 0 in the lowest bits of the low one. Unless it says otherwise, a method here
 * takes one half of each operand and gives the same half of the result.
 */
public final class Lanes8 {
    private static final int WIDTH = 8;
    private static final long HIGH = 0x8080_8080_8080_8080L;
    private static final long LANE = 0xffL;

    private static final long NARROW_MIN_S = 0xff80_ff80_ff80_ff80L;
    private static final long NARROW_MAX_S = 0x007f_007f_007f_007fL;
    private static final long NARROW_MAX_U = 0x00ff_00ff_00ff_00ffL;

    private Lanes8() {}

    /** Returns either half of {@code i8x16.splat}. */
    public static long splat(int value) {
        return (value & LANE) * 0x0101_0101_0101_0101L;
    }

    /** Returns {@code i8x16.extract_lane_s}; {@code lane} counts modulo 8, hence from either start. */
    public static int extractS(long half, int lane) {
        return (byte) (half >>> (lane * WIDTH));
    }

    /** Returns {@code i8x16.extract_lane_u}; {@code lane} counts modulo 8, hence from either start. */
    public static int extractU(long half, int lane) {
        return (int) ((half >>> (lane * WIDTH)) & LANE);
    }

    /** Returns {@code i8x16.replace_lane} on the half that holds the lane, counted modulo 8. */
    public static long replace(long half, int lane, int value) {
        int shift = lane * WIDTH;
        return (half & ~(LANE << shift)) | ((value & LANE) << shift);
    }

    /** Returns {@code i8x16.eq}. */
    public static long eq(long a, long b) {
        return PackedLanes.fill(PackedLanes.zeros(a ^ b, HIGH), WIDTH);
    }

    /** Returns {@code i8x16.ne}. */
    public static long ne(long a, long b) {
        return ~eq(a, b);
    }

    /** Returns {@code i8x16.lt_s}. */
    public static long ltS(long a, long b) {
        return PackedLanes.fill(PackedLanes.lessS(a, b, HIGH), WIDTH);
    }

    /** Returns {@code i8x16.gt_s}. */
    public static long gtS(long a, long b) {
        return ltS(b, a);
    }

    /** Returns {@code i8x16.le_s}. */
    public static long leS(long a, long b) {
        return ~ltS(b, a);
    }

    /** Returns {@code i8x16.ge_s}. */
    public static long geS(long a, long b) {
        return ~ltS(a, b);
    }

    /** Returns {@code i8x16.lt_u}. */
    public static long ltU(long a, long b) {
        return PackedLanes.fill(PackedLanes.lessU(a, b, HIGH), WIDTH);
    }

    /** Returns {@code i8x16.gt_u}. */
    public static long gtU(long a, long b) {
        return ltU(b, a);
    }

    /** Returns {@code i8x16.le_u}. */
    public static long leU(long a, long b) {
        return ~ltU(b, a);
    }

    /** Returns {@code i8x16.ge_u}. */
    public static long geU(long a, long b) {
        return ~ltU(a, b);
    }

    /** Returns {@code i8x16.abs}. */
    public static long abs(long a) {
        return PackedLanes.abs(a, HIGH, WIDTH);
    }

    /** Returns {@code i8x16.neg}. */
    public static long neg(long a) {
        return PackedLanes.sub(0, a, HIGH);
    }

    /** Returns {@code i8x16.popcnt}: bits are counted in pairs, then in fours, then in lanes. */
    public static long popcnt(long a) {
        long pairs = a - ((a >>> 1) & 0x5555_5555_5555_5555L);
        long fours = (pairs & 0x3333_3333_3333_3333L) + ((pairs >>> 2) & 0x3333_3333_3333_3333L);
        return (fours + (fours >>> 4)) & 0x0f0f_0f0f_0f0f_0f0fL;
    }

    /** Returns {@code i8x16.all_true} of a vector's two halves, as 0 or 1. */
    public static int allTrue(long low, long high) {
        return (PackedLanes.zeros(low, HIGH) | PackedLanes.zeros(high, HIGH)) == 0 ? 1 : 0;
    }

    /** Returns {@code i8x16.bitmask} of a vector's two halves: the sign of lane <i>i</i> in bit <i>i</i>. */
    public static int bitmask(long low, long high) {
        return signs(low) | signs(high) << 8;
    }

    /** Gathers the signs of one half; the factor moves bit 8<i>i</i> to bit 56 + <i>i</i>, and nothing else there. */
    private static int signs(long half) {
        return (int) ((((half & HIGH) >>> 7) * 0x0102_0408_1020_4080L) >>> 56);
    }

    /** Returns {@code i8x16.add}. */
    public static long add(long a, long b) {
        return PackedLanes.add(a, b, HIGH);
    }

    /** Returns {@code i8x16.add_sat_s}. */
    public static long addSatS(long a, long b) {
        return PackedLanes.addSatS(a, b, HIGH, WIDTH);
    }

    /** Returns {@code i8x16.add_sat_u}. */
    public static long addSatU(long a, long b) {
        return PackedLanes.addSatU(a, b, HIGH, WIDTH);
    }

    /** Returns {@code i8x16.sub}. */
    public static long sub(long a, long b) {
        return PackedLanes.sub(a, b, HIGH);
    }

    /** Returns {@code i8x16.sub_sat_s}. */
    public static long subSatS(long a, long b) {
        return PackedLanes.subSatS(a, b, HIGH, WIDTH);
    }

    /** Returns {@code i8x16.sub_sat_u}. */
    public static long subSatU(long a, long b) {
        return PackedLanes.subSatU(a, b, HIGH, WIDTH);
    }

    /** Returns {@code i8x16.min_s}. */
    public static long minS(long a, long b) {
        return PackedLanes.select(a, b, ltS(a, b));
    }

    /** Returns {@code i8x16.max_s}. */
    public static long maxS(long a, long b) {
        return PackedLanes.select(b, a, ltS(a, b));
    }

    /** Returns {@code i8x16.min_u}. */
    public static long minU(long a, long b) {
        return PackedLanes.select(a, b, ltU(a, b));
    }

    /** Returns {@code i8x16.max_u}. */
    public static long maxU(long a, long b) {
        return PackedLanes.select(b, a, ltU(a, b));
    }

    /** Returns {@code i8x16.avgr_u}. */
    public static long avgrU(long a, long b) {
        return PackedLanes.avgrU(a, b, HIGH);
    }

    /** Returns {@code i8x16.shl}; the count is taken modulo 8. */
    public static long shl(long a, int count) {
        return PackedLanes.shl(a, count, HIGH, WIDTH);
    }

    /** Returns {@code i8x16.shr_s}; the count is taken modulo 8. */
    public static long shrS(long a, int count) {
        return PackedLanes.shrS(a, count, HIGH, WIDTH);
    }

    /** Returns {@code i8x16.shr_u}; the count is taken modulo 8. */
    public static long shrU(long a, int count) {
        return PackedLanes.shrU(a, count, HIGH, WIDTH);
    }

    /** Returns the half of {@code i8x16.narrow_i16x8_s} that comes from the operand with the given halves. */
    public static long narrowS(long low, long high) {
        return lowBytes(Lanes16.minS(Lanes16.maxS(low, NARROW_MIN_S), NARROW_MAX_S))
                | lowBytes(Lanes16.minS(Lanes16.maxS(high, NARROW_MIN_S), NARROW_MAX_S)) << 32;
    }

    /** Returns the half of {@code i8x16.narrow_i16x8_u} that comes from the operand with the given halves. */
    public static long narrowU(long low, long high) {
        return lowBytes(Lanes16.minS(Lanes16.maxS(low, 0), NARROW_MAX_U))
                | lowBytes(Lanes16.minS(Lanes16.maxS(high, 0), NARROW_MAX_U)) << 32;
    }

    /** Returns the low bytes of four lanes of 16 bits, side by side. */
    private static long lowBytes(long a) {
        long bytes = a & 0x00ff_00ff_00ff_00ffL;
        long pairs = (bytes | bytes >>> 8) & 0x0000_ffff_0000_ffffL;
        return (pairs | pairs >>> 16) & 0xffff_ffffL;
    }

    /** Returns the half of {@code i8x16.swizzle} that {@code lanes}, that half of the second operand, chooses. */
    public static long swizzle(long low, long high, long lanes) {
        long result = 0;
        for (int shift = 0; shift < Long.SIZE; shift += WIDTH) {
            int lane = (int) (lanes >>> shift) & 0xff;
            long half = lane < 8 ? low : high;
            long value = (half >>> (lane * WIDTH)) & LANE;
            result |= (lane < 16 ? value : 0) << shift;
        }
        return result;
    }

    /**
     * Returns the half of {@code i8x16.shuffle} that {@code lanes}, that half of the immediates, chooses: eight lane
     * indices below 32, a byte each.
     */
    public static long shuffle(long aLow, long aHigh, long bLow, long bHigh, long lanes) {
        long result = 0;
        for (int shift = 0; shift < Long.SIZE; shift += WIDTH) {
            int lane = (int) (lanes >>> shift);
            long fromA = (lane & 8) == 0 ? aLow : aHigh;
            long fromB = (lane & 8) == 0 ? bLow : bHigh;
            long half = (lane & 16) == 0 ? fromA : fromB;
            result |= ((half >>> (lane * WIDTH)) & LANE) << shift;
        }
        return result;
    }
}
