package org.ferrywasm.cli.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.text.script.Command;
import org.ferrywasm.text.script.Script;
import org.ferrywasm.text.script.ScriptParser;

/** A script in a file, run as its place asks for ({@link FeatureTable}). */
public final class ScriptFile {
    private ScriptFile() {}

    /**
     * Runs a script, or skips all of it if it is about a proposal that is not supported.
     *
     * @param file where it is
     * @param name what results call it
     * @param features what to switch on; empty for what its place asks for
     * @return what became of each command
     * @throws IOException if the file cannot be read
     * @throws MalformedException if it is not a script
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static List<CommandResult> run(Path file, String name, Optional<Set<Feature>> features)
            throws IOException, InterruptedException {
        return run(file, name, features, Manner.USUAL);
    }

    /** Runs a script as {@link #run(Path, String, Optional)} does, with calls carried out in another manner. */
    public static List<CommandResult> run(Path file, String name, Optional<Set<Feature>> features, Manner manner)
            throws IOException, InterruptedException {
        byte[] source = Files.readAllBytes(file);
        Optional<Feature> unsupported = FeatureTable.unsupportedBy(file);
        if (unsupported.isPresent()) {
            return skip(source, name, unsupported.get() + " is not supported");
        }
        Script script = ScriptParser.parse(source, name);
        Set<Feature> on = features.orElseGet(() -> FeatureTable.featuresFor(file));
        return new ScriptRunner(ScriptOptions.of(on).in(manner)).run(script);
    }

    /** One result for each command, or a single one where the script uses syntax that is not supported either. */
    private static List<CommandResult> skip(byte[] source, String name, String reason) {
        List<CommandResult> results = new ArrayList<>();
        try {
            for (Command command : ScriptParser.parse(source, name).commands()) {
                String keyword = CommandName.of(command);
                results.add(new CommandResult(name, command.line(), keyword, Verdict.SKIPPED, reason));
            }
        } catch (MalformedException e) {
            results.add(new CommandResult(name, 0, "script", Verdict.SKIPPED, reason));
        }
        return results;
    }
}
