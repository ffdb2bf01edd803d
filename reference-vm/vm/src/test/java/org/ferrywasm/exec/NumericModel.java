package org.ferrywasm.exec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.ValType;

/**
 * What the numeric instructions compute, said a second time on integers without bounds, from the mnemonic and the types alone.
 * It shares no code with package {@code numeric}. An instruction that it does not know is an error.
 */
public final class NumericModel {
    private final String name;
    private final ValType type;
    private final int width;
    private final boolean signed;
    private final boolean isFloat;
    private final long a;
    private final long b;

    private NumericModel(Opcode op, long a, long b) {
        String mnemonic = op.mnemonic();
        String suffix = mnemonic.substring(mnemonic.indexOf('.') + 1);
        this.name = suffix.replaceFirst("_[su]$", "");
        this.signed = !suffix.endsWith("_u");
        this.isFloat = op.results().getFirst() == NumType.F32 || op.results().getFirst() == NumType.F64;
        this.width = Integer.parseInt(mnemonic.substring(1, mnemonic.indexOf('.')));
        this.type = op.operands().getFirst();
        this.a = a;
        this.b = b;
    }

    /**
     * The result's bits.
     *
     * @throws TrapSignal where there is none
     */
    public static long result(Opcode op, long a, long b) {
        NumericModel model = new NumericModel(op, a, b);
        return model.isFloat ? model.floats() : model.integers();
    }

    /** Whether two results are the same; of a computed NaN neither sign nor payload is specified. */
    public static boolean same(Opcode op, long expected, long actual) {
        ValType type = op.results().getFirst();
        boolean exact = List.of("abs", "neg", "copysign").contains(op.mnemonic().substring(4))
                || op.mnemonic().contains("reinterpret");
        if (type == NumType.I32 || type == NumType.F32) {
            boolean nans = Float.isNaN(Float.intBitsToFloat((int) expected))
                    && Float.isNaN(Float.intBitsToFloat((int) actual));
            return (int) expected == (int) actual || (type == NumType.F32 && !exact && nans);
        }
        boolean nans = Double.isNaN(Double.longBitsToDouble(expected)) && Double.isNaN(Double.longBitsToDouble(actual));
        return expected == actual || (type == NumType.F64 && !exact && nans);
    }

    private static BigInteger integer(ValType type, boolean signed, long slot) {
        int bits = type == NumType.I32 ? 32 : 64;
        BigInteger unsigned = new BigInteger(Long.toHexString(slot), 16).mod(BigInteger.TWO.pow(bits));
        return signed && unsigned.testBit(bits - 1) ? unsigned.subtract(BigInteger.TWO.pow(bits)) : unsigned;
    }

    private static double number(ValType type, long slot) {
        return type == NumType.F32 ? Float.intBitsToFloat((int) slot) : Double.longBitsToDouble(slot);
    }

    private static long bool(boolean value) {
        return value ? 1 : 0;
    }

    private long integers() {
        return switch (name.replaceFirst("_[fi][0-9]+$", "")) {
            case "reinterpret" -> a;
            case "trunc" -> truncated(true);
            case "trunc_sat" -> truncated(false);
            default -> type == NumType.I32 || type == NumType.I64 ? computed().longValue() : compared();
        };
    }

    private long compared() {
        double x = number(type, a);
        double y = number(type, b);
        return switch (name) {
            case "eq" -> bool(x == y);
            case "ne" -> bool(x != y);
            case "lt" -> bool(x < y);
            case "gt" -> bool(x > y);
            case "le" -> bool(x <= y);
            case "ge" -> bool(x >= y);
            default -> throw new AssertionError("the model lacks " + name);
        };
    }

