package org.ferrywasm.numeric;

/**
 * The conversions between number types (chapter "Numerics", section "Conversions"), named by the mnemonic: {@code
 * i32.trunc_f64_u} is {@link #i32TruncF64U}.
 *
 * <p>Conversions between {@code f32} and {@code f64} are {@link F32#demote} and {@link F64#promote}.
 */
public final class Convert {
    private static final float F32_TWO_63 = 0x1p63f;
    private static final double F64_TWO_63 = 0x1p63;
    private static final float F32_TWO_64 = 0x1p64f;
    private static final double F64_TWO_64 = 0x1p64;
    private static final long LOW_32 = 0xffff_ffffL;

    private Convert() {}

    /**
     * Returns {@code i32.trunc_f32_s}.
     *
     * @throws ArithmeticTrap if the operand is a NaN or its integral part is no {@code s32}
     */
    public static int i32TruncF32S(float a) {
        if (a >= -0x1p31f && a < 0x1p31f) {
            return (int) a;
        }
        throw notTruncatable(a);
    }

    /**
     * Returns {@code i32.trunc_f32_u}.
     *
     * @throws ArithmeticTrap if the operand is a NaN or its integral part is no {@code u32}
     */
    public static int i32TruncF32U(float a) {
        if (a > -1 && a < 0x1p32f) {
            return (int) (long) a;
        }
        throw notTruncatable(a);
    }

    /**
     * Returns {@code i32.trunc_f64_s}.
     *
     * @throws ArithmeticTrap if the operand is a NaN or its integral part is no {@code s32}
     */
    public static int i32TruncF64S(double a) {
        if (a > -0x1p31 - 1 && a < 0x1p31) {
            return (int) a;
        }
        throw notTruncatable(a);
    }

    /**
     * Returns {@code i32.trunc_f64_u}.
     *
     * @throws ArithmeticTrap if the operand is a NaN or its integral part is no {@code u32}
     */
    public static int i32TruncF64U(double a) {
        if (a > -1 && a < 0x1p32) {
            return (int) (long) a;
        }
        throw notTruncatable(a);
    }

    /**
     * Returns {@code i64.trunc_f32_s}.
     *
     * @throws ArithmeticTrap if the operand is a NaN or its integral part is no {@code s64}
     */
    public static long i64TruncF32S(float a) {
        if (a >= -F32_TWO_63 && a < F32_TWO_63) {
            return (long) a;
        }
        throw notTruncatable(a);
    }

    /**
     * Returns {@code i64.trunc_f32_u}.
     *
     * @throws ArithmeticTrap if the operand is a NaN or its integral part is no {@code u64}
     */
    public static long i64TruncF32U(float a) {
        if (a > -1 && a < F32_TWO_64) {
            return i64TruncSatF32U(a);
        }
        throw notTruncatable(a);
    }

    /**
     * Returns {@code i64.trunc_f64_s}.
     *
     * @throws ArithmeticTrap if the operand is a NaN or its integral part is no {@code s64}
     */
    public static long i64TruncF64S(double a) {
        if (a >= -F64_TWO_63 && a < F64_TWO_63) {
            return (long) a;
        }
        throw notTruncatable(a);
    }

    /**
     * Returns {@code i64.trunc_f64_u}.
     *
     * @throws ArithmeticTrap if the operand is a NaN or its integral part is no {@code u64}
     */
    public static long i64TruncF64U(double a) {
        if (a > -1 && a < F64_TWO_64) {
            return i64TruncSatF64U(a);
        }
        throw notTruncatable(a);
    }

    /** Returns {@code i32.trunc_sat_f32_s}: the nearest value of the result type, and 0 for a NaN. */
    public static int i32TruncSatF32S(float a) {
        return (int) a;
    }

    /** Returns {@code i32.trunc_sat_f32_u}: the nearest value of the result type, and 0 for a NaN. */
    public static int i32TruncSatF32U(float a) {
        return (int) Math.clamp((long) a, 0, LOW_32);
    }

    /** Returns {@code i32.trunc_sat_f64_s}: the nearest value of the result type, and 0 for a NaN. */
    public static int i32TruncSatF64S(double a) {
        return (int) a;
    }

