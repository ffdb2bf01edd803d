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

/** {@code i64} against {@link BigInteger}. */
class I64Test {
    @Test
    void signedDivision() {
        check(I64::divS, true, BigInteger::divide);
        check(I64::remS, true, BigInteger::remainder);
    }

    @Test
    void unsignedDivision() {
        check(I64::divU, false, BigInteger::divide);
        check(I64::remU, false, BigInteger::remainder);
    }

    @Test
    void divisionByZeroTraps() {
        for (Operator operator : new Operator[] {I64::divS, I64::divU, I64::remS, I64::remU}) {
            for (long a : operands()) {
                assertThatExceptionOfType(ArithmeticTrap.class)
                        .isThrownBy(() -> operator.apply(a, 0))
                        .withMessage("integer divide by zero")
                        .extracting(ArithmeticTrap::kind)
                        .isEqualTo(INTEGER_DIVIDE_BY_ZERO);
            }
        }
    }

    @Test
    void theOneQuotientOutOfRangeTraps() {
        assertThatExceptionOfType(ArithmeticTrap.class)
                .isThrownBy(() -> I64.divS(Long.MIN_VALUE, -1))
                .withMessage("integer overflow")
                .extracting(ArithmeticTrap::kind)
                .isEqualTo(INTEGER_OVERFLOW);
        assertThat(I64.remS(Long.MIN_VALUE, -1)).isZero();
    }

    @Test
    void extension() {
        for (long a : operands()) {
            assertThat(I64.extend8S(a)).isEqualTo(signed(a, 8));
            assertThat(I64.extend16S(a)).isEqualTo(signed(a, 16));
            assertThat(I64.extend32S(a)).isEqualTo(signed(a, 32));
        }
    }

    /** Returns the low bits as a number below half of their range, or as one less than zero. */
    private static long signed(long a, int width) {
        BigInteger range = BigInteger.TWO.pow(width);
        BigInteger value = BigInteger.valueOf(a).mod(range);
        return (value.testBit(width - 1) ? value.subtract(range) : value).longValue();
    }

    private static void check(Operator fast, boolean signed, BinaryOperator<BigInteger> slow) {
        for (long a : operands()) {
            for (long b : operands()) {
                if (b == 0 || (signed && a == Long.MIN_VALUE && b == -1)) {
                    continue;
                }
                long expected =
                        slow.apply(integer(a, signed), integer(b, signed)).longValue();
                if (fast.apply(a, b) != expected) {
                    assertThat(fast.apply(a, b)).as("%d, %d", a, b).isEqualTo(expected);
                }
            }
        }
    }

    private static BigInteger integer(long value, boolean signed) {
        BigInteger integer = BigInteger.valueOf(value);
        return signed ? integer : integer.mod(BigInteger.TWO.pow(Long.SIZE));
    }

    private static long[] operands() {
        SplittableRandom random = new SplittableRandom(64);
        LongStream edges = LongStream.of(VectorTable.integerEdges(Long.SIZE));
        LongStream some = LongStream.generate(() -> random.nextLong() >> random.nextInt(Long.SIZE));
        return LongStream.concat(edges, some.limit(500)).toArray();
    }

    private interface Operator {
        long apply(long a, long b);
    }
}
