package org.ferrywasm.vm;

import org.jspecify.annotations.Nullable;

/**
 * A frame of a guest's backtrace.
 *
 * {@snippet class="org.ferrywasm.examples.ExceptionExample" region="frames"}
 *
 * @param moduleName the module's name, from its name section; null if it has none
 * @param funcIndex the function's index in its module
 * @param funcName the function's name, from the name section; null if it has none
 * @param offset the byte offset of the instruction in the module
 */
public record GuestFrame(
        @Nullable String moduleName,
        int funcIndex,
        @Nullable String funcName,
        long offset) {
    private static final int MAX_NAME_LENGTH = 200;

    /**
     * As in {@code func 12 "copy", offset 0x3f}, with {@code module "m", } before it where the module has a name. What is
     * not printable in a name stands as a question mark, and the end of a long one is left out.
     */
    @Override
    public String toString() {
        return (moduleName == null ? "" : "module \"" + printable(moduleName) + "\", ")
                + "func "
                + funcIndex
                + (funcName == null ? "" : " \"" + printable(funcName) + "\"")
                + ", "
                + place();
    }

    /** The frame as Java's stack traces have them: {@code wasm.m.copy(func 12, offset 0x3f)}. */
    public StackTraceElement toStackTraceElement() {
        return new StackTraceElement(
                moduleName == null ? "wasm" : "wasm." + printable(moduleName),
                funcName == null ? "func" + funcIndex : printable(funcName),
                funcName == null ? place() : "func " + funcIndex + ", " + place(),
                -1);
    }

    private String place() {
        return "offset 0x" + Long.toHexString(offset);
    }

    /** A name in one line, whatever a module says: it must not pass for other frames. */
    private static String printable(String name) {
        if (name.length() <= MAX_NAME_LENGTH && name.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return name;
        }
        String shown = name.codePoints()
                .limit(MAX_NAME_LENGTH)
                .map(c -> isPrintable(c) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return name.codePointCount(0, name.length()) > MAX_NAME_LENGTH ? shown + "…" : shown;
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
