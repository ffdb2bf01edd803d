package org.ferrywasm.fuzz.lane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.ferrywasm.fuzz.generate.Rows;
import org.ferrywasm.fuzz.oracle.Classifier;
import org.ferrywasm.fuzz.oracle.Oracle;
import org.ferrywasm.fuzz.oracle.Statistics;
import org.ferrywasm.results.CanaryResult;
import org.ferrywasm.results.FuzzResult;
import org.ferrywasm.results.LaneResult;
import org.ferrywasm.syntax.Opcode;

/** The program that tries all oracles in the build. */
public final class FuzzLane {
    private static final double NANOS = 1e9;

    /** The part of the budget that oracles have, and what the canaries need of a large one. */
    private static final double FOR_ORACLES = 0.6;

    private static final double SECONDS_FOR_CANARIES = 90;
    private static final double LONG_SECONDS = 600;
    private static final long FIXED_SEED = 1;
    private static final long FIXED_TRIES = 1_200;

    private static final double SECONDS_FOR_A_CANARY = 20;
    private static final int TRIES = 3;

    private final long seed;
    private final boolean isFree;
    private final Path work;
    private final Map<String, FuzzResult> results = new LinkedHashMap<>();
    private final Map<String, Long> numbers = new TreeMap<>();
    private final Statistics statistics = new Statistics();

    private FuzzLane(long seed, boolean isFree, Path work) {
        this.seed = seed;
        this.isFree = isFree;
        this.work = work;
    }

    /**
     * Runs it. Whatever it finds, it ends normally: the gate decides. The environment variable {@code FERRY_SEED} sets the seed,
     * which else comes from the build's id; see {@link Oracles#isFixed} for those that have their own.
     *
     * @param arguments the id of the build, the lane's name, the budget in seconds, the command, the folder for the result, the
     *     folder for work
     * @throws IOException if files cannot be written
     * @throws InterruptedException if somebody stops it
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        long start = System.nanoTime();
        double budgetSeconds = Double.parseDouble(arguments[2]);
        String given = System.getenv("FERRY_SEED");
        long seed = given == null || given.isEmpty() ? arguments[0].hashCode() : Long.parseLong(given);
        boolean isFree = budgetSeconds >= LONG_SECONDS || (given != null && !given.isEmpty());
        FuzzLane lane = new FuzzLane(seed, isFree, Path.of(arguments[5]).toAbsolutePath());
        double seconds = Math.max(budgetSeconds * FOR_ORACLES, budgetSeconds - SECONDS_FOR_CANARIES);
        lane.tryOracles(seconds / Oracles.ALL.size());
        lane.countRows();
        Map<String, CanaryResult> canaries = lane.tryCanaries();
        new LaneResult(
                        arguments[0],
                        arguments[1],
                        (System.nanoTime() - start) / NANOS,
                        budgetSeconds,
                        arguments[3],
                        "",
                        lane.numbers,
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        lane.results,
                        canaries)
                .write(Path.of(arguments[4]));
        System.exit(0);
    }

    private void tryOracles(double seconds) throws IOException {
        for (Map.Entry<String, Supplier<Oracle>> oracle : Oracles.ALL.entrySet()) {
            long start = System.nanoTime();
            Campaign campaign = tried(oracle.getKey(), oracle.getValue(), (long) (seconds * NANOS));
            double took = (System.nanoTime() - start) / NANOS;
            Campaign.Failure failure = campaign.failure();
            String text = Long.toString(isFixed(oracle.getKey()) ? FIXED_SEED : seed);
            results.put(
                    oracle.getKey(),
                    failure == null
                            ? FuzzResult.holds(campaign.tries(), text, took)
                            : FuzzResult.broken(campaign.tries(), text, took, kept(oracle.getKey(), failure)));
            campaign.statistics().counts().forEach((what, times) -> numbers.put(oracle.getKey() + ": " + what, times));
            statistics.add(campaign.statistics());
        }
    }

    private boolean isFixed(String oracle) {
        return !isFree && Oracles.isFixed(oracle);
    }

    private Campaign tried(String name, Supplier<Oracle> maker, long nanos) {
        try (Oracle oracle = maker.get()) {
            Campaign campaign = new Campaign(oracle);
            if (isFixed(name)) {
                campaign.run(FIXED_SEED, nanos, FIXED_TRIES);
            } else {
                campaign.run(seed, nanos);
            }
            for (int more = 1; more < TRIES && lacksRows(campaign); more++) {
                campaign.run(seed + more, nanos);
            }
            return campaign;
        }
    }

    /** Whether it counts the rows that it executes, and not all of them were yet: on a slow machine it has more time. */
    private static boolean lacksRows(Campaign campaign) {
        Set<Opcode> executed = campaign.statistics().executed();
        return campaign.failure() == null
                && !executed.isEmpty()
                && !executed.containsAll(Rows.supported().all());
    }

    /** Keeps a failure as a folder; says what it is and where. */
    private String kept(String oracle, Campaign.Failure failure) throws IOException {
        Path folder = work.resolve("failures").resolve(oracle + "-" + Long.toHexString(failure.seed()));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("choices.txt"), failure.line() + "\n");
        Files.writeString(folder.resolve("seed.txt"), failure.seed() + "\n");
        Files.writeString(folder.resolve("message.txt"), failure.message() + "\n");
        for (Map.Entry<String, String> file : failure.files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        return failure.message() + "; seed " + failure.seed() + ", " + failure.choices().length + " decisions in "
                + folder.resolve("choices.txt");
    }

    /** Each row of the table must have been executed by what was generated. */
    private void countRows() {
        List<Opcode> missing = new ArrayList<>(Rows.supported().all());
        int rows = missing.size();
        missing.removeAll(statistics.executed());
        numbers.put("rows of the table", (long) rows);
        numbers.put("rows executed", (long) rows - missing.size());
        String text = Long.toString(seed);
        results.put(
                "everyRow",
                missing.isEmpty()
                        ? FuzzResult.holds(rows, text, 0)
                        : FuzzResult.broken(rows, text, 0, "not executed: " + missing));
    }

    private Map<String, CanaryResult> tryCanaries() throws IOException, InterruptedException {
        Map<String, CanaryResult> canaries = new TreeMap<>();
        for (Wreck wreck : Wreck.ALL) {
            CanaryResult result = wreck.run(work.resolve(wreck.name()), seed, SECONDS_FOR_A_CANARY);
            for (int attempt = 1; attempt < TRIES && !result.caught(); attempt++) {
                result = wreck.run(work.resolve(wreck.name()), seed + attempt, SECONDS_FOR_A_CANARY * (attempt + 1));
            }
            canaries.put(wreck.name(), result);
        }
        canaries.put("classifier-trusts-ArrayList", trustsArrayList());
        return canaries;
    }

    /** No mistake in the VM but what an Engine is told: that an {@code ArrayList} never changes. */
    private CanaryResult trustsArrayList() {
        long start = System.nanoTime();
        Campaign campaign = new Campaign(Classifier.trusting(ArrayList.class));
        campaign.run(seed, (long) (SECONDS_FOR_A_CANARY * NANOS));
        Campaign.Failure failure = campaign.failure();
        String detail = "classifier: " + (failure == null ? "holds" : failure.message()) + " after " + campaign.tries()
                + " tries";
        return new CanaryResult(failure != null, (System.nanoTime() - start) / NANOS, detail);
    }
}
