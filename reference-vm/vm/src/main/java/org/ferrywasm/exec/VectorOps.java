package org.ferrywasm.exec;

import org.ferrywasm.code.Lop;
import org.ferrywasm.numeric.ConvertLanes;
import org.ferrywasm.numeric.FloatLanes32;
import org.ferrywasm.numeric.FloatLanes64;
import org.ferrywasm.numeric.Lanes16;
import org.ferrywasm.numeric.Lanes32;
import org.ferrywasm.numeric.Lanes8;
import org.ferrywasm.numeric.V128;
import org.ferrywasm.syntax.Op;

/**
 * The vector instructions other than those that access memory (specification, "Execution / Vector Instructions"): fetches the
 * operands from the slots, calls package {@code numeric} on each half, and stores the result.
 *
 * <p>The codes are cut into ranges of some thirty instructions, each a dense switch in a method of its own: so small that
 * HotSpot compiles it with the operators of the hot arms inlined. A result may overlap every operand; therefore no arm writes
 * before it has read all that it needs.
 */
final class VectorOps {
    private static final int MASK = Lop.NUMBER_MASK;
    private static final int FIRST_COMPARISON = Op.I8X16_EQ & MASK;
    private static final int FIRST_FLOAT_COMPARISON = Op.F32X4_EQ & MASK;
    private static final int FIRST_BITWISE = Op.V128_NOT & MASK;
    private static final int FIRST_ARITHMETIC = Op.I8X16_ABS & MASK;
    private static final int FIRST_CONVERSION = Op.I32X4_TRUNC_SAT_F32X4_S & MASK;

    /** How many codes, as a power of two, a shape has from {@link #FIRST_ARITHMETIC} on. */
    private static final int RANGE_LOG2 = 5;

    private static final long LOW = 0xFFFF_FFFFL;

    private VectorOps() {}

    /**
     * Executes an instruction that has one result.
     *
     * @param number the instruction's code, masked with {@link Lop#NUMBER_MASK}
     * @param s the slots, two for a {@code v128}, the low half first
     * @param d where the result goes; it may overlap the operands
     * @param a where the first operand begins
     * @param b where the second operand begins, if there is one
     * @param base the slot from which the third operand's is counted
     * @param code the third operand's slot and the lane's index, or the sixteen indices of a shuffle
     * @param pc where these stand in {@code code}
     */
    static void execute(int number, long[] s, int d, int a, int b, int base, int[] code, int pc) {
        if (number >= FIRST_ARITHMETIC) {
            switch ((number - FIRST_ARITHMETIC) >> RANGE_LOG2) {
                case 0 -> VectorIntegers.i8x16(number, s, d, a, b);
                case 1 -> VectorIntegers.i16x8(number, s, d, a, b);
                case 2 -> VectorIntegers.i32x4(number, s, d, a, b);
                case 3 -> VectorIntegers.i64x2(number, s, d, a, b);
                case 4 -> floats(number, s, d, a, b);
                default -> relaxed(number, s, d, a, b, base + code[pc]);
            }
        } else if (number >= FIRST_BITWISE) {
            bitwise(number, s, d, a, b, base + code[pc]);
        } else if (number >= FIRST_FLOAT_COMPARISON) {
            VectorComparisons.floats(number, s, d, a, b);
        } else if (number >= FIRST_COMPARISON) {
            VectorComparisons.integers(number, s, d, a, b);
        } else {
            lanes(number, s, d, a, b, code, pc);
        }
    }

    private static void floats(int number, long[] s, int d, int a, int b) {
        if (number < FIRST_CONVERSION) {
            VectorFloats.arithmetic(number, s, d, a, b);
        } else {
            VectorFloats.conversions(number, s, d, a, b);
        }
    }

    /** The error of a number that validated code cannot contain. */
    static AssertionError unknown(int number) {
        return new AssertionError("no vector instruction has the number 0x" + Integer.toHexString(number));
    }

    /** Executes an instruction on the vector as a row of bits, or a change of the floats' width. */
    private static void bitwise(int number, long[] s, int d, int a, int b, int c) {
        long x = s[a];
        long y = s[a + 1];
        long low;
        long high;
        switch (number) {
            case Op.V128_NOT & MASK -> {
                low = ~x;
                high = ~y;
            }
            case Op.V128_AND & MASK -> {
                low = x & s[b];
                high = y & s[b + 1];
            }
            case Op.V128_ANDNOT & MASK -> {
                low = V128.andnot(x, s[b]);
                high = V128.andnot(y, s[b + 1]);
            }
            case Op.V128_OR & MASK -> {
                low = x | s[b];
                high = y | s[b + 1];
            }
            case Op.V128_XOR & MASK -> {
                low = x ^ s[b];
                high = y ^ s[b + 1];
            }
            case Op.V128_BITSELECT & MASK -> {
                low = V128.bitselect(x, s[b], s[c]);
                high = V128.bitselect(y, s[b + 1], s[c + 1]);
            }
            case Op.V128_ANY_TRUE & MASK -> {
                s[d] = V128.anyTrue(x, y);
                return;
            }
            case Op.F32X4_DEMOTE_F64X2_ZERO & MASK -> {
                low = ConvertLanes.f32x4DemoteF64x2(x, y);
                high = 0;
            }
            case Op.F64X2_PROMOTE_LOW_F32X4 & MASK -> {
                low = ConvertLanes.f64x2PromoteF32x4Lower(x);
                high = ConvertLanes.f64x2PromoteF32x4Upper(x);
            }
            default -> throw unknown(number);
        }
        s[d] = low;
        s[d + 1] = high;
    }

