package org.ferrywasm.cli;

import java.io.IOException;

/**
 * A command of {@code ferry}: a class with picocli's annotations and a public constructor without parameters. Every
 * provider of this service becomes a subcommand under the name that its {@code @Command} annotation gives it.
 */
public interface FerryCommand {

    /**
     * Does what the user asked for. The options and parameters have been set.
     *
     * @param terminal where to read and write
     * @return the exit status, one of those in {@link ExitStatus} unless the user's own program chose another
     * @throws CommandFailure if it cannot be done; its message is shown in one line
     * @throws IOException if reading or writing fails
     */
    int run(Terminal terminal) throws IOException;

    /** {@return whether all that stands behind its first parameter is for somebody else, be it like an option or not} */
    default boolean handsArgumentsOn() {
        return false;
    }

    /** {@return whether {@code --debug} stood where only this command could see it, behind its own file} */
    default boolean debug() {
        return false;
    }
}
