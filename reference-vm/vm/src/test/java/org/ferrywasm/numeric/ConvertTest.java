package org.ferrywasm.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ferrywasm.numeric.SlowFloat.F32;
import static org.ferrywasm.numeric.SlowFloat.F64;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleToLongFunction;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** The conversions against exact arithmetic. */
class ConvertTest {
    private static final int RANDOM_OPERANDS = 4_000;

    private final Map<String, Executable> rows = new LinkedHashMap<>();

    @TestFactory
    Stream<DynamicTest> conversions() {
        truncations();
        saturatingTruncations();
        roundings();
        rows.put("i32ReinterpretF32", ConvertTest::reinterpretF32);
        rows.put("f32ReinterpretI32", ConvertTest::reinterpretF32);
        rows.put("i64ReinterpretF64", ConvertTest::reinterpretF64);
        rows.put("f64ReinterpretI64", ConvertTest::reinterpretF64);
        DynamicTest complete = dynamicTest(
                "every method has a row",
                () -> assertThat(rows.keySet())
                        .containsAll(Arrays.stream(Convert.class.getMethods())
                                .filter(method -> method.getDeclaringClass() == Convert.class)
                                .map(Method::getName)
                                .toList()));
        return Stream.concat(
                Stream.of(complete), rows.entrySet().stream().map(row -> dynamicTest(row.getKey(), row.getValue())));
    }

    private void truncations() {
        truncation("i32TruncF32S", F32, a -> Convert.i32TruncF32S((float) a), 32, true, false);
        truncation("i32TruncF32U", F32, a -> Convert.i32TruncF32U((float) a), 32, false, false);
        truncation("i32TruncF64S", F64, a -> Convert.i32TruncF64S(a), 32, true, false);
        truncation("i32TruncF64U", F64, a -> Convert.i32TruncF64U(a), 32, false, false);
        truncation("i64TruncF32S", F32, a -> Convert.i64TruncF32S((float) a), 64, true, false);
        truncation("i64TruncF32U", F32, a -> Convert.i64TruncF32U((float) a), 64, false, false);
        truncation("i64TruncF64S", F64, a -> Convert.i64TruncF64S(a), 64, true, false);
        truncation("i64TruncF64U", F64, a -> Convert.i64TruncF64U(a), 64, false, false);
    }

    private void saturatingTruncations() {
        truncation("i32TruncSatF32S", F32, a -> Convert.i32TruncSatF32S((float) a), 32, true, true);
        truncation("i32TruncSatF32U", F32, a -> Convert.i32TruncSatF32U((float) a), 32, false, true);
        truncation("i32TruncSatF64S", F64, a -> Convert.i32TruncSatF64S(a), 32, true, true);
        truncation("i32TruncSatF64U", F64, a -> Convert.i32TruncSatF64U(a), 32, false, true);
        truncation("i64TruncSatF32S", F32, a -> Convert.i64TruncSatF32S((float) a), 64, true, true);
        truncation("i64TruncSatF32U", F32, a -> Convert.i64TruncSatF32U((float) a), 64, false, true);
        truncation("i64TruncSatF64S", F64, a -> Convert.i64TruncSatF64S(a), 64, true, true);
        truncation("i64TruncSatF64U", F64, a -> Convert.i64TruncSatF64U(a), 64, false, true);
    }

    private void roundings() {
        conversion("f32ConvertI32S", F32, a -> Convert.f32ConvertI32S((int) a), 32, true);
        conversion("f32ConvertI32U", F32, a -> Convert.f32ConvertI32U((int) a), 32, false);
        conversion("f32ConvertI64S", F32, a -> Convert.f32ConvertI64S(a), 64, true);
        conversion("f32ConvertI64U", F32, a -> Convert.f32ConvertI64U(a), 64, false);
        conversion("f64ConvertI32S", F64, a -> Convert.f64ConvertI32S((int) a), 32, true);
        conversion("f64ConvertI32U", F64, a -> Convert.f64ConvertI32U((int) a), 32, false);
        conversion("f64ConvertI64S", F64, a -> Convert.f64ConvertI64S(a), 64, true);
        conversion("f64ConvertI64U", F64, a -> Convert.f64ConvertI64U(a), 64, false);
    }