    /** Executes an instruction that makes a vector of lanes or reads one; its operands may be scalars. */
    private static void lanes(int number, long[] s, int d, int a, int b, int[] code, int pc) {
        long low;
        long high;
        switch (number) {
            case Op.I8X16_SHUFFLE & MASK -> {
                long lowLanes = (code[pc] & LOW) | ((long) code[pc + 1] << 32);
                long highLanes = (code[pc + 2] & LOW) | ((long) code[pc + 3] << 32);
                low = Lanes8.shuffle(s[a], s[a + 1], s[b], s[b + 1], lowLanes);
                high = Lanes8.shuffle(s[a], s[a + 1], s[b], s[b + 1], highLanes);
            }
            case Op.I8X16_SWIZZLE & MASK -> {
                low = Lanes8.swizzle(s[a], s[a + 1], s[b]);
                high = Lanes8.swizzle(s[a], s[a + 1], s[b + 1]);
            }
            case Op.I8X16_SPLAT & MASK -> {
                low = Lanes8.splat((int) s[a]);
                high = low;
            }
            case Op.I16X8_SPLAT & MASK -> {
                low = Lanes16.splat((int) s[a]);
                high = low;
            }
            case Op.I32X4_SPLAT & MASK -> {
                low = Lanes32.splat((int) s[a]);
                high = low;
            }
            case Op.I64X2_SPLAT & MASK -> {
                low = s[a];
                high = low;
            }
            case Op.F32X4_SPLAT & MASK -> {
                low = Lanes32.splat((int) s[a]);
                high = low;
            }
            case Op.F64X2_SPLAT & MASK -> {
                low = s[a];
                high = low;
            }
            case Op.I8X16_EXTRACT_LANE_S & MASK -> {
                s[d] = Lanes8.extractS(s[a + (code[pc + 1] >> 3)], code[pc + 1]);
                return;
            }
            case Op.I8X16_EXTRACT_LANE_U & MASK -> {
                s[d] = Lanes8.extractU(s[a + (code[pc + 1] >> 3)], code[pc + 1]);
                return;
            }
            case Op.I8X16_REPLACE_LANE & MASK -> {
                int lane = code[pc + 1];
                low = lane < 8 ? Lanes8.replace(s[a], lane, (int) s[b]) : s[a];
                high = lane < 8 ? s[a + 1] : Lanes8.replace(s[a + 1], lane, (int) s[b]);
            }
            case Op.I16X8_EXTRACT_LANE_S & MASK -> {
                s[d] = Lanes16.extractS(s[a + (code[pc + 1] >> 2)], code[pc + 1]);
                return;
            }
            case Op.I16X8_EXTRACT_LANE_U & MASK -> {
                s[d] = Lanes16.extractU(s[a + (code[pc + 1] >> 2)], code[pc + 1]);
                return;
            }
            case Op.I16X8_REPLACE_LANE & MASK -> {
                int lane = code[pc + 1];
                low = lane < 4 ? Lanes16.replace(s[a], lane, (int) s[b]) : s[a];
                high = lane < 4 ? s[a + 1] : Lanes16.replace(s[a + 1], lane, (int) s[b]);
            }
            case Op.I32X4_EXTRACT_LANE & MASK -> {
                s[d] = Lanes32.extract(s[a + (code[pc + 1] >> 1)], code[pc + 1]);
                return;
            }
            case Op.I32X4_REPLACE_LANE & MASK -> {
                int lane = code[pc + 1];
                low = lane < 2 ? Lanes32.replace(s[a], lane, (int) s[b]) : s[a];
                high = lane < 2 ? s[a + 1] : Lanes32.replace(s[a + 1], lane, (int) s[b]);
            }
            case Op.I64X2_EXTRACT_LANE & MASK -> {
                s[d] = s[a + code[pc + 1]];
                return;
            }
            case Op.I64X2_REPLACE_LANE & MASK -> {
                low = code[pc + 1] == 0 ? s[b] : s[a];
                high = code[pc + 1] == 0 ? s[a + 1] : s[b];
            }
            case Op.F32X4_EXTRACT_LANE & MASK -> {
                s[d] = Lanes32.extract(s[a + (code[pc + 1] >> 1)], code[pc + 1]);
                return;
            }
            case Op.F32X4_REPLACE_LANE & MASK -> {
                int lane = code[pc + 1];
                low = lane < 2 ? Lanes32.replace(s[a], lane, (int) s[b]) : s[a];
                high = lane < 2 ? s[a + 1] : Lanes32.replace(s[a + 1], lane, (int) s[b]);
            }
            case Op.F64X2_EXTRACT_LANE & MASK -> {
                s[d] = s[a + code[pc + 1]];
                return;
            }
            case Op.F64X2_REPLACE_LANE & MASK -> {
                low = code[pc + 1] == 0 ? s[b] : s[a];
                high = code[pc + 1] == 0 ? s[a + 1] : s[b];
            }
            default -> throw unknown(number);
        }
        s[d] = low;
        s[d + 1] = high;
    }

