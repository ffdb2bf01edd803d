package org.ferrywasm.cli;

import org.ferrywasm.syntax.ModuleException;
import org.ferrywasm.text.Printer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ferry print}: a module in text form. */
@Command(name = "print", description = "Print a module in the text format.")
public final class PrintCommand implements FerryCommand {
    @Parameters(paramLabel = "FILE", description = "A module in binary or text form; - for standard input.")
    private String file = "";

    @Override
    public int run(Terminal terminal) {
        ModuleFile module = new ModuleFile(InputFile.read(file, terminal));
        try {
            terminal.out().println(Printer.print(module.read()).stripTrailing());
            return ExitStatus.HELD;
        } catch (ModuleException e) {
            throw CommandFailure.badUse(module.describe(e), e);
        }
    }
}
