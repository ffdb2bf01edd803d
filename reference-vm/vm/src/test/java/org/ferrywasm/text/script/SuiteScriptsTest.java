package org.ferrywasm.text.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.ferrywasm.binary.ModuleDecoder;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.suite.FoundSuite;
import org.ferrywasm.suite.OfficialSuite;
import org.ferrywasm.suite.SuiteFinder;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleException;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.text.Parser;
import org.ferrywasm.text.Printer;
import org.junit.jupiter.api.Test;

/** Every script of the official suites, as far as reading goes. */
class SuiteScriptsTest {
    /** A proposal that is not supported: its scripts are read, their modules need not be. */
    private static final String UNSUPPORTED = "custom-descriptors";

    /**
     * Assertions that a later version of the language contradicts: sizes beyond 32 bits are invalid there, not malformed,
     * as memory.wast of the core suite has it.
     */
    private static final Set<String> OUTDATED =
            Set.of("threads/memory.wast:83", "threads/memory.wast:87", "threads/memory.wast:91");

    private static final int MUTANTS_PER_SCRIPT = 9;

    @Test
    void theCoreSuiteIsReadAsItSays() throws IOException {
        Findings findings = walk(OfficialSuite.SPEC);

        assertThat(findings.problems).isEmpty();
        assertThat(findings.outdated).containsExactlyInAnyOrderElementsOf(OUTDATED);
        assertThat(findings.scripts).isGreaterThanOrEqualTo(288);
        assertThat(findings.modules).isGreaterThanOrEqualTo(5500);
        assertThat(findings.refusals).isGreaterThanOrEqualTo(1200);
    }

    @Test
    void theThreadsSuiteIsReadAsItSays() throws IOException {
        Findings findings = walk(OfficialSuite.THREADS);

        assertThat(findings.problems).isEmpty();
        assertThat(findings.scripts).isGreaterThanOrEqualTo(13);
        assertThat(findings.modules).isGreaterThanOrEqualTo(40);
    }

    @Test
    void whateverBecomesOfAScriptItIsReadOrRefused() throws IOException {
        Random random = new Random(20260617);
        for (Path path : scripts(OfficialSuite.SPEC)) {
            byte[] source = Files.readAllBytes(path);
            for (int i = 0; i < MUTANTS_PER_SCRIPT; i++) {
                byte[] mutant = mutant(source, i % 3, random);
                try {
                    for (Command command : ScriptParser.parse(mutant, "mutant").commands()) {
                        if (command instanceof Command.Instantiate(int line, ScriptModule module)) {
                            readOrRefuse(module);
                        }
                    }
                } catch (ModuleException expected) {
                    assertThat(expected.problem()).isNotEmpty();
                }
            }
        }
    }

    private static void readOrRefuse(ScriptModule module) {
        try {
            assertThat(ModuleEncoder.encode(module.read())).hasSizeGreaterThanOrEqualTo(8);
        } catch (ModuleException expected) {
            assertThat(expected.problem()).isNotEmpty();
        }
    }

    private static byte[] mutant(byte[] source, int kind, Random random) {
        int at = random.nextInt(source.length);
        if (kind == 0) {
            return Arrays.copyOf(source, at);
        }
        byte[] mutant = source.clone();
        if (kind == 1) {
            mutant[at] = (byte) random.nextInt();
            return mutant;
        }
        int length = Math.min(random.nextInt(1, 50), source.length - at);
        System.arraycopy(source, at + length, mutant, at, source.length - at - length);
        return Arrays.copyOf(mutant, source.length - length);
    }

    private static List<Path> scripts(OfficialSuite suite) throws IOException {
        Optional<FoundSuite> found = SuiteFinder.ofThisProcess().find(suite);
        assumeTrue(found.isPresent(), "told to go without the official suites");
        return found.orElseThrow().scripts();
    }

    private static Findings walk(OfficialSuite suite) throws IOException {
        Findings findings = new Findings();
        for (Path path : scripts(suite)) {
            Path folder = path.getParent();
            String name = (folder == null ? "" : folder.getFileName() + "/") + path.getFileName();
            findings.scripts++;
            try {
                Script script = ScriptParser.parse(Files.readAllBytes(path), name);
                script.commands().forEach(command -> findings.command(script, command));
            } catch (ModuleException e) {
                findings.problems.add(name + ": " + e.getMessage());
            }
        }
        return findings;
    }

    /** What has been seen. */
    private static final class Findings {
        final List<String> problems = new ArrayList<>();
        final List<String> outdated = new ArrayList<>();
        int scripts;
        int modules;
        int refusals;

        void command(Script script, Command command) {
            String place = script.name() + ":" + command.line();
            boolean supported = !script.name().startsWith(UNSUPPORTED);
            switch (command) {
                case Command.Instantiate(int line, ScriptModule module) -> wellFormed(place, module, supported);
                case Command.Define(int line, ScriptModule module) -> wellFormed(place, module, supported);
                case Command.AssertInstantiationTrap(int line, ScriptModule module, String message) ->
                    wellFormed(place, module, supported);
                case Command.AssertUnlinkable(int line, ScriptModule module, String message) ->
                    wellFormed(place, module, supported);
                case Command.AssertInvalid(int line, ScriptModule module, String message, boolean custom) -> {
                    if (custom) {
                        refused(place, module, message);
                    } else {
                        wellFormed(place, module, supported);
                    }
                }
                case Command.AssertMalformed(int line, ScriptModule module, String message, boolean custom) -> {
                    if (supported) {
                        refused(place, module, message);
                    }
                }
                case Command.Thread thread -> thread.commands().forEach(inner -> command(script, inner));
                case Command.InstantiateDefined _ -> {}
                case Command.Register _ -> {}
                case Command.Perform _ -> {}
                case Command.AssertReturn _ -> {}
                case Command.AssertTrap _ -> {}
                case Command.AssertExhaustion _ -> {}
                case Command.AssertException _ -> {}
                case Command.Wait _ -> {}
            }
        }

        private void wellFormed(String place, ScriptModule source, boolean supported) {
            if (!supported) {
                return;
            }
            modules++;
            try {
                byte[] bytes = ModuleEncoder.encode(source.read());
                Module decoded = ModuleDecoder.decode(bytes, ModuleLimits.DEFAULT);
                expectSame(place + " decoded", bytes, ModuleEncoder.encode(decoded));
                byte[] printed = ModuleEncoder.encode(Parser.parseModule(Printer.print(decoded)));
                if (source instanceof ScriptModule.Binary) {
                    Module again = ModuleDecoder.decode(printed, ModuleLimits.DEFAULT);
                    expectSame(
                            place + " printed twice",
                            printed,
                            ModuleEncoder.encode(Parser.parseModule(Printer.print(again))));
                } else {
                    expectSame(place + " printed", bytes, printed);
                }
            } catch (ModuleException e) {
                problems.add(place + ": " + e.getMessage());
            }
        }

        private void expectSame(String what, byte[] expected, byte[] actual) {
            if (!Arrays.equals(expected, actual)) {
                problems.add(what + ": other bytes");
            }
        }

        private void refused(String place, ScriptModule module, String message) {
            if (module instanceof ScriptModule.Binary) {
                return;
            }
            refusals++;
            try {
                module.read();
                (OUTDATED.contains(place) ? outdated : problems)
                        .add(OUTDATED.contains(place) ? place : place + ": accepted");
            } catch (ModuleException e) {
                if (!e.getMessage().startsWith(message)) {
                    problems.add(place + ": expected " + message + ", got " + e.getMessage());
                }
            }
        }
    }
}
