package org.ferrywasm.exec;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.VecType;

/**
 * What the vector instructions compute, said a second time: lane by lane, in plain loops, from the mnemonic alone. It shares
 * no code with package {@code numeric}. An instruction that it does not know is an error.
 */
public final class VectorModel {
    private static final int HALF = 64;
    private static final int Q15_ROUNDING = 0x4000;
    private static final int Q15 = 15;

    private final String name;
    private final int width;
    private final boolean isFloat;
    private final boolean signed;
    private final long[] a;
    private final long[] b;
    private final long[] c;

    private VectorModel(Opcode op, long[]... operands) {
        String mnemonic = op.mnemonic();
        int dot = mnemonic.indexOf('.');
        String suffix = mnemonic.substring(dot + 1);
        signed = !suffix.matches(".*_u(_zero)?");
        name = suffix.replaceFirst("^relaxed_", "").replaceFirst("_zero$", "").replaceFirst("_[su]$", "");
        isFloat = mnemonic.startsWith("f");
        width = mnemonic.startsWith("v128") ? HALF : Integer.parseInt(mnemonic.substring(1, mnemonic.indexOf('x')));
        a = operands[0];
        b = operands[1];
        c = operands[2];
    }

    /**
     * The result: two halves, or a scalar.
     *
     * @param operands three operands of two slots, whether the instruction has them or not
     * @param lanes the lane's index, or the sixteen of a shuffle
     */
    public static long[] result(Opcode op, int[] lanes, long[]... operands) {
        VectorModel model = new VectorModel(op, operands);
        if (op.mnemonic().startsWith("v128")) {
            return model.bits();
        }
        long[] result = model.lanewise(lanes);
        return op.results().getFirst() == VecType.V128 ? pack(model.width, result) : result;
    }

    /** Whether two results are the same; of a computed NaN neither sign nor payload is specified. */
    public static boolean same(Opcode op, long[] expected, long[] actual) {
        if (op.results().getFirst() != VecType.V128) {
            boolean narrow =
                    op.results().getFirst() == NumType.I32 || op.results().getFirst() == NumType.F32;
            return narrow ? (int) expected[0] == (int) actual[0] : expected[0] == actual[0];
        }
        int laneWidth = op.mnemonic().startsWith("f32x4") ? 32 : HALF;
        boolean computed = op.mnemonic()
                .matches(
                        "f.*\\.(relaxed_)?(add|sub|mul|div|min|max|sqrt|ceil|floor|trunc|nearest|n?madd|demote.*|promote.*)");
        long[] x = unpack(expected, laneWidth, true);
        long[] y = unpack(actual, laneWidth, true);
        return IntStream.range(0, x.length)
                .allMatch(i -> x[i] == y[i]
                        || (computed && Double.isNaN(value(laneWidth, x[i])) && Double.isNaN(value(laneWidth, y[i]))));
    }

    static long[] unpack(long[] vector, int width, boolean signed) {
        long[] lanes = new long[128 / width];
        for (int i = 0; i < lanes.length; i++) {
            long shifted = vector[i * width / HALF] << (HALF - width - i * width % HALF);
            lanes[i] = signed ? shifted >> (HALF - width) : shifted >>> (HALF - width);
        }
        return lanes;
    }

    private static long[] pack(int width, long[] lanes) {
        long[] vector = new long[2];
        for (int i = 0; i < lanes.length; i++) {
            vector[i * width / HALF] |= ((lanes[i] << (HALF - width)) >>> (HALF - width)) << (i * width % HALF);
        }
        return vector;
    }

    private static double value(int width, long bits) {
        return width == 32 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
    }

    /** The bits of a number rounded to the lanes' width: an operator on doubles, rounded once more, is that on floats. */
    private long bits(double value) {
        return width == 32 ? Float.floatToRawIntBits((float) value) : Double.doubleToRawLongBits(value);
    }

    private long[] lanesOf(long[] vector) {
        return unpack(vector, width, signed);
    }

    private long[] bits() {
        return switch (name) {
            case "not" -> new long[] {~a[0], ~a[1]};
            case "and" -> new long[] {a[0] & b[0], a[1] & b[1]};
            case "or" -> new long[] {a[0] | b[0], a[1] | b[1]};
            case "xor" -> new long[] {a[0] ^ b[0], a[1] ^ b[1]};
            case "andnot" -> new long[] {a[0] & ~b[0], a[1] & ~b[1]};
            case "bitselect" -> select();
            case "any_true" -> new long[] {a[0] != 0 || a[1] != 0 ? 1 : 0};
            default -> throw new AssertionError("the model lacks v128." + name);
        };
    }

