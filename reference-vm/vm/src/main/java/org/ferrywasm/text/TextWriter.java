package org.ferrywasm.text;

import java.util.Locale;

/** Text that grows line by line, indented; and the writing of strings. */
final class TextWriter {
    private static final int INDENT = 2;

    /** Deeper lines are not indented further, so that the text stays in proportion to the module. */
    private static final int MAX_LEVEL = 20;

    private final StringBuilder text = new StringBuilder();
    private int level;

    /** Begins a line. */
    TextWriter line() {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.repeat(' ', INDENT * Math.min(level, MAX_LEVEL));
        return this;
    }

    /** Adds to the line. */
    TextWriter add(String more) {
        text.append(more);
        return this;
    }

    /** Adds an unsigned number. */
    TextWriter add(int unsigned) {
        text.append(Integer.toUnsignedString(unsigned));
        return this;
    }

    /** Indents the lines that follow by one more level. */
    void deeper() {
        level++;
    }

    /** Indents the lines that follow by one level less. */
    void shallower() {
        level--;
    }

    /** All that has been written. */
    String text() {
        return text.append('\n').toString();
    }

    /** A name as an identifier, with its dollar sign. */
    static String id(String name) {
        boolean plain = name.chars().allMatch(Lexer::isIdCharacter);
        return plain ? "$" + name : "$" + quoted(name);
    }

    /** A name as a string. */
    static String quoted(String name) {
        StringBuilder text = new StringBuilder("\"");
        name.codePoints().forEach(c -> {
            if (isPlain(c)) {
                text.append((char) c);
            } else {
                text.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return text.append('"').toString();
    }

    /** Bytes as a string. */
    static String quoted(byte[] bytes, int start, int end) {
        StringBuilder text = new StringBuilder("\"");
        for (int at = start; at < end; at++) {
            if (isPlain(bytes[at])) {
                text.append((char) bytes[at]);
            } else {
                text.append(String.format(Locale.ROOT, "\\%02x", bytes[at]));
            }
        }
        return text.append('"').toString();
    }

    private static boolean isPlain(int c) {
        return c >= ' ' && c < 0x7F && c != '"' && c != '\\';
    }
}
