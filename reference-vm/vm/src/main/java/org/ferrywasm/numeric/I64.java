package org.ferrywasm.numeric;

/**
 * The operators on {@code i64} that are not a single Java operator or a method of {@link Long} (chapter "Numerics",
 * section "Integer Operations").
 *
 * <p>Shifts and rotations need nothing here: Java takes the count modulo the width, as WebAssembly does.
 */
public final class I64 {
    private I64() {}

    /**
     * Returns {@code i64.div_s}, the signed quotient rounded towards zero.
     *
     * @throws ArithmeticTrap if {@code b} is zero, or if the quotient is 2<sup>63</sup>
     */
    public static long divS(long a, long b) {
        if (b == 0) {
            throw new ArithmeticTrap(ArithmeticTrap.Kind.INTEGER_DIVIDE_BY_ZERO);
        }
        if (b == -1 && a == Long.MIN_VALUE) {
            throw new ArithmeticTrap(ArithmeticTrap.Kind.INTEGER_OVERFLOW);
        }
        return a / b;
    }

    /**
     * Returns {@code i64.div_u}, the unsigned quotient rounded towards zero.
     *
     * @throws ArithmeticTrap if {@code b} is zero
     */
    public static long divU(long a, long b) {
        if (b == 0) {
            throw new ArithmeticTrap(ArithmeticTrap.Kind.INTEGER_DIVIDE_BY_ZERO);
        }
        return Long.divideUnsigned(a, b);
    }

    /**
     * Returns {@code i64.rem_s}, the signed remainder, which has the sign of the dividend.
     *
     * @throws ArithmeticTrap if {@code b} is zero
     */
    public static long remS(long a, long b) {
        if (b == 0) {
            throw new ArithmeticTrap(ArithmeticTrap.Kind.INTEGER_DIVIDE_BY_ZERO);
        }
        return a % b;
    }

    /**
     * Returns {@code i64.rem_u}, the unsigned remainder.
     *
     * @throws ArithmeticTrap if {@code b} is zero
     */
    public static long remU(long a, long b) {
        if (b == 0) {
            throw new ArithmeticTrap(ArithmeticTrap.Kind.INTEGER_DIVIDE_BY_ZERO);
        }
        return Long.remainderUnsigned(a, b);
    }

    /** Returns {@code i64.extend8_s}, the low 8 bits with their sign extended. */
    public static long extend8S(long a) {
        return (byte) a;
    }

    /** Returns {@code i64.extend16_s}, the low 16 bits with their sign extended. */
    public static long extend16S(long a) {
        return (short) a;
    }

    /** Returns {@code i64.extend32_s}, the low 32 bits with their sign extended. */
    public static long extend32S(long a) {
        return (int) a;
    }
}
