package org.ferrywasm.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code ferry} command: the root that every other command hangs from. */
@Command(name = "ferry", mixinStandardHelpOptions = true, description = "A WebAssembly reference VM.")
public final class Main {
    private Main() {}

    /**
     * Runs the command line and ends the process with its exit status.
     *
     * @param arguments what the user typed after the name of the jar
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
