package org.ferrywasm.numeric;

import org.ferrywasm.numeric.LiteralException.Kind;

/**
 * The floating-point numbers of the text format (section "Floating-Point" of the chapter "Text Format"), to and from
 * their raw bits: decimal and hexadecimal numbers, {@code inf}, {@code nan} and {@code nan:0x} with a payload.
 *
 * <p>Numbers are rounded once, to nearest, ties to even; one that would round to infinity is out of range. The time is
 * linear in the token's length, whatever the exponent: no more digits are kept than can decide a rounding, and whether
 * there were others.
 */
public final class FloatLiteral {
    /**
     * More decimal digits than the longest number halfway between two neighbouring doubles has, which is 767; what
     * follows them counts only as being zero or not.
     */
    private static final int DECIMAL_DIGITS_KEPT = 800;

    private static final int HEX_DIGITS_KEPT = 15;

    /** Beyond all exponents that could be brought back into range by the length of a token. */
    private static final long EXPONENT_LIMIT = 100_000_000_000L;

    /** Powers of ten beyond these are out of range, or round to zero, in either format. */
    private static final int DECIMAL_EXPONENT_LIMIT = 400;

    private FloatLiteral() {}

    /**
     * Parses an {@code f32}.
     *
     * @return the raw bits
     * @throws LiteralException if the token is no floating-point literal, or is out of range
     */
    public static int parseF32Bits(CharSequence token) {
        return (int) parse(token, Format.F32);
    }

    /**
     * Parses an {@code f64}.
     *
     * @return the raw bits
     * @throws LiteralException if the token is no floating-point literal, or is out of range
     */
    public static long parseF64Bits(CharSequence token) {
        return parse(token, Format.F64);
    }

    /** Returns the shortest decimal literal, or the {@code inf} or {@code nan}, that parses to these raw bits. */
    public static String printF32(int bits) {
        String magnitude = Float.toString(Float.intBitsToFloat(F32.abs(bits)));
        return print(bits < 0, F32.abs(bits), Format.F32, magnitude);
    }

    /** Returns the shortest decimal literal, or the {@code inf} or {@code nan}, that parses to these raw bits. */
    public static String printF64(long bits) {
        String magnitude = Double.toString(Double.longBitsToDouble(F64.abs(bits)));
        return print(bits < 0, F64.abs(bits), Format.F64, magnitude);
    }

    private static String print(boolean negative, long bits, Format format, String magnitude) {
        String sign = negative ? "-" : "";
        if (bits == format.canonicalNan()) {
            return sign + "nan";
        }
        if (bits > format.infinity()) {
            return sign + "nan:0x" + Long.toHexString(bits - format.infinity());
        }
        if (bits == format.infinity()) {
            return sign + "inf";
        }
        String literal = magnitude.replace(".0E", "e").replace('E', 'e');
        return sign + (literal.endsWith(".0") ? literal.substring(0, literal.length() - 2) : literal);
    }

    private static long parse(CharSequence token, Format format) {
        char sign = Digits.at(token, 0);
        int start = sign == '+' || sign == '-' ? 1 : 0;
        long magnitude = parseMagnitude(token, start, format);
        return sign == '-' ? magnitude | format.sign() : magnitude;
    }

    private static long parseMagnitude(CharSequence token, int start, Format format) {
        int length = token.length() - start;
        if (startsWith(token, start, "inf") && length == 3) {
            return format.infinity();
        }
        if (startsWith(token, start, "nan") && length == 3) {
            return format.canonicalNan();
        }
        if (startsWith(token, start, "nan:0x")) {
            long payload = IntLiteral.magnitude(token, start + 4, format.payloadLimit(), format.type());
            if (payload == 0) {
                throw new LiteralException(Kind.RANGE, format.type(), token);
            }
            return format.infinity() | payload;
        }
        Parts parts = Parts.of(token, start, format);
        return parts.radix() == 16 ? hexadecimal(token, parts, format) : decimal(token, parts, format);
    }

