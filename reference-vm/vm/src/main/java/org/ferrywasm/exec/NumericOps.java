package org.ferrywasm.exec;

import org.ferrywasm.code.Lop;
import org.ferrywasm.numeric.ArithmeticTrap;
import org.ferrywasm.numeric.Convert;
import org.ferrywasm.numeric.F32;
import org.ferrywasm.numeric.F64;
import org.ferrywasm.numeric.FloatLanes32;
import org.ferrywasm.numeric.I32;
import org.ferrywasm.numeric.I64;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.Op;

/**
 * The numeric instructions with one result, from slot to slot (specification, "Execution / Numeric Instructions"), with those
 * on {@code i31} references, which compute likewise. The interpreter's loop has arms of its own for the most frequent ones;
 * they stand here too, so that this is the whole list. Of an {@code i32} or {@code f32} only the slot's low 32 bits count.
 */
final class NumericOps {
    private static final int MASK = Lop.NUMBER_MASK;

    private NumericOps() {}

    /**
     * The result of an instruction with one operand.
     *
     * @param number the instruction's code, masked with {@link Lop#NUMBER_MASK}
     * @throws ArithmeticTrap if a truncation has no result
     * @throws TrapSignal if an {@code i31} to be read is null
     */
    static long unary(int number, long a) {
        return switch (number) {
            case Op.I32_EQZ -> (int) a == 0 ? 1 : 0;
            case Op.I64_EQZ -> a == 0 ? 1 : 0;
            case Op.I32_CLZ -> Integer.numberOfLeadingZeros((int) a);
            case Op.I32_CTZ -> Integer.numberOfTrailingZeros((int) a);
            case Op.I32_POPCNT -> Integer.bitCount((int) a);
            case Op.I64_CLZ -> Long.numberOfLeadingZeros(a);
            case Op.I64_CTZ -> Long.numberOfTrailingZeros(a);
            case Op.I64_POPCNT -> Long.bitCount(a);
            case Op.F32_ABS -> F32.abs((int) a);
            case Op.F32_NEG -> F32.neg((int) a);
            case Op.F32_CEIL -> bits(F32.ceil(f32(a)));
            case Op.F32_FLOOR -> bits(F32.floor(f32(a)));
            case Op.F32_TRUNC -> bits(F32.trunc(f32(a)));
            case Op.F32_NEAREST -> bits(F32.nearest(f32(a)));
            case Op.F32_SQRT -> bits(F32.sqrt(f32(a)));
            case Op.F64_ABS -> F64.abs(a);
            case Op.F64_NEG -> F64.neg(a);
            case Op.F64_CEIL -> bits(F64.ceil(f64(a)));
            case Op.F64_FLOOR -> bits(F64.floor(f64(a)));
            case Op.F64_TRUNC -> bits(F64.trunc(f64(a)));
            case Op.F64_NEAREST -> bits(F64.nearest(f64(a)));
            case Op.F64_SQRT -> bits(F64.sqrt(f64(a)));
            case Op.I32_WRAP_I64 -> (int) a;
            case Op.I32_TRUNC_F32_S -> Convert.i32TruncF32S(f32(a));
            case Op.I32_TRUNC_F32_U -> Convert.i32TruncF32U(f32(a));
            case Op.I32_TRUNC_F64_S -> Convert.i32TruncF64S(f64(a));
            case Op.I32_TRUNC_F64_U -> Convert.i32TruncF64U(f64(a));
            case Op.I64_EXTEND_I32_S -> (int) a;
            case Op.I64_EXTEND_I32_U -> Integer.toUnsignedLong((int) a);
            case Op.I64_TRUNC_F32_S -> Convert.i64TruncF32S(f32(a));
            case Op.I64_TRUNC_F32_U -> Convert.i64TruncF32U(f32(a));
            case Op.I64_TRUNC_F64_S -> Convert.i64TruncF64S(f64(a));
            case Op.I64_TRUNC_F64_U -> Convert.i64TruncF64U(f64(a));
            case Op.F32_CONVERT_I32_S -> bits(Convert.f32ConvertI32S((int) a));
            case Op.F32_CONVERT_I32_U -> bits(Convert.f32ConvertI32U((int) a));
            case Op.F32_CONVERT_I64_S -> bits(Convert.f32ConvertI64S(a));
            case Op.F32_CONVERT_I64_U -> bits(Convert.f32ConvertI64U(a));
            case Op.F32_DEMOTE_F64 -> bits(F32.demote(f64(a)));
            case Op.F64_CONVERT_I32_S -> bits(Convert.f64ConvertI32S((int) a));
            case Op.F64_CONVERT_I32_U -> bits(Convert.f64ConvertI32U((int) a));
            case Op.F64_CONVERT_I64_S -> bits(Convert.f64ConvertI64S(a));
            case Op.F64_CONVERT_I64_U -> bits(Convert.f64ConvertI64U(a));
            case Op.F64_PROMOTE_F32 -> bits(F64.promote(f32(a)));
            case Op.I32_REINTERPRET_F32 -> (int) a;
            case Op.I64_REINTERPRET_F64 -> a;
            case Op.F32_REINTERPRET_I32 -> (int) a;
            case Op.F64_REINTERPRET_I64 -> a;
            case Op.I32_EXTEND8_S -> I32.extend8S((int) a);
            case Op.I32_EXTEND16_S -> I32.extend16S((int) a);
            case Op.I64_EXTEND8_S -> I64.extend8S(a);
            case Op.I64_EXTEND16_S -> I64.extend16S(a);
            case Op.I64_EXTEND32_S -> I64.extend32S(a);
            case Lop.CANONICALISE_F32 -> F32.canonicaliseBits((int) a);
            case Lop.CANONICALISE_F64 -> F64.canonicaliseBits(a);
            case Lop.CANONICALISE_F32_LANES -> FloatLanes32.canonicalise(a);
            default -> prefixed(number, a);
        };
    }

