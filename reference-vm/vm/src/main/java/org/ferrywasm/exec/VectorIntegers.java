package org.ferrywasm.exec;

import org.ferrywasm.code.Lop;
import org.ferrywasm.numeric.FloatLanes32;
import org.ferrywasm.numeric.FloatLanes64;
import org.ferrywasm.numeric.Lanes16;
import org.ferrywasm.numeric.Lanes32;
import org.ferrywasm.numeric.Lanes64;
import org.ferrywasm.numeric.Lanes8;
import org.ferrywasm.syntax.Op;

/**
 * The vector instructions on lanes that are integers (specification, "Numerics / Vector Operations"), a method for each shape:
 * see {@link VectorOps}, which calls them. The codes of some roundings of floats stand between them.
 */
final class VectorIntegers {
    private static final int MASK = Lop.NUMBER_MASK;

    private VectorIntegers() {}

    /** Executes an instruction on 8-bit lanes, or one that rounds floats or adds in pairs. */
    static void i8x16(int number, long[] s, int d, int a, int b) {
        long x = s[a];
        long y = s[a + 1];
        long low;
        long high;
        switch (number) {
            case Op.I8X16_ABS & MASK -> {
                low = Lanes8.abs(x);
                high = Lanes8.abs(y);
            }
            case Op.I8X16_NEG & MASK -> {
                low = Lanes8.neg(x);
                high = Lanes8.neg(y);
            }
            case Op.I8X16_POPCNT & MASK -> {
                low = Lanes8.popcnt(x);
                high = Lanes8.popcnt(y);
            }
            case Op.I8X16_ALL_TRUE & MASK -> {
                s[d] = Lanes8.allTrue(x, y);
                return;
            }
            case Op.I8X16_BITMASK & MASK -> {
                s[d] = Lanes8.bitmask(x, y);
                return;
            }
            case Op.I8X16_NARROW_I16X8_S & MASK -> {
                low = Lanes8.narrowS(x, y);
                high = Lanes8.narrowS(s[b], s[b + 1]);
            }
            case Op.I8X16_NARROW_I16X8_U & MASK -> {
                low = Lanes8.narrowU(x, y);
                high = Lanes8.narrowU(s[b], s[b + 1]);
            }
            case Op.F32X4_CEIL & MASK -> {
                low = FloatLanes32.ceil(x);
                high = FloatLanes32.ceil(y);
            }
            case Op.F32X4_FLOOR & MASK -> {
                low = FloatLanes32.floor(x);
                high = FloatLanes32.floor(y);
            }
            case Op.F32X4_TRUNC & MASK -> {
                low = FloatLanes32.trunc(x);
                high = FloatLanes32.trunc(y);
            }
            case Op.F32X4_NEAREST & MASK -> {
                low = FloatLanes32.nearest(x);
                high = FloatLanes32.nearest(y);
            }
            case Op.I8X16_SHL & MASK -> {
                low = Lanes8.shl(x, (int) s[b]);
                high = Lanes8.shl(y, (int) s[b]);
            }
            case Op.I8X16_SHR_S & MASK -> {
                low = Lanes8.shrS(x, (int) s[b]);
                high = Lanes8.shrS(y, (int) s[b]);
            }
            case Op.I8X16_SHR_U & MASK -> {
                low = Lanes8.shrU(x, (int) s[b]);
                high = Lanes8.shrU(y, (int) s[b]);
            }
            case Op.I8X16_ADD & MASK -> {
                low = Lanes8.add(x, s[b]);
                high = Lanes8.add(y, s[b + 1]);
            }
            case Op.I8X16_ADD_SAT_S & MASK -> {
                low = Lanes8.addSatS(x, s[b]);
                high = Lanes8.addSatS(y, s[b + 1]);
            }
            case Op.I8X16_ADD_SAT_U & MASK -> {
                low = Lanes8.addSatU(x, s[b]);
                high = Lanes8.addSatU(y, s[b + 1]);
            }
            case Op.I8X16_SUB & MASK -> {
                low = Lanes8.sub(x, s[b]);
                high = Lanes8.sub(y, s[b + 1]);
            }
            case Op.I8X16_SUB_SAT_S & MASK -> {
                low = Lanes8.subSatS(x, s[b]);
                high = Lanes8.subSatS(y, s[b + 1]);
            }
            case Op.I8X16_SUB_SAT_U & MASK -> {
                low = Lanes8.subSatU(x, s[b]);
                high = Lanes8.subSatU(y, s[b + 1]);
            }
            case Op.F64X2_CEIL & MASK -> {
                low = FloatLanes64.ceil(x);
                high = FloatLanes64.ceil(y);
            }
            case Op.F64X2_FLOOR & MASK -> {
                low = FloatLanes64.floor(x);
                high = FloatLanes64.floor(y);
            }
            case Op.I8X16_MIN_S & MASK -> {
                low = Lanes8.minS(x, s[b]);
                high = Lanes8.minS(y, s[b + 1]);
            }
            case Op.I8X16_MIN_U & MASK -> {
                low = Lanes8.minU(x, s[b]);
                high = Lanes8.minU(y, s[b + 1]);
            }
            case Op.I8X16_MAX_S & MASK -> {
                low = Lanes8.maxS(x, s[b]);
                high = Lanes8.maxS(y, s[b + 1]);
            }
            case Op.I8X16_MAX_U & MASK -> {
                low = Lanes8.maxU(x, s[b]);
                high = Lanes8.maxU(y, s[b + 1]);
            }
            case Op.F64X2_TRUNC & MASK -> {
                low = FloatLanes64.trunc(x);
                high = FloatLanes64.trunc(y);
            }
            case Op.I8X16_AVGR_U & MASK -> {
                low = Lanes8.avgrU(x, s[b]);
                high = Lanes8.avgrU(y, s[b + 1]);
            }
            case Op.I16X8_EXTADD_PAIRWISE_I8X16_S & MASK -> {
                low = Lanes16.extaddPairwiseS(x);
                high = Lanes16.extaddPairwiseS(y);
            }
            case Op.I16X8_EXTADD_PAIRWISE_I8X16_U & MASK -> {
                low = Lanes16.extaddPairwiseU(x);
                high = Lanes16.extaddPairwiseU(y);
            }
            case Op.I32X4_EXTADD_PAIRWISE_I16X8_S & MASK -> {
                low = Lanes32.extaddPairwiseS(x);
                high = Lanes32.extaddPairwiseS(y);
            }
            case Op.I32X4_EXTADD_PAIRWISE_I16X8_U & MASK -> {
                low = Lanes32.extaddPairwiseU(x);
                high = Lanes32.extaddPairwiseU(y);
            }
            default -> throw VectorOps.unknown(number);
        }
        s[d] = low;
        s[d + 1] = high;
    }

