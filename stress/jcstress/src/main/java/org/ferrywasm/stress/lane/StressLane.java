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
    /** How often the actors of each test must run. */
    private static final long LEAST_SAMPLES = 10_000;

    /** How often a canary is tried, each time for longer. */
    private static final int TRIES = 5;

    private static final double FIRST_TRY_SECONDS = 1;
    private static final double NANOS = 1e9;

    private final Path work;
    private final Plan plan;
    private final Map<String, StressResult> stress = new TreeMap<>();
    private final Map<String, CanaryResult> canaries = new TreeMap<>();

    private StressLane(Plan plan, Path work) {
        this.plan = plan;
        this.work = work;
    }

    /**
     * Runs it. Whatever it finds, it ends normally: the gate decides.
     *
     * @param arguments the id of the build, the lane's name, the budget in seconds, the command, the folder for the result, the
     *     folder for work
     * @throws IOException if files cannot be written, or jcstress cannot be run
     * @throws InterruptedException if somebody stops it
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        double budgetSeconds = Double.parseDouble(arguments[2]);
        long start = System.nanoTime();
        Plan plan = Plan.of(Declared.all(), Runtime.getRuntime().availableProcessors(), budgetSeconds);
        StressLane lane = new StressLane(plan, Path.of(arguments[5]).toAbsolutePath());
        lane.runTests();
        lane.runTwins();
        lane.runWrecks();
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
                        lane.canaries)
                .write(Path.of(arguments[4]));
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

    private void runTests() throws IOException, InterruptedException {
        Map<String, Seen> seen =
                new TreeMap<>(new Jcstress(work.resolve("jcstress")).run(plan.fit(plan.tests()), plan.millisEach()));
        List<Declared> others = plan.doNotFit(plan.tests());
        if (!others.isEmpty()) {
            seen.putAll(new DriverJvm(work.resolve("driver")).run(others, DriverMain.Until.TIME, plan.secondsEach()));
        }
        // Where the machine was busy with other things, some get a second chance: too few samples say nothing of the
        // VM.
        List<Declared> scanty = plan.tests().stream()
                .filter(test -> seen.containsKey(test.name())
                        && seen.get(test.name()).error().isEmpty()
                        && seen.get(test.name()).samples() < LEAST_SAMPLES)
                .toList();
        if (!scanty.isEmpty()) {
            double longer = TRIES * plan.secondsEach();
            new DriverJvm(work.resolve("again"))
                    .run(scanty, DriverMain.Until.TIME, longer)
                    .forEach((name, more) -> seen.merge(name, more, Seen::plus));
        }
        for (Declared test : plan.tests()) {
            Seen found = seen.getOrDefault(test.name(), Seen.failed("it was declared, and dropped", 0));
            stress.put(test.name(), result(test, found));
        }
    }

    private static StressResult result(Declared test, Seen seen) {
        return new StressResult(
                test.tries().map(Tries::value).map(Arrays::asList).orElse(List.of()),
                seen.by(),
                rounded(seen.seconds()),
                seen.samples(),
                LEAST_SAMPLES,
                test.count(seen.outcomes(), Expect.FORBIDDEN),
                test.count(seen.outcomes(), Expect.ACCEPTABLE_INTERESTING),
                seen.outcomes(),
                test.meanings(seen.outcomes()),
                seen.error());
    }

    /** Twins run as tests do, by jcstress where there are processors enough; each until its bad outcome was seen. */
    private void runTwins() throws IOException, InterruptedException {
        List<Declared> left = new ArrayList<>(plan.twins());
        Map<String, Seen> all = new TreeMap<>();
        double seconds = FIRST_TRY_SECONDS / 2;
        for (int attempt = 0; attempt < TRIES && !left.isEmpty(); attempt++) {
            Map<String, Seen> seen = new TreeMap<>();
            if (!plan.fit(left).isEmpty()) {
                seen.putAll(new Jcstress(work.resolve("twins")).run(plan.fit(left), (long) (seconds * 1e3)));
            }
            if (!plan.doNotFit(left).isEmpty()) {
                seen.putAll(new DriverJvm(work.resolve("twins-driver"))
                        .run(plan.doNotFit(left), DriverMain.Until.BAD, 2 * seconds));
            }
            seen.forEach((name, more) -> all.merge(name, more, Seen::plus));
            left.removeIf(twin -> bad(twin, all.get(twin.name())) > 0);
            seconds *= 2;
        }
        for (Declared twin : plan.twins()) {
            record(twin, all.getOrDefault(twin.name(), Seen.failed("it was declared, and dropped", 0)));
        }
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
            stress.put(
                    twin.name(),
                    result(
                            twin,
                            new Seen(
                                    seen.by() + ", a twin that needs weaker hardware",
                                    seen.outcomes(),
                                    seen.seconds(),
                                    "")));
            return;
        }
        String detail = bad + " of " + seen.samples() + " samples are bad: " + seen.outcomes()
                + (seen.error().isEmpty() ? "" : "; " + seen.error());
        canaries.put(twin.name(), new CanaryResult(bad > 0, rounded(seen.seconds()), detail));
    }

    /** A VM without something, and the tests that must notice. */
    private void runWrecks() throws IOException, InterruptedException {
        int number = 0;
        for (Map.Entry<String, List<Declared>> wreck : plan.removals().entrySet()) {
            DriverJvm driver = new DriverJvm(work.resolve("without-" + number++));
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
