package org.ferrywasm.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** {@code f64} against exact arithmetic, and what becomes of NaNs. */
class F64Test {
    private static final SlowFloat FORMAT = SlowFloat.F64;

    @Test
    void sqrt() {
        unary("sqrt", F64::sqrt, FORMAT::sqrt);
    }

    @Test
    void ceil() {
        unary("ceil", F64::ceil, a -> SlowFloat.round(a, RoundingMode.CEILING));
    }

    @Test
    void floor() {
        unary("floor", F64::floor, a -> SlowFloat.round(a, RoundingMode.FLOOR));
    }

    @Test
    void trunc() {
        unary("trunc", F64::trunc, a -> SlowFloat.round(a, RoundingMode.DOWN));
    }

    @Test
    void nearest() {
        unary("nearest", F64::nearest, a -> SlowFloat.round(a, RoundingMode.HALF_EVEN));
    }

    @Test
    void min() {
        binary("min", F64::min, SlowFloat::min);
    }

    @Test
    void max() {
        binary("max", F64::max, SlowFloat::max);
    }

    @Test
    void signsAreMovedBitForBit() {
        for (long a : operands(FORMAT)) {
            long magnitude = a & Long.MAX_VALUE;
            assertThat(F64.abs(a)).isEqualTo(magnitude);
            assertThat(F64.neg(a)).isEqualTo((a < 0 ? magnitude : magnitude | Long.MIN_VALUE));
            assertThat(F64.copysign(a, 1)).isEqualTo(magnitude);
            assertThat(F64.copysign(a, -1)).isEqualTo((magnitude | Long.MIN_VALUE));
        }
    }

    @Test
    void nansAreToldApartAndMadeCanonical() {
        for (long a : operands(FORMAT)) {
            long bits = a;
            boolean nan = FORMAT.isNan(a);
            assertThat(F64.isNan(bits)).isEqualTo(nan);
            assertThat(F64.isCanonicalNan(bits)).isEqualTo(FORMAT.isCanonicalNan(a));
            assertThat(F64.isArithmeticNan(bits)).isEqualTo(nan && FORMAT.alike(a, F64.CANONICAL_NAN | 1));
            long canonical = nan ? F64.CANONICAL_NAN : bits;
            assertThat(F64.canonicaliseBits(bits)).isEqualTo(canonical);
            assertThat(Double.doubleToRawLongBits(F64.canonicalise(Double.longBitsToDouble(bits))))
                    .isEqualTo(canonical);
        }
    }

    @Test
    void promoteIsExact() {
        for (long bits : operands(SlowFloat.F32)) {
            long actual = Double.doubleToRawLongBits(F64.promote(Float.intBitsToFloat((int) bits)));
            long nan = SlowFloat.F32.isCanonicalNan(bits) ? F64.CANONICAL_NAN : F64.CANONICAL_NAN | 1;
            check("promote", actual, SlowFloat.F32.isNan(bits) ? nan : exactly((int) bits), bits);
        }
    }

    /** Returns the bits of the same number in the wider format, put together from sign, exponent and significand. */
    private static long exactly(int bits) {
        int magnitude = bits & Integer.MAX_VALUE;
        if (magnitude == 0 || magnitude == 0x7f80_0000) {
            return (long) (bits & Integer.MIN_VALUE) << 32 | (magnitude == 0 ? 0 : 0x7ffL << 52);
        }
        int exponent = Math.max(magnitude >>> 23, 1) - 127 - 23;
        long significand = magnitude < 0x80_0000 ? magnitude : (magnitude & 0x7f_ffff) | 0x80_0000;
        int shift = Long.numberOfLeadingZeros(significand) - 11;
        int biased = exponent + 1023 + 52 - shift;
        long sign = (long) (bits & Integer.MIN_VALUE) << 32;
        return sign | (long) biased << 52 | ((significand << shift) & ((1L << 52) - 1));
    }

    private static void unary(String name, DoubleUnary fast, DoubleUnaryOperator slow) {
        for (long a : operands(FORMAT)) {
            double actual = fast.apply(Double.longBitsToDouble(a));
            check(name, Double.doubleToRawLongBits(actual), FORMAT.apply(slow, a), a);
        }
    }

    private static void binary(String name, DoubleBinary fast, DoubleBinaryOperator slow) {
        for (long a : FORMAT.edges()) {
            for (long b : operands(FORMAT)) {
                double x = Double.longBitsToDouble(a);
                double y = Double.longBitsToDouble(b);
                check(name, Double.doubleToRawLongBits(fast.apply(x, y)), FORMAT.apply(slow, a, b), a, b);
                check(name, Double.doubleToRawLongBits(fast.apply(y, x)), FORMAT.apply(slow, b, a), b, a);
            }
        }
    }

    private static long[] operands(SlowFloat format) {
        LongStream some = new SplittableRandom(64).longs(2_000).map(bits -> bits >> (64 - format.width));
        return LongStream.concat(LongStream.of(format.edges()), some).toArray();
    }

    private static void check(String name, long actual, long expected, long... operands) {
        if (!FORMAT.alike(actual, expected)) {
            assertThat(Long.toHexString(actual))
                    .as(() -> name
                            + LongStream.of(operands)
                                    .mapToObj(Long::toHexString)
                                    .toList())
                    .isEqualTo(Long.toHexString(expected));
        }
    }

    private interface DoubleUnary {
        double apply(double a);
    }

    private interface DoubleBinary {
        double apply(double a, double b);
    }
}
