package org.ferrywasm.valid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ferrywasm.binary.ModuleDecoder;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.suite.FoundSuite;
import org.ferrywasm.suite.OfficialSuite;
import org.ferrywasm.suite.SuiteFinder;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleException;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.text.script.Command;
import org.ferrywasm.text.script.ScriptModule;
import org.ferrywasm.text.script.ScriptParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every module of the official suites: the valid ones are accepted, the others refused with the words and the kind of error
 * that the suite expects.
 */
class OfficialSuiteValidationTest {
    /** The proposal's own copies of old scripts, which expect what they expected before these features. */
    private static final String THREADS_PROPOSAL = "proposals/threads";

    private static final Set<Feature> BEFORE_MULTI_MEMORY = Wat.allBut(
            Feature.MULTI_MEMORY, Feature.REFERENCE_TYPES, Feature.FUNCTION_REFERENCES, Feature.GC, Feature.MEMORY64);

    private static final String NOT_SUPPORTED = "proposals/custom-descriptors";

    @TestFactory
    Stream<DynamicTest> everyScript() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (OfficialSuite suite : OfficialSuite.all()) {
            FoundSuite found = SuiteFinder.ofThisProcess().find(suite).orElse(null);
            if (found == null) {
                continue;
            }
            for (Path script : found.scripts()) {
                String name = found.folder().relativize(script).toString();
                if (!name.startsWith(NOT_SUPPORTED)) {
                    Set<Feature> features =
                            name.startsWith(THREADS_PROPOSAL) ? BEFORE_MULTI_MEMORY : EnumSet.allOf(Feature.class);
                    tests.add(dynamicTest(
                            suite.name() + ": " + name,
                            () -> assertThat(failures(Files.readAllBytes(script), name, features))
                                    .isEmpty()));
                }
            }
        }
        return tests.stream();
    }

    private static List<String> failures(byte[] source, String name, Set<Feature> features) {
        List<String> failures = new ArrayList<>();
        check(ScriptParser.parse(source, name).commands(), features, failures);
        return failures;
    }

    private static void check(List<Command> commands, Set<Feature> features, List<String> failures) {
        for (Command command : commands) {
            switch (command) {
                case Command.Instantiate c -> expect(c, c.module(), features, null, "", failures);
                case Command.Define c -> expect(c, c.module(), features, null, "", failures);
                case Command.AssertUnlinkable c -> expect(c, c.module(), features, null, "", failures);
                case Command.AssertInstantiationTrap c -> expect(c, c.module(), features, null, "", failures);
                case Command.AssertInvalid c ->
                    expect(c, c.module(), features, InvalidException.class, c.message(), failures);
                case Command.AssertMalformed c ->
                    expect(c, c.module(), features, MalformedException.class, c.message(), failures);
                case Command.Thread c -> check(c.commands(), features, failures);
                case Command.InstantiateDefined c -> {}
                case Command.Register c -> {}
                case Command.Perform c -> {}
                case Command.AssertReturn c -> {}
                case Command.AssertTrap c -> {}
                case Command.AssertExhaustion c -> {}
                case Command.AssertException c -> {}
                case Command.Wait c -> {}
            }
        }
    }

    private static void expect(
            Command command,
            ScriptModule module,
            Set<Feature> features,
            @Nullable Class<? extends ModuleException> error,
            String message,
            List<String> failures) {
        String wanted = error == null ? "a valid module" : error.getSimpleName() + ": " + message;
        String got = "a valid module";
        try {
            Wat.validate(read(module), features, ModuleLimits.DEFAULT);
        } catch (ModuleException e) {
            got = e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        if (!got.startsWith(wanted)) {
            failures.add("line " + command.line() + ": expected " + wanted + ", got " + got);
        }
    }

    /** The module by way of its binary form. */
    private static Module read(ScriptModule module) {
        Module read = module.read();
        return module instanceof ScriptModule.Binary
                ? read
                : ModuleDecoder.decode(ModuleEncoder.encode(read), ModuleLimits.DEFAULT);
    }
}
