package org.ferrywasm.stress.lane;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ferrywasm.faults.Removal;
import org.ferrywasm.results.CanaryResult;
import org.ferrywasm.results.LaneResult;
import org.ferrywasm.results.StressResult;
import org.ferrywasm.stress.Tries;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Expect;

/**
 * The program that runs the stress tests in the build: all of them for as long as the budget allows; then their twins, and then
 * the tests once more on VMs that lack something, until each has shown that it can see.
 */
public final class StressLane {
    /** How often a canary is tried, each time for longer. */
    private static final int TRIES = 5;

    private static final double FIRST_TRY_SECONDS = 1;
    private static final double LEAST_SECONDS = 0.5;
    private static final double MOST_SECONDS = 300;

    /** Estimates of how long it takes to get some samples are too small as often as not. */
    private static final double HEADROOM = 1.3;

    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;
    private static final Seen DROPPED = Seen.failed("it was declared, and dropped", 0);

    private final Path work;
    private final Plan plan;
    private final Map<String, StressResult> stress = new TreeMap<>();
    private final Map<String, CanaryResult> canaries = new TreeMap<>();
    private final Canaries seenByCanaries = Canaries.none();

    private StressLane(Plan plan, Path work) {
        this.plan = plan;
        this.work = work;
    }

    /**
     * Runs it. Whatever it finds, it ends normally: the gate decides.
     *
     * @param arguments the id of the build, the lane's name, the budget in seconds, the command, the folder for the result, the
     *     folder for work, how often the actors of each test must run
     * @throws IOException if files cannot be written, or jcstress cannot be run
     * @throws InterruptedException if somebody stops it
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        double budgetSeconds = Double.parseDouble(arguments[2]);
        long start = System.nanoTime();
        Plan plan = Plan.of(
                Declared.all(),
                Runtime.getRuntime().availableProcessors(),
                Plan.isWeakHere(),
                Long.parseLong(arguments[6]),
                budgetSeconds);
        StressLane lane = new StressLane(plan, Path.of(arguments[5]).toAbsolutePath());
        lane.runTests();
        lane.runWrecks();
        lane.runExcused();
        new LaneResult(
                        arguments[0],
                        arguments[1],
                        (System.nanoTime() - start) / NANOS,
                        budgetSeconds,
                        arguments[3],
                        "",
                        lane.numbers(),
                        Map.of(),
                        Map.of(),
                        lane.stress,
                        Map.of(),
                        lane.canaries)
                .write(Path.of(arguments[4]));
        lane.seenByCanaries.write(lane.work.resolve(Canaries.FILE));
        System.exit(0);
    }

    private Map<String, Long> numbers() {
        Map<String, Long> numbers = new LinkedHashMap<>();
        numbers.put("tests", (long) plan.tests().size());
        numbers.put("twins", (long) plan.twins().size());
        numbers.put("protections", (long) plan.removals().size());
        numbers.put(
                "samples",
                stress.values().stream().mapToLong(StressResult::samples).sum());
        return numbers;
    }

    /** Tests and their twins: each in a JVM of its own, and the tests once more in one that is warm. */
    private void runTests() throws IOException, InterruptedException {
        Map<String, Seen> seen = new TreeMap<>(new Jcstress(work.resolve("jcstress"))
                .run(plan.fit(plan.all()), (long) (plan.secondsAlone() * MILLIS)));
        add(seen, "driver", plan.tests(), DriverMain.Until.TIME, plan.secondsTogether());
        add(seen, "driver", plan.doNotFit(plan.twins()), DriverMain.Until.BAD, plan.secondsTogether());
        topUp(seen);
        double seconds = FIRST_TRY_SECONDS;
        for (int attempt = 1; attempt < TRIES; attempt++) {
            List<Declared> unseen = plan.twins().stream()
                    .filter(twin -> bad(twin, seen.get(twin.name())) == 0 && !plan.isExcused(twin))
                    .toList();
            add(seen, "again", unseen, DriverMain.Until.BAD, seconds);
            seconds *= 2;
        }
        for (Declared test : plan.tests()) {
            stress.put(test.name(), result(test, seen.getOrDefault(test.name(), DROPPED)));
        }
        for (Declared twin : plan.twins()) {
            record(twin, seen.getOrDefault(twin.name(), DROPPED));
        }
    }

    private void add(Map<String, Seen> seen, String folder, List<Declared> some, DriverMain.Until until, double seconds)
            throws IOException, InterruptedException {
        if (!some.isEmpty()) {
            new DriverJvm(work.resolve(folder))
                    .run(some, until, seconds)
                    .forEach((name, more) -> seen.merge(name, more, Seen::plus));
        }
    }

    /** Slow tests, and those that came when the machine was busy, get more time: too few samples say nothing of the VM. */
    private void topUp(Map<String, Seen> seen) throws IOException, InterruptedException {
        for (Declared test : plan.tests()) {
            Seen known = seen.get(test.name());
            for (int attempt = 1; attempt < TRIES && known != null && lacksSamples(known); attempt++) {
                double perSecond = Math.max(1, known.samples()) / Math.max(LEAST_SECONDS, known.seconds());
                double missing = HEADROOM * (plan.samples() - known.samples()) / perSecond;
                add(
                        seen,
                        "more",
                        List.of(test),
                        DriverMain.Until.TIME,
                        Math.min(MOST_SECONDS, LEAST_SECONDS + missing));
                known = seen.get(test.name());
            }
        }
    }