    /** Returns {@code i32.trunc_sat_f64_u}: the nearest value of the result type, and 0 for a NaN. */
    public static int i32TruncSatF64U(double a) {
        return (int) Math.clamp((long) a, 0, LOW_32);
    }

    /** Returns {@code i64.trunc_sat_f32_s}: the nearest value of the result type, and 0 for a NaN. */
    public static long i64TruncSatF32S(float a) {
        return (long) a;
    }

    /** Returns {@code i64.trunc_sat_f32_u}: the nearest value of the result type, and 0 for a NaN. */
    public static long i64TruncSatF32U(float a) {
        if (a < F32_TWO_63) {
            return Math.max((long) a, 0);
        }
        if (a < F32_TWO_64) {
            return (long) (a - F32_TWO_63) ^ Long.MIN_VALUE;
        }
        return Double.isNaN(a) ? 0 : -1;
    }

    /** Returns {@code i64.trunc_sat_f64_s}: the nearest value of the result type, and 0 for a NaN. */
    public static long i64TruncSatF64S(double a) {
        return (long) a;
    }

    /** Returns {@code i64.trunc_sat_f64_u}: the nearest value of the result type, and 0 for a NaN. */
    public static long i64TruncSatF64U(double a) {
        if (a < F64_TWO_63) {
            return Math.max((long) a, 0);
        }
        if (a < F64_TWO_64) {
            return (long) (a - F64_TWO_63) ^ Long.MIN_VALUE;
        }
        return Double.isNaN(a) ? 0 : -1;
    }

    /** Returns {@code f32.convert_i32_s}, rounded to nearest, ties to even. */
    public static float f32ConvertI32S(int a) {
        return (float) a;
    }

    /** Returns {@code f32.convert_i32_u}, rounded to nearest, ties to even. */
    public static float f32ConvertI32U(int a) {
        return (float) (a & LOW_32);
    }

    /** Returns {@code f32.convert_i64_s}, rounded to nearest, ties to even. */
    public static float f32ConvertI64S(long a) {
        return (float) a;
    }

    /**
     * Returns {@code f32.convert_i64_u}, rounded to nearest, ties to even. A large operand is halved first; the bit
     * that falls out is kept in the lowest place, where it still tells a tie from more than a tie.
     */
    public static float f32ConvertI64U(long a) {
        return a >= 0 ? (float) a : (float) ((a >>> 1) | (a & 1)) * 2;
    }

    /** Returns {@code f64.convert_i32_s}, rounded to nearest, ties to even. */
    public static double f64ConvertI32S(int a) {
        return a;
    }

    /** Returns {@code f64.convert_i32_u}, rounded to nearest, ties to even. */
    public static double f64ConvertI32U(int a) {
        return (double) (a & LOW_32);
    }

    /** Returns {@code f64.convert_i64_s}, rounded to nearest, ties to even. */
    public static double f64ConvertI64S(long a) {
        return (double) a;
    }

    /**
     * Returns {@code f64.convert_i64_u}, rounded to nearest, ties to even. A large operand is halved first; the bit
     * that falls out is kept in the lowest place, where it still tells a tie from more than a tie.
     */
    public static double f64ConvertI64U(long a) {
        return a >= 0 ? (double) a : (double) ((a >>> 1) | (a & 1)) * 2;
    }

    /** Returns {@code i32.reinterpret_f32}: the same bits. */
    public static int i32ReinterpretF32(float a) {
        return Float.floatToRawIntBits(a);
    }

    /** Returns {@code i64.reinterpret_f64}: the same bits. */
    public static long i64ReinterpretF64(double a) {
        return Double.doubleToRawLongBits(a);
    }

    /** Returns {@code f32.reinterpret_i32}: the same bits. */
    public static float f32ReinterpretI32(int a) {
        return Float.intBitsToFloat(a);
    }

    /** Returns {@code f64.reinterpret_i64}: the same bits. */
    public static double f64ReinterpretI64(long a) {
        return Double.longBitsToDouble(a);
    }

    private static ArithmeticTrap notTruncatable(double a) {
        return new ArithmeticTrap(
                Double.isNaN(a)
                        ? ArithmeticTrap.Kind.INVALID_CONVERSION_TO_INTEGER
                        : ArithmeticTrap.Kind.INTEGER_OVERFLOW);
    }
}
