package org.ferrywasm.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ferrywasm.numeric.LiteralException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Floating-point literals against regular expressions and exact arithmetic. */
class FloatLiteralTest {
    private static final String DIGITS = "[0-9](?:_?[0-9])*";
    private static final String HEX_DIGITS = "[0-9a-fA-F](?:_?[0-9a-fA-F])*";

    private static final Pattern DECIMAL =
            Pattern.compile("([+-]?)(" + DIGITS + ")(?:\\.(" + DIGITS + ")?)?(?:[eE]([+-]?" + DIGITS + "))?");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("([+-]?)0x(" + HEX_DIGITS + ")(?:\\.(" + HEX_DIGITS + ")?)?(?:[pP]([+-]?" + DIGITS + "))?");
    private static final Pattern SPECIAL = Pattern.compile("([+-]?)(?:(inf)|(nan)|nan:0x(" + HEX_DIGITS + "))");

    @Test
    void tokensThatAreAlmostNumbers() {
        SplittableRandom random = new SplittableRandom(11);
        List<String> pieces = List.of(
                "0",
                "1",
                "12",
                "9",
                "_",
                ".",
                "e",
                "E",
                "p",
                "P",
                "+",
                "-",
                "0x",
                "x",
                "a",
                "f",
                "inf",
                "nan",
                "nan:0x",
                "nan:",
                "e+1",
                "p-3",
                "\u0661",
                "infinity",
                "canonical",
                "7f_ffff",
                "0x1",
                "1.",
                "1e",
                "0x1p");
        for (int i = 0; i < 200_000; i++) {
            StringBuilder token = new StringBuilder();
            for (int j = random.nextInt(6); j > 0; j--) {
                token.append(pieces.get(random.nextInt(pieces.size())));
            }
            checkBoth(token.toString());
        }
    }

    @Test
    void payloads() {
        for (int exponent : new int[] {0, 1, 21, 22, 23, 24, 50, 51, 52, 53, 63, 64, 65, 100}) {
            BigInteger power = BigInteger.TWO.pow(exponent);
            for (BigInteger payload : List.of(power.subtract(BigInteger.ONE), power, power.add(BigInteger.ONE))) {
                checkBoth("nan:0x" + payload.toString(16));
                checkBoth("-nan:0x00_" + payload.toString(16));
            }
        }
    }

    @Test
    void numbersHalfwayAndJustBeside() {
        SplittableRandom random = new SplittableRandom(13);
        for (SlowFloat format : SlowFloat.values()) {
            for (int i = 0; i < 300; i++) {
                long some = random.nextLong(format.infinity());
                for (long bits : new long[] {some, i, format.infinity() - 1 - i}) {
                    BigDecimal middle = format.middle(bits);
                    check(middle.toString(), format);
                    check(middle.toPlainString(), format);
                    check(middle.toPlainString() + (middle.scale() > 0 ? "" : ".") + "0".repeat(900) + "1", format);
                    BigDecimal lessThanHalf = middle.subtract(middle.ulp().movePointLeft(1));
                    check(lessThanHalf.toString(), format);
                }
            }
        }
    }

    @Test
    void hexadecimalNumbersHalfwayAndJustBeside() {
        SplittableRandom random = new SplittableRandom(17);
        for (SlowFloat format : SlowFloat.values()) {
            for (int i = 0; i < 500; i++) {
                long some = random.nextLong(format.infinity());
                for (long bits : new long[] {some, i, format.infinity() - 1 - i}) {
                    BigDecimal middle = format.middle(bits);
                    int exponent = -1100;
                    BigInteger digits = middle.multiply(new BigDecimal(BigInteger.TWO.pow(-exponent)))
                            .toBigIntegerExact();
                    check("0x" + digits.toString(16) + "p" + exponent, format);
                    check("-0x" + digits.subtract(BigInteger.ONE).toString(16) + "p" + exponent, format);
                    check("0x" + digits.toString(16) + ".0000_001P" + exponent, format);
                    check(
                            "0x0.000" + digits.toString(16) + "p"
                                    + (exponent + 4 * (3 + digits.toString(16).length())),
                            format);
                }
            }
        }
    }

    @Test
    void numbersOfAllSizes() {
        SplittableRandom random = new SplittableRandom(19);
        for (int i = 0; i < 5_000; i++) {
            String digits = Long.toUnsignedString(random.nextLong() >>> random.nextInt(64));
            int exponent = random.nextInt(-360, 330);
            checkBoth(digits + "e" + exponent);
            checkBoth("-" + digits + "." + digits + "E" + exponent);
            checkBoth("0x" + Long.toHexString(random.nextLong()) + "." + digits + "p" + random.nextInt(-1200, 1000));
        }
    }

    @Test
    void whatIsPrintedParsesToTheSameBits() {
        SplittableRandom random = new SplittableRandom(23);
        for (long bits : SlowFloat.F32.edges()) {
            printF32((int) bits);
        }
        for (long bits : SlowFloat.F64.edges()) {
            printF64(bits);
        }
        for (int i = 0; i < 50_000; i++) {
            printF32(random.nextInt());
            printF64(random.nextLong());
        }
    }

