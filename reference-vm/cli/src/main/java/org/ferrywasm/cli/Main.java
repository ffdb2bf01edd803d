package org.ferrywasm.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The {@code ferry} command: the root that every {@link FerryCommand} hangs from. */
@Command(
        name = "ferry",
        description = "A WebAssembly reference VM.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Main.Version.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:everything held", "1:something failed", "2:bad use or input"})
public final class Main {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli sees the option itself
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    @SuppressWarnings("UnusedVariable") // picocli sees the option itself
    private boolean version;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the Java stack of a failure.")
    private boolean debug;

    private Main() {}

    /**
     * Runs the command line and ends the process with its exit status.
     *
     * @param arguments what the user typed after the name of the jar
     */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess();
        int status = run(terminal, arguments);
        terminal.flush();
        System.exit(status);
    }

    /**
     * Runs the command line.
     *
     * @param terminal where the command reads and writes
     * @param arguments what the user typed after the name of the jar
     * @return the exit status
     */
    public static int run(Terminal terminal, String... arguments) {
        Main root = new Main();
        CommandLine line = new CommandLine(root);
        for (FerryCommand command : ServiceLoader.load(FerryCommand.class, Main.class.getClassLoader())) {
            line.addSubcommand(new CommandLine(command).setStopAtPositional(command.handsArgumentsOn()));
        }
        line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler((e, _) -> badUse(terminal, e));
        line.setExecutionStrategy(parsed -> root.execute(parsed, terminal));
        return line.execute(arguments);
    }

    private int execute(ParseResult parsed, Terminal terminal) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        if (!(last.commandSpec().userObject() instanceof FerryCommand command)) {
            last.commandSpec().commandLine().usage(terminal.err());
            return ExitStatus.BAD_USE;
        }
        try {
            return command.run(terminal);
        } catch (CommandFailure e) {
            int status = report(terminal, String.valueOf(e.getMessage()), e, e.exitStatus(), command);
            e.details().forEach(detail -> terminal.err().println("  " + OneLine.of(detail)));
            return status;
        } catch (IOException e) {
            return report(terminal, InputFile.cause(e), e, ExitStatus.BAD_USE, command);
        } catch (OutOfMemoryError e) {
            return report(terminal, "out of memory: give Java more with -Xmx", e, ExitStatus.FAILED, command);
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            return report(terminal, "internal error, see --debug: " + e, e, ExitStatus.FAILED, command);
        }
    }

    private static int badUse(Terminal terminal, ParameterException e) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        terminal.err().println(name + ": " + OneLine.of(String.valueOf(e.getMessage())) + " (see " + name + " --help)");
        return ExitStatus.BAD_USE;
    }

    private int report(Terminal terminal, String message, Throwable cause, int status, FerryCommand command) {
        terminal.err().println("ferry: " + OneLine.of(message));
        if (debug || command.debug()) {
            cause.printStackTrace(terminal.err());
        }
        return status;
    }

    /** The version as the jar's manifest has it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"ferry " + (version == null ? "(not from its jar)" : version)};
        }
    }
}