    /** Executes an instruction on 16-bit lanes, or {@code f64x2.nearest}. */
    static void i16x8(int number, long[] s, int d, int a, int b) {
        long x = s[a];
        long y = s[a + 1];
        long low;
        long high;
        switch (number) {
            case Op.I16X8_ABS & MASK -> {
                low = Lanes16.abs(x);
                high = Lanes16.abs(y);
            }
            case Op.I16X8_NEG & MASK -> {
                low = Lanes16.neg(x);
                high = Lanes16.neg(y);
            }
            case Op.I16X8_Q15MULR_SAT_S & MASK -> {
                low = Lanes16.q15mulrSatS(x, s[b]);
                high = Lanes16.q15mulrSatS(y, s[b + 1]);
            }
            case Op.I16X8_ALL_TRUE & MASK -> {
                s[d] = Lanes16.allTrue(x, y);
                return;
            }
            case Op.I16X8_BITMASK & MASK -> {
                s[d] = Lanes16.bitmask(x, y);
                return;
            }
            case Op.I16X8_NARROW_I32X4_S & MASK -> {
                low = Lanes16.narrowS(x, y);
                high = Lanes16.narrowS(s[b], s[b + 1]);
            }
            case Op.I16X8_NARROW_I32X4_U & MASK -> {
                low = Lanes16.narrowU(x, y);
                high = Lanes16.narrowU(s[b], s[b + 1]);
            }
            case Op.I16X8_EXTEND_LOW_I8X16_S & MASK -> {
                low = Lanes16.extendLowerS(x);
                high = Lanes16.extendUpperS(x);
            }
            case Op.I16X8_EXTEND_HIGH_I8X16_S & MASK -> {
                low = Lanes16.extendLowerS(y);
                high = Lanes16.extendUpperS(y);
            }
            case Op.I16X8_EXTEND_LOW_I8X16_U & MASK -> {
                low = Lanes16.extendLowerU(x);
                high = Lanes16.extendUpperU(x);
            }
            case Op.I16X8_EXTEND_HIGH_I8X16_U & MASK -> {
                low = Lanes16.extendLowerU(y);
                high = Lanes16.extendUpperU(y);
            }
            case Op.I16X8_SHL & MASK -> {
                low = Lanes16.shl(x, (int) s[b]);
                high = Lanes16.shl(y, (int) s[b]);
            }
            case Op.I16X8_SHR_S & MASK -> {
                low = Lanes16.shrS(x, (int) s[b]);
                high = Lanes16.shrS(y, (int) s[b]);
            }
            case Op.I16X8_SHR_U & MASK -> {
                low = Lanes16.shrU(x, (int) s[b]);
                high = Lanes16.shrU(y, (int) s[b]);
            }
            case Op.I16X8_ADD & MASK -> {
                low = Lanes16.add(x, s[b]);
                high = Lanes16.add(y, s[b + 1]);
            }
            case Op.I16X8_ADD_SAT_S & MASK -> {
                low = Lanes16.addSatS(x, s[b]);
                high = Lanes16.addSatS(y, s[b + 1]);
            }
            case Op.I16X8_ADD_SAT_U & MASK -> {
                low = Lanes16.addSatU(x, s[b]);
                high = Lanes16.addSatU(y, s[b + 1]);
            }
            case Op.I16X8_SUB & MASK -> {
                low = Lanes16.sub(x, s[b]);
                high = Lanes16.sub(y, s[b + 1]);
            }
            case Op.I16X8_SUB_SAT_S & MASK -> {
                low = Lanes16.subSatS(x, s[b]);
                high = Lanes16.subSatS(y, s[b + 1]);
            }
            case Op.I16X8_SUB_SAT_U & MASK -> {
                low = Lanes16.subSatU(x, s[b]);
                high = Lanes16.subSatU(y, s[b + 1]);
            }
            case Op.F64X2_NEAREST & MASK -> {
                low = FloatLanes64.nearest(x);
                high = FloatLanes64.nearest(y);
            }
            case Op.I16X8_MUL & MASK -> {
                low = Lanes16.mul(x, s[b]);
                high = Lanes16.mul(y, s[b + 1]);
            }
            case Op.I16X8_MIN_S & MASK -> {
                low = Lanes16.minS(x, s[b]);
                high = Lanes16.minS(y, s[b + 1]);
            }
            case Op.I16X8_MIN_U & MASK -> {
                low = Lanes16.minU(x, s[b]);
                high = Lanes16.minU(y, s[b + 1]);
            }
            case Op.I16X8_MAX_S & MASK -> {
                low = Lanes16.maxS(x, s[b]);
                high = Lanes16.maxS(y, s[b + 1]);
            }
            case Op.I16X8_MAX_U & MASK -> {
                low = Lanes16.maxU(x, s[b]);
                high = Lanes16.maxU(y, s[b + 1]);
            }
            case Op.I16X8_AVGR_U & MASK -> {
                low = Lanes16.avgrU(x, s[b]);
                high = Lanes16.avgrU(y, s[b + 1]);
            }
            case Op.I16X8_EXTMUL_LOW_I8X16_S & MASK -> {
                low = Lanes16.extmulLowerS(x, s[b]);
                high = Lanes16.extmulUpperS(x, s[b]);
            }
            case Op.I16X8_EXTMUL_HIGH_I8X16_S & MASK -> {
                low = Lanes16.extmulLowerS(y, s[b + 1]);
                high = Lanes16.extmulUpperS(y, s[b + 1]);
            }
            case Op.I16X8_EXTMUL_LOW_I8X16_U & MASK -> {
                low = Lanes16.extmulLowerU(x, s[b]);
                high = Lanes16.extmulUpperU(x, s[b]);
            }
            case Op.I16X8_EXTMUL_HIGH_I8X16_U & MASK -> {
                low = Lanes16.extmulLowerU(y, s[b + 1]);
                high = Lanes16.extmulUpperU(y, s[b + 1]);
            }
            default -> throw VectorOps.unknown(number);
        }
        s[d] = low;
        s[d + 1] = high;
    }