    @Test
    void printedFormsAreShort() {
        assertThat(FloatLiteral.printF32(0)).isEqualTo("0");
        assertThat(FloatLiteral.printF64(Long.MIN_VALUE)).isEqualTo("-0");
        assertThat(FloatLiteral.printF32(Float.floatToRawIntBits(-1.5f))).isEqualTo("-1.5");
        assertThat(FloatLiteral.printF64(Double.doubleToRawLongBits(1e10))).isEqualTo("1e10");
        assertThat(FloatLiteral.printF64(Double.doubleToRawLongBits(2.5e-7))).isEqualTo("2.5e-7");
        assertThat(FloatLiteral.printF32(0xff80_0000)).isEqualTo("-inf");
        assertThat(FloatLiteral.printF32(0x7fc0_0000)).isEqualTo("nan");
        assertThat(FloatLiteral.printF32(0x7fa0_0000)).isEqualTo("nan:0x200000");
        assertThat(FloatLiteral.printF64(-1)).isEqualTo("-nan:0xfffffffffffff");
    }

    @Test
    @Timeout(20)
    void anyLengthAndAnyExponentTakeLittleTime() {
        String zeros = "0".repeat(1_000_000);
        String nines = "9".repeat(1_000_000);
        for (String token :
                List.of("1e-1000000000", "0e" + nines, "0x1p-" + nines, "0." + zeros + "1", "0x0." + zeros + "1")) {
            assertThat(FloatLiteral.parseF64Bits(token)).isZero();
        }
        for (String token :
                List.of("1" + zeros + "e-1000000", "0." + zeros + "1e1000001", "0x1" + zeros + "p-4000000")) {
            assertThat(FloatLiteral.parseF64Bits(token)).isEqualTo(Double.doubleToRawLongBits(1));
            assertThat(FloatLiteral.parseF32Bits(token)).isEqualTo(Float.floatToRawIntBits(1));
        }
        assertThat(FloatLiteral.parseF32Bits("0." + nines)).isEqualTo(Float.floatToRawIntBits(1));
        for (String token : List.of("1e1000000000", nines, "0x" + nines, "0x1p" + nines, "0." + zeros + "1e2000000")) {
            assertThatExceptionOfType(LiteralException.class)
                    .isThrownBy(() -> FloatLiteral.parseF64Bits(token))
                    .withMessageStartingWith("constant out of range: f64 ")
                    .extracting(LiteralException::kind)
                    .isEqualTo(Kind.RANGE);
        }
    }

    private static void printF32(int bits) {
        String printed = FloatLiteral.printF32(bits);
        if (FloatLiteral.parseF32Bits(printed) != bits) {
            assertThat(printed).as("%x", bits).isNull();
        }
    }

    private static void printF64(long bits) {
        String printed = FloatLiteral.printF64(bits);
        if (FloatLiteral.parseF64Bits(printed) != bits) {
            assertThat(printed).as("%x", bits).isNull();
        }
    }

    private static void checkBoth(String token) {
        check(token, SlowFloat.F32);
        check(token, SlowFloat.F64);
    }

    private static void check(String token, SlowFloat format) {
        String actual;
        long bits = -1;
        try {
            bits = format == SlowFloat.F32
                    ? FloatLiteral.parseF32Bits(token) & 0xffff_ffffL
                    : FloatLiteral.parseF64Bits(token);
            actual = Long.toHexString(bits);
        } catch (LiteralException e) {
            actual = e.kind().message();
        }
        String expected = expected(token, format, bits);
        if (!actual.equals(expected)) {
            assertThat(actual).as("%s '%s'", format, token).isEqualTo(expected);
        }
    }

    /** Returns the outcome the token must have; {@code bits} is a guess at it that is only to be confirmed. */
    private static String expected(String token, SlowFloat format, long bits) {
        long sign = token.startsWith("-") ? 1L << (format.width - 1) : 0;
        Matcher special = SPECIAL.matcher(token);
        if (special.matches()) {
            return special(special, format, sign);
        }
        Matcher decimal = DECIMAL.matcher(token);
        Matcher hexadecimal = HEXADECIMAL.matcher(token);
        BigDecimal exact;
        if (decimal.matches()) {
            exact = exact(decimal, 10);
        } else if (hexadecimal.matches()) {
            exact = exact(hexadecimal, 16);
        } else {
            return "unknown operator";
        }
        if (exact.compareTo(format.middle(format.infinity() - 1)) >= 0) {
            return "constant out of range";
        }
        boolean confirmed = bits >>> (format.width - 1) == (sign == 0 ? 0 : 1) && format.isNearest(exact, bits ^ sign);
        return confirmed ? Long.toHexString(bits) : "another number";
    }

    private static String special(Matcher special, SlowFloat format, long sign) {
        long magnitude = format.infinity();
        if (special.group(3) != null) {
            magnitude |= magnitude >>> 1 & ~magnitude;
        } else if (special.group(4) != null) {
            BigInteger payload = new BigInteger(special.group(4).replace("_", ""), 16);
            long limit = Long.lowestOneBit(magnitude);
            if (payload.signum() == 0 || payload.compareTo(BigInteger.valueOf(limit)) >= 0) {
                return "constant out of range";
            }
            magnitude |= payload.longValue();
        }
        return Long.toHexString(sign | magnitude);
    }

    private static BigDecimal exact(Matcher number, int radix) {
        String integer = number.group(2).replace("_", "");
        String fraction = number.group(3) == null ? "" : number.group(3).replace("_", "");
        int exponent =
                number.group(4) == null ? 0 : Integer.parseInt(number.group(4).replace("_", ""));
        BigInteger digits = new BigInteger(integer + fraction, radix);
        if (radix == 10) {
            return new BigDecimal(digits, fraction.length()).scaleByPowerOfTen(exponent);
        }
        int power = exponent - 4 * fraction.length();
        BigDecimal scale = new BigDecimal(BigInteger.TWO.pow(Math.abs(power)));
        return power < 0 ? new BigDecimal(digits).divide(scale) : new BigDecimal(digits).multiply(scale);
    }
}
