package org.ferrywasm.exec;

import java.util.Random;

/** Seeded slots whose lanes of every width, integers and floats alike, often stand on an edge. */
final class SeededSlots {
    private static final double[] FLOATS = {
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        -0.5,
        1.5,
        -1.5,
        2.5,
        3.25,
        -7.75,
        100.0,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        4e9,
        1e19,
        -1e19,
        1e-310,
        Float.MIN_VALUE,
        Float.MAX_VALUE,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    private final Random random;

    SeededSlots(Random random) {
        this.random = random;
    }

    /** This many slots, all lanes of one kind. */
    long[] slots(int count) {
        int kind = random.nextInt(6);
        return random.longs(count).map(bits -> slot(kind, bits)).toArray();
    }

    /** This many indices below a bound. */
    int[] indices(int count, int bound) {
        return random.ints(count, 0, bound).toArray();
    }

    private long slot(int kind, long bits) {
        return switch (kind) {
            case 0 -> bits;
            case 1 -> integers(8);
            case 2 -> integers(16);
            case 3 -> integers(32);
            case 4 ->
                low(Float.floatToRawIntBits((float) number())) | (long) Float.floatToRawIntBits((float) number()) << 32;
            default -> Double.doubleToRawLongBits(number());
        };
    }

    private double number() {
        return FLOATS[random.nextInt(FLOATS.length)];
    }

    private static long low(int bits) {
        return Integer.toUnsignedLong(bits);
    }

    private long integers(int width) {
        long slot = 0;
        for (int shift = 0; shift < 64; shift += width) {
            long lane = switch (random.nextInt(6)) {
                case 0 -> 0;
                case 1 -> 1;
                case 2 -> -1;
                case 3 -> 1L << (width - 1);
                case 4 -> ~(1L << (width - 1));
                default -> random.nextLong();
            };
            slot |= ((lane << (64 - width)) >>> (64 - width)) << shift;
        }
        return slot;
    }
}
