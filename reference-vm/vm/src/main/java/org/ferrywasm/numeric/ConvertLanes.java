package org.ferrywasm.numeric;

/**
 * The conversions between integer and floating-point lanes (chapter "Numerics", section "Vector Operations"). Where a
 * result is wider than the operand there is a method for each half of it, {@code Lower} and {@code Upper}.
 */
public final class ConvertLanes {
    private ConvertLanes() {}

    /** Returns {@code i32x4.trunc_sat_f32x4_s}, and its relaxed form, on one half. */
    public static long i32x4TruncSatF32x4S(long a) {
        return Lanes32.pack(
                Convert.i32TruncSatF32S(FloatLanes32.low(a)), Convert.i32TruncSatF32S(FloatLanes32.high(a)));
    }

    /** Returns {@code i32x4.trunc_sat_f32x4_u}, and its relaxed form, on one half. */
    public static long i32x4TruncSatF32x4U(long a) {
        return Lanes32.pack(
                Convert.i32TruncSatF32U(FloatLanes32.low(a)), Convert.i32TruncSatF32U(FloatLanes32.high(a)));
    }

    /** Returns the low half of {@code i32x4.trunc_sat_f64x2_s_zero}, and of its relaxed form; the high half is zero. */
    public static long i32x4TruncSatF64x2S(long low, long high) {
        return Lanes32.pack(
                Convert.i32TruncSatF64S(Double.longBitsToDouble(low)),
                Convert.i32TruncSatF64S(Double.longBitsToDouble(high)));
    }

    /** Returns the low half of {@code i32x4.trunc_sat_f64x2_u_zero}, and of its relaxed form; the high half is zero. */
    public static long i32x4TruncSatF64x2U(long low, long high) {
        return Lanes32.pack(
                Convert.i32TruncSatF64U(Double.longBitsToDouble(low)),
                Convert.i32TruncSatF64U(Double.longBitsToDouble(high)));
    }

    /** Returns {@code f32x4.convert_i32x4_s} on one half. */
    public static long f32x4ConvertI32x4S(long a) {
        return FloatLanes32.pack(Convert.f32ConvertI32S((int) a), Convert.f32ConvertI32S((int) (a >>> 32)));
    }

    /** Returns {@code f32x4.convert_i32x4_u} on one half. */
    public static long f32x4ConvertI32x4U(long a) {
        return FloatLanes32.pack(Convert.f32ConvertI32U((int) a), Convert.f32ConvertI32U((int) (a >>> 32)));
    }

    /** Returns the low half of {@code f64x2.convert_low_i32x4_s} from the operand's low half. */
    public static long f64x2ConvertI32x4LowerS(long a) {
        return Double.doubleToRawLongBits(Convert.f64ConvertI32S((int) a));
    }

    /** Returns the high half of {@code f64x2.convert_low_i32x4_s} from the operand's low half. */
    public static long f64x2ConvertI32x4UpperS(long a) {
        return Double.doubleToRawLongBits(Convert.f64ConvertI32S((int) (a >>> 32)));
    }

    /** Returns the low half of {@code f64x2.convert_low_i32x4_u} from the operand's low half. */
    public static long f64x2ConvertI32x4LowerU(long a) {
        return Double.doubleToRawLongBits(Convert.f64ConvertI32U((int) a));
    }

    /** Returns the high half of {@code f64x2.convert_low_i32x4_u} from the operand's low half. */
    public static long f64x2ConvertI32x4UpperU(long a) {
        return Double.doubleToRawLongBits(Convert.f64ConvertI32U((int) (a >>> 32)));
    }

    /** Returns the low half of {@code f32x4.demote_f64x2_zero}; the high half is zero. */
    public static long f32x4DemoteF64x2(long low, long high) {
        return FloatLanes32.pack(F32.demote(Double.longBitsToDouble(low)), F32.demote(Double.longBitsToDouble(high)));
    }

    /** Returns the low half of {@code f64x2.promote_low_f32x4} from the operand's low half. */
    public static long f64x2PromoteF32x4Lower(long a) {
        return Double.doubleToRawLongBits(F64.promote(FloatLanes32.low(a)));
    }

    /** Returns the high half of {@code f64x2.promote_low_f32x4} from the operand's low half. */
    public static long f64x2PromoteF32x4Upper(long a) {
        return Double.doubleToRawLongBits(F64.promote(FloatLanes32.high(a)));
    }
}
