package org.ferrywasm.engines.lane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ferrywasm.contract.ClauseResult;
import org.ferrywasm.contract.Verdict;
import org.ferrywasm.contract.clauses.Clauses;
import org.ferrywasm.contract.clauses.ContractClause;
import org.ferrywasm.contract.runner.Adapters;
import org.ferrywasm.contract.runner.KitRun;
import org.ferrywasm.contract.runner.Settings;
import org.ferrywasm.engines.wreck.Protection;
import org.ferrywasm.results.CanaryResult;
import org.ferrywasm.results.EngineResult;
import org.ferrywasm.results.LaneResult;
import org.ferrywasm.results.SuiteResult;
import org.ferrywasm.results.VerdictResult;

/**
 * The program that runs the kit in the build: all clauses on Ferry, and on each Wreck the clauses that must see what it lacks. The
 * Wrecks are the lane's canaries.
 */
public final class ContractLane {
    private static final String LANE = "contract";
    private static final double NANOS = 1e9;

    /** How often a clause is tried on a Wreck until it sees something. What is removed shows in a race only, for some. */
    private static final int TRIES = 4;

    private final Settings settings;
    private final Path work;

    private ContractLane(Settings settings, Path work) {
        this.settings = settings;
        this.work = work;
    }

    /**
     * Runs it. Whatever it finds, it ends normally: the gate decides.
     *
     * @param arguments the id of the build, the budget in seconds, the command, the folder for the result, the folder for work,
     *     the file of what was recorded of other engines
     * @throws IOException if files cannot be written
     * @throws InterruptedException if somebody stops it
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String run = arguments[0];
        Path work = Path.of(arguments[4]);
        long start = System.nanoTime();
        ContractLane lane =
                new ContractLane(Settings.here("ferry", work.resolve("ferry")).resumed(run), work);
        Map<String, EngineResult> engines = new LinkedHashMap<>();
        engines.put("ferry", lane.ferry());
        engines.putAll(recorded(Path.of(arguments[5])));
        Map<String, CanaryResult> canaries = lane.wrecks();
        new LaneResult(
                        run,
                        LANE,
                        (System.nanoTime() - start) / NANOS,
                        Double.parseDouble(arguments[1]),
                        arguments[2],
                        "",
                        Map.of("clauses", (long) Clauses.all().size(), "protections", (long) canaries.size()),
                        Map.of(),
                        engines,
                        Map.of(),
                        Map.of(),
                        canaries)
                .write(Path.of(arguments[3]));
        System.exit(0);
    }

    private EngineResult ferry() throws IOException {
        String version = new Adapters().get("ferry").version();
        Map<String, VerdictResult> contract = new LinkedHashMap<>();
        try (KitRun kit = new KitRun(settings, version, Clauses.all())) {
            for (ContractClause clause : Clauses.all()) {
                ClauseResult result = kit.result(clause);
                contract.put(clause.id(), verdict(result));
            }
        }
        return new EngineResult(version, "", true, contract, Map.of());
    }

    /** What an earlier run has found of other engines. */
    private static Map<String, EngineResult> recorded(Path file) throws IOException {
        Map<String, EngineResult> engines = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return engines;
        }
        Recorded recorded = Recorded.read(file);
        recorded.engines().forEach((name, peer) -> {
            Map<String, SuiteResult> spec = new LinkedHashMap<>();
            peer.spec().forEach((suite, found) -> spec.put(suite, suite(suite, found)));
            String engine = name.equals("ferry") ? "ferry (recorded)" : name;
            engines.put(engine, new EngineResult(peer.version(), recorded.date(), false, peer.contract(), spec));
        });
        return engines;
    }

    private static SuiteResult suite(String name, Recorded.Assertions found) {
        return new SuiteResult(
                name + ", through the kit's adapter",
                found.files(),
                found.assertions(),
                found.passed(),
                found.failed(),
                found.skipped(),
                List.of(),
                List.of());
    }

    static VerdictResult verdict(ClauseResult result) {
        return new VerdictResult(result.verdict().toString(), result.detail(), rounded(result.seconds()));
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }

    /** One protection on each processor at a time, its clauses one after the other. */
    private Map<String, CanaryResult> wrecks() throws InterruptedException {
        try (ExecutorService workers = Executors.newFixedThreadPool(settings.jobs())) {
            List<Callable<CanaryResult>> trials = new ArrayList<>();
            Protection.all().forEach(protection -> trials.add(() -> wreck(protection)));
            List<Future<CanaryResult>> results = workers.invokeAll(trials);
            Map<String, CanaryResult> canaries = new LinkedHashMap<>();
            for (int i = 0; i < results.size(); i++) {
                canaries.put(Protection.all().get(i).name(), result(results.get(i)));
            }
            return canaries;
        }
    }

    private static CanaryResult result(Future<CanaryResult> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            return new CanaryResult(false, 0, "could not be tried: " + e.getCause());
        }
    }

    private CanaryResult wreck(Protection protection) throws IOException {
        long start = System.nanoTime();
        List<ContractClause> clauses =
                protection.clauses().stream().map(Clauses::of).toList();
        Settings here = settings.of("wreck:" + protection.name(), work.resolve("wreck-" + protection.name()), 1);
        List<String> seen = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        try (KitRun kit = new KitRun(here, "", clauses)) {
            for (ContractClause clause : clauses) {
                ClauseResult result = kit.result(clause);
                for (int again = 1; again < TRIES && !isSeen(result); again++) {
                    result = once(here, clause);
                }
                (isSeen(result) ? seen : unseen).add(clause.id() + " " + result.verdict() + ": " + result.detail());
            }
        }
        boolean caught = unseen.isEmpty() && !seen.isEmpty();
        String detail =
                caught ? String.join("; ", seen) : "not seen in " + TRIES + " runs by " + String.join("; ", unseen);
        return new CanaryResult(caught, rounded((System.nanoTime() - start) / NANOS), detail);
    }

    private static boolean isSeen(ClauseResult result) {
        return result.verdict() != Verdict.HOLDS && result.verdict() != Verdict.UNSUPPORTED;
    }

    /** Tries a clause once more, whatever came of it before. */
    static ClauseResult once(Settings settings, ContractClause clause) throws IOException {
        try (KitRun kit = new KitRun(settings.afresh(), "", List.of(clause))) {
            return kit.result(clause);
        }
    }
}
