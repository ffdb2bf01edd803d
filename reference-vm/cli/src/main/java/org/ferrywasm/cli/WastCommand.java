package org.ferrywasm.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ferrywasm.cli.script.CommandResult;
import org.ferrywasm.cli.script.ScriptFile;
import org.ferrywasm.cli.script.Tally;
import org.ferrywasm.cli.script.Verdict;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.MalformedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ferry wast}: runs scripts and says what held. */
@Command(
        name = "wast",
        description = {
            "Run test scripts (.wast).",
            "Scripts in a folder proposals/threads run with the features that they were written for, unless --features"
                    + " is given; all others with every feature that is supported."
        })
public final class WastCommand implements FerryCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The scripts.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--json",
            description = "Print one JSON object a line for each command, messages on standard error.")
    private boolean json;

    @Mixin
    private FeatureOption features = new FeatureOption();

    @Override
    public int run(Terminal terminal) throws IOException {
        Optional<Set<Feature>> chosen = features.chosen();
        Map<String, Path> scripts = new LinkedHashMap<>();
        for (String file : files) {
            scripts.put(file, InputFile.path(file));
        }
        PrintStream summary = json ? terminal.err() : terminal.out();
        Tally total = Tally.NONE;
        boolean allRead = true;
        for (Map.Entry<String, Path> script : scripts.entrySet()) {
            String name = script.getKey();
            try {
                List<CommandResult> results = ScriptFile.run(script.getValue(), name, chosen);
                report(results, terminal);
                Tally tally = Tally.of(results);
                summary.println(name + ": " + line(tally) + skipped(results));
                total = total.plus(tally);
            } catch (MalformedException e) {
                terminal.err().println("ferry: " + OneLine.of(name + ": not a script: " + e.getMessage()));
                allRead = false;
            } catch (IOException e) {
                throw CommandFailure.badUse(name + ": " + InputFile.cause(e), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw CommandFailure.failed(name + ": interrupted", e);
            }
        }
        summary.println(line(total));
        if (!allRead) {
            return ExitStatus.BAD_USE;
        }
        return total.failed() == 0 ? ExitStatus.HELD : ExitStatus.FAILED;
    }

    private void report(List<CommandResult> results, Terminal terminal) throws JsonProcessingException {
        for (CommandResult result : results) {
            if (json) {
                terminal.out().println(JSON.writeValueAsString(asMap(result)));
            }
            if (result.verdict() == Verdict.FAILED) {
                terminal.err()
                        .println(OneLine.of("%s:%d: %s: %s"
                                .formatted(result.file(), result.line(), result.command(), result.reason())));
            }
        }
    }

    private static Map<String, Object> asMap(CommandResult result) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", result.file());
        map.put("line", result.line());
        map.put("command", result.command());
        map.put("verdict", result.verdict().text());
        map.put("reason", result.reason());
        return map;
    }

    private static String line(Tally tally) {
        return tally.passed() + " passed, " + tally.failed() + " failed";
    }

    private static String skipped(List<CommandResult> results) {
        List<CommandResult> skipped = results.stream()
                .filter(result -> result.verdict() == Verdict.SKIPPED)
                .toList();
        return skipped.isEmpty()
                ? ""
                : ", " + skipped.size() + " skipped: " + skipped.getFirst().reason();
    }
}
