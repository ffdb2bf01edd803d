package org.ferrywasm.cli;

import java.util.regex.Pattern;

/** Messages in one line: they quote names from modules and files, which may hold anything. */
public final class OneLine {
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}]");

    private OneLine() {}

    /** {@return the message with line breaks as semicolons and unprintable characters as numbers} */
    public static String of(String message) {
        String line = LINE_BREAK.matcher(message.strip()).replaceAll("; ");
        return UNPRINTABLE
                .matcher(line)
                .replaceAll(m -> "\\\\u{%x}".formatted(m.group().codePointAt(0)));
    }
}
