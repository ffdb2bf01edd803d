package org.ferrywasm.numeric;

import org.ferrywasm.numeric.LiteralException.Kind;

/**
 * The integers of the text format (section "Integers" of the chapter "Text Format"): decimal or hexadecimal digits,
 * single underscores between them, and for an {@code iN} or {@code sN} a sign.
 *
 * <p>A method named for an uninterpreted type, such as {@link #parseI32}, takes everything from the least signed to
 * the greatest unsigned number of that width; one named for an unsigned type takes no sign. The time is linear in the
 * token's length.
 */
public final class IntLiteral {
    private IntLiteral() {}

    /**
     * Parses an {@code i8}, as in the lanes of a {@code v128.const}.
     *
     * @return the bits, sign-extended
     * @throws LiteralException if the token is no integer, or needs more than 8 bits
     */
    public static int parseI8(CharSequence token) {
        return (byte) parse(token, 8, "i8");
    }

    /**
     * Parses an {@code i16}, as in the lanes of a {@code v128.const}.
     *
     * @return the bits, sign-extended
     * @throws LiteralException if the token is no integer, or needs more than 16 bits
     */
    public static int parseI16(CharSequence token) {
        return (short) parse(token, 16, "i16");
    }

    /**
     * Parses an {@code i32}.
     *
     * @throws LiteralException if the token is no integer, or needs more than 32 bits
     */
    public static int parseI32(CharSequence token) {
        return (int) parse(token, 32, "i32");
    }

    /**
     * Parses an {@code i64}.
     *
     * @throws LiteralException if the token is no integer, or needs more than 64 bits
     */
    public static long parseI64(CharSequence token) {
        return parse(token, 64, "i64");
    }

    /**
     * Parses a {@code u8}, such as a lane index.
     *
     * @throws LiteralException if the token is no integer without a sign, or is above 255
     */
    public static int parseU8(CharSequence token) {
        return (int) parseUnsigned(token, 8, "u8");
    }

    /**
     * Parses a {@code u32}, such as an index.
     *
     * @return the bits, to be read as an unsigned number
     * @throws LiteralException if the token is no integer without a sign, or needs more than 32 bits
     */
    public static int parseU32(CharSequence token) {
        return (int) parseUnsigned(token, 32, "u32");
    }

    /**
     * Parses a {@code u64}, such as an offset or a limit.
     *
     * @return the bits, to be read as an unsigned number
     * @throws LiteralException if the token is no integer without a sign, or needs more than 64 bits
     */
    public static long parseU64(CharSequence token) {
        return parseUnsigned(token, 64, "u64");
    }

    private static long parse(CharSequence token, int width, String type) {
        char sign = token.isEmpty() ? 0 : token.charAt(0);
        if (sign == '-') {
            return -magnitude(token, 1, 1L << (width - 1), type);
        }
        return magnitude(token, sign == '+' ? 1 : 0, -1L >>> (Long.SIZE - width), type);
    }

    private static long parseUnsigned(CharSequence token, int width, String type) {
        return magnitude(token, 0, -1L >>> (Long.SIZE - width), type);
    }

    /** Parses the digits from {@code start} on to an unsigned number that is at most {@code limit}. */
    static long magnitude(CharSequence token, int start, long limit, String type) {
        int radix = Digits.radix(token, start);
        int first = radix == 16 ? start + 2 : start;
        int end = Digits.skip(token, first, radix);
        if (end == first || end < token.length()) {
            throw new LiteralException(Kind.SYNTAX, type, token);
        }
        long greatestQuotient = Long.divideUnsigned(limit, radix);
        long greatestRemainder = Long.remainderUnsigned(limit, radix);
        long value = 0;
        for (int i = first; i < end; i++) {
            if (token.charAt(i) == '_') {
                continue;
            }
            int digit = Digits.value(token.charAt(i), radix);
            int order = Long.compareUnsigned(value, greatestQuotient);
            if (order > 0 || (order == 0 && digit > greatestRemainder)) {
                throw new LiteralException(Kind.RANGE, type, token);
            }
            value = value * radix + digit;
        }
        return value;
    }
}