    private BigInteger computed() {
        BigInteger x = integer(type, signed, a);
        BigInteger y = integer(type, signed, b);
        BigInteger bits = integer(type, false, a);
        int count = (int) b & width - 1;
        return switch (name) {
            case "eqz" -> BigInteger.valueOf(bool(x.signum() == 0));
            case "eq" -> BigInteger.valueOf(bool(x.equals(y)));
            case "ne" -> BigInteger.valueOf(bool(!x.equals(y)));
            case "lt" -> BigInteger.valueOf(bool(x.compareTo(y) < 0));
            case "gt" -> BigInteger.valueOf(bool(x.compareTo(y) > 0));
            case "le" -> BigInteger.valueOf(bool(x.compareTo(y) <= 0));
            case "ge" -> BigInteger.valueOf(bool(x.compareTo(y) >= 0));
            case "clz" -> BigInteger.valueOf(width - bits.bitLength());
            case "ctz" -> BigInteger.valueOf(bits.signum() == 0 ? width : bits.getLowestSetBit());
            case "popcnt" -> BigInteger.valueOf(bits.bitCount());
            case "add" -> x.add(y);
            case "sub" -> x.subtract(y);
            case "mul" -> x.multiply(y);
            case "div" -> inRange(x.divide(divisor(y)), true);
            case "rem" -> x.remainder(divisor(y));
            case "and" -> x.and(y);
            case "or" -> x.or(y);
            case "xor" -> x.xor(y);
            case "shl" -> x.shiftLeft(count);
            case "shr" -> x.shiftRight(count);
            case "rotl" -> bits.shiftLeft(count).or(bits.shiftRight(width - count));
            case "rotr" -> bits.shiftRight(count).or(bits.shiftLeft(width - count));
            case "wrap_i64", "extend_i32" -> x;
            case "extend8" -> BigInteger.valueOf((byte) a);
            case "extend16" -> BigInteger.valueOf((short) a);
            case "extend32" -> integer(NumType.I32, true, a);
            default -> throw new AssertionError("the model lacks " + name);
        };
    }

    private static BigInteger divisor(BigInteger y) {
        if (y.signum() == 0) {
            throw new TrapSignal(TrapKind.INTEGER_DIVIDE_BY_ZERO);
        }
        return y;
    }

    private BigInteger inRange(BigInteger value, boolean trapping) {
        BigInteger min = signed ? BigInteger.TWO.pow(width - 1).negate() : BigInteger.ZERO;
        BigInteger max = BigInteger.TWO.pow(signed ? width - 1 : width).subtract(BigInteger.ONE);
        BigInteger clamped = value.max(min).min(max);
        if (trapping && !clamped.equals(value)) {
            throw new TrapSignal(TrapKind.INTEGER_OVERFLOW);
        }
        return clamped;
    }

    private long truncated(boolean trapping) {
        double value = number(type, a);
        if (Double.isNaN(value)) {
            if (trapping) {
                throw new TrapSignal(TrapKind.INVALID_CONVERSION_TO_INTEGER);
            }
            return 0;
        }
        double finite = Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE);
        return inRange(new BigDecimal(finite).toBigInteger(), trapping).longValue();
    }

    /** The bits of a number rounded to the type's width: an operator on doubles, rounded once more, is that on floats. */
    private long bits(double value) {
        return width == 32 ? Float.floatToRawIntBits((float) value) : Double.doubleToRawLongBits(value);
    }

    private long unary(DoubleUnaryOperator operator) {
        return bits(operator.applyAsDouble(number(type, a)));
    }

    private long floats() {
        double x = number(type, a);
        double y = number(type, b);
        long sign = 1L << (width - 1);
        return switch (name) {
            case "abs" -> a & ~sign;
            case "neg" -> a ^ sign;
            case "copysign" -> (a & ~sign) | (b & sign);
            case "ceil" -> unary(Math::ceil);
            case "floor" -> unary(Math::floor);
            case "trunc" -> bits(Math.copySign(Math.floor(Math.abs(x)), x));
            case "nearest" -> unary(Math::rint);
            case "sqrt" -> unary(Math::sqrt);
            case "add" -> bits(x + y);
            case "sub" -> bits(x - y);
            case "mul" -> bits(x * y);
            case "div" -> bits(x / y);
            case "min" -> bits(Math.min(x, y));
            case "max" -> bits(Math.max(x, y));
            case "demote_f64", "promote_f32" -> bits(x);
            case "convert_i32", "convert_i64" -> converted(integer(type, signed, a));
            case "reinterpret_i32", "reinterpret_i64" -> a;
            default -> throw new AssertionError("the model lacks " + name);
        };
    }

    private long converted(BigInteger value) {
        return width == 32
                ? Float.floatToRawIntBits(value.floatValue())
                : Double.doubleToRawLongBits(value.doubleValue());
    }
}
