package org.ferrywasm.contract.trial;

import java.util.Locale;

/** Words of details. */
final class Words {
    private static final int MOST = 200;

    private Words() {}

    /** A failure in one line: its class, and the beginning of its message. */
    static String of(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        String line = message.lines().findFirst().orElse("");
        return thrown.getClass().getSimpleName() + ": "
                + (line.length() > MOST ? line.substring(0, MOST) + "..." : line);
    }

    /** The name of an enum constant as a name in results: {@code wrong-thread}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name of a capability. */
    static String of(Class<?> capability) {
        String simple = capability.getEnclosingClass() == null
                ? capability.getSimpleName()
                : capability.getEnclosingClass().getSimpleName();
        return simple.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