    private static void reinterpretF32() {
        for (long bits : F32.edges()) {
            assertThat(Convert.i32ReinterpretF32(Convert.f32ReinterpretI32((int) bits)))
                    .isEqualTo((int) bits);
        }
        assertThat(Convert.f32ReinterpretI32(0x3fc0_0000)).isEqualTo(1.5f);
        assertThat(Convert.i32ReinterpretF32(-0.0f)).isEqualTo(Integer.MIN_VALUE);
    }

    private static void reinterpretF64() {
        for (long bits : F64.edges()) {
            assertThat(Convert.i64ReinterpretF64(Convert.f64ReinterpretI64(bits)))
                    .isEqualTo(bits);
        }
        assertThat(Convert.f64ReinterpretI64(0x3ff8_0000_0000_0000L)).isEqualTo(1.5);
        assertThat(Convert.i64ReinterpretF64(-0.0)).isEqualTo(Long.MIN_VALUE);
    }

    private void truncation(
            String name, SlowFloat from, DoubleToLongFunction fast, int width, boolean signed, boolean saturating) {
        rows.put(name, () -> checkTruncation(name, from, fast, width, signed, saturating));
    }

    private static void checkTruncation(
            String name, SlowFloat from, DoubleToLongFunction fast, int width, boolean signed, boolean saturating) {
        BigInteger least = signed ? BigInteger.TWO.pow(width - 1).negate() : BigInteger.ZERO;
        BigInteger greatest = least.add(BigInteger.TWO.pow(width)).subtract(BigInteger.ONE);
        SplittableRandom random = new SplittableRandom(name.hashCode());
        LongStream nearby = random.longs(RANDOM_OPERANDS)
                .map(bits -> from.bits(Math.scalb((double) (float) bits, random.nextInt(-64, 8))));
        for (long bits : LongStream.concat(LongStream.of(from.edges()), nearby).toArray()) {
            double a = from.value(bits);
            String actual = outcome(fast, a, width);
            String expected = Double.isNaN(a)
                    ? (saturating ? "0" : "invalid conversion to integer")
                    : outcome(a, least, greatest, saturating);
            if (!actual.equals(expected)) {
                assertThat(actual).as("%s %a", name, a).isEqualTo(expected);
            }
        }
    }

    private static String outcome(double a, BigInteger least, BigInteger greatest, boolean saturating) {
        BigInteger integer;
        if (Double.isInfinite(a)) {
            integer = (a > 0 ? greatest.add(BigInteger.ONE) : least.subtract(BigInteger.ONE));
        } else {
            integer = new BigDecimal(a).toBigInteger();
        }
        BigInteger nearest = integer.max(least).min(greatest);
        if (!nearest.equals(integer) && !saturating) {
            return "integer overflow";
        }
        return Long.toHexString(Vector.lowBits(least.subtract(greatest).bitLength(), nearest.longValue()));
    }

    private static String outcome(DoubleToLongFunction fast, double a, int width) {
        try {
            return Long.toHexString(Vector.lowBits(width, fast.applyAsLong(a)));
        } catch (ArithmeticTrap trap) {
            assertThat(trap.kind().message()).isEqualTo(trap.getMessage());
            return trap.kind().message();
        }
    }

    private void conversion(String name, SlowFloat to, LongToDoubleFunction fast, int width, boolean signed) {
        rows.put(name, () -> checkConversion(name, to, fast, width, signed));
    }

    private static void checkConversion(
            String name, SlowFloat to, LongToDoubleFunction fast, int width, boolean signed) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        LongStream some = random.longs(RANDOM_OPERANDS).map(bits -> bits >> random.nextInt(64));
        LongStream ties = random.longs(RANDOM_OPERANDS)
                .map(bits -> (bits | 1) << random.nextInt(64))
                .flatMap(bits -> LongStream.of(bits - 1, bits, bits + 1));
        LongStream edges = LongStream.of(VectorTable.integerEdges(width));
        for (long a : LongStream.concat(edges, LongStream.concat(some, ties)).toArray()) {
            long operand = width == 32 ? (int) a : a;
            BigInteger exact = BigInteger.valueOf(operand);
            exact = signed ? exact : exact.mod(BigInteger.TWO.pow(width));
            long actual = to.bits(fast.applyAsDouble(operand));
            long magnitude = exact.signum() < 0 ? actual ^ to.bits(-0.0) : actual;
            boolean nearest = magnitude >= 0 && to.isNearest(new BigDecimal(exact.abs()), magnitude);
            if (!nearest) {
                assertThat(Long.toHexString(actual))
                        .as("%s %d is the nearest", name, a)
                        .isNull();
            }
        }
    }
}
