package org.ferrywasm.text;

import org.jspecify.annotations.Nullable;

/** Tells by their form which tokens are numbers (specification, "Integers", "Floating-Point"). */
final class Numerals {
    private Numerals() {}

    /** {@code INTEGER}, {@code FLOAT}, or null for what is no number. */
    static @Nullable TokenKind kind(byte[] source, int start, int end) {
        int at = source[start] == '+' || source[start] == '-' ? start + 1 : start;
        if (at == end) {
            return null;
        }
        if (source[at] < '0' || source[at] > '9') {
            return isInfinityOrNan(source, at, end) ? TokenKind.FLOAT : null;
        }
        boolean hex = isHex(source, at, end);
        int digits = digits(source, hex ? at + 2 : at, end, hex ? 16 : 10);
        if (digits < 0) {
            return null;
        }
        return digits == end ? TokenKind.INTEGER : fraction(source, digits, end, hex);
    }

    private static @Nullable TokenKind fraction(byte[] source, int start, int end, boolean hex) {
        int at = start;
        if (source[at] == '.') {
            at++;
            int digits = at < end ? digits(source, at, end, hex ? 16 : 10) : -1;
            at = digits < 0 ? at : digits;
        }
        if (at < end && (source[at] | 0x20) == (hex ? 'p' : 'e')) {
            at++;
            if (at < end && (source[at] == '+' || source[at] == '-')) {
                at++;
            }
            at = at < end ? digits(source, at, end, 10) : -1;
        }
        return at == end ? TokenKind.FLOAT : null;
    }

    private static boolean isHex(byte[] source, int at, int end) {
        return at + 1 < end && source[at] == '0' && source[at + 1] == 'x';
    }

    private static boolean isInfinityOrNan(byte[] source, int at, int end) {
        int length = end - at;
        if (length < 3) {
            return false;
        }
        boolean nan = source[at] == 'n' && source[at + 1] == 'a' && source[at + 2] == 'n';
        if (length == 3) {
            return nan || (source[at] == 'i' && source[at + 1] == 'n' && source[at + 2] == 'f');
        }
        return nan && source[at + 3] == ':' && isHex(source, at + 4, end) && digits(source, at + 6, end, 16) == end;
    }

    /** The offset after a run of digits, single underscores between them; -1 if there is none. */
    private static int digits(byte[] source, int start, int end, int radix) {
        int at = start;
        boolean digit = false;
        while (at < end) {
            if (StringLiteral.digit(source[at], radix) >= 0) {
                digit = true;
            } else if (source[at] == '_' && digit) {
                digit = false;
            } else {
                break;
            }
            at++;
        }
        return digit ? at : -1;
    }
}