    private long[] select() {
        return new long[] {(a[0] & c[0]) | (b[0] & ~c[0]), (a[1] & c[1]) | (b[1] & ~c[1])};
    }

    private long[] lanewise(int[] indices) {
        return switch (name) {
            case "splat" -> LongStream.generate(() -> a[0]).limit(128 / width).toArray();
            case "extract_lane" -> new long[] {lanesOf(a)[indices[0]]};
            case "replace_lane" -> {
                long[] lanes = lanesOf(a);
                lanes[indices[0]] = b[0];
                yield lanes;
            }
            case "shuffle" -> {
                long[] both = concat(lanesOf(a), lanesOf(b));
                yield Arrays.stream(indices).mapToLong(i -> both[i]).toArray();
            }
            case "swizzle" -> {
                long[] lanes = lanesOf(a);
                yield map(unpack(b, width, false), i -> i < lanes.length ? lanes[(int) i] : 0);
            }
            case "laneselect" -> unpack(select(), width, true);
            case "all_true" -> new long[] {Arrays.stream(lanesOf(a)).allMatch(lane -> lane != 0) ? 1 : 0};
            case "bitmask" -> {
                long[] lanes = lanesOf(a);
                yield new long[] {
                    IntStream.range(0, lanes.length)
                            .mapToLong(i -> lanes[i] < 0 ? 1L << i : 0)
                            .sum()
                };
            }
            default -> isFloat ? floats() : integers();
        };
    }

    private static long[] concat(long[] first, long[] second) {
        return LongStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }

    private static long[] map(long[] lanes, LongUnaryOperator operator) {
        return Arrays.stream(lanes).map(operator).toArray();
    }

    private static long[] map(long[] x, long[] y, LongBinaryOperator operator) {
        return IntStream.range(0, x.length)
                .mapToLong(i -> operator.applyAsLong(x[i], y[i]))
                .toArray();
    }

    private long[] each(LongUnaryOperator operator) {
        return map(lanesOf(a), operator);
    }

    private long[] each(LongBinaryOperator operator) {
        return map(lanesOf(a), lanesOf(b), operator);
    }

    private static long clamp(int width, boolean signed, long value) {
        long min = signed ? -1L << (width - 1) : 0;
        long max = signed ? ~min : (1L << width) - 1;
        return Math.clamp(value, min, max);
    }

    private long[] integers() {
        int count = (int) b[0] & width - 1;
        return switch (name) {
            case "eq" -> each((x, y) -> x == y ? -1 : 0);
            case "ne" -> each((x, y) -> x != y ? -1 : 0);
            case "lt" -> each((x, y) -> x < y ? -1 : 0);
            case "gt" -> each((x, y) -> x > y ? -1 : 0);
            case "le" -> each((x, y) -> x <= y ? -1 : 0);
            case "ge" -> each((x, y) -> x >= y ? -1 : 0);
            case "abs" -> each(x -> x < 0 ? -x : x);
            case "neg" -> each(x -> -x);
            case "popcnt" -> map(unpack(a, width, false), Long::bitCount);
            case "add" -> each((x, y) -> x + y);
            case "sub" -> each((x, y) -> x - y);
            case "mul" -> each((x, y) -> x * y);
            case "add_sat" -> each((x, y) -> clamp(width, signed, x + y));
            case "sub_sat" -> each((x, y) -> clamp(width, signed, x - y));
            case "min" -> each(Math::min);
            case "max" -> each(Math::max);
            case "avgr" -> each((x, y) -> (x + y + 1) / 2);
            case "q15mulr", "q15mulr_sat" -> each((x, y) -> clamp(width, true, (x * y + Q15_ROUNDING) >> Q15));
            case "shl" -> each(x -> x << count);
            case "shr" -> each(x -> signed ? x >> count : x >>> count);
            default -> reshaped();
        };
    }