    /** Executes an instruction on 32-bit lanes. */
    static void i32x4(int number, long[] s, int d, int a, int b) {
        long x = s[a];
        long y = s[a + 1];
        long low;
        long high;
        switch (number) {
            case Op.I32X4_ABS & MASK -> {
                low = Lanes32.abs(x);
                high = Lanes32.abs(y);
            }
            case Op.I32X4_NEG & MASK -> {
                low = Lanes32.neg(x);
                high = Lanes32.neg(y);
            }
            case Op.I32X4_ALL_TRUE & MASK -> {
                s[d] = Lanes32.allTrue(x, y);
                return;
            }
            case Op.I32X4_BITMASK & MASK -> {
                s[d] = Lanes32.bitmask(x, y);
                return;
            }
            case Op.I32X4_EXTEND_LOW_I16X8_S & MASK -> {
                low = Lanes32.extendLowerS(x);
                high = Lanes32.extendUpperS(x);
            }
            case Op.I32X4_EXTEND_HIGH_I16X8_S & MASK -> {
                low = Lanes32.extendLowerS(y);
                high = Lanes32.extendUpperS(y);
            }
            case Op.I32X4_EXTEND_LOW_I16X8_U & MASK -> {
                low = Lanes32.extendLowerU(x);
                high = Lanes32.extendUpperU(x);
            }
            case Op.I32X4_EXTEND_HIGH_I16X8_U & MASK -> {
                low = Lanes32.extendLowerU(y);
                high = Lanes32.extendUpperU(y);
            }
            case Op.I32X4_SHL & MASK -> {
                low = Lanes32.shl(x, (int) s[b]);
                high = Lanes32.shl(y, (int) s[b]);
            }
            case Op.I32X4_SHR_S & MASK -> {
                low = Lanes32.shrS(x, (int) s[b]);
                high = Lanes32.shrS(y, (int) s[b]);
            }
            case Op.I32X4_SHR_U & MASK -> {
                low = Lanes32.shrU(x, (int) s[b]);
                high = Lanes32.shrU(y, (int) s[b]);
            }
            case Op.I32X4_ADD & MASK -> {
                low = Lanes32.add(x, s[b]);
                high = Lanes32.add(y, s[b + 1]);
            }
            case Op.I32X4_SUB & MASK -> {
                low = Lanes32.sub(x, s[b]);
                high = Lanes32.sub(y, s[b + 1]);
            }
            case Op.I32X4_MUL & MASK -> {
                low = Lanes32.mul(x, s[b]);
                high = Lanes32.mul(y, s[b + 1]);
            }
            case Op.I32X4_MIN_S & MASK -> {
                low = Lanes32.minS(x, s[b]);
                high = Lanes32.minS(y, s[b + 1]);
            }
            case Op.I32X4_MIN_U & MASK -> {
                low = Lanes32.minU(x, s[b]);
                high = Lanes32.minU(y, s[b + 1]);
            }
            case Op.I32X4_MAX_S & MASK -> {
                low = Lanes32.maxS(x, s[b]);
                high = Lanes32.maxS(y, s[b + 1]);
            }
            case Op.I32X4_MAX_U & MASK -> {
                low = Lanes32.maxU(x, s[b]);
                high = Lanes32.maxU(y, s[b + 1]);
            }
            case Op.I32X4_DOT_I16X8_S & MASK -> {
                low = Lanes32.dotS(x, s[b]);
                high = Lanes32.dotS(y, s[b + 1]);
            }
            case Op.I32X4_EXTMUL_LOW_I16X8_S & MASK -> {
                low = Lanes32.extmulLowerS(x, s[b]);
                high = Lanes32.extmulUpperS(x, s[b]);
            }
            case Op.I32X4_EXTMUL_HIGH_I16X8_S & MASK -> {
                low = Lanes32.extmulLowerS(y, s[b + 1]);
                high = Lanes32.extmulUpperS(y, s[b + 1]);
            }
            case Op.I32X4_EXTMUL_LOW_I16X8_U & MASK -> {
                low = Lanes32.extmulLowerU(x, s[b]);
                high = Lanes32.extmulUpperU(x, s[b]);
            }
            case Op.I32X4_EXTMUL_HIGH_I16X8_U & MASK -> {
                low = Lanes32.extmulLowerU(y, s[b + 1]);
                high = Lanes32.extmulUpperU(y, s[b + 1]);
            }
            default -> throw VectorOps.unknown(number);
        }
        s[d] = low;
        s[d + 1] = high;
    }

