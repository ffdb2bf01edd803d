package org.ferrywasm.fuzz.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.suite.FoundSuite;
import org.ferrywasm.suite.OfficialSuite;
import org.ferrywasm.suite.SuiteFinder;
import org.ferrywasm.syntax.ModuleException;
import org.ferrywasm.text.script.Command;
import org.ferrywasm.text.script.ScriptModule;
import org.ferrywasm.text.script.ScriptParser;

/**
 * The scripts of the official suites and the modules in them, to be spoiled; empty where the build goes without the suites.
 *
 * @param scripts the scripts that are not too long
 * @param modules the modules in them that can be read, binary
 */
public record Corpus(List<byte[]> scripts, List<byte[]> modules) {
    private static final long LONGEST_BYTES = 40_000;

    /** Copies the lists. */
    public Corpus {
        scripts = List.copyOf(scripts);
        modules = List.copyOf(modules);
    }

    /** Reads them from where the suites are. */
    public static Corpus read() {
        List<byte[]> scripts = new ArrayList<>();
        List<byte[]> modules = new ArrayList<>();
        try {
            for (OfficialSuite suite : OfficialSuite.all()) {
                FoundSuite found = SuiteFinder.ofThisProcess().find(suite).orElse(null);
                if (found != null) {
                    for (Path script : found.scripts()) {
                        if (Files.size(script) <= LONGEST_BYTES) {
                            add(Files.readAllBytes(script), scripts, modules);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Corpus(scripts, modules);
    }

    private static void add(byte[] script, List<byte[]> scripts, List<byte[]> modules) {
        try {
            for (Command command : ScriptParser.parse(script, "corpus").commands()) {
                switch (command) {
                    case Command.Instantiate(int line, ScriptModule module) -> add(module, modules);
                    case Command.Define(int line, ScriptModule module) -> add(module, modules);
                    case Command.AssertInvalid invalid -> add(invalid.module(), modules);
                    case Command.AssertMalformed malformed -> add(malformed.module(), modules);
                    case Command.AssertInstantiationTrap trap -> add(trap.module(), modules);
                    default -> {
                        // no module
                    }
                }
            }
            scripts.add(script);
        } catch (ModuleException e) {
            // of a proposal that the VM does not have
        }
    }

    private static void add(ScriptModule module, List<byte[]> modules) {
        try {
            modules.add(
                    module instanceof ScriptModule.Binary binary
                            ? binary.bytes()
                            : ModuleEncoder.encode(module.read()));
        } catch (ModuleException e) {
            // it is spoiled already, and there is no binary form of it
        }
    }
}
