package org.ferrywasm.numeric;

import java.math.RoundingMode;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code f64x2} against operators on one lane, exact ones wherever Java has no operator. */
class FloatLanes64Test {
    private static final SlowFloat FORMAT = SlowFloat.F64;

    @TestFactory
    Stream<DynamicTest> f64x2() {
        VectorTable table = new VectorTable(FloatLanes64.class, 64, FORMAT.edges());
        moves(table);
        unary(table, "sqrt", FloatLanes64::sqrt, FORMAT::sqrt);
        unary(table, "ceil", FloatLanes64::ceil, a -> SlowFloat.round(a, RoundingMode.CEILING));
        unary(table, "floor", FloatLanes64::floor, a -> SlowFloat.round(a, RoundingMode.FLOOR));
        unary(table, "trunc", FloatLanes64::trunc, a -> SlowFloat.round(a, RoundingMode.DOWN));
        unary(table, "nearest", FloatLanes64::nearest, a -> SlowFloat.round(a, RoundingMode.HALF_EVEN));
        binary(table, "add", FloatLanes64::add, (a, b) -> a + b);
        binary(table, "sub", FloatLanes64::sub, (a, b) -> a - b);
        binary(table, "mul", FloatLanes64::mul, (a, b) -> a * b);
        binary(table, "div", FloatLanes64::div, (a, b) -> a / b);
        binary(table, "min", FloatLanes64::min, SlowFloat::min);
        binary(table, "max", FloatLanes64::max, SlowFloat::max);
        ternary(table, "madd", FloatLanes64::madd, (a, b, c) -> (a * b) + c);
        ternary(table, "nmadd", FloatLanes64::nmadd, (a, b, c) -> -(a * b) + c);
        return table.tests();
    }

    /** The operators that give a mask, or bits of their operands unchanged. */
    private static void moves(VectorTable table) {
        table.comparison("eq", FloatLanes64::eq, (a, b) -> FORMAT.value(a) == FORMAT.value(b));
        table.comparison("ne", FloatLanes64::ne, (a, b) -> FORMAT.value(a) != FORMAT.value(b));
        table.comparison("lt", FloatLanes64::lt, (a, b) -> FORMAT.value(a) < FORMAT.value(b));
        table.comparison("gt", FloatLanes64::gt, (a, b) -> FORMAT.value(a) > FORMAT.value(b));
        table.comparison("le", FloatLanes64::le, (a, b) -> FORMAT.value(a) <= FORMAT.value(b));
        table.comparison("ge", FloatLanes64::ge, (a, b) -> FORMAT.value(a) >= FORMAT.value(b));
        table.unary("abs", FloatLanes64::abs, a -> a & ~Long.MIN_VALUE);
        table.unary("neg", FloatLanes64::neg, a -> a ^ Long.MIN_VALUE);
        table.binary("pmin", FloatLanes64::pmin, (a, b) -> FORMAT.value(b) < FORMAT.value(a) ? b : a);
        table.binary("pmax", FloatLanes64::pmax, (a, b) -> FORMAT.value(a) < FORMAT.value(b) ? b : a);
        table.unary("canonicalise", FloatLanes64::canonicalise, a -> FORMAT.isNan(a) ? F64.CANONICAL_NAN : a);
    }

    private static void unary(VectorTable table, String method, LongUnaryOperator fast, DoubleUnaryOperator slow) {
        table.row(
                method,
                64,
                (a, b, c) -> a.halves(fast),
                VectorTable.lanes((a, b) -> FORMAT.apply(slow, a)),
                FORMAT::alike);
    }

    private static void binary(VectorTable table, String method, LongBinaryOperator fast, DoubleBinaryOperator slow) {
        table.row(
                method,
                64,
                VectorTable.halves(fast),
                VectorTable.lanes((a, b) -> FORMAT.apply(slow, a, b)),
                FORMAT::alike);
    }

    private static void ternary(VectorTable table, String method, HalfOperator fast, DoubleOperator slow) {
        table.row(
                method,
                64,
                (a, b, c) ->
                        new Vector(fast.apply(a.low(), b.low(), c.low()), fast.apply(a.high(), b.high(), c.high())),
                (a, b, c) -> {
                    long[] result = new long[a.length];
                    for (int i = 0; i < result.length; i++) {
                        double value = slow.apply(
                                Double.longBitsToDouble(a[i]),
                                Double.longBitsToDouble(b[i]),
                                Double.longBitsToDouble(c[i]));
                        result[i] = FORMAT.result(value, a[i], b[i], c[i]);
                    }
                    return result;
                },
                FORMAT::alike);
    }

    private interface HalfOperator {
        long apply(long a, long b, long c);
    }

    private interface DoubleOperator {
        double apply(double a, double b, double c);
    }
}