    /** Executes an instruction on 64-bit lanes. */
    static void i64x2(int number, long[] s, int d, int a, int b) {
        long x = s[a];
        long y = s[a + 1];
        long low;
        long high;
        switch (number) {
            case Op.I64X2_ABS & MASK -> {
                low = Lanes64.abs(x);
                high = Lanes64.abs(y);
            }
            case Op.I64X2_NEG & MASK -> {
                low = -x;
                high = -y;
            }
            case Op.I64X2_ALL_TRUE & MASK -> {
                s[d] = Lanes64.allTrue(x, y);
                return;
            }
            case Op.I64X2_BITMASK & MASK -> {
                s[d] = Lanes64.bitmask(x, y);
                return;
            }
            case Op.I64X2_EXTEND_LOW_I32X4_S & MASK -> {
                low = Lanes64.extendLowerS(x);
                high = Lanes64.extendUpperS(x);
            }
            case Op.I64X2_EXTEND_HIGH_I32X4_S & MASK -> {
                low = Lanes64.extendLowerS(y);
                high = Lanes64.extendUpperS(y);
            }
            case Op.I64X2_EXTEND_LOW_I32X4_U & MASK -> {
                low = Lanes64.extendLowerU(x);
                high = Lanes64.extendUpperU(x);
            }
            case Op.I64X2_EXTEND_HIGH_I32X4_U & MASK -> {
                low = Lanes64.extendLowerU(y);
                high = Lanes64.extendUpperU(y);
            }
            case Op.I64X2_SHL & MASK -> {
                low = x << (int) s[b];
                high = y << (int) s[b];
            }
            case Op.I64X2_SHR_S & MASK -> {
                low = x >> (int) s[b];
                high = y >> (int) s[b];
            }
            case Op.I64X2_SHR_U & MASK -> {
                low = x >>> (int) s[b];
                high = y >>> (int) s[b];
            }
            case Op.I64X2_ADD & MASK -> {
                low = x + s[b];
                high = y + s[b + 1];
            }
            case Op.I64X2_SUB & MASK -> {
                low = x - s[b];
                high = y - s[b + 1];
            }
            case Op.I64X2_MUL & MASK -> {
                low = x * s[b];
                high = y * s[b + 1];
            }
            case Op.I64X2_EQ & MASK -> {
                low = Lanes64.eq(x, s[b]);
                high = Lanes64.eq(y, s[b + 1]);
            }
            case Op.I64X2_NE & MASK -> {
                low = Lanes64.ne(x, s[b]);
                high = Lanes64.ne(y, s[b + 1]);
            }
            case Op.I64X2_LT_S & MASK -> {
                low = Lanes64.ltS(x, s[b]);
                high = Lanes64.ltS(y, s[b + 1]);
            }
            case Op.I64X2_GT_S & MASK -> {
                low = Lanes64.gtS(x, s[b]);
                high = Lanes64.gtS(y, s[b + 1]);
            }
            case Op.I64X2_LE_S & MASK -> {
                low = Lanes64.leS(x, s[b]);
                high = Lanes64.leS(y, s[b + 1]);
            }
            case Op.I64X2_GE_S & MASK -> {
                low = Lanes64.geS(x, s[b]);
                high = Lanes64.geS(y, s[b + 1]);
            }
            case Op.I64X2_EXTMUL_LOW_I32X4_S & MASK -> {
                low = Lanes64.extmulLowerS(x, s[b]);
                high = Lanes64.extmulUpperS(x, s[b]);
            }
            case Op.I64X2_EXTMUL_HIGH_I32X4_S & MASK -> {
                low = Lanes64.extmulLowerS(y, s[b + 1]);
                high = Lanes64.extmulUpperS(y, s[b + 1]);
            }
            case Op.I64X2_EXTMUL_LOW_I32X4_U & MASK -> {
                low = Lanes64.extmulLowerU(x, s[b]);
                high = Lanes64.extmulUpperU(x, s[b]);
            }
            case Op.I64X2_EXTMUL_HIGH_I32X4_U & MASK -> {
                low = Lanes64.extmulLowerU(y, s[b + 1]);
                high = Lanes64.extmulUpperU(y, s[b + 1]);
            }
            default -> throw VectorOps.unknown(number);
        }
        s[d] = low;
        s[d + 1] = high;
    }
}
