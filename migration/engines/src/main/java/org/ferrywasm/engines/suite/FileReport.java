package org.ferrywasm.engines.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.text.script.Script;
import org.ferrywasm.text.script.ScriptParser;

/**
 * What became of a script on an engine.
 *
 * @param assertions how many commands it has: assertions, and others that can fail
 * @param passed how many held
 * @param failed how many did not
 * @param skipped how many were not tried
 * @param note why the script failed as a whole, or the reasons that occur most; empty where all held
 * @param details a line for each command that did not pass
 */
record FileReport(int assertions, int passed, int failed, int skipped, String note, List<String> details) {
    private static final int REASON_LENGTH = 300;
    private static final int REASONS_IN_NOTE = 3;

    FileReport {
        details = List.copyOf(details);
    }

    /** Runs a script in this JVM. */
    static FileReport of(Path file, String name, EngineAdapter adapter, IntConsumer progress) throws IOException {
        Script script;
        try {
            script = ScriptParser.parse(Files.readAllBytes(file), name);
        } catch (MalformedException e) {
            String reason = "the script cannot be read here: " + e.getMessage();
            return new FileReport(1, 0, 0, 1, reason, List.of("skipped: " + reason));
        }
        return of(ScriptRun.run(script, adapter, progress));
    }

    /** The report of a script that was run to its end. */
    static FileReport of(List<CommandOutcome> outcomes) {
        int[] counts = new int[Verdict.values().length];
        Map<String, Integer> reasons = new LinkedHashMap<>();
        List<String> details = new ArrayList<>();
        for (CommandOutcome outcome : outcomes) {
            Judgement judgement = outcome.judgement();
            counts[judgement.verdict().ordinal()]++;
            if (judgement.verdict() != Verdict.PASSED) {
                String reason = shortened(judgement.reason());
                String word = judgement.verdict() == Verdict.FAILED ? "failed" : "skipped";
                reasons.merge(word + ": " + reason, 1, Integer::sum);
                details.add(word + ": " + outcome.line() + ": " + outcome.command() + ": " + reason);
            }
        }
        return new FileReport(
                outcomes.size(),
                counts[Verdict.PASSED.ordinal()],
                counts[Verdict.FAILED.ordinal()],
                counts[Verdict.SKIPPED.ordinal()],
                note(reasons),
                details);
    }

    /** The report of a script that was not run to its end: nothing in it counts as passed. */
    static FileReport allFailed(Path file, String name, String reason) throws IOException {
        int commands;
        try {
            commands = ScriptRun.count(
                    ScriptParser.parse(Files.readAllBytes(file), name).commands());
        } catch (MalformedException e) {
            commands = 1;
        }
        return new FileReport(commands, 0, commands, 0, reason, List.of("failed: " + reason));
    }

    private static String note(Map<String, Integer> reasons) {
        return reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(REASONS_IN_NOTE)
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .collect(Collectors.joining("; "));
    }

    private static String shortened(String reason) {
        String line = reason.replaceAll("\\s+", " ");
        return line.length() <= REASON_LENGTH ? line : line.substring(0, REASON_LENGTH) + "…";
    }
}
