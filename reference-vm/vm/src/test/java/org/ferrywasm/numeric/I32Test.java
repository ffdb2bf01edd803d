package org.ferrywasm.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ferrywasm.numeric.ArithmeticTrap.Kind.INTEGER_DIVIDE_BY_ZERO;
import static org.ferrywasm.numeric.ArithmeticTrap.Kind.INTEGER_OVERFLOW;

import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** {@code i32} against {@link BigInteger}. */
class I32Test {
    @Test
    void signedDivision() {
        check(I32::divS, true, BigInteger::divide);
        check(I32::remS, true, BigInteger::remainder);
    }

    @Test
    void unsignedDivision() {
        check(I32::divU, false, BigInteger::divide);
        check(I32::remU, false, BigInteger::remainder);
    }

    @Test
    void divisionByZeroTraps() {
        for (Operator operator : new Operator[] {I32::divS, I32::divU, I32::remS, I32::remU}) {
            for (long a : operands()) {
                assertThatExceptionOfType(ArithmeticTrap.class)
                        .isThrownBy(() -> operator.apply((int) a, 0))
                        .withMessage("integer divide by zero")
                        .extracting(ArithmeticTrap::kind)
                        .isEqualTo(INTEGER_DIVIDE_BY_ZERO);
            }
        }
    }

    @Test
    void theOneQuotientOutOfRangeTraps() {
        assertThatExceptionOfType(ArithmeticTrap.class)
                .isThrownBy(() -> I32.divS(Integer.MIN_VALUE, -1))
                .withMessage("integer overflow")
                .extracting(ArithmeticTrap::kind)
                .isEqualTo(INTEGER_OVERFLOW);
        assertThat(I32.remS(Integer.MIN_VALUE, -1)).isZero();
    }

    @Test
    void extension() {
        for (long a : operands()) {
            assertThat(I32.extend8S((int) a)).isEqualTo(signed(a, 8));
            assertThat(I32.extend16S((int) a)).isEqualTo(signed(a, 16));
        }
    }

    /** Returns the low bits as a number below half of their range, or as one less than zero. */
    private static int signed(long a, int width) {
        BigInteger range = BigInteger.TWO.pow(width);
        BigInteger value = BigInteger.valueOf(a).mod(range);
        return (value.testBit(width - 1) ? value.subtract(range) : value).intValue();
    }

    private static void check(Operator fast, boolean signed, BinaryOperator<BigInteger> slow) {
        for (long a : operands()) {
            for (long b : operands()) {
                if (b == 0 || (signed && a == Integer.MIN_VALUE && b == -1)) {
                    continue;
                }
                int expected =
                        slow.apply(integer(a, signed), integer(b, signed)).intValue();
                if (fast.apply((int) a, (int) b) != expected) {
                    assertThat(fast.apply((int) a, (int) b)).as("%d, %d", a, b).isEqualTo(expected);
                }
            }
        }
    }

    private static BigInteger integer(long value, boolean signed) {
        BigInteger integer = BigInteger.valueOf(value);
        return signed ? integer : integer.mod(BigInteger.TWO.pow(Integer.SIZE));
    }

    private static long[] operands() {
        SplittableRandom random = new SplittableRandom(32);
        LongStream edges = LongStream.of(VectorTable.integerEdges(Integer.SIZE));
        LongStream some = LongStream.generate(() -> random.nextInt() >> random.nextInt(Integer.SIZE));
        return LongStream.concat(edges, some.limit(500)).toArray();
    }

    private interface Operator {
        int apply(int a, int b);
    }
}
