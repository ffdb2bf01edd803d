package org.ferrywasm.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The reading of string literals, escapes included (specification, "Strings"). */
final class StringLiteral {
    private static final int MAX_CODE_POINT_DIGITS = 8;

    private StringLiteral() {}

    /**
     * The bytes that a literal stands for.
     *
     * @param start the offset of its opening quote
     * @param end the offset after its closing quote; what stands between has been checked by the lexer
     */
    static void decode(byte[] source, int start, int end, ByteArrayOutputStream to) {
        int plain = start + 1;
        int at = plain;
        while (at < end - 1) {
            if (source[at] != '\\') {
                at++;
                continue;
            }
            to.write(source, plain, at - plain);
            at = escape(source, at + 1, to);
            plain = at;
        }
        to.write(source, plain, end - 1 - plain);
    }

    private static int escape(byte[] source, int at, ByteArrayOutputStream to) {
        switch (source[at]) {
            case 't' -> to.write('\t');
            case 'n' -> to.write('\n');
            case 'r' -> to.write('\r');
            case '"', '\'', '\\' -> to.write(source[at]);
            case 'u' -> {
                int close = at;
                while (source[close] != '}') {
                    close++;
                }
                byte[] utf8 =
                        Character.toString(codePoint(source, at + 2, close)).getBytes(StandardCharsets.UTF_8);
                to.write(utf8, 0, utf8.length);
                return close + 1;
            }
            default -> {
                to.write(hexDigit(source[at]) << 4 | hexDigit(source[at + 1]));
                return at + 2;
            }
        }
        return at + 1;
    }

    /**
     * The offset after an escape.
     *
     * @param at the offset after its backslash
     * @return a negative number if it is illegal
     */
    static int skipEscape(byte[] source, int at) {
        if (at >= source.length) {
            return -1;
        }
        switch (source[at]) {
            case 't', 'n', 'r', '"', '\'', '\\' -> {
                return at + 1;
            }
            case 'u' -> {
                if (at + 1 >= source.length || source[at + 1] != '{') {
                    return -1;
                }
                int close = at + 2;
                while (close < source.length && (hexDigit(source[close]) >= 0 || source[close] == '_')) {
                    close++;
                }
                boolean closed = close < source.length && source[close] == '}';
                return closed && codePoint(source, at + 2, close) >= 0 ? close + 1 : -1;
            }
            default -> {
                boolean hex = hexDigit(source[at]) >= 0 && at + 1 < source.length && hexDigit(source[at + 1]) >= 0;
                return hex ? at + 2 : -1;
            }
        }
    }

    private static int codePoint(byte[] source, int start, int end) {
        long value = 0;
        int digits = 0;
        boolean digitBefore = false;
        for (int at = start; at < end; at++) {
            if (source[at] == '_') {
                if (!digitBefore) {
                    return -1;
                }
                digitBefore = false;
                continue;
            }
            digitBefore = true;
            value = value << 4 | hexDigit(source[at]);
            if (value != 0 && ++digits > MAX_CODE_POINT_DIGITS) {
                return -1;
            }
        }
        boolean scalar = value <= Character.MAX_CODE_POINT
                && (value < Character.MIN_SURROGATE || value > Character.MAX_SURROGATE);
        return digitBefore && scalar ? (int) value : -1;
    }

    /** The value of a digit, or -1 for what is none. */
    static int digit(int c, int radix) {
        return c < 0 ? -1 : Character.digit((char) c, radix);
    }

    private static int hexDigit(int c) {
        return digit(c, 16);
    }

    /** The text that these bytes encode, or null if they are not well-formed UTF-8. */
    static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            return null;
        }
    }

    /**
     * How many bytes the well-formed UTF-8 sequence at this place has; 0 if there is none.
     *
     * @param at the offset of a byte that is not ASCII
     */
    static int utf8Length(byte[] source, int at) {
        int lead = source[at] & 0xFF;
        int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (length == 0 || at + length > source.length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((source[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = source[at + 1] & 0xFF;
        boolean wellFormed = switch (lead) {
            case 0xE0 -> second >= 0xA0;
            case 0xED -> second < 0xA0;
            case 0xF0 -> second >= 0x90;
            case 0xF4 -> second < 0x90;
            default -> true;
        };
        return wellFormed ? length : 0;
    }
}
