package org.ferrywasm.numeric;

import static org.ferrywasm.numeric.SlowFloat.F32;
import static org.ferrywasm.numeric.SlowFloat.F64;

import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The conversions of lanes against those of {@link Convert}, lane by lane. */
class ConvertLanesTest {
    @TestFactory
    Stream<DynamicTest> fromF32x4() {
        VectorTable table = new VectorTable(ConvertLanes.class, 32, F32.edges());
        table.row(
                "i32x4TruncSatF32x4S",
                32,
                (a, b, c) -> a.halves(ConvertLanes::i32x4TruncSatF32x4S),
                VectorTable.lanes((a, b) -> Convert.i32TruncSatF32S((float) F32.value(a))));
        table.row(
                "i32x4TruncSatF32x4U",
                32,
                (a, b, c) -> a.halves(ConvertLanes::i32x4TruncSatF32x4U),
                VectorTable.lanes((a, b) -> Convert.i32TruncSatF32U((float) F32.value(a))));
        widening(table, "f64x2PromoteF32x4Lower", ConvertLanes::f64x2PromoteF32x4Lower, 0, ConvertLanesTest::promote);
        widening(table, "f64x2PromoteF32x4Upper", ConvertLanes::f64x2PromoteF32x4Upper, 1, ConvertLanesTest::promote);
        return table.tests(".*(TruncSatF32x4|Promote).*");
    }

    @TestFactory
    Stream<DynamicTest> fromF64x2() {
        VectorTable table = new VectorTable(ConvertLanes.class, 64, F64.edges());
        narrowing(table, "i32x4TruncSatF64x2S", ConvertLanes::i32x4TruncSatF64x2S, ConvertLanesTest::truncS);
        narrowing(table, "i32x4TruncSatF64x2U", ConvertLanes::i32x4TruncSatF64x2U, ConvertLanesTest::truncU);
        narrowing(table, "f32x4DemoteF64x2", ConvertLanes::f32x4DemoteF64x2, ConvertLanesTest::demote);
        return table.tests(".*F64x2.*");
    }

    @TestFactory
    Stream<DynamicTest> fromI32x4() {
        VectorTable table = new VectorTable(ConvertLanes.class, 32, VectorTable.integerEdges(32));
        table.unary(
                "f32x4ConvertI32x4S", ConvertLanes::f32x4ConvertI32x4S, a -> F32.bits(Convert.f32ConvertI32S((int) a)));
        table.unary(
                "f32x4ConvertI32x4U", ConvertLanes::f32x4ConvertI32x4U, a -> F32.bits(Convert.f32ConvertI32U((int) a)));
        widening(
                table, "f64x2ConvertI32x4LowerS", ConvertLanes::f64x2ConvertI32x4LowerS, 0, ConvertLanesTest::convertS);
        widening(
                table, "f64x2ConvertI32x4UpperS", ConvertLanes::f64x2ConvertI32x4UpperS, 1, ConvertLanesTest::convertS);
        widening(
                table, "f64x2ConvertI32x4LowerU", ConvertLanes::f64x2ConvertI32x4LowerU, 0, ConvertLanesTest::convertU);
        widening(
                table, "f64x2ConvertI32x4UpperU", ConvertLanes::f64x2ConvertI32x4UpperU, 1, ConvertLanesTest::convertU);
        return table.tests(".*Convert.*");
    }

    private static long promote(long a) {
        return Double.doubleToRawLongBits(Float.intBitsToFloat((int) a));
    }

    private static long demote(long a) {
        return Float.floatToRawIntBits((float) Double.longBitsToDouble(a));
    }

    private static long truncS(long a) {
        return Convert.i32TruncSatF64S(F64.value(a));
    }

    private static long truncU(long a) {
        return Convert.i32TruncSatF64U(F64.value(a));
    }

    private static long convertS(long a) {
        return F64.bits((int) a);
    }

    private static long convertU(long a) {
        return F64.bits((double) (a & 0xffff_ffffL));
    }

    /** Adds an operator that makes both lanes of one half out of two wide ones. */
    private static void narrowing(VectorTable table, String method, LongBinaryOperator fast, LongUnaryOperator lane) {
        table.row(
                method,
                32,
                (a, b, c) -> new Vector(fast.applyAsLong(a.low(), a.high()), 0),
                (a, b, c) -> LongStream.of(lane.applyAsLong(a[0]), lane.applyAsLong(a[1]), 0, 0)
                        .toArray());
    }

    /** Adds an operator that makes a wide lane of one lane of each half: the first if {@code from} is 0. */
    private static void widening(
            VectorTable table, String method, LongUnaryOperator fast, int from, LongUnaryOperator lane) {
        table.row(
                method,
                64,
                (a, b, c) -> a.halves(fast),
                (a, b, c) -> LongStream.of(lane.applyAsLong(a[from]), lane.applyAsLong(a[from + 2]))
                        .toArray());
    }
}