    private static long prefixed(int number, long a) {
        return switch (number) {
            case Op.I32_TRUNC_SAT_F32_S & MASK -> Convert.i32TruncSatF32S(f32(a));
            case Op.I32_TRUNC_SAT_F32_U & MASK -> Convert.i32TruncSatF32U(f32(a));
            case Op.I32_TRUNC_SAT_F64_S & MASK -> Convert.i32TruncSatF64S(f64(a));
            case Op.I32_TRUNC_SAT_F64_U & MASK -> Convert.i32TruncSatF64U(f64(a));
            case Op.I64_TRUNC_SAT_F32_S & MASK -> Convert.i64TruncSatF32S(f32(a));
            case Op.I64_TRUNC_SAT_F32_U & MASK -> Convert.i64TruncSatF32U(f32(a));
            case Op.I64_TRUNC_SAT_F64_S & MASK -> Convert.i64TruncSatF64S(f64(a));
            case Op.I64_TRUNC_SAT_F64_U & MASK -> Convert.i64TruncSatF64U(f64(a));
            default -> i31(number, a);
        };
    }

    private static long i31(int number, long a) {
        return switch (number) {
            case Op.REF_I31 & MASK -> Ref.i31((int) a);
            case Op.I31_GET_S & MASK -> Ref.i31Signed(nonNull(a));
            case Op.I31_GET_U & MASK -> Ref.address(nonNull(a));
            default -> throw unknown(number);
        };
    }

    private static long nonNull(long ref) {
        if (ref == Ref.NULL) {
            throw new TrapSignal(TrapKind.NULL_I31_REFERENCE);
        }
        return ref;
    }

