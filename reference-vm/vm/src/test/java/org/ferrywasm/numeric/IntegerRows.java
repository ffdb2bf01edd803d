package org.ferrywasm.numeric;

import static org.ferrywasm.numeric.Vector.lowBits;

import java.util.Arrays;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** The slow definitions that integer shapes of all widths share. */
final class IntegerRows {
    private IntegerRows() {}

    static long clampS(int width, long value) {
        return Math.clamp(value, -1L << (width - 1), (1L << (width - 1)) - 1);
    }

    static long clampU(int width, long value) {
        return Math.clamp(value, 0, (1L << width) - 1);
    }

    /** Returns the operator on the same lanes read as unsigned. */
    static LongBinaryOperator unsigned(int width, LongBinaryOperator operator) {
        return (a, b) -> operator.applyAsLong(lowBits(width, a), lowBits(width, b));
    }

    /** Returns what {@code bitmask} is. */
    static VectorTable.LanesOperator bitmask() {
        return (a, b, c) -> {
            long mask = 0;
            for (int i = 0; i < a.length; i++) {
                mask |= a[i] < 0 ? 1L << i : 0;
            }
            return new long[] {mask, 0};
        };
    }

    /** Returns what {@code all_true} is. */
    static VectorTable.LanesOperator allTrue() {
        return (a, b, c) -> new long[] {Arrays.stream(a).allMatch(lane -> lane != 0) ? 1 : 0, 0};
    }

    /** Returns the widened lower lanes, or upper ones, of each half. */
    static VectorTable.LanesOperator widen(boolean upper, LongUnaryOperator lane) {
        return widen(upper, (a, b) -> lane.applyAsLong(a));
    }

    /** Returns the widened results of two operands' lower lanes, or upper ones, of each half. */
    static VectorTable.LanesOperator widen(boolean upper, LongBinaryOperator lane) {
        return (a, b, c) -> {
            int quarter = a.length / 4;
            long[] result = new long[2 * quarter];
            for (int i = 0; i < result.length; i++) {
                int from = (i < quarter ? i : i + quarter) + (upper ? quarter : 0);
                result[i] = lane.applyAsLong(a[from], b[from]);
            }
            return result;
        };
    }

    /** Returns the sums of neighbouring lanes. */
    static VectorTable.LanesOperator pairwise(LongUnaryOperator lane) {
        return (a, b, c) -> {
            long[] result = new long[a.length / 2];
            for (int i = 0; i < result.length; i++) {
                result[i] = lane.applyAsLong(a[2 * i]) + lane.applyAsLong(a[2 * i + 1]);
            }
            return result;
        };
    }

    /** Returns what a shift is, its count being the second operand's first lane. */
    static VectorTable.LanesOperator shift(int width, LongBinaryOperator lane) {
        return (a, b, c) -> Arrays.stream(a)
                .map(value -> lane.applyAsLong(value, b[0] & (width - 1)))
                .toArray();
    }

    /** Returns a shift of each half, its count being the second operand's first lane. */
    static VectorTable.VectorOperator shift(Shift fast) {
        return (a, b, c) -> a.halves(half -> fast.apply(half, (int) b.low()));
    }

    /** Adds the comparisons, signed and unsigned. */
    static void comparisons(VectorTable table, int width, LongBinaryOperator... fast) {
        String[] names = {"eq", "ne", "ltS", "gtS", "leS", "geS", "ltU", "gtU", "leU", "geU"};
        VectorTable.LongComparison[] slow = {
            (a, b) -> a == b,
            (a, b) -> a != b,
            (a, b) -> a < b,
            (a, b) -> a > b,
            (a, b) -> a <= b,
            (a, b) -> a >= b,
            (a, b) -> lowBits(width, a) < lowBits(width, b),
            (a, b) -> lowBits(width, a) > lowBits(width, b),
            (a, b) -> lowBits(width, a) <= lowBits(width, b),
            (a, b) -> lowBits(width, a) >= lowBits(width, b)
        };
        for (int i = 0; i < fast.length; i++) {
            table.comparison(names[i], fast[i], slow[i]);
        }
    }

    /** A shift of one half. */
    interface Shift {
        long apply(long half, int count);
    }
}