    private boolean lacksSamples(Seen seen) {
        return seen.error().isEmpty() && seen.samples() < plan.samples();
    }

    private StressResult result(Declared test, Seen seen) {
        return new StressResult(
                test.tries().map(Tries::value).map(Arrays::asList).orElse(List.of()),
                seen.by(),
                rounded(seen.seconds()),
                seen.samples(),
                plan.samples(),
                test.count(seen.outcomes(), Expect.FORBIDDEN),
                test.count(seen.outcomes(), Expect.ACCEPTABLE_INTERESTING),
                seen.outcomes(),
                test.meanings(seen.outcomes()),
                seen.error());
    }

    private static long bad(Declared twin, @Nullable Seen seen) {
        return seen == null
                ? 0
                : seen.outcomes().entrySet().stream()
                        .filter(outcome -> twin.isBad(outcome.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    private void record(Declared twin, Seen seen) {
        long bad = bad(twin, seen);
        if (bad == 0 && plan.isExcused(twin)) {
            stress.put(twin.name(), result(twin, seen.by(seen.by() + ", a twin that needs weaker hardware")));
            return;
        }
        String detail = bad + " of " + seen.samples() + " samples are bad: " + seen.outcomes()
                + (seen.error().isEmpty() ? "" : "; " + seen.error());
        canaries.put(twin.name(), new CanaryResult(bad > 0, rounded(seen.seconds()), detail));
        seenByCanaries.twins().put(twin.name(), seen);
    }

    /** VMs without something that this hardware may not show. What the tests forbid is only noted. */
    private void runExcused() throws IOException, InterruptedException {
        for (Map.Entry<String, List<Declared>> wreck : plan.excused().entrySet()) {
            DriverJvm driver = new DriverJvm(work.resolve("weak-" + wreck.getKey()));
            Map<String, Seen> seen =
                    driver.runWithout(Removal.parse(wreck.getKey()), wreck.getValue(), Plan.SECONDS_EXCUSED);
            for (Declared test : wreck.getValue()) {
                Seen found = seen.getOrDefault(test.name(), DROPPED);
                StressResult result = result(test, found.by("driver, a VM whose lack needs weaker hardware to show"));
                stress.put(
                        test.name() + " without " + wreck.getKey(),
                        new StressResult(
                                result.clauses(),
                                result.by(),
                                result.seconds(),
                                result.samples(),
                                0,
                                0,
                                result.forbidden() + result.interesting(),
                                result.outcomes(),
                                result.meanings(),
                                result.error()));
            }
        }
    }

    /** A VM without something, and the tests that must notice. */
    private void runWrecks() throws IOException, InterruptedException {
        for (Map.Entry<String, List<Declared>> wreck : plan.removals().entrySet()) {
            DriverJvm driver = new DriverJvm(work.resolve("without-" + wreck.getKey()));
            Map<String, Seen> seen = new TreeMap<>();
            List<Declared> left = new ArrayList<>(wreck.getValue());
            double seconds = FIRST_TRY_SECONDS;
            for (int attempt = 0; attempt < TRIES && !left.isEmpty(); attempt++) {
                driver.runWithout(Removal.parse(wreck.getKey()), left, seconds)
                        .forEach((name, more) -> seen.merge(name, more, Seen::plus));
                left.removeIf(test -> forbidden(test, seen) > 0);
                seconds *= 2;
            }
            canaries.put("without " + wreck.getKey(), canary(wreck.getValue(), seen));
            seenByCanaries.wrecks().put(wreck.getKey(), seen);
        }
    }

    private static long forbidden(Declared test, Map<String, Seen> seen) {
        Seen found = seen.get(test.name());
        return found == null ? 0 : test.count(found.outcomes(), Expect.FORBIDDEN);
    }

    private static CanaryResult canary(List<Declared> tests, Map<String, Seen> seen) {
        boolean caught = tests.stream().allMatch(test -> forbidden(test, seen) > 0);
        String detail = tests.stream()
                .map(test -> {
                    Seen found = seen.getOrDefault(test.name(), Seen.failed("not run", 0));
                    String what = found.outcomes().keySet().stream()
                            .filter(test::isForbidden)
                            .findFirst()
                            .map(outcome -> "saw \"" + outcome + "\" after %.1f s".formatted(found.seconds()))
                            .orElse("saw nothing in %.1f s, %d samples %s"
                                    .formatted(found.seconds(), found.samples(), found.error()));
                    return test.name() + " " + what;
                })
                .collect(Collectors.joining("; "));
        double seconds = seen.values().stream().mapToDouble(Seen::seconds).sum();
        return new CanaryResult(caught, rounded(seconds), detail);
    }

    private static double rounded(double seconds) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.2f", seconds));
    }
}