    /**
     * The result of an instruction with two operands.
     *
     * @param number the instruction's code
     * @throws ArithmeticTrap if a division has no result
     */
    static long binary(int number, long a, long b) {
        return switch (number) {
            case Op.I32_EQ -> (int) a == (int) b ? 1 : 0;
            case Op.I32_NE -> (int) a != (int) b ? 1 : 0;
            case Op.I32_LT_S -> (int) a < (int) b ? 1 : 0;
            case Op.I32_LT_U -> Integer.compareUnsigned((int) a, (int) b) < 0 ? 1 : 0;
            case Op.I32_GT_S -> (int) a > (int) b ? 1 : 0;
            case Op.I32_GT_U -> Integer.compareUnsigned((int) a, (int) b) > 0 ? 1 : 0;
            case Op.I32_LE_S -> (int) a <= (int) b ? 1 : 0;
            case Op.I32_LE_U -> Integer.compareUnsigned((int) a, (int) b) <= 0 ? 1 : 0;
            case Op.I32_GE_S -> (int) a >= (int) b ? 1 : 0;
            case Op.I32_GE_U -> Integer.compareUnsigned((int) a, (int) b) >= 0 ? 1 : 0;
            case Op.I64_EQ -> a == b ? 1 : 0;
            case Op.I64_NE -> a != b ? 1 : 0;
            case Op.I64_LT_S -> a < b ? 1 : 0;
            case Op.I64_LT_U -> Long.compareUnsigned(a, b) < 0 ? 1 : 0;
            case Op.I64_GT_S -> a > b ? 1 : 0;
            case Op.I64_GT_U -> Long.compareUnsigned(a, b) > 0 ? 1 : 0;
            case Op.I64_LE_S -> a <= b ? 1 : 0;
            case Op.I64_LE_U -> Long.compareUnsigned(a, b) <= 0 ? 1 : 0;
            case Op.I64_GE_S -> a >= b ? 1 : 0;
            case Op.I64_GE_U -> Long.compareUnsigned(a, b) >= 0 ? 1 : 0;
            case Op.F32_EQ -> f32(a) == f32(b) ? 1 : 0;
            case Op.F32_NE -> f32(a) != f32(b) ? 1 : 0;
            case Op.F32_LT -> f32(a) < f32(b) ? 1 : 0;
            case Op.F32_GT -> f32(a) > f32(b) ? 1 : 0;
            case Op.F32_LE -> f32(a) <= f32(b) ? 1 : 0;
            case Op.F32_GE -> f32(a) >= f32(b) ? 1 : 0;
            case Op.F64_EQ -> f64(a) == f64(b) ? 1 : 0;
            case Op.F64_NE -> f64(a) != f64(b) ? 1 : 0;
            case Op.F64_LT -> f64(a) < f64(b) ? 1 : 0;
            case Op.F64_GT -> f64(a) > f64(b) ? 1 : 0;
            case Op.F64_LE -> f64(a) <= f64(b) ? 1 : 0;
            case Op.F64_GE -> f64(a) >= f64(b) ? 1 : 0;
            case Op.I32_ADD -> (int) a + (int) b;
            case Op.I32_SUB -> (int) a - (int) b;
            case Op.I32_MUL -> (int) (a * b);
            case Op.I32_DIV_S -> I32.divS((int) a, (int) b);
            case Op.I32_DIV_U -> I32.divU((int) a, (int) b);
            case Op.I32_REM_S -> I32.remS((int) a, (int) b);
            case Op.I32_REM_U -> I32.remU((int) a, (int) b);
            case Op.I32_AND -> (int) a & (int) b;
            case Op.I32_OR -> (int) a | (int) b;
            case Op.I32_XOR -> (int) a ^ (int) b;
            case Op.I32_SHL -> (int) a << (int) b;
            case Op.I32_SHR_S -> (int) a >> (int) b;
            case Op.I32_SHR_U -> (int) a >>> (int) b;
            case Op.I32_ROTL -> Integer.rotateLeft((int) a, (int) b);
            case Op.I32_ROTR -> Integer.rotateRight((int) a, (int) b);
            case Op.I64_ADD -> a + b;
            case Op.I64_SUB -> a - b;
            case Op.I64_MUL -> a * b;
            case Op.I64_DIV_S -> I64.divS(a, b);
            case Op.I64_DIV_U -> I64.divU(a, b);
            case Op.I64_REM_S -> I64.remS(a, b);
            case Op.I64_REM_U -> I64.remU(a, b);
            case Op.I64_AND -> a & b;
            case Op.I64_OR -> a | b;
            case Op.I64_XOR -> a ^ b;
            case Op.I64_SHL -> a << (int) b;
            case Op.I64_SHR_S -> a >> (int) b;
            case Op.I64_SHR_U -> a >>> (int) b;
            case Op.I64_ROTL -> Long.rotateLeft(a, (int) b);
            case Op.I64_ROTR -> Long.rotateRight(a, (int) b);
            case Op.F32_ADD -> bits(f32(a) + f32(b));
            case Op.F32_SUB -> bits(f32(a) - f32(b));
            case Op.F32_MUL -> bits(f32(a) * f32(b));
            case Op.F32_DIV -> bits(f32(a) / f32(b));
            case Op.F32_MIN -> bits(F32.min(f32(a), f32(b)));
            case Op.F32_MAX -> bits(F32.max(f32(a), f32(b)));
            case Op.F32_COPYSIGN -> F32.copysign((int) a, (int) b);
            case Op.F64_ADD -> bits(f64(a) + f64(b));
            case Op.F64_SUB -> bits(f64(a) - f64(b));
            case Op.F64_MUL -> bits(f64(a) * f64(b));
            case Op.F64_DIV -> bits(f64(a) / f64(b));
            case Op.F64_MIN -> bits(F64.min(f64(a), f64(b)));
            case Op.F64_MAX -> bits(F64.max(f64(a), f64(b)));
            case Op.F64_COPYSIGN -> F64.copysign(a, b);
            default -> throw unknown(number);
        };
    }

    /** The trap that an operator without a result is in the guest. */
    static TrapKind kind(ArithmeticTrap trap) {
        return switch (trap.kind()) {
            case INTEGER_DIVIDE_BY_ZERO -> TrapKind.INTEGER_DIVIDE_BY_ZERO;
            case INTEGER_OVERFLOW -> TrapKind.INTEGER_OVERFLOW;
            case INVALID_CONVERSION_TO_INTEGER -> TrapKind.INVALID_CONVERSION_TO_INTEGER;
        };
    }

    private static AssertionError unknown(int number) {
        return new AssertionError("no numeric instruction has the number 0x" + Integer.toHexString(number));
    }

    private static float f32(long slot) {
        return Float.intBitsToFloat((int) slot);
    }

    private static double f64(long slot) {
        return Double.longBitsToDouble(slot);
    }

    private static long bits(float value) {
        return Float.floatToRawIntBits(value);
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }
}
