package org.ferrywasm.numeric;

import static org.ferrywasm.numeric.IntegerRows.allTrue;
import static org.ferrywasm.numeric.IntegerRows.bitmask;
import static org.ferrywasm.numeric.IntegerRows.clampS;
import static org.ferrywasm.numeric.IntegerRows.pairwise;
import static org.ferrywasm.numeric.IntegerRows.shift;
import static org.ferrywasm.numeric.IntegerRows.unsigned;
import static org.ferrywasm.numeric.IntegerRows.widen;
import static org.ferrywasm.numeric.Vector.lowBits;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code i32x4} against plain loops. */
class Lanes32Test {
    @TestFactory
    Stream<DynamicTest> lanes32() {
        VectorTable table = new VectorTable(Lanes32.class, 32, VectorTable.integerEdges(32));
        IntegerRows.comparisons(
                table,
                32,
                Lanes32::eq,
                Lanes32::ne,
                Lanes32::ltS,
                Lanes32::gtS,
                Lanes32::leS,
                Lanes32::geS,
                Lanes32::ltU,
                Lanes32::gtU,
                Lanes32::leU,
                Lanes32::geU);
        table.unary("abs", Lanes32::abs, Math::abs);
        table.row("allTrue", 64, (a, b, c) -> new Vector(Lanes32.allTrue(a.low(), a.high()), 0), allTrue());
        table.row("bitmask", 64, (a, b, c) -> new Vector(Lanes32.bitmask(a.low(), a.high()), 0), bitmask());
        table.unary("neg", Lanes32::neg, a -> -a);
        table.binary("add", Lanes32::add, (a, b) -> a + b);
        table.binary("sub", Lanes32::sub, (a, b) -> a - b);
        table.binary("mul", Lanes32::mul, (a, b) -> a * b);
        table.binary("minS", Lanes32::minS, Math::min);
        table.binary("minU", Lanes32::minU, unsigned(32, Math::min));
        table.binary("maxS", Lanes32::maxS, Math::max);
        table.binary("maxU", Lanes32::maxU, unsigned(32, Math::max));
        table.row("shl", 32, shift(Lanes32::shl), shift(32, (a, count) -> a << count));
        table.row("shrS", 32, shift(Lanes32::shrS), shift(32, (a, count) -> a >> count));
        table.row("shrU", 32, shift(Lanes32::shrU), shift(32, (a, count) -> lowBits(32, a) >>> count));
        lanes(table);
        return table.tests("(?!extend|extmul|extadd|dot|relaxedDot).*");
    }

    /** The operators that name a lane; the second operand says which. */
    private static void lanes(VectorTable table) {
        table.row(
                "splat",
                32,
                (a, b, c) -> new Vector(Lanes32.splat((int) a.low()), Lanes32.splat((int) a.low())),
                (a, b, c) -> LongStream.generate(() -> a[0]).limit(4).toArray());
        table.row(
                "extract",
                64,
                (a, b, c) -> new Vector(Lanes32.extract(lane(b.low()) < 2 ? a.low() : a.high(), lane(b.low())), 0),
                (a, b, c) -> new long[] {a[lane(b)], 0});
        table.row(
                "replace",
                32,
                (a, b, c) -> {
                    int lane = lane(b.low());
                    return lane < 2
                            ? new Vector(Lanes32.replace(a.low(), lane, (int) c.low()), a.high())
                            : new Vector(a.low(), Lanes32.replace(a.high(), lane, (int) c.low()));
                },
                (a, b, c) -> {
                    long[] result = a.clone();
                    result[lane(b)] = c[0];
                    return result;
                });
    }

    private static int lane(long low) {
        return (int) low & 3;
    }

    private static int lane(long[] lanes) {
        return lane(lanes[0]);
    }

    @TestFactory
    Stream<DynamicTest> lanes32OfHalfWords() {
        VectorTable table = new VectorTable(Lanes32.class, 16, VectorTable.integerEdges(16));
        table.row("extendLowerS", 32, (a, b, c) -> a.halves(Lanes32::extendLowerS), widen(false, a -> a));
        table.row("extendLowerU", 32, (a, b, c) -> a.halves(Lanes32::extendLowerU), widen(false, a -> lowBits(16, a)));
        table.row("extendUpperS", 32, (a, b, c) -> a.halves(Lanes32::extendUpperS), widen(true, a -> a));
        table.row("extendUpperU", 32, (a, b, c) -> a.halves(Lanes32::extendUpperU), widen(true, a -> lowBits(16, a)));
        table.row("extmulLowerS", 32, VectorTable.halves(Lanes32::extmulLowerS), widen(false, (a, b) -> a * b));
        table.row(
                "extmulLowerU",
                32,
                VectorTable.halves(Lanes32::extmulLowerU),
                widen(false, unsigned(16, (a, b) -> a * b)));
        table.row("extmulUpperS", 32, VectorTable.halves(Lanes32::extmulUpperS), widen(true, (a, b) -> a * b));
        table.row(
                "extmulUpperU",
                32,
                VectorTable.halves(Lanes32::extmulUpperU),
                widen(true, unsigned(16, (a, b) -> a * b)));
        table.row("extaddPairwiseS", 32, (a, b, c) -> a.halves(Lanes32::extaddPairwiseS), pairwise(a -> a));
        table.row(
                "extaddPairwiseU", 32, (a, b, c) -> a.halves(Lanes32::extaddPairwiseU), pairwise(a -> lowBits(16, a)));
        table.row(
                "dotS",
                32,
                VectorTable.halves(Lanes32::dotS),
                (a, b, c) -> pairwise(x -> x)
                        .apply(VectorTable.lanes((x, y) -> x * y).apply(a, b, c), b, c));
        return table.tests("(extend|extmul|extadd|dot).*");
    }

    @TestFactory
    Stream<DynamicTest> lanes32OfBytes() {
        VectorTable table = new VectorTable(Lanes32.class, 8, VectorTable.integerEdges(8));
        table.row(
                "relaxedDotAddS",
                32,
                (a, b, c) -> new Vector(
                        Lanes32.relaxedDotAddS(a.low(), b.low(), c.low()),
                        Lanes32.relaxedDotAddS(a.high(), b.high(), c.high())),
                (a, b, c) -> {
                    long[] result = Vector.of(8, c).lanes(32);
                    for (int i = 0; i < result.length; i++) {
                        int from = 4 * i;
                        result[i] += clampS(16, a[from] * b[from] + a[from + 1] * b[from + 1])
                                + clampS(16, a[from + 2] * b[from + 2] + a[from + 3] * b[from + 3]);
                    }
                    return result;
                });
        return table.tests("relaxedDotAddS");
    }
}
