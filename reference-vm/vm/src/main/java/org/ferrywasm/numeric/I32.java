package org.ferrywasm.numeric;

/**
 * The operators on {@code i32} that are not a single Java operator or a method of {@link Integer} (chapter "Numerics",
 * section "Integer Operations").
 *
 * <p>Shifts and rotations need nothing here: Java takes the count modulo the width, as WebAssembly does.
 */
public final class I32 {
    private I32() {}

    /**
     * Returns {@code i32.div_s}, the signed quotient rounded towards zero.
     *
     * @throws ArithmeticTrap if {@code b} is zero, or if the quotient is 2<sup>31</sup>
     */
    public static int divS(int a, int b) {
        if (b == 0) {
            throw new ArithmeticTrap(ArithmeticTrap.Kind.INTEGER_DIVIDE_BY_ZERO);
        }
        if (b == -1 && a == Integer.MIN_VALUE) {
            throw new ArithmeticTrap(ArithmeticTrap.Kind.INTEGER_OVERFLOW);
        }
        return a / b;
    }

    /**
     * Returns {@code i32.div_u}, the unsigned quotient rounded towards zero.
     *
     * @throws ArithmeticTrap if {@code b} is zero
     */
    public static int divU(int a, int b) {
        if (b == 0) {
            throw new ArithmeticTrap(ArithmeticTrap.Kind.INTEGER_DIVIDE_BY_ZERO);
        }
        return Integer.divideUnsigned(a, b);
    }

    /**
     * Returns {@code i32.rem_s}, the signed remainder, which has the sign of the dividend.
     *
     * @throws ArithmeticTrap if {@code b} is zero
     */
    public static int remS(int a, int b) {
        if (b == 0) {
            throw new ArithmeticTrap(ArithmeticTrap.Kind.INTEGER_DIVIDE_BY_ZERO);
        }
        return a % b;
    }

    /**
     * Returns {@code i32.rem_u}, the unsigned remainder.
     *
     * @throws ArithmeticTrap if {@code b} is zero
     */
    public static int remU(int a, int b) {
        if (b == 0) {
            throw new ArithmeticTrap(ArithmeticTrap.Kind.INTEGER_DIVIDE_BY_ZERO);
        }
        return Integer.remainderUnsigned(a, b);
    }

    /** Returns {@code i32.extend8_s}, the low 8 bits with their sign extended. */
    public static int extend8S(int a) {
        return (byte) a;
    }

    /** Returns {@code i32.extend16_s}, the low 16 bits with their sign extended. */
    public static int extend16S(int a) {
        return (short) a;
    }
}
