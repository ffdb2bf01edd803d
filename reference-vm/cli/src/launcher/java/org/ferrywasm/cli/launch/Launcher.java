package org.ferrywasm.cli.launch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** The entry point of {@code ferry.jar}: refuses a Java that is too old in one line, else hands over to the command line. */
public final class Launcher {
    private static final int OLDEST_JAVA = 25;
    private static final int EXIT_BAD_USE = 2;

    private Launcher() {}

    /**
     * Starts the command line.
     *
     * @param arguments handed over unchanged
     * @throws ReflectiveOperationException if the jar lacks the command line
     */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        String refusal = refusal(Runtime.version().feature(), System.getProperty("java.home"));
        if (!refusal.isEmpty()) {
            System.err.println(refusal);
            System.exit(EXIT_BAD_USE);
        }
        try {
            commandLine().invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw unwrapped(e);
        }
    }

    /** {@return what to tell the user of a Java that is too old, empty where it will do} */
    static String refusal(int java, String home) {
        return java >= OLDEST_JAVA
                ? ""
                : "ferry: needs Java " + OLDEST_JAVA + " or later, but this is Java " + java + " (" + home + ")";
    }

    /** By name and late, since loading the class would already fail on an older Java. */
    static Method commandLine() throws ReflectiveOperationException {
        return Class.forName("org.ferrywasm.cli.Main").getMethod("main", String[].class);
    }

    private static RuntimeException unwrapped(InvocationTargetException thrown) {
        Throwable cause = thrown.getCause();
        if (cause instanceof Error) {
            throw (Error) cause;
        }
        return cause instanceof RuntimeException ? (RuntimeException) cause : new IllegalStateException(cause);
    }
}
