package org.ferrywasm.numeric;

import java.math.RoundingMode;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code f32x4} against operators on one lane, exact ones wherever Java has no operator. */
class FloatLanes32Test {
    private static final SlowFloat FORMAT = SlowFloat.F32;

    @TestFactory
    Stream<DynamicTest> f32x4() {
        VectorTable table = new VectorTable(FloatLanes32.class, 32, FORMAT.edges());
        moves(table);
        unary(table, "sqrt", FloatLanes32::sqrt, FORMAT::sqrt);
        unary(table, "ceil", FloatLanes32::ceil, a -> SlowFloat.round(a, RoundingMode.CEILING));
        unary(table, "floor", FloatLanes32::floor, a -> SlowFloat.round(a, RoundingMode.FLOOR));
        unary(table, "trunc", FloatLanes32::trunc, a -> SlowFloat.round(a, RoundingMode.DOWN));
        unary(table, "nearest", FloatLanes32::nearest, a -> SlowFloat.round(a, RoundingMode.HALF_EVEN));
        binary(table, "add", FloatLanes32::add, (a, b) -> (float) a + (float) b);
        binary(table, "sub", FloatLanes32::sub, (a, b) -> (float) a - (float) b);
        binary(table, "mul", FloatLanes32::mul, (a, b) -> (float) a * (float) b);
        binary(table, "div", FloatLanes32::div, (a, b) -> (float) a / (float) b);
        binary(table, "min", FloatLanes32::min, SlowFloat::min);
        binary(table, "max", FloatLanes32::max, SlowFloat::max);
        ternary(table, "madd", FloatLanes32::madd, (a, b, c) -> (a * b) + c);
        ternary(table, "nmadd", FloatLanes32::nmadd, (a, b, c) -> -(a * b) + c);
        return table.tests();
    }

    /** The operators that give a mask, or bits of their operands unchanged. */
    private static void moves(VectorTable table) {
        table.comparison("eq", FloatLanes32::eq, (a, b) -> FORMAT.value(a) == FORMAT.value(b));
        table.comparison("ne", FloatLanes32::ne, (a, b) -> FORMAT.value(a) != FORMAT.value(b));
        table.comparison("lt", FloatLanes32::lt, (a, b) -> FORMAT.value(a) < FORMAT.value(b));
        table.comparison("gt", FloatLanes32::gt, (a, b) -> FORMAT.value(a) > FORMAT.value(b));
        table.comparison("le", FloatLanes32::le, (a, b) -> FORMAT.value(a) <= FORMAT.value(b));
        table.comparison("ge", FloatLanes32::ge, (a, b) -> FORMAT.value(a) >= FORMAT.value(b));
        table.unary("abs", FloatLanes32::abs, a -> a & ~Integer.MIN_VALUE);
        table.unary("neg", FloatLanes32::neg, a -> a ^ Integer.MIN_VALUE);
        table.binary("pmin", FloatLanes32::pmin, (a, b) -> FORMAT.value(b) < FORMAT.value(a) ? b : a);
        table.binary("pmax", FloatLanes32::pmax, (a, b) -> FORMAT.value(a) < FORMAT.value(b) ? b : a);
        table.unary("canonicalise", FloatLanes32::canonicalise, a -> FORMAT.isNan(a) ? F32.CANONICAL_NAN : a);
        table.row(
                "splat",
                32,
                (a, b, c) -> {
                    long half = FloatLanes32.splat(Float.intBitsToFloat((int) a.low()));
                    return new Vector(half, half);
                },
                (a, b, c) -> new long[] {a[0], a[0], a[0], a[0]});
    }

    private static void unary(VectorTable table, String method, LongUnaryOperator fast, DoubleUnaryOperator slow) {
        table.row(
                method,
                32,
                (a, b, c) -> a.halves(fast),
                VectorTable.lanes((a, b) -> FORMAT.apply(slow, a)),
                FORMAT::alike);
    }

    private static void binary(VectorTable table, String method, LongBinaryOperator fast, DoubleBinaryOperator slow) {
        table.row(
                method,
                32,
                VectorTable.halves(fast),
                VectorTable.lanes((a, b) -> FORMAT.apply(slow, a, b)),
                FORMAT::alike);
    }

    private static void ternary(VectorTable table, String method, HalfOperator fast, FloatOperator slow) {
        table.row(
                method,
                32,
                (a, b, c) ->
                        new Vector(fast.apply(a.low(), b.low(), c.low()), fast.apply(a.high(), b.high(), c.high())),
                (a, b, c) -> {
                    long[] result = new long[a.length];
                    for (int i = 0; i < result.length; i++) {
                        float value = slow.apply(
                                Float.intBitsToFloat((int) a[i]),
                                Float.intBitsToFloat((int) b[i]),
                                Float.intBitsToFloat((int) c[i]));
                        result[i] = FORMAT.result(value, a[i], b[i], c[i]);
                    }
                    return result;
                },
                FORMAT::alike);
    }

    private interface HalfOperator {
        long apply(long a, long b, long c);
    }

    private interface FloatOperator {
        float apply(float a, float b, float c);
    }
}