    private static boolean startsWith(CharSequence token, int start, String prefix) {
        for (int i = 0; i < prefix.length(); i++) {
            if (Digits.at(token, start + i) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Reads a hexadecimal number as 60 bits, a power of two and whether anything was cut off, and rounds that. */
    private static long hexadecimal(CharSequence token, Parts parts, Format format) {
        long significand = 0;
        boolean inexact = false;
        int kept = 0;
        long exponent = parts.exponent();
        for (int i = parts.start(); i < parts.end(); i++) {
            int digit = Digits.value(token.charAt(i), 16);
            if (digit < 0) {
                continue;
            }
            if (i > parts.point()) {
                exponent -= 4;
            }
            if (kept == HEX_DIGITS_KEPT) {
                exponent += 4;
                inexact |= digit != 0;
            } else {
                significand = significand << 4 | digit;
                kept += significand == 0 ? 0 : 1;
            }
        }
        return significand == 0 ? 0 : round(significand, inexact, exponent, format, token);
    }

    /**
     * Returns the bits of {@code significand} times two to the {@code exponent}, and a bit more if {@code inexact}.
     * Fewer bits are kept of a number that is subnormal, down to none of one just below the least.
     */
    private static long round(long significand, boolean inexact, long exponent, Format format, CharSequence token) {
        int zeros = Long.numberOfLeadingZeros(significand);
        long aligned = significand << zeros | (inexact ? 1 : 0);
        long topExponent = exponent - zeros + 63;
        if (topExponent > format.maxExponent()) {
            throw new LiteralException(Kind.RANGE, format.type(), token);
        }
        long aboveMin = topExponent - format.minExponent();
        long precision = format.significandBits() + 1 + Math.min(aboveMin, 0);
        if (precision < 0) {
            return 0;
        }
        long kept = precision == 0 ? 0 : aligned >>> (Long.SIZE - precision);
        int remainder = Long.compareUnsigned(aligned << precision, Long.MIN_VALUE);
        if (remainder > 0 || (remainder == 0 && (kept & 1) == 1)) {
            kept++;
        }
        long bits = (Math.max(aboveMin, 0) << format.significandBits()) + kept;
        if (bits >= format.infinity()) {
            throw new LiteralException(Kind.RANGE, format.type(), token);
        }
        return bits;
    }

    /** Reads a decimal number as a bounded number of digits and a power of ten, and leaves the rounding to Java. */
    private static long decimal(CharSequence token, Parts parts, Format format) {
        StringBuilder digits = new StringBuilder();
        boolean inexact = false;
        long exponent = parts.exponent();
        for (int i = parts.start(); i < parts.end(); i++) {
            int digit = Digits.value(token.charAt(i), 10);
            if (digit < 0) {
                continue;
            }
            if (i > parts.point()) {
                exponent--;
            }
            if (digits.length() == DECIMAL_DIGITS_KEPT) {
                exponent++;
                inexact |= digit != 0;
            } else if (digit != 0 || !digits.isEmpty()) {
                digits.append((char) ('0' + digit));
            }
        }
        if (inexact) {
            digits.append('1');
            exponent--;
        }
        long topExponent = exponent + digits.length();
        if (digits.isEmpty() || topExponent < -DECIMAL_EXPONENT_LIMIT) {
            return 0;
        }
        long bits = format.infinity();
        if (topExponent < DECIMAL_EXPONENT_LIMIT) {
            bits = format.parseJava(digits.append('e').append(exponent).toString());
        }
        if (bits == format.infinity()) {
            throw new LiteralException(Kind.RANGE, format.type(), token);
        }
        return bits;
    }

    /**
     * Where the parts of a number are in its token.
     *
     * @param start where the digits begin
     * @param point where the point is, or where it would be
     * @param end where the digits end
     * @param exponent the exponent, or {@link #EXPONENT_LIMIT} with its sign if it is greater
     */
    private record Parts(int radix, int start, int point, int end, long exponent) {
        static Parts of(CharSequence token, int signEnd, Format format) {
            int radix = Digits.radix(token, signEnd);
            int start = radix == 16 ? signEnd + 2 : signEnd;
            int point = Digits.skip(token, start, radix);
            int end = Digits.at(token, point) == '.' ? Digits.skip(token, point + 1, radix) : point;
            char mark = Digits.at(token, end);
            boolean marked = radix == 16 ? mark == 'p' || mark == 'P' : mark == 'e' || mark == 'E';
            int tokenEnd = marked ? exponentEnd(token, end + 1) : end;
            if (point == start || tokenEnd < token.length()) {
                throw new LiteralException(Kind.SYNTAX, format.type(), token);
            }
            return new Parts(radix, start, point, end, marked ? exponent(token, end + 1) : 0);
        }

        /** Returns where the exponent that begins at {@code start} ends, or {@code start} if there is none. */
        private static int exponentEnd(CharSequence token, int start) {
            int digits = isSign(Digits.at(token, start)) ? start + 1 : start;
            int end = Digits.skip(token, digits, 10);
            return end == digits ? start - 1 : end;
        }

        private static long exponent(CharSequence token, int start) {
            long exponent = 0;
            for (int i = start; i < token.length(); i++) {
                int digit = Digits.value(token.charAt(i), 10);
                if (digit >= 0) {
                    exponent = Math.min(exponent * 10 + digit, EXPONENT_LIMIT);
                }
            }
            return token.charAt(start) == '-' ? -exponent : exponent;
        }

        private static boolean isSign(char c) {
            return c == '+' || c == '-';
        }
    }

    /** The two formats of IEEE 754 in use, as numbers. */
    private enum Format {
        F32("f32", 23, 127) {
            @Override
            long parseJava(String decimal) {
                return Float.floatToRawIntBits(Float.parseFloat(decimal));
            }
        },
        F64("f64", 52, 1023) {
            @Override
            long parseJava(String decimal) {
                return Double.doubleToRawLongBits(Double.parseDouble(decimal));
            }
        };

        private final String type;
        private final int significandBits;
        private final int maxExponent;

        Format(String type, int significandBits, int maxExponent) {
            this.type = type;
            this.significandBits = significandBits;
            this.maxExponent = maxExponent;
        }

        /** Returns the bits of a non-negative decimal number in Java's own notation, correctly rounded. */
        abstract long parseJava(String decimal);

        String type() {
            return type;
        }

        int significandBits() {
            return significandBits;
        }

        int maxExponent() {
            return maxExponent;
        }

        int minExponent() {
            return 1 - maxExponent;
        }

        long sign() {
            return (2L * maxExponent + 2) << significandBits;
        }

        long infinity() {
            return (2L * maxExponent + 1) << significandBits;
        }

        long payloadLimit() {
            return (1L << significandBits) - 1;
        }

        long canonicalNan() {
            return infinity() | 1L << (significandBits - 1);
        }
    }
}
