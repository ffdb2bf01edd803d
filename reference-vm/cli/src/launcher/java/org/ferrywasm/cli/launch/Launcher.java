package org.ferrywasm.cli.launch;

import java.lang.reflect.InvocationTargetException;

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
        int java = Runtime.version().feature();
        if (java < OLDEST_JAVA) {
            System.err.println("ferry: needs Java " + OLDEST_JAVA + " or later, but this is Java " + java + " ("
                    + System.getProperty("java.home") + ")");
            System.exit(EXIT_BAD_USE);
        }
        try {
            Class.forName("org.ferrywasm.cli.Main")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw unwrapped(e);
        }
    }

    private static RuntimeException unwrapped(InvocationTargetException thrown) {
        Throwable cause = thrown.getCause();
        if (cause instanceof Error) {
            throw (Error) cause;
        }
        return cause instanceof RuntimeException ? (RuntimeException) cause : new IllegalStateException(cause);
    }
}
