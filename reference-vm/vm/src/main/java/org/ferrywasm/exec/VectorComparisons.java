package org.ferrywasm.exec;

import org.ferrywasm.code.Lop;
import org.ferrywasm.numeric.FloatLanes32;
import org.ferrywasm.numeric.FloatLanes64;
import org.ferrywasm.numeric.Lanes16;
import org.ferrywasm.numeric.Lanes32;
import org.ferrywasm.numeric.Lanes8;
import org.ferrywasm.syntax.Op;

/**
 * The vector instructions that compare lane by lane (specification, "Numerics / Vector Operations"), but for those on {@code
 * i64x2}, whose codes stand with the arithmetic: see {@link VectorOps}, which calls them.
 */
final class VectorComparisons {
    private static final int MASK = Lop.NUMBER_MASK;

    private VectorComparisons() {}

    /** Executes a comparison of 8-, 16- or 32-bit integers. */
    static void integers(int number, long[] s, int d, int a, int b) {
        long x = s[a];
        long y = s[a + 1];
        long low;
        long high;
        switch (number) {
            case Op.I8X16_EQ & MASK -> {
                low = Lanes8.eq(x, s[b]);
                high = Lanes8.eq(y, s[b + 1]);
            }
            case Op.I8X16_NE & MASK -> {
                low = Lanes8.ne(x, s[b]);
                high = Lanes8.ne(y, s[b + 1]);
            }
            case Op.I8X16_LT_S & MASK -> {
                low = Lanes8.ltS(x, s[b]);
                high = Lanes8.ltS(y, s[b + 1]);
            }
            case Op.I8X16_LT_U & MASK -> {
                low = Lanes8.ltU(x, s[b]);
                high = Lanes8.ltU(y, s[b + 1]);
            }
            case Op.I8X16_GT_S & MASK -> {
                low = Lanes8.gtS(x, s[b]);
                high = Lanes8.gtS(y, s[b + 1]);
            }
            case Op.I8X16_GT_U & MASK -> {
                low = Lanes8.gtU(x, s[b]);
                high = Lanes8.gtU(y, s[b + 1]);
            }
            case Op.I8X16_LE_S & MASK -> {
                low = Lanes8.leS(x, s[b]);
                high = Lanes8.leS(y, s[b + 1]);
            }
            case Op.I8X16_LE_U & MASK -> {
                low = Lanes8.leU(x, s[b]);
                high = Lanes8.leU(y, s[b + 1]);
            }
            case Op.I8X16_GE_S & MASK -> {
                low = Lanes8.geS(x, s[b]);
                high = Lanes8.geS(y, s[b + 1]);
            }
            case Op.I8X16_GE_U & MASK -> {
                low = Lanes8.geU(x, s[b]);
                high = Lanes8.geU(y, s[b + 1]);
            }
            case Op.I16X8_EQ & MASK -> {
                low = Lanes16.eq(x, s[b]);
                high = Lanes16.eq(y, s[b + 1]);
            }
            case Op.I16X8_NE & MASK -> {
                low = Lanes16.ne(x, s[b]);
                high = Lanes16.ne(y, s[b + 1]);
            }
            case Op.I16X8_LT_S & MASK -> {
                low = Lanes16.ltS(x, s[b]);
                high = Lanes16.ltS(y, s[b + 1]);
            }
            case Op.I16X8_LT_U & MASK -> {
                low = Lanes16.ltU(x, s[b]);
                high = Lanes16.ltU(y, s[b + 1]);
            }
            case Op.I16X8_GT_S & MASK -> {
                low = Lanes16.gtS(x, s[b]);
                high = Lanes16.gtS(y, s[b + 1]);
            }
            case Op.I16X8_GT_U & MASK -> {
                low = Lanes16.gtU(x, s[b]);
                high = Lanes16.gtU(y, s[b + 1]);
            }
            case Op.I16X8_LE_S & MASK -> {
                low = Lanes16.leS(x, s[b]);
                high = Lanes16.leS(y, s[b + 1]);
            }
            case Op.I16X8_LE_U & MASK -> {
                low = Lanes16.leU(x, s[b]);
                high = Lanes16.leU(y, s[b + 1]);
            }
            case Op.I16X8_GE_S & MASK -> {
                low = Lanes16.geS(x, s[b]);
                high = Lanes16.geS(y, s[b + 1]);
            }
            case Op.I16X8_GE_U & MASK -> {
                low = Lanes16.geU(x, s[b]);
                high = Lanes16.geU(y, s[b + 1]);
            }
            case Op.I32X4_EQ & MASK -> {
                low = Lanes32.eq(x, s[b]);
                high = Lanes32.eq(y, s[b + 1]);
            }
            case Op.I32X4_NE & MASK -> {
                low = Lanes32.ne(x, s[b]);
                high = Lanes32.ne(y, s[b + 1]);
            }
            case Op.I32X4_LT_S & MASK -> {
                low = Lanes32.ltS(x, s[b]);
                high = Lanes32.ltS(y, s[b + 1]);
            }
            case Op.I32X4_LT_U & MASK -> {
                low = Lanes32.ltU(x, s[b]);
                high = Lanes32.ltU(y, s[b + 1]);
            }
            case Op.I32X4_GT_S & MASK -> {
                low = Lanes32.gtS(x, s[b]);
                high = Lanes32.gtS(y, s[b + 1]);
            }
            case Op.I32X4_GT_U & MASK -> {
                low = Lanes32.gtU(x, s[b]);
                high = Lanes32.gtU(y, s[b + 1]);
            }
            case Op.I32X4_LE_S & MASK -> {
                low = Lanes32.leS(x, s[b]);
                high = Lanes32.leS(y, s[b + 1]);
            }
            case Op.I32X4_LE_U & MASK -> {
                low = Lanes32.leU(x, s[b]);
                high = Lanes32.leU(y, s[b + 1]);
            }
            case Op.I32X4_GE_S & MASK -> {
                low = Lanes32.geS(x, s[b]);
                high = Lanes32.geS(y, s[b + 1]);
            }
            case Op.I32X4_GE_U & MASK -> {
                low = Lanes32.geU(x, s[b]);
                high = Lanes32.geU(y, s[b + 1]);
            }
            default -> throw VectorOps.unknown(number);
        }
        s[d] = low;
        s[d + 1] = high;
    }

