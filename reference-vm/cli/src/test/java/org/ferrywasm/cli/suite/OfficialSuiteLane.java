package org.ferrywasm.cli.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ferrywasm.cli.script.CommandResult;
import org.ferrywasm.cli.script.ScriptFile;
import org.ferrywasm.cli.script.Tally;
import org.ferrywasm.cli.script.Verdict;
import org.ferrywasm.results.CanaryResult;
import org.ferrywasm.results.LaneResult;
import org.ferrywasm.results.SuiteResult;
import org.ferrywasm.suite.FoundSuite;
import org.ferrywasm.suite.OfficialSuite;
import org.ferrywasm.suite.SuiteFinder;
import org.ferrywasm.suite.SuiteNotFoundException;
import org.ferrywasm.syntax.MalformedException;

/**
 * The program that runs every script of the official suites, two at a time, and then the canaries, and leaves a result file.
 * Whatever it finds, it ends well: the gate at the end of the build judges what it has written.
 */
public final class OfficialSuiteLane {
    private static final String NAME_VARIABLE = "FERRY_LANE";
    private static final String MANNER_VARIABLE = "FERRY_MANNER";
    private static final String SEED_VARIABLE = "FERRY_SEED";
    private static final String BUDGET_VARIABLE = "FERRY_BUDGET_SECONDS";
    private static final int THREADS = 2;

    private final String run;
    private final String lane;
    private final double budgetSeconds;
    private final String command;
    private final String mannerName;
    private final LaneManner manner;

    private OfficialSuiteLane(String run, String lane, double budgetSeconds, String command) {
        this.run = run;
        this.lane = lane;
        this.budgetSeconds = budgetSeconds;
        this.command = command;
        this.mannerName = System.getenv().getOrDefault(MANNER_VARIABLE, "usual");
        String seed = System.getenv(SEED_VARIABLE);
        this.manner = LaneManner.of(mannerName, seed == null ? run.hashCode() : Long.parseLong(seed));
    }

    /**
     * Runs the lane. Its name is {@code suite}, or what the environment variable {@value #NAME_VARIABLE} says; scripts run in the
     * usual manner, or that whose name is in {@value #MANNER_VARIABLE}; chance begins with the build's id, or with the number in
     * {@value #SEED_VARIABLE}.
     *
     * @param arguments the id of the build, the lane's budget in seconds unless {@value #BUDGET_VARIABLE} has it, how to run it alone, and the folder of result files
     * @throws IOException if the result cannot be written
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 4) {
            throw new IllegalArgumentException("needs: RUN BUDGET-SECONDS COMMAND RESULT-FOLDER");
        }
        String name = System.getenv().getOrDefault(NAME_VARIABLE, "suite");
        String budgetSeconds = System.getenv().getOrDefault(BUDGET_VARIABLE, arguments[1]);
        OfficialSuiteLane lane =
                new OfficialSuiteLane(arguments[0], name, Double.parseDouble(budgetSeconds), arguments[2]);
        lane.measure().write(Path.of(arguments[3]));
        // A script that hangs has left its thread behind.
        System.exit(0);
    }

    private LaneResult measure() throws IOException, InterruptedException {
        Map<String, FoundSuite> suites = new LinkedHashMap<>();
        for (OfficialSuite suite : OfficialSuite.all()) {
            Optional<FoundSuite> found;
            try {
                found = SuiteFinder.ofThisProcess().find(suite);
            } catch (SuiteNotFoundException e) {
                return notRun(String.valueOf(e.getMessage()));
            }
            if (found.isEmpty()) {
                return notRun(SuiteFinder.SKIP);
            }
            suites.put(suite.name(), found.get());
        }
        long start = System.nanoTime();
        Map<String, SuiteResult> results = new LinkedHashMap<>();
        for (Map.Entry<String, FoundSuite> suite : suites.entrySet()) {
            results.put(suite.getKey(), run(suite.getValue()));
        }
        Map<String, Long> numbers = manner.numbers();
        Map<String, CanaryResult> canaries =
                Canaries.run(suites.get(OfficialSuite.SPEC.name()).folder(), mannerName);
        return new LaneResult(
                run,
                lane,
                seconds(start),
                budgetSeconds,
                command,
                "",
                numbers,
                results,
                Map.of(),
                Map.of(),
                Map.of(),
                canaries);
    }

    private LaneResult notRun(String why) {
        return LaneResult.notRun(run, lane, budgetSeconds, command, why);
    }

    private SuiteResult run(FoundSuite suite) throws IOException, InterruptedException {
        List<Path> scripts = suite.scripts();
        List<Future<List<CommandResult>>> running = new ArrayList<>();
        List<CommandResult> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            for (Path script : scripts) {
                running.add(pool.submit(() -> run(suite.folder(), script)));
            }
            for (Future<List<CommandResult>> script : running) {
                results.addAll(script.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the runner itself failed", e.getCause());
        }
        return result(suite.describe(), scripts.size(), results);
    }

    private List<CommandResult> run(Path folder, Path script) throws InterruptedException {
        String name = folder.relativize(script).toString().replace('\\', '/');
        try {
            return manner.run(inManner -> ScriptFile.run(script, name, Optional.empty(), inManner));
        } catch (IOException | MalformedException e) {
            return List.of(new CommandResult(name, 0, "script", Verdict.FAILED, String.valueOf(e.getMessage())));
        }
    }

    private static SuiteResult result(String source, int files, List<CommandResult> results) {
        List<String> failures = new ArrayList<>();
        Map<String, String> skips = new LinkedHashMap<>();
        for (CommandResult result : results) {
            switch (result.verdict()) {
                case PASSED -> {}
                case FAILED ->
                    failures.add(
                            "%s:%d: %s: %s".formatted(result.file(), result.line(), result.command(), result.reason()));
                case SKIPPED -> skips.put(result.file(), result.file() + ": " + result.reason());
            }
        }
        Tally tally = Tally.of(results);
        return new SuiteResult(
                source,
                files,
                tally.total(),
                tally.passed(),
                tally.failed(),
                tally.skipped(),
                failures,
                List.copyOf(skips.values()));
    }

    static double seconds(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos).toMillis() / 1000.0;
    }
}
