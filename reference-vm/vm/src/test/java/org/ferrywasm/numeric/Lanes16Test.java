package org.ferrywasm.numeric;

import static org.ferrywasm.numeric.IntegerRows.allTrue;
import static org.ferrywasm.numeric.IntegerRows.bitmask;
import static org.ferrywasm.numeric.IntegerRows.clampS;
import static org.ferrywasm.numeric.IntegerRows.clampU;
import static org.ferrywasm.numeric.IntegerRows.pairwise;
import static org.ferrywasm.numeric.IntegerRows.shift;
import static org.ferrywasm.numeric.IntegerRows.unsigned;
import static org.ferrywasm.numeric.IntegerRows.widen;
import static org.ferrywasm.numeric.Vector.lowBits;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code i16x8} against plain loops. */
class Lanes16Test {
    @TestFactory
    Stream<DynamicTest> lanes16() {
        VectorTable table = new VectorTable(Lanes16.class, 16, VectorTable.integerEdges(16));
        IntegerRows.comparisons(
                table,
                16,
                Lanes16::eq,
                Lanes16::ne,
                Lanes16::ltS,
                Lanes16::gtS,
                Lanes16::leS,
                Lanes16::geS,
                Lanes16::ltU,
                Lanes16::gtU,
                Lanes16::leU,
                Lanes16::geU);
        table.unary("abs", Lanes16::abs, Math::abs);
        table.row("allTrue", 64, (a, b, c) -> new Vector(Lanes16.allTrue(a.low(), a.high()), 0), allTrue());
        table.row("bitmask", 64, (a, b, c) -> new Vector(Lanes16.bitmask(a.low(), a.high()), 0), bitmask());
        table.unary("neg", Lanes16::neg, a -> -a);
        table.binary("add", Lanes16::add, (a, b) -> a + b);
        table.binary("sub", Lanes16::sub, (a, b) -> a - b);
        table.binary("mul", Lanes16::mul, (a, b) -> a * b);
        table.binary("addSatS", Lanes16::addSatS, (a, b) -> clampS(16, a + b));
        table.binary("addSatU", Lanes16::addSatU, unsigned(16, (a, b) -> clampU(16, a + b)));
        table.binary("subSatS", Lanes16::subSatS, (a, b) -> clampS(16, a - b));
        table.binary("subSatU", Lanes16::subSatU, unsigned(16, (a, b) -> clampU(16, a - b)));
        table.binary("avgrU", Lanes16::avgrU, unsigned(16, (a, b) -> (a + b + 1) / 2));
        table.binary("minS", Lanes16::minS, Math::min);
        table.binary("minU", Lanes16::minU, unsigned(16, Math::min));
        table.binary("maxS", Lanes16::maxS, Math::max);
        table.binary("maxU", Lanes16::maxU, unsigned(16, Math::max));
        table.row("shl", 16, shift(Lanes16::shl), shift(16, (a, count) -> a << count));
        table.row("shrS", 16, shift(Lanes16::shrS), shift(16, (a, count) -> a >> count));
        table.row("shrU", 16, shift(Lanes16::shrU), shift(16, (a, count) -> lowBits(16, a) >>> count));
        lanes(table);
        table.binary("q15mulrSatS", Lanes16::q15mulrSatS, (a, b) -> clampS(16, (a * b + 0x4000) >> 15));
        narrowing(table);
        return table.tests("(?!extend|extmul|extadd|relaxedDot).*");
    }