    /** Executes a comparison of floats. */
    static void floats(int number, long[] s, int d, int a, int b) {
        long x = s[a];
        long y = s[a + 1];
        long low;
        long high;
        switch (number) {
            case Op.F32X4_EQ & MASK -> {
                low = FloatLanes32.eq(x, s[b]);
                high = FloatLanes32.eq(y, s[b + 1]);
            }
            case Op.F32X4_NE & MASK -> {
                low = FloatLanes32.ne(x, s[b]);
                high = FloatLanes32.ne(y, s[b + 1]);
            }
            case Op.F32X4_LT & MASK -> {
                low = FloatLanes32.lt(x, s[b]);
                high = FloatLanes32.lt(y, s[b + 1]);
            }
            case Op.F32X4_GT & MASK -> {
                low = FloatLanes32.gt(x, s[b]);
                high = FloatLanes32.gt(y, s[b + 1]);
            }
            case Op.F32X4_LE & MASK -> {
                low = FloatLanes32.le(x, s[b]);
                high = FloatLanes32.le(y, s[b + 1]);
            }
            case Op.F32X4_GE & MASK -> {
                low = FloatLanes32.ge(x, s[b]);
                high = FloatLanes32.ge(y, s[b + 1]);
            }
            case Op.F64X2_EQ & MASK -> {
                low = FloatLanes64.eq(x, s[b]);
                high = FloatLanes64.eq(y, s[b + 1]);
            }
            case Op.F64X2_NE & MASK -> {
                low = FloatLanes64.ne(x, s[b]);
                high = FloatLanes64.ne(y, s[b + 1]);
            }
            case Op.F64X2_LT & MASK -> {
                low = FloatLanes64.lt(x, s[b]);
                high = FloatLanes64.lt(y, s[b + 1]);
            }
            case Op.F64X2_GT & MASK -> {
                low = FloatLanes64.gt(x, s[b]);
                high = FloatLanes64.gt(y, s[b + 1]);
            }
            case Op.F64X2_LE & MASK -> {
                low = FloatLanes64.le(x, s[b]);
                high = FloatLanes64.le(y, s[b + 1]);
            }
            case Op.F64X2_GE & MASK -> {
                low = FloatLanes64.ge(x, s[b]);
                high = FloatLanes64.ge(y, s[b + 1]);
            }
            default -> throw VectorOps.unknown(number);
        }
        s[d] = low;
        s[d + 1] = high;
    }
}
