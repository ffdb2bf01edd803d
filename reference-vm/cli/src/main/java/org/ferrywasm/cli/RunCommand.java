package org.ferrywasm.cli;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.cli.wasi.ProcessExit;
import org.ferrywasm.cli.wasi.Wasi;
import org.ferrywasm.cli.wasi.WasiConfig;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.LinkException;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.UnknownExportException;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.WasmException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ferry run}: runs a WASI program, or calls one exported function. */
@Command(
        name = "run",
        customSynopsis = {
            "ferry run [--debug] [--env=NAME=VALUE]... [--features=LIST] FILE [ARGS...]",
            "ferry run [--debug] [--env=NAME=VALUE]... [--features=LIST] FILE --invoke NAME [ARGS...]"
        },
        description = {
            "Run a program that uses WASI preview 1, or call one exported function and print its results.",
            "All that stands behind FILE is the program's, save --invoke and --debug right behind it; -- ends those."
        })
public final class RunCommand implements FerryCommand {
    private static final String START = "_start";
    private static final int FRAMES_SHOWN = 20;

    @Option(names = "--invoke", paramLabel = "NAME", description = "Call this function, not the program's start.")
    private @Nullable String invoke;

    @Option(names = "--env", paramLabel = "NAME=VALUE", description = "An entry of the program's environment.")
    private List<String> environment = new ArrayList<>();

    @Mixin
    private FeatureOption features = new FeatureOption();

    @Parameters(index = "0", paramLabel = "FILE", description = "A module in binary or text form.")
    private String file = "";

    @Parameters(index = "1..*", paramLabel = "ARGS", description = "The program's or the function's arguments.")
    private List<String> arguments = new ArrayList<>();

    private boolean debug;

    @Override
    public boolean handsArgumentsOn() {
        return true;
    }

    @Override
    public boolean debug() {
        return debug;
    }

    @Override
    public int run(Terminal terminal) {
        takeLeadingOptions();
        Engine engine = ModuleFile.engine(features.orAll());
        Module module = new ModuleFile(InputFile.read(file, terminal)).require(engine);
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Linker<@Nullable Void> linker = new Linker<>(engine);
            Wasi.link(linker, module, wasi(terminal));
            Instance instance = linker.instantiate(store, module);
            Func func = function(instance);
            List<Val> results = func.call(values(func.type()));
            results.forEach(result -> terminal.out().println(Numbers.print(result)));
            return ExitStatus.HELD;
        } catch (ProcessExit e) {
            return e.status();
        } catch (LinkException e) {
            throw CommandFailure.badUse(file + ": cannot be linked: " + e.getMessage(), e);
        } catch (Trap e) {
            List<String> frames = e.frames().stream()
                    .limit(FRAMES_SHOWN)
                    .map(frame -> "at " + frame)
                    .toList();
            throw CommandFailure.failed(file + ": trap: " + e.getMessage(), e, frames);
        } catch (WasmException e) {
            throw CommandFailure.failed(file + ": " + e.getMessage(), e);
        }
    }

    /** The program's own arguments may look like options, so picocli leaves alone what stands behind the file. */
    private void takeLeadingOptions() {
        List<String> rest = new ArrayList<>(arguments);
        while (!rest.isEmpty()) {
            String first = rest.getFirst();
            if (first.equals("--debug")) {
                debug = true;
            } else if (first.equals("--invoke") && invoke == null) {
                if (rest.size() == 1) {
                    throw CommandFailure.badUse("--invoke: the name of a function is missing");
                }
                rest.removeFirst();
                invoke = rest.getFirst();
            } else {
                if (first.equals("--")) {
                    rest.removeFirst();
                }
                break;
            }
            rest.removeFirst();
        }
        arguments = rest;
    }

    private WasiConfig wasi(Terminal terminal) {
        List<String> all = new ArrayList<>();
        all.add(file);
        if (invoke == null) {
            all.addAll(arguments);
        }
        try {
            return new WasiConfig(
                    all, environment, terminal.in(), terminal.out(), terminal.err(), terminal.interactive());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.badUse(String.valueOf(e.getMessage()), e);
        }
    }

    private Func function(Instance instance) {
        try {
            return instance.getFunc(invoke == null ? START : invoke);
        } catch (UnknownExportException e) {
            String hint = invoke == null ? " (a program exports _start; --invoke NAME calls another function)" : "";
            throw CommandFailure.badUse(file + ": " + e.getMessage() + hint, e);
        }
    }

    private Val[] values(FuncType type) {
        List<ValType> params = type.params();
        List<String> given = invoke == null ? List.of() : arguments;
        if (given.size() != params.size()) {
            throw CommandFailure.badUse("%s: \"%s\" takes %d arguments, %d are given: its type is %s"
                    .formatted(file, invoke == null ? START : invoke, params.size(), given.size(), type));
        }
        Val[] values = new Val[params.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Numbers.parse(given.get(i), params.get(i));
        }
        return values;
    }
}