    /** The operators that name a lane; the second operand says which. */
    private static void lanes(VectorTable table) {
        table.row(
                "splat",
                16,
                (a, b, c) -> new Vector(Lanes16.splat((int) a.low()), Lanes16.splat((int) a.low())),
                (a, b, c) -> LongStream.generate(() -> a[0]).limit(8).toArray());
        table.row(
                "extractS",
                64,
                (a, b, c) -> new Vector(Lanes16.extractS(lane(b.low()) < 4 ? a.low() : a.high(), lane(b.low())), 0),
                (a, b, c) -> new long[] {a[lane(b)], 0});
        table.row(
                "extractU",
                64,
                (a, b, c) -> new Vector(Lanes16.extractU(lane(b.low()) < 4 ? a.low() : a.high(), lane(b.low())), 0),
                (a, b, c) -> new long[] {lowBits(16, a[lane(b)]), 0});
        table.row(
                "replace",
                16,
                (a, b, c) -> {
                    int lane = lane(b.low());
                    return lane < 4
                            ? new Vector(Lanes16.replace(a.low(), lane, (int) c.low()), a.high())
                            : new Vector(a.low(), Lanes16.replace(a.high(), lane, (int) c.low()));
                },
                (a, b, c) -> {
                    long[] result = a.clone();
                    result[lane(b)] = c[0];
                    return result;
                });
    }

    private static int lane(long low) {
        return (int) low & 7;
    }

    private static int lane(long[] lanes) {
        return lane(lanes[0]);
    }

    /** The operators on lanes of 32 bits, which pairs of the rows' lanes are put together to. */
    private static void narrowing(VectorTable table) {
        table.row(
                "narrowS",
                16,
                (a, b, c) -> new Vector(Lanes16.narrowS(a.low(), a.high()), Lanes16.narrowS(b.low(), b.high())),
                (a, b, c) -> LongStream.concat(wide(a), wide(b))
                        .map(value -> clampS(16, value))
                        .toArray());
        table.row(
                "narrowU",
                16,
                (a, b, c) -> new Vector(Lanes16.narrowU(a.low(), a.high()), Lanes16.narrowU(b.low(), b.high())),
                (a, b, c) -> LongStream.concat(wide(a), wide(b))
                        .map(value -> clampU(16, value))
                        .toArray());
    }

    private static LongStream wide(long... lanes) {
        return Arrays.stream(Vector.of(16, lanes).lanes(32));
    }

    /** The operators that take bytes. */
    @TestFactory
    Stream<DynamicTest> lanes16OfBytes() {
        VectorTable table = new VectorTable(Lanes16.class, 8, VectorTable.integerEdges(8));
        table.row("extendLowerS", 16, (a, b, c) -> a.halves(Lanes16::extendLowerS), widen(false, a -> a));
        table.row("extendLowerU", 16, (a, b, c) -> a.halves(Lanes16::extendLowerU), widen(false, a -> lowBits(8, a)));
        table.row("extendUpperS", 16, (a, b, c) -> a.halves(Lanes16::extendUpperS), widen(true, a -> a));
        table.row("extendUpperU", 16, (a, b, c) -> a.halves(Lanes16::extendUpperU), widen(true, a -> lowBits(8, a)));
        table.row("extmulLowerS", 16, VectorTable.halves(Lanes16::extmulLowerS), widen(false, (a, b) -> a * b));
        table.row(
                "extmulLowerU",
                16,
                VectorTable.halves(Lanes16::extmulLowerU),
                widen(false, unsigned(8, (a, b) -> a * b)));
        table.row("extmulUpperS", 16, VectorTable.halves(Lanes16::extmulUpperS), widen(true, (a, b) -> a * b));
        table.row(
                "extmulUpperU",
                16,
                VectorTable.halves(Lanes16::extmulUpperU),
                widen(true, unsigned(8, (a, b) -> a * b)));
        table.row("extaddPairwiseS", 16, (a, b, c) -> a.halves(Lanes16::extaddPairwiseS), pairwise(a -> a));
        table.row("extaddPairwiseU", 16, (a, b, c) -> a.halves(Lanes16::extaddPairwiseU), pairwise(a -> lowBits(8, a)));
        table.row("relaxedDotS", 16, VectorTable.halves(Lanes16::relaxedDotS), (a, b, c) -> {
            long[] products = VectorTable.lanes((x, y) -> x * y).apply(a, b, c);
            long[] sums = pairwise(x -> x).apply(products, products, products);
            return Arrays.stream(sums).map(sum -> clampS(16, sum)).toArray();
        });
        return table.tests("(extend|extmul|extadd|relaxedDot).*");
    }
}
