package org.ferrywasm.numeric;

import static org.ferrywasm.numeric.IntegerRows.allTrue;
import static org.ferrywasm.numeric.IntegerRows.bitmask;
import static org.ferrywasm.numeric.IntegerRows.clampS;
import static org.ferrywasm.numeric.IntegerRows.clampU;
import static org.ferrywasm.numeric.IntegerRows.shift;
import static org.ferrywasm.numeric.IntegerRows.unsigned;
import static org.ferrywasm.numeric.Vector.lowBits;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code i8x16} against plain loops. */
class Lanes8Test {
    @TestFactory
    Stream<DynamicTest> lanes8() {
        VectorTable table = new VectorTable(Lanes8.class, 8, VectorTable.integerEdges(8));
        IntegerRows.comparisons(
                table,
                8,
                Lanes8::eq,
                Lanes8::ne,
                Lanes8::ltS,
                Lanes8::gtS,
                Lanes8::leS,
                Lanes8::geS,
                Lanes8::ltU,
                Lanes8::gtU,
                Lanes8::leU,
                Lanes8::geU);
        table.unary("abs", Lanes8::abs, Math::abs);
        table.row("allTrue", 64, (a, b, c) -> new Vector(Lanes8.allTrue(a.low(), a.high()), 0), allTrue());
        table.row("bitmask", 64, (a, b, c) -> new Vector(Lanes8.bitmask(a.low(), a.high()), 0), bitmask());
        table.unary("neg", Lanes8::neg, a -> -a);
        table.binary("add", Lanes8::add, (a, b) -> a + b);
        table.binary("sub", Lanes8::sub, (a, b) -> a - b);
        table.unary("popcnt", Lanes8::popcnt, a -> Long.bitCount(lowBits(8, a)));
        table.binary("addSatS", Lanes8::addSatS, (a, b) -> clampS(8, a + b));
        table.binary("addSatU", Lanes8::addSatU, unsigned(8, (a, b) -> clampU(8, a + b)));
        table.binary("subSatS", Lanes8::subSatS, (a, b) -> clampS(8, a - b));
        table.binary("subSatU", Lanes8::subSatU, unsigned(8, (a, b) -> clampU(8, a - b)));
        table.binary("avgrU", Lanes8::avgrU, unsigned(8, (a, b) -> (a + b + 1) / 2));
        table.binary("minS", Lanes8::minS, Math::min);
        table.binary("minU", Lanes8::minU, unsigned(8, Math::min));
        table.binary("maxS", Lanes8::maxS, Math::max);
        table.binary("maxU", Lanes8::maxU, unsigned(8, Math::max));
        table.row("shl", 8, shift(Lanes8::shl), shift(8, (a, count) -> a << count));
        table.row("shrS", 8, shift(Lanes8::shrS), shift(8, (a, count) -> a >> count));
        table.row("shrU", 8, shift(Lanes8::shrU), shift(8, (a, count) -> lowBits(8, a) >>> count));
        lanes(table);
        table.row(
                "swizzle",
                8,
                (a, b, c) -> b.halves(lanes -> Lanes8.swizzle(a.low(), a.high(), lanes)),
                (a, b, c) -> Arrays.stream(b)
                        .map(lane -> lane >= 0 && lane < 16 ? a[(int) lane] : 0)
                        .toArray());
        table.row(
                "shuffle",
                8,
                (a, b, c) -> c.halves(half -> half & 0x1f1f_1f1f_1f1f_1f1fL)
                        .halves(lanes -> Lanes8.shuffle(a.low(), a.high(), b.low(), b.high(), lanes)),
                (a, b, c) -> Arrays.stream(c)
                        .map(lane -> (lane & 31) < 16 ? a[(int) lane & 15] : b[(int) lane & 15])
                        .toArray());
        narrowing(table);
        return table.tests();
    }

    /** The operators that name a lane; the second operand says which. */
    private static void lanes(VectorTable table) {
        table.row(
                "splat",
                8,
                (a, b, c) -> new Vector(Lanes8.splat((int) a.low()), Lanes8.splat((int) a.low())),
                (a, b, c) -> LongStream.generate(() -> a[0]).limit(16).toArray());
        table.row(
                "extractS",
                64,
                (a, b, c) -> new Vector(Lanes8.extractS(lane(b.low()) < 8 ? a.low() : a.high(), lane(b.low())), 0),
                (a, b, c) -> new long[] {a[lane(b)], 0});
        table.row(
                "extractU",
                64,
                (a, b, c) -> new Vector(Lanes8.extractU(lane(b.low()) < 8 ? a.low() : a.high(), lane(b.low())), 0),
                (a, b, c) -> new long[] {lowBits(8, a[lane(b)]), 0});
        table.row(
                "replace",
                8,
                (a, b, c) -> {
                    int lane = lane(b.low());
                    return lane < 8
                            ? new Vector(Lanes8.replace(a.low(), lane, (int) c.low()), a.high())
                            : new Vector(a.low(), Lanes8.replace(a.high(), lane, (int) c.low()));
                },
                (a, b, c) -> {
                    long[] result = a.clone();
                    result[lane(b)] = c[0];
                    return result;
                });
    }

    private static int lane(long low) {
        return (int) low & 15;
    }

    private static int lane(long[] lanes) {
        return lane(lanes[0]);
    }

    /** The operators on lanes of 16 bits, which the rows' bytes are put together to. */
    private static void narrowing(VectorTable table) {
        table.row(
                "narrowS",
                8,
                (a, b, c) -> new Vector(Lanes8.narrowS(a.low(), a.high()), Lanes8.narrowS(b.low(), b.high())),
                (a, b, c) -> LongStream.concat(wide(a), wide(b))
                        .map(value -> clampS(8, value))
                        .toArray());
        table.row(
                "narrowU",
                8,
                (a, b, c) -> new Vector(Lanes8.narrowU(a.low(), a.high()), Lanes8.narrowU(b.low(), b.high())),
                (a, b, c) -> LongStream.concat(wide(a), wide(b))
                        .map(value -> clampU(8, value))
                        .toArray());
    }

    private static LongStream wide(long... lanes) {
        return Arrays.stream(Vector.of(8, lanes).lanes(16));
    }
}
