package org.ferrywasm.numeric;

/**
 * Integer arithmetic on all the lanes of 8, 16 or 32 bits that a {@code long} holds, at once and without branches.
 *
 * <p>The lane width is given as {@code high}, a mask of the topmost bit of each lane, a constant at every call. Sums
 * are formed with these bits left out, so that no carry leaves its lane, and the bits are then put right. A comparison
 * yields its verdict in the topmost bit of each lane; {@link #fill} widens it to the lane.
 */
final class PackedLanes {
    private PackedLanes() {}

    /** Returns all ones in every lane whose topmost bit is set in {@code bits}, which has no other bits. */
    static long fill(long bits, int width) {
        return (bits << 1) - (bits >>> (width - 1));
    }

    static long add(long a, long b, long high) {
        return ((a & ~high) + (b & ~high)) ^ ((a ^ b) & high);
    }

    static long sub(long a, long b, long high) {
        return ((a | high) - (b & ~high)) ^ ((a ^ ~b) & high);
    }

    static long abs(long a, long high, int width) {
        long negative = a & high;
        return (a ^ fill(negative, width)) + (negative >>> (width - 1));
    }

    /** Returns the topmost bit of each lane that is zero. */
    static long zeros(long a, long high) {
        return ~(((a & ~high) + ~high) | a) & high;
    }

    /** Returns the topmost bit of each lane in which {@code a} is less than {@code b}, both unsigned. */
    static long lessU(long a, long b, long high) {
        long notBelow = (a | high) - (b & ~high);
        return ((~a & b) | ~((a ^ b) | notBelow)) & high;
    }

    /** Returns the topmost bit of each lane in which {@code a} is less than {@code b}, both signed. */
    static long lessS(long a, long b, long high) {
        long notBelow = (a | high) - (b & ~high);
        return ((a & ~b) | ~((a ^ b) | notBelow)) & high;
    }

    /** Returns {@code a} where {@code mask} is one and {@code b} where it is zero. */
    static long select(long a, long b, long mask) {
        return b ^ ((a ^ b) & mask);
    }

    static long addSatU(long a, long b, long high, int width) {
        long sum = add(a, b, high);
        long carry = ((a & b) | ((a | b) & ~sum)) & high;
        return sum | fill(carry, width);
    }

    static long subSatU(long a, long b, long high, int width) {
        long difference = sub(a, b, high);
        long borrow = ((~a & b) | (~(a ^ b) & difference)) & high;
        return difference & ~fill(borrow, width);
    }

    static long addSatS(long a, long b, long high, int width) {
        long sum = add(a, b, high);
        long overflow = ~(a ^ b) & (a ^ sum) & high;
        return select(limit(a, high, width), sum, fill(overflow, width));
    }

    static long subSatS(long a, long b, long high, int width) {
        long difference = sub(a, b, high);
        long overflow = (a ^ b) & (a ^ difference) & high;
        return select(limit(a, high, width), difference, fill(overflow, width));
    }

    /** Returns the least signed number in each lane that is negative in {@code a}, the greatest in each other lane. */
    private static long limit(long a, long high, int width) {
        return ~high + ((a & high) >>> (width - 1));
    }

    /** Returns the rounded-up averages of unsigned lanes: half of the differing bits less than all bits of either. */
    static long avgrU(long a, long b, long high) {
        return (a | b) - (((a ^ b) >>> 1) & ~high);
    }

    static long shl(long a, int count, long high, int width) {
        long lowest = high >>> (width - 1);
        int n = count & (width - 1);
        return (a << n) & ~(((1L << n) - 1) * lowest);
    }

    static long shrU(long a, int count, long high, int width) {
        long lowest = high >>> (width - 1);
        int n = count & (width - 1);
        return (a >>> n) & (((1L << (width - n)) - 1) * lowest);
    }

    static long shrS(long a, int count, long high, int width) {
        long negative = a & high;
        return shrU(a, count, high, width) | ((negative << 1) - (negative >>> (count & (width - 1))));
    }
}