    /** The instructions whose result has other lanes than the operands. */
    private long[] reshaped() {
        return switch (name.replaceFirst("_[fi][0-9]+x.*", "")) {
            case "narrow" ->
                map(concat(unpack(a, 2 * width, true), unpack(b, 2 * width, true)), x -> clamp(width, signed, x));
            case "extend_low" -> extended(a, false);
            case "extend_high" -> extended(a, true);
            case "extmul_low" -> map(extended(a, false), extended(b, false), (x, y) -> x * y);
            case "extmul_high" -> map(extended(a, true), extended(b, true), (x, y) -> x * y);
            case "extadd_pairwise" -> pairs(unpack(a, width / 2, signed));
            case "dot" -> dot();
            case "trunc", "trunc_sat" -> {
                int from = name.endsWith("f64x2") ? HALF : 32;
                yield map(unpack(a, from, true), bits -> truncated(value(from, bits)));
            }
            default -> throw new AssertionError("the model lacks " + name);
        };
    }

    private long truncated(double value) {
        return clamp(width, signed, (long) value);
    }

    private long[] extended(long[] vector, boolean upper) {
        long[] lanes = unpack(vector, width / 2, signed);
        int half = lanes.length / 2;
        return Arrays.copyOfRange(lanes, upper ? half : 0, upper ? 2 * half : half);
    }

    private static long[] pairs(long[] lanes) {
        return IntStream.range(0, lanes.length / 2)
                .mapToLong(i -> lanes[2 * i] + lanes[2 * i + 1])
                .toArray();
    }

    private long[] dot() {
        int from = name.contains("i8x16") ? 8 : 16;
        long[] sums = pairs(map(unpack(a, from, true), unpack(b, from, true), (x, y) -> x * y));
        if (from == 16) {
            return sums;
        }
        long[] saturated = map(sums, x -> clamp(16, true, x));
        return name.endsWith("add") ? map(pairs(saturated), lanesOf(c), Long::sum) : saturated;
    }

    private long[] unary(DoubleUnaryOperator operator) {
        return each(x -> bits(operator.applyAsDouble(value(width, x))));
    }

    private long[] binary(DoubleBinaryOperator operator) {
        return each((x, y) -> bits(operator.applyAsDouble(value(width, x), value(width, y))));
    }

    private long[] floats() {
        long sign = 1L << (width - 1);
        return switch (name) {
            case "eq" -> each((x, y) -> value(width, x) == value(width, y) ? -1 : 0);
            case "ne" -> each((x, y) -> value(width, x) != value(width, y) ? -1 : 0);
            case "lt" -> each((x, y) -> value(width, x) < value(width, y) ? -1 : 0);
            case "gt" -> each((x, y) -> value(width, x) > value(width, y) ? -1 : 0);
            case "le" -> each((x, y) -> value(width, x) <= value(width, y) ? -1 : 0);
            case "ge" -> each((x, y) -> value(width, x) >= value(width, y) ? -1 : 0);
            case "abs" -> each(x -> x & ~sign);
            case "neg" -> each(x -> x ^ sign);
            case "sqrt" -> unary(Math::sqrt);
            case "ceil" -> unary(Math::ceil);
            case "floor" -> unary(Math::floor);
            case "trunc" -> unary(x -> Math.copySign(Math.floor(Math.abs(x)), x));
            case "nearest" -> unary(Math::rint);
            case "add" -> binary((x, y) -> x + y);
            case "sub" -> binary((x, y) -> x - y);
            case "mul" -> binary((x, y) -> x * y);
            case "div" -> binary((x, y) -> x / y);
            case "min" -> binary(Math::min);
            case "max" -> binary(Math::max);
            case "pmin" -> each((x, y) -> value(width, y) < value(width, x) ? y : x);
            case "pmax" -> each((x, y) -> value(width, x) < value(width, y) ? y : x);
            case "madd" -> map(binary((x, y) -> x * y), lanesOf(c), this::sum);
            case "nmadd" -> map(binary((x, y) -> -x * y), lanesOf(c), this::sum);
            default -> converted();
        };
    }

    private long sum(long x, long y) {
        return bits(value(width, x) + value(width, y));
    }

    private long[] converted() {
        return switch (name) {
            case "convert_i32x4" -> each(x -> bits((double) x));
            case "convert_low_i32x4" -> map(Arrays.copyOf(unpack(a, 32, signed), 2), x -> bits((double) x));
            case "demote_f64x2" -> map(unpack(a, HALF, true), x -> bits(value(HALF, x)));
            case "promote_low_f32x4" -> map(Arrays.copyOf(unpack(a, 32, true), 2), x -> bits(value(32, x)));
            default -> throw new AssertionError("the model lacks " + name);
        };
    }
}
