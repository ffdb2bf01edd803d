package org.ferrywasm.vm;

/** The VM's one logger, named {@code org.ferrywasm.vm}: for what an operator should know and no exception can tell. */
final class Log {
    private static final System.Logger LOGGER = System.getLogger("org.ferrywasm.vm");

    private Log() {}

    /** Something that an application does wrong and the VM puts right. */
    static void warning(String format, Object... args) {
        if (LOGGER.isLoggable(System.Logger.Level.WARNING)) {
            LOGGER.log(System.Logger.Level.WARNING, format.formatted(args));
        }
    }
}
