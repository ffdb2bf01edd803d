package org.ferrywasm.cli;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.syntax.ModuleException;
import org.ferrywasm.vm.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ferry validate}: says whether files hold valid modules. */
@Command(name = "validate", description = "Check that modules are valid: says nothing if all are.")
public final class ValidateCommand implements FerryCommand {
    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Modules in binary or text form; - for standard input.")
    private List<String> files = new ArrayList<>();

    @Mixin
    private FeatureOption features = new FeatureOption();

    @Override
    public int run(Terminal terminal) {
        Engine engine = ModuleFile.engine(features.orAll());
        List<ModuleFile> modules = files.stream()
                .map(name -> new ModuleFile(InputFile.read(name, terminal)))
                .toList();
        int status = ExitStatus.HELD;
        for (ModuleFile module : modules) {
            try {
                module.compile(engine);
            } catch (ModuleException e) {
                terminal.err().println("ferry: " + OneLine.of(module.describe(e)));
                status = ExitStatus.FAILED;
            }
        }
        return status;
    }
}
