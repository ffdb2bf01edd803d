package org.ferrywasm.exec;

import org.ferrywasm.code.Lop;
import org.ferrywasm.numeric.ConvertLanes;
import org.ferrywasm.numeric.FloatLanes32;
import org.ferrywasm.numeric.FloatLanes64;
import org.ferrywasm.syntax.Op;

/**
 * The vector instructions on lanes that are floats and the conversions between shapes (specification, "Numerics / Vector
 * Operations"): see {@link VectorOps}, which calls them. Some roundings stand with the integers, as their codes do.
 */
final class VectorFloats {
    private static final int MASK = Lop.NUMBER_MASK;

    private VectorFloats() {}

    /** Executes an instruction that computes with floats. */
    static void arithmetic(int number, long[] s, int d, int a, int b) {
        long x = s[a];
        long y = s[a + 1];
        long low;
        long high;
        switch (number) {
            case Op.F32X4_ABS & MASK -> {
                low = FloatLanes32.abs(x);
                high = FloatLanes32.abs(y);
            }
            case Op.F32X4_NEG & MASK -> {
                low = FloatLanes32.neg(x);
                high = FloatLanes32.neg(y);
            }
            case Op.F32X4_SQRT & MASK -> {
                low = FloatLanes32.sqrt(x);
                high = FloatLanes32.sqrt(y);
            }
            case Op.F32X4_ADD & MASK -> {
                low = FloatLanes32.add(x, s[b]);
                high = FloatLanes32.add(y, s[b + 1]);
            }
            case Op.F32X4_SUB & MASK -> {
                low = FloatLanes32.sub(x, s[b]);
                high = FloatLanes32.sub(y, s[b + 1]);
            }
            case Op.F32X4_MUL & MASK -> {
                low = FloatLanes32.mul(x, s[b]);
                high = FloatLanes32.mul(y, s[b + 1]);
            }
            case Op.F32X4_DIV & MASK -> {
                low = FloatLanes32.div(x, s[b]);
                high = FloatLanes32.div(y, s[b + 1]);
            }
            case Op.F32X4_MIN & MASK -> {
                low = FloatLanes32.min(x, s[b]);
                high = FloatLanes32.min(y, s[b + 1]);
            }
            case Op.F32X4_MAX & MASK -> {
                low = FloatLanes32.max(x, s[b]);
                high = FloatLanes32.max(y, s[b + 1]);
            }
            case Op.F32X4_PMIN & MASK -> {
                low = FloatLanes32.pmin(x, s[b]);
                high = FloatLanes32.pmin(y, s[b + 1]);
            }
            case Op.F32X4_PMAX & MASK -> {
                low = FloatLanes32.pmax(x, s[b]);
                high = FloatLanes32.pmax(y, s[b + 1]);
            }
            case Op.F64X2_ABS & MASK -> {
                low = FloatLanes64.abs(x);
                high = FloatLanes64.abs(y);
            }
            case Op.F64X2_NEG & MASK -> {
                low = FloatLanes64.neg(x);
                high = FloatLanes64.neg(y);
            }
            case Op.F64X2_SQRT & MASK -> {
                low = FloatLanes64.sqrt(x);
                high = FloatLanes64.sqrt(y);
            }
            case Op.F64X2_ADD & MASK -> {
                low = FloatLanes64.add(x, s[b]);
                high = FloatLanes64.add(y, s[b + 1]);
            }
            case Op.F64X2_SUB & MASK -> {
                low = FloatLanes64.sub(x, s[b]);
                high = FloatLanes64.sub(y, s[b + 1]);
            }
            case Op.F64X2_MUL & MASK -> {
                low = FloatLanes64.mul(x, s[b]);
                high = FloatLanes64.mul(y, s[b + 1]);
            }
            case Op.F64X2_DIV & MASK -> {
                low = FloatLanes64.div(x, s[b]);
                high = FloatLanes64.div(y, s[b + 1]);
            }
            case Op.F64X2_MIN & MASK -> {
                low = FloatLanes64.min(x, s[b]);
                high = FloatLanes64.min(y, s[b + 1]);
            }
            case Op.F64X2_MAX & MASK -> {
                low = FloatLanes64.max(x, s[b]);
                high = FloatLanes64.max(y, s[b + 1]);
            }
            case Op.F64X2_PMIN & MASK -> {
                low = FloatLanes64.pmin(x, s[b]);
                high = FloatLanes64.pmin(y, s[b + 1]);
            }
            case Op.F64X2_PMAX & MASK -> {
                low = FloatLanes64.pmax(x, s[b]);
                high = FloatLanes64.pmax(y, s[b + 1]);
            }
            default -> throw VectorOps.unknown(number);
        }
        s[d] = low;
        s[d + 1] = high;
    }

    /** Executes a conversion between lanes of integers and of floats. */
    static void conversions(int number, long[] s, int d, int a, int b) {
        long x = s[a];
        long y = s[a + 1];
        long low;
        long high;
        switch (number) {
            case Op.I32X4_TRUNC_SAT_F32X4_S & MASK -> {
                low = ConvertLanes.i32x4TruncSatF32x4S(x);
                high = ConvertLanes.i32x4TruncSatF32x4S(y);
            }
            case Op.I32X4_TRUNC_SAT_F32X4_U & MASK -> {
                low = ConvertLanes.i32x4TruncSatF32x4U(x);
                high = ConvertLanes.i32x4TruncSatF32x4U(y);
            }
            case Op.F32X4_CONVERT_I32X4_S & MASK -> {
                low = ConvertLanes.f32x4ConvertI32x4S(x);
                high = ConvertLanes.f32x4ConvertI32x4S(y);
            }
            case Op.F32X4_CONVERT_I32X4_U & MASK -> {
                low = ConvertLanes.f32x4ConvertI32x4U(x);
                high = ConvertLanes.f32x4ConvertI32x4U(y);
            }
            case Op.I32X4_TRUNC_SAT_F64X2_S_ZERO & MASK -> {
                low = ConvertLanes.i32x4TruncSatF64x2S(x, y);
                high = 0;
            }
            case Op.I32X4_TRUNC_SAT_F64X2_U_ZERO & MASK -> {
                low = ConvertLanes.i32x4TruncSatF64x2U(x, y);
                high = 0;
            }
            case Op.F64X2_CONVERT_LOW_I32X4_S & MASK -> {
                low = ConvertLanes.f64x2ConvertI32x4LowerS(x);
                high = ConvertLanes.f64x2ConvertI32x4UpperS(x);
            }
            case Op.F64X2_CONVERT_LOW_I32X4_U & MASK -> {
                low = ConvertLanes.f64x2ConvertI32x4LowerU(x);
                high = ConvertLanes.f64x2ConvertI32x4UpperU(x);
            }
            default -> throw VectorOps.unknown(number);
        }
        s[d] = low;
        s[d + 1] = high;
    }
}
