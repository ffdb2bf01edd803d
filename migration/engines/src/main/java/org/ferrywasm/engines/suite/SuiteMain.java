package org.ferrywasm.engines.suite;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.engines.suite.EngineSuite.Script;
import org.ferrywasm.engines.suite.EngineSuite.Totals;
import org.ferrywasm.suite.FoundSuite;
import org.ferrywasm.suite.OfficialSuite;
import org.ferrywasm.suite.SuiteFinder;

/**
 * The program that runs the official suites on an engine and leaves {@code suite-<engine>.json}, and beside it as
 * {@code suite-<engine>.txt} a line for each command that did not pass.
 */
public final class SuiteMain {
    private static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger("ferry.suite.limitSeconds", 180));

    private final String name;
    private final EngineAdapter adapter;
    private final Path folder;
    private final PathMatcher wanted;
    private final Map<String, Totals> suites = new LinkedHashMap<>();
    private final Map<String, Script> files = new LinkedHashMap<>();

    private SuiteMain(String name, Path folder, String pattern) {
        this.name = name;
        this.folder = folder;
        adapter = Adapters.named(name);
        wanted = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    }

    /**
     * Runs the suites.
     *
     * @param arguments the engine's name, such as {@code endive} or {@code graalwasm:unsafe-memory}; the folder to write to; and
     *     optionally which scripts to run, such as <code>&#42;&#42;simd&#42;</code>
     * @throws IOException if a script cannot be read or a result not be written
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 2 || arguments.length > 3) {
            throw new IllegalArgumentException("arguments: ENGINE[:VARIANT] OUTPUT-FOLDER [FILE-PATTERN]");
        }
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        new SuiteMain(arguments[0], folder, arguments.length == 3 ? arguments[2] : "**").run();
    }

    private void run() throws IOException, InterruptedException {
        Path errors = folder.resolve("suite-" + adapter.name() + ".err");
        Files.deleteIfExists(errors);
        List<String> program = List.of(WorkerMain.class.getName(), name);
        try (Worker worker = new Worker(program, errors, LIMIT);
                PrintStream details =
                        new PrintStream(Files.newOutputStream(folder.resolve("suite-" + adapter.name() + ".txt")))) {
            for (OfficialSuite suite : OfficialSuite.all()) {
                FoundSuite found = SuiteFinder.ofThisProcess()
                        .find(suite)
                        .orElseThrow(() -> new IllegalStateException("told to go without the official suites"));
                run(found, worker, details);
            }
        }
        EngineSuite result = new EngineSuite(
                adapter.name(),
                adapter.version(),
                LocalDate.now(ZoneOffset.UTC).toString(),
                SuiteMain.class.getName() + " " + name + " " + folder,
                suites,
                files);
        System.out.println(result.write(folder));
        suites.forEach((suite, totals) -> System.out.println(suite + ": " + totals));
    }

    private void run(FoundSuite suite, Worker worker, PrintStream details) throws IOException, InterruptedException {
        Totals totals = Totals.none(suite.describe());
        String prefix = suite.suite() == OfficialSuite.SPEC ? "" : suite.suite().name() + "/";
        for (Path script : suite.scripts()) {
            Path place = suite.folder().relativize(script);
            String path = prefix + place.toString().replace('\\', '/');
            if (!wanted.matches(Path.of(path))) {
                continue;
            }
            FileReport report = worker.run(script, path);
            totals = totals.plus(report);
            files.put(path, Script.of(report));
            report.details().forEach(line -> details.println(path + ": " + line));
            System.out.printf(
                    "%s: %d passed, %d failed, %d skipped%n", path, report.passed(), report.failed(), report.skipped());
        }
        if (totals.files() > 0) {
            suites.put(suite.suite().name(), totals);
        }
    }
}
