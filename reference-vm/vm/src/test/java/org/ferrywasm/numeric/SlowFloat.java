package org.ferrywasm.numeric;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Slow definitions of the floating-point operators in exact arithmetic, and operands that are likely to hurt. A value
 * of either format is a {@code double} here; bits are a {@code long}.
 */
enum SlowFloat {
    F32(32, 23, 127) {
        @Override
        double value(long bits) {
            return Float.intBitsToFloat((int) bits);
        }

        @Override
        long bits(double value) {
            return Float.floatToRawIntBits((float) value);
        }
    },
    F64(64, 52, 1023) {
        @Override
        double value(long bits) {
            return Double.longBitsToDouble(bits);
        }

        @Override
        long bits(double value) {
            return Double.doubleToRawLongBits(value);
        }
    };

    private static final MathContext SQRT_PRECISION = new MathContext(60);

    final int width;
    private final int significandBits;
    private final int maxExponent;

    SlowFloat(int width, int significandBits, int maxExponent) {
        this.width = width;
        this.significandBits = significandBits;
        this.maxExponent = maxExponent;
    }

    /** Returns what the bits stand for, exactly. */
    abstract double value(long bits);

    /** Returns the bits of a value that the format has. */
    abstract long bits(double value);

    long infinity() {
        return (2L * maxExponent + 1) << significandBits;
    }

    private long quietBit() {
        return 1L << (significandBits - 1);
    }

    private long magnitude(long bits) {
        return bits & (-1L >>> (65 - width));
    }

    boolean isNan(long bits) {
        return magnitude(bits) > infinity();
    }

    boolean isCanonicalNan(long bits) {
        return magnitude(bits) == (infinity() | quietBit());
    }

    /**
     * Says whether a result is the expected one: any canonical NaN if that is expected, any arithmetic NaN if another
     * NaN is, the very bits otherwise.
     */
    boolean alike(long actual, long expected) {
        if (isCanonicalNan(expected)) {
            return isCanonicalNan(actual);
        }
        if (isNan(expected)) {
            return isNan(actual) && (actual & quietBit()) != 0;
        }
        return actual == expected;
    }

    /** Returns the operator on bits; where it gives a NaN, the one that {@link #alike} understands. */
    long apply(DoubleUnaryOperator operator, long a) {
        return result(operator.applyAsDouble(value(a)), a, a);
    }

    /** Returns the operator on bits; where it gives a NaN, the one that {@link #alike} understands. */
    long apply(DoubleBinaryOperator operator, long a, long b) {
        return result(operator.applyAsDouble(value(a), value(b)), a, b);
    }

    long result(double value, long... operands) {
        if (!Double.isNaN(value)) {
            return bits(value);
        }
        boolean arithmetic = LongStream.of(operands).anyMatch(bits -> isNan(bits) && !isCanonicalNan(bits));
        return infinity() | quietBit() | (arithmetic ? 1 : 0);
    }

    static double min(double a, double b) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return Double.NaN;
        }
        if (a == b) {
            return 1 / a < 0 ? a : b;
        }
        return a < b ? a : b;
    }

    static double max(double a, double b) {
        return -min(-a, -b);
    }

    static double round(double a, RoundingMode mode) {
        if (Double.isNaN(a) || Double.isInfinite(a)) {
            return a;
        }
        return Math.copySign(new BigDecimal(a).setScale(0, mode).doubleValue(), a);
    }

    double sqrt(double a) {
        if (a == 0 || Double.isNaN(a) || a == Double.POSITIVE_INFINITY) {
            return a;
        }
        if (a < 0) {
            return Double.NaN;
        }
        BigDecimal root = new BigDecimal(a).sqrt(SQRT_PRECISION);
        return this == F32 ? root.floatValue() : root.doubleValue();
    }

    /** Says whether non-negative bits are those of the number nearest to {@code exact}, the even one of two. */
    boolean isNearest(BigDecimal exact, long bits) {
        boolean even = (bits & 1) == 0;
        if (bits > 0) {
            int order = exact.compareTo(middle(bits - 1));
            if (order < 0 || (order == 0 && !even)) {
                return false;
            }
        }
        int order = bits == infinity() ? -1 : exact.compareTo(middle(bits));
        return order < 0 || (order == 0 && even);
    }

    /** Returns the number halfway between the number with these bits and the next. */
    BigDecimal middle(long bits) {
        return exact(bits).add(exact(bits + 1)).divide(BigDecimal.TWO);
    }

    /** Returns the number with these bits; infinity counts as the number that would follow the greatest. */
    BigDecimal exact(long bits) {
        return bits == infinity()
                ? new BigDecimal(BigInteger.ONE.shiftLeft(maxExponent + 1))
                : new BigDecimal(value(bits));
    }

    /**
     * Returns the bits of zero, subnormal numbers, halves, powers of two that are limits of integer types, and of their
     * neighbours; infinity, NaNs of all kinds; each with either sign, sign-extended.
     */
    long[] edges() {
        long quiet = infinity() | quietBit();
        LongStream numbers = IntStream.of(-maxExponent, -1, 0, 1, significandBits - 1, significandBits, 31, 32, 63, 64)
                .mapToLong(exponent -> bits(Math.scalb(1.0, exponent)))
                .flatMap(bits -> LongStream.of(bits - 1, bits, bits + 1));
        LongStream halves = LongStream.of(bits(1.5), bits(2.5), bits(3.5), bits(2147483647.5), bits(4294967295.5));
        LongStream limits = LongStream.of(0, 1, infinity() - 1, infinity());
        LongStream nans = LongStream.of(quiet, quiet | 1, infinity() | 1, quiet - 1);
        return LongStream.concat(LongStream.concat(numbers, halves), LongStream.concat(limits, nans))
                .flatMap(bits -> LongStream.of(bits, bits | 1L << (width - 1)))
                .map(bits -> bits << (64 - width) >> (64 - width))
                .distinct()
                .toArray();
    }
}
