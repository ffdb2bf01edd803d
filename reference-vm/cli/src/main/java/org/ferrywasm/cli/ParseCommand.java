package org.ferrywasm.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.ferrywasm.syntax.ModuleException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ferry parse}: a module in binary form. */
@Command(name = "parse", description = "Assemble a module into the binary format.")
public final class ParseCommand implements FerryCommand {
    @Parameters(paramLabel = "FILE", description = "A module in text form; - for standard input.")
    private String file = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write to; standard output if not given.")
    private @Nullable String output;

    @Override
    public int run(Terminal terminal) throws IOException {
        ModuleFile module = new ModuleFile(InputFile.read(file, terminal));
        byte[] binary;
        try {
            binary = module.binary();
        } catch (ModuleException e) {
            throw CommandFailure.badUse(module.describe(e), e);
        }
        if (output != null) {
            write(output, binary);
        } else if (terminal.interactive()) {
            throw CommandFailure.badUse("not writing a binary module to a terminal: name a file with --output");
        } else {
            terminal.out().write(binary);
        }
        return ExitStatus.HELD;
    }

    private static void write(String name, byte[] binary) {
        try {
            Files.write(Path.of(name), binary);
        } catch (InvalidPathException e) {
            throw CommandFailure.badUse(name + ": not a path: " + e.getReason(), e);
        } catch (IOException e) {
            throw CommandFailure.badUse(name + ": cannot be written: " + InputFile.cause(e), e);
        }
    }
}
