package org.ferrywasm.numeric;

import static org.ferrywasm.numeric.VectorTable.halves;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code v128} as a row of bits, bit by bit. */
class V128Test {
    @TestFactory
    Stream<DynamicTest> v128() {
        VectorTable table = new VectorTable(V128.class, 8, VectorTable.integerEdges(8));
        table.row("andnot", 8, halves(V128::andnot), VectorTable.lanes((a, b) -> a & (-1 - b)));
        table.row(
                "bitselect",
                8,
                (a, b, c) -> new Vector(
                        V128.bitselect(a.low(), b.low(), c.low()), V128.bitselect(a.high(), b.high(), c.high())),
                V128Test::bitselect);
        table.row("anyTrue", 64, (a, b, c) -> new Vector(V128.anyTrue(a.low(), a.high()), 0), (a, b, c) ->
                new long[] {Arrays.stream(a).anyMatch(lane -> lane != 0) ? 1 : 0, 0});
        return table.tests();
    }

    private static long[] bitselect(long[] a, long[] b, long[] mask) {
        long[] result = new long[a.length];
        for (int lane = 0; lane < result.length; lane++) {
            for (int bit = 1; bit < 0x100; bit <<= 1) {
                result[lane] |= bit & ((mask[lane] & bit) != 0 ? a[lane] : b[lane]);
            }
        }
        return result;
    }
}
