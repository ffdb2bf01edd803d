package org.ferrywasm.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.suite.FoundSuite;
import org.ferrywasm.suite.OfficialSuite;
import org.ferrywasm.suite.SuiteFinder;
import org.ferrywasm.syntax.ModuleException;
import org.ferrywasm.text.script.Command;
import org.ferrywasm.text.script.ScriptModule;
import org.ferrywasm.text.script.ScriptParser;
import org.jspecify.annotations.Nullable;

/**
 * A module of the official suites, in the forms it has.
 *
 * @param place script and line
 * @param text its source in the text format, or null for a module that stands in its script as bytes
 * @param binary its bytes, or null for a malformed text
 */
record SuiteModule(String place, byte @Nullable [] text, byte @Nullable [] binary) {
    /** {@return the scripts of both suites; none where the build goes without them} */
    static List<Path> scripts() {
        List<Path> scripts = new ArrayList<>();
        try {
            for (OfficialSuite suite : OfficialSuite.all()) {
                FoundSuite found = SuiteFinder.ofThisProcess().find(suite).orElse(null);
                if (found != null) {
                    scripts.addAll(found.scripts());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return scripts;
    }

    /** {@return the text of a script} */
    static byte[] source(Path script) {
        try {
            return Files.readAllBytes(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the modules of a script, malformed and invalid ones included} */
    static List<SuiteModule> of(Path script) {
        byte[] source = source(script);
        String name = String.valueOf(script.getFileName());
        List<SuiteModule> modules = new ArrayList<>();
        add(ScriptParser.parse(source, name).commands(), name, source, modules);
        return modules;
    }

    private static void add(List<Command> commands, String name, byte[] source, List<SuiteModule> to) {
        for (Command command : commands) {
            ScriptModule module = switch (command) {
                case Command.Instantiate c -> c.module();
                case Command.Define c -> c.module();
                case Command.AssertUnlinkable c -> c.module();
                case Command.AssertInstantiationTrap c -> c.module();
                case Command.AssertInvalid c -> c.module();
                case Command.AssertMalformed c -> c.module();
                case Command.Thread c -> {
                    add(c.commands(), name, source, to);
                    yield null;
                }
                case Command.InstantiateDefined c -> null;
                case Command.Register c -> null;
                case Command.Perform c -> null;
                case Command.AssertReturn c -> null;
                case Command.AssertTrap c -> null;
                case Command.AssertExhaustion c -> null;
                case Command.AssertException c -> null;
                case Command.Wait c -> null;
            };
            if (module != null) {
                to.add(of(module, name, source));
            }
        }
    }

    private static SuiteModule of(ScriptModule module, String script, byte[] source) {
        String place = script + ":" + module.line();
        return switch (module) {
            case ScriptModule.Binary m -> new SuiteModule(place, null, m.bytes());
            case ScriptModule.Quote m -> new SuiteModule(place, m.source(), encoded(m));
            case ScriptModule.Fields m -> new SuiteModule(place, source, encoded(m));
            case ScriptModule.Text m -> {
                int start = m.tokens().offset(m.first());
                byte[] text = Arrays.copyOfRange(source, start, m.tokens().offset(m.end()));
                yield new SuiteModule(place, text, encoded(m));
            }
        };
    }

    private static byte @Nullable [] encoded(ScriptModule module) {
        try {
            return ModuleEncoder.encode(module.read());
        } catch (ModuleException malformed) {
            return null;
        }
    }
}
