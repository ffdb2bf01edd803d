package org.ferrywasm.numeric;

import static org.ferrywasm.numeric.IntegerRows.allTrue;
import static org.ferrywasm.numeric.IntegerRows.bitmask;
import static org.ferrywasm.numeric.IntegerRows.unsigned;
import static org.ferrywasm.numeric.IntegerRows.widen;
import static org.ferrywasm.numeric.Vector.lowBits;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code i64x2} against plain loops. */
class Lanes64Test {
    @TestFactory
    Stream<DynamicTest> lanes64() {
        VectorTable table = new VectorTable(Lanes64.class, 64, VectorTable.integerEdges(64));
        IntegerRows.comparisons(
                table, 64, Lanes64::eq, Lanes64::ne, Lanes64::ltS, Lanes64::gtS, Lanes64::leS, Lanes64::geS);
        table.unary("abs", Lanes64::abs, Math::abs);
        table.row("allTrue", 64, (a, b, c) -> new Vector(Lanes64.allTrue(a.low(), a.high()), 0), allTrue());
        table.row("bitmask", 64, (a, b, c) -> new Vector(Lanes64.bitmask(a.low(), a.high()), 0), bitmask());
        return table.tests("(?!extend|extmul).*");
    }

    @TestFactory
    Stream<DynamicTest> lanes64OfWords() {
        VectorTable table = new VectorTable(Lanes64.class, 32, VectorTable.integerEdges(32));
        table.row("extendLowerS", 64, (a, b, c) -> a.halves(Lanes64::extendLowerS), widen(false, a -> a));
        table.row("extendLowerU", 64, (a, b, c) -> a.halves(Lanes64::extendLowerU), widen(false, a -> lowBits(32, a)));
        table.row("extendUpperS", 64, (a, b, c) -> a.halves(Lanes64::extendUpperS), widen(true, a -> a));
        table.row("extendUpperU", 64, (a, b, c) -> a.halves(Lanes64::extendUpperU), widen(true, a -> lowBits(32, a)));
        table.row("extmulLowerS", 64, VectorTable.halves(Lanes64::extmulLowerS), widen(false, (a, b) -> a * b));
        table.row(
                "extmulLowerU",
                64,
                VectorTable.halves(Lanes64::extmulLowerU),
                widen(false, unsigned(32, (a, b) -> a * b)));
        table.row("extmulUpperS", 64, VectorTable.halves(Lanes64::extmulUpperS), widen(true, (a, b) -> a * b));
        table.row(
                "extmulUpperU",
                64,
                VectorTable.halves(Lanes64::extmulUpperU),
                widen(true, unsigned(32, (a, b) -> a * b)));
        return table.tests("(extend|extmul).*");
    }
}
