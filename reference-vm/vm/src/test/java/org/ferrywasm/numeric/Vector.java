package org.ferrywasm.numeric;

import java.util.function.LongUnaryOperator;

/** A {@code v128} of the tests: two halves, readable as lanes of any width. */
record Vector(long low, long high) {
    /** Returns the vector of the given lanes, of which the low {@code width} bits count. */
    static Vector of(int width, long... lanes) {
        long[] halves = new long[2];
        for (int i = 0; i < lanes.length; i++) {
            int bit = i * width;
            halves[bit / 64] |= lowBits(width, lanes[i]) << (bit % 64);
        }
        return new Vector(halves[0], halves[1]);
    }

    /** Returns the lanes, sign-extended. */
    long[] lanes(int width) {
        long[] lanes = new long[128 / width];
        for (int i = 0; i < lanes.length; i++) {
            int bit = i * width;
            long half = bit < 64 ? low : high;
            lanes[i] = half << (64 - width - bit % 64) >> (64 - width);
        }
        return lanes;
    }

    Vector halves(LongUnaryOperator operator) {
        return new Vector(operator.applyAsLong(low), operator.applyAsLong(high));
    }

    /** Returns the low bits of {@code value}, the others being zero: the lane read as unsigned. */
    static long lowBits(int width, long value) {
        return width == 64 ? value : value & ((1L << width) - 1);
    }
}
