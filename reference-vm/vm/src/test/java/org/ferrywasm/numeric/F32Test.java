package org.ferrywasm.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** {@code f32} against exact arithmetic, and what becomes of NaNs. */
class F32Test {
    private static final SlowFloat FORMAT = SlowFloat.F32;

    @Test
    void sqrt() {
        unary("sqrt", F32::sqrt, FORMAT::sqrt);
    }

    @Test
    void ceil() {
        unary("ceil", F32::ceil, a -> SlowFloat.round(a, RoundingMode.CEILING));
    }

    @Test
    void floor() {
        unary("floor", F32::floor, a -> SlowFloat.round(a, RoundingMode.FLOOR));
    }

    @Test
    void trunc() {
        unary("trunc", F32::trunc, a -> SlowFloat.round(a, RoundingMode.DOWN));
    }

    @Test
    void nearest() {
        unary("nearest", F32::nearest, a -> SlowFloat.round(a, RoundingMode.HALF_EVEN));
    }

    @Test
    void min() {
        binary("min", F32::min, SlowFloat::min);
    }

    @Test
    void max() {
        binary("max", F32::max, SlowFloat::max);
    }

    @Test
    void signsAreMovedBitForBit() {
        for (long a : operands(FORMAT)) {
            long magnitude = a & Integer.MAX_VALUE;
            assertThat(F32.abs((int) a)).isEqualTo((int) magnitude);
            assertThat(F32.neg((int) a)).isEqualTo((int) (a < 0 ? magnitude : magnitude | Integer.MIN_VALUE));
            assertThat(F32.copysign((int) a, 1)).isEqualTo((int) magnitude);
            assertThat(F32.copysign((int) a, -1)).isEqualTo((int) (magnitude | Integer.MIN_VALUE));
        }
    }

    @Test
    void nansAreToldApartAndMadeCanonical() {
        for (long a : operands(FORMAT)) {
            int bits = (int) a;
            boolean nan = FORMAT.isNan(a);
            assertThat(F32.isNan(bits)).isEqualTo(nan);
            assertThat(F32.isCanonicalNan(bits)).isEqualTo(FORMAT.isCanonicalNan(a));
            assertThat(F32.isArithmeticNan(bits)).isEqualTo(nan && FORMAT.alike(a, F32.CANONICAL_NAN | 1));
            int canonical = nan ? F32.CANONICAL_NAN : bits;
            assertThat(F32.canonicaliseBits(bits)).isEqualTo(canonical);
            assertThat(Float.floatToRawIntBits(F32.canonicalise(Float.intBitsToFloat(bits))))
                    .isEqualTo(canonical);
        }
    }

    @Test
    void demoteRoundsOnce() {
        for (long bits : operands(SlowFloat.F64)) {
            double a = Double.longBitsToDouble(bits);
            int actual = Float.floatToRawIntBits(F32.demote(a));
            if (Double.isNaN(a)) {
                check(
                        "demote",
                        actual,
                        SlowFloat.F64.isCanonicalNan(bits) ? F32.CANONICAL_NAN : F32.CANONICAL_NAN | 1,
                        bits);
            } else {
                assertThat(actual < 0).isEqualTo(bits < 0);
                assertThat(
                                Double.isInfinite(a)
                                        ? F32.abs(actual) == SlowFloat.F32.infinity()
                                        : SlowFloat.F32.isNearest(new BigDecimal(a).abs(), F32.abs(actual)))
                        .as("demote %a", a)
                        .isTrue();
            }
        }
    }

    private static void unary(String name, FloatUnary fast, DoubleUnaryOperator slow) {
        for (long a : operands(FORMAT)) {
            float actual = fast.apply(Float.intBitsToFloat((int) a));
            check(name, Float.floatToRawIntBits(actual), FORMAT.apply(slow, a), a);
        }
    }

    private static void binary(String name, FloatBinary fast, DoubleBinaryOperator slow) {
        for (long a : FORMAT.edges()) {
            for (long b : operands(FORMAT)) {
                float x = Float.intBitsToFloat((int) a);
                float y = Float.intBitsToFloat((int) b);
                check(name, Float.floatToRawIntBits(fast.apply(x, y)), FORMAT.apply(slow, a, b), a, b);
                check(name, Float.floatToRawIntBits(fast.apply(y, x)), FORMAT.apply(slow, b, a), b, a);
            }
        }
    }

    private static long[] operands(SlowFloat format) {
        LongStream some = new SplittableRandom(32).longs(2_000).map(bits -> bits >> (64 - format.width));
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

    private interface FloatUnary {
        float apply(float a);
    }

    private interface FloatBinary {
        float apply(float a, float b);
    }
}
