package org.ferrywasm.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.ferrywasm.numeric.LiteralException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Integer literals against a regular expression and {@link BigInteger}. */
class IntLiteralTest {
    private static final Pattern INTEGER =
            Pattern.compile("([+-]?)(?:0x([0-9a-fA-F](?:_?[0-9a-fA-F])*)|([0-9](?:_?[0-9])*))");

    private static final List<Type> TYPES = List.of(
            new Type("i8", 8, true, token -> (long) IntLiteral.parseI8(token)),
            new Type("i16", 16, true, token -> (long) IntLiteral.parseI16(token)),
            new Type("i32", 32, true, token -> (long) IntLiteral.parseI32(token)),
            new Type("i64", 64, true, IntLiteral::parseI64),
            new Type("u8", 8, false, token -> (long) IntLiteral.parseU8(token)),
            new Type("u32", 32, false, token -> (long) IntLiteral.parseU32(token)),
            new Type("u64", 64, false, IntLiteral::parseU64));

    @Test
    void theNumbersAroundEachLimit() {
        for (int exponent : new int[] {0, 4, 7, 8, 15, 16, 31, 32, 63, 64, 65, 128}) {
            for (int difference = -2; difference <= 2; difference++) {
                BigInteger number = BigInteger.TWO.pow(exponent).add(BigInteger.valueOf(difference));
                checkAll(number.toString());
                checkAll(number.negate().toString());
                checkAll("+000" + number.abs());
                checkAll("0x" + number.abs().toString(16));
                checkAll("-0x0000_0000_0000_0000_0000_"
                        + number.abs().toString(16).toUpperCase(Locale.ROOT));
            }
        }
    }

    @Test
    void tokensThatAreAlmostIntegers() {
        String alphabet = "0123456789_x+-afAFg.";
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder token = new StringBuilder(random.nextInt(4) == 0 ? "0x" : "");
            int length = random.nextInt(6);
            for (int j = 0; j < length; j++) {
                token.append(alphabet.charAt(random.nextInt(random.nextInt(3) == 0 ? alphabet.length() : 11)));
            }
            checkAll(token.toString());
        }
    }

    @Test
    void digitsAreAsciiOnly() {
        for (String token : List.of("\u0663", "0x\uff11", "1\u0660", "0X1", "1\u0000", "\u0000", "i", "nan")) {
            checkAll(token);
        }
    }

    @Test
    void resultsOfNarrowTypesAreSignExtended() {
        assertThat(IntLiteral.parseI8("0xff")).isEqualTo(-1);
        assertThat(IntLiteral.parseI16("0x8000")).isEqualTo(Short.MIN_VALUE);
        assertThat(IntLiteral.parseU8("0xff")).isEqualTo(255);
    }

    @Test
    @Timeout(20)
    void aLongTokenTakesLittleTimeAndIsNotRepeatedWhole() {
        String nines = "9".repeat(5_000_000);
        assertThat(IntLiteral.parseI64("0x" + "0_".repeat(5_000_000) + "1")).isEqualTo(1);
        assertThatExceptionOfType(LiteralException.class)
                .isThrownBy(() -> IntLiteral.parseI64(nines))
                .withMessage("constant out of range: i64 " + "9".repeat(40) + "\u2026")
                .extracting(LiteralException::kind)
                .isEqualTo(Kind.RANGE);
        assertThatExceptionOfType(LiteralException.class)
                .isThrownBy(() -> IntLiteral.parseI32(nines + "_"))
                .withMessageStartingWith("unknown operator: i32 9")
                .extracting(LiteralException::kind)
                .isEqualTo(Kind.SYNTAX);
    }

    private static void checkAll(String token) {
        for (Type type : TYPES) {
            String actual;
            try {
                actual = Long.toHexString(type.parse().apply(token));
            } catch (LiteralException e) {
                actual = e.kind().message();
            }
            String expected = expected(token, type);
            if (!actual.equals(expected)) {
                assertThat(actual).as("%s '%s'", type.name(), token).isEqualTo(expected);
            }
        }
    }

    private static String expected(String token, Type type) {
        var matcher = INTEGER.matcher(token);
        if (!matcher.matches() || (!matcher.group(1).isEmpty() && !type.signed())) {
            return "unknown operator";
        }
        BigInteger magnitude = matcher.group(2) != null
                ? new BigInteger(matcher.group(2).replace("_", ""), 16)
                : new BigInteger(matcher.group(3).replace("_", ""));
        BigInteger value = matcher.group(1).equals("-") ? magnitude.negate() : magnitude;
        BigInteger least = type.signed() ? BigInteger.TWO.pow(type.width() - 1).negate() : BigInteger.ZERO;
        if (value.compareTo(least) < 0 || value.bitLength() > type.width()) {
            return "constant out of range";
        }
        long bits = value.longValue();
        boolean extended = type.signed() || type.width() == 32;
        return Long.toHexString(extended ? bits << (64 - type.width()) >> (64 - type.width()) : bits);
    }

    private record Type(String name, int width, boolean signed, Function<String, Long> parse) {}
}
