package org.ferrywasm.numeric;

/** The digits of numbers in the text format: ASCII alone, and underscores only between two of them. */
final class Digits {
    private Digits() {}

    /** Returns the value of a digit, or -1 if the character is none. */
    static int value(char c, int radix) {
        int value = -1;
        if (c >= '0' && c <= '9') {
            value = c - '0';
        } else if (c >= 'a' && c <= 'f') {
            value = c - 'a' + 10;
        } else if (c >= 'A' && c <= 'F') {
            value = c - 'A' + 10;
        }
        return value < radix ? value : -1;
    }

    /** Returns 16 if {@code 0x} stands at {@code start}, otherwise 10. */
    static int radix(CharSequence token, int start) {
        return at(token, start) == '0' && at(token, start + 1) == 'x' ? 16 : 10;
    }

    /** Returns where the longest well-formed row of digits that begins at {@code start} ends; {@code start} if none. */
    static int skip(CharSequence token, int start, int radix) {
        int end = start;
        int next = start;
        while (value(at(token, next), radix) >= 0) {
            end = next + 1;
            next = at(token, end) == '_' ? end + 1 : end;
        }
        return end;
    }

    /** Returns the character at {@code index}, or NUL beyond the end. */
    static char at(CharSequence token, int index) {
        return index < token.length() ? token.charAt(index) : 0;
    }
}