    /** Executes a relaxed instruction, as the deterministic profile does. */
    private static void relaxed(int number, long[] s, int d, int a, int b, int c) {
        long x = s[a];
        long y = s[a + 1];
        long low;
        long high;
        switch (number) {
            case Op.I8X16_RELAXED_SWIZZLE & MASK -> {
                low = Lanes8.swizzle(x, y, s[b]);
                high = Lanes8.swizzle(x, y, s[b + 1]);
            }
            case Op.I32X4_RELAXED_TRUNC_F32X4_S & MASK -> {
                low = ConvertLanes.i32x4TruncSatF32x4S(x);
                high = ConvertLanes.i32x4TruncSatF32x4S(y);
            }
            case Op.I32X4_RELAXED_TRUNC_F32X4_U & MASK -> {
                low = ConvertLanes.i32x4TruncSatF32x4U(x);
                high = ConvertLanes.i32x4TruncSatF32x4U(y);
            }
            case Op.I32X4_RELAXED_TRUNC_F64X2_S_ZERO & MASK -> {
                low = ConvertLanes.i32x4TruncSatF64x2S(x, y);
                high = 0;
            }
            case Op.I32X4_RELAXED_TRUNC_F64X2_U_ZERO & MASK -> {
                low = ConvertLanes.i32x4TruncSatF64x2U(x, y);
                high = 0;
            }
            case Op.F32X4_RELAXED_MADD & MASK -> {
                low = FloatLanes32.madd(x, s[b], s[c]);
                high = FloatLanes32.madd(y, s[b + 1], s[c + 1]);
            }
            case Op.F32X4_RELAXED_NMADD & MASK -> {
                low = FloatLanes32.nmadd(x, s[b], s[c]);
                high = FloatLanes32.nmadd(y, s[b + 1], s[c + 1]);
            }
            case Op.F64X2_RELAXED_MADD & MASK -> {
                low = FloatLanes64.madd(x, s[b], s[c]);
                high = FloatLanes64.madd(y, s[b + 1], s[c + 1]);
            }
            case Op.F64X2_RELAXED_NMADD & MASK -> {
                low = FloatLanes64.nmadd(x, s[b], s[c]);
                high = FloatLanes64.nmadd(y, s[b + 1], s[c + 1]);
            }
            case Op.I8X16_RELAXED_LANESELECT & MASK,
                    Op.I16X8_RELAXED_LANESELECT & MASK,
                    Op.I32X4_RELAXED_LANESELECT & MASK,
                    Op.I64X2_RELAXED_LANESELECT & MASK -> {
                low = V128.bitselect(x, s[b], s[c]);
                high = V128.bitselect(y, s[b + 1], s[c + 1]);
            }
            case Op.F32X4_RELAXED_MIN & MASK -> {
                low = FloatLanes32.min(x, s[b]);
                high = FloatLanes32.min(y, s[b + 1]);
            }
            case Op.F32X4_RELAXED_MAX & MASK -> {
                low = FloatLanes32.max(x, s[b]);
                high = FloatLanes32.max(y, s[b + 1]);
            }
            case Op.F64X2_RELAXED_MIN & MASK -> {
                low = FloatLanes64.min(x, s[b]);
                high = FloatLanes64.min(y, s[b + 1]);
            }
            case Op.F64X2_RELAXED_MAX & MASK -> {
                low = FloatLanes64.max(x, s[b]);
                high = FloatLanes64.max(y, s[b + 1]);
            }
            case Op.I16X8_RELAXED_Q15MULR_S & MASK -> {
                low = Lanes16.q15mulrSatS(x, s[b]);
                high = Lanes16.q15mulrSatS(y, s[b + 1]);
            }
            case Op.I16X8_RELAXED_DOT_I8X16_I7X16_S & MASK -> {
                low = Lanes16.relaxedDotS(x, s[b]);
                high = Lanes16.relaxedDotS(y, s[b + 1]);
            }
            case Op.I32X4_RELAXED_DOT_I8X16_I7X16_ADD_S & MASK -> {
                low = Lanes32.relaxedDotAddS(x, s[b], s[c]);
                high = Lanes32.relaxedDotAddS(y, s[b + 1], s[c + 1]);
            }
            default -> throw unknown(number);
        }
        s[d] = low;
        s[d + 1] = high;
    }
}
