package org.ferrywasm.gate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ferrywasm.results.EngineResult;
import org.ferrywasm.results.LaneResult;
import org.ferrywasm.results.StressResult;
import org.ferrywasm.results.SuiteResult;
import org.ferrywasm.results.VerdictResult;

/** The report as a few lines for the terminal: lanes with time and budget, suites with their numbers, and the gaps. */
final class Summary {
    private final List<String> lines = new ArrayList<>();

    private Summary() {}

    /**
     * Summarises a build.
     *
     * @param build what was built
     * @param lanes what is known of each lane
     * @param gaps what the gate found missing
     * @return the lines to print
     */
    static List<String> lines(Build build, List<Lane> lanes, List<String> gaps) {
        Summary summary = new Summary();
        summary.add("Ferry %s, git %s, JDK %s, run %s", build.version(), build.git(), build.jdk(), build.run());
        for (Lane lane : lanes) {
            switch (lane) {
                case Lane.Absent(String name, String why) -> summary.add("lane %s %s", name, why);
                case Lane.Recorded(String name, LaneResult result) -> summary.add(name, result);
            }
        }
        for (String gap : gaps) {
            summary.add("GAP %s", gap);
        }
        summary.add(gaps.isEmpty() ? "no gaps" : "%d gaps", gaps.size());
        return summary.lines;
    }

    private void add(String lane, LaneResult result) {
        if (!result.notRun().isEmpty()) {
            add("lane %s was NOT RUN: %s", lane, result.notRun());
            return;
        }
        add("lane %s: %.1f s of %.0f s", lane, result.seconds(), result.budgetSeconds());
        result.numbers().forEach((name, number) -> add("  %s: %d", name, number));
        result.spec().forEach(this::add);
        result.engines().forEach(this::add);
        add(result.stress().values());
        result.fuzz()
                .forEach((name, property) -> add(
                        "  %s: %d tries in %.0f s, seed %s: %s",
                        name, property.tries(), property.seconds(), property.seed(), property.verdict()));
        result.canaries()
                .forEach((name, canary) ->
                        add("  canary %s: %s", name, canary.caught() ? "caught" : "SURVIVED " + canary.detail()));
    }

    private void add(Collection<StressResult> tests) {
        if (!tests.isEmpty()) {
            add(
                    "  %d stress tests, %d samples, %d at least in each: %d forbidden, %d interesting",
                    tests.size(),
                    tests.stream().mapToLong(StressResult::samples).sum(),
                    tests.stream()
                            .filter(test -> test.asked() > 0)
                            .mapToLong(StressResult::samples)
                            .min()
                            .orElse(0),
                    tests.stream().mapToLong(StressResult::forbidden).sum(),
                    tests.stream().mapToLong(StressResult::interesting).sum());
        }
    }

    private void add(String name, EngineResult engine) {
        Map<String, Long> counts = engine.contract().values().stream()
                .collect(Collectors.groupingBy(VerdictResult::verdict, TreeMap::new, Collectors.counting()));
        String verdicts = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        String when = engine.recorded().isEmpty() ? "" : ", recorded " + engine.recorded();
        add("  clauses on %s %s%s: %s", name, engine.version(), when, verdicts);
    }

    private void add(String name, SuiteResult suite) {
        add("  suite %s (%s)", name, suite.source());
        add(
                "    %d files, %d assertions: %d passed, %d failed, %d skipped",
                suite.files(), suite.assertions(), suite.passed(), suite.failed(), suite.skipped());
        for (String skip : suite.skips()) {
            add("    skipped %s", skip);
        }
    }

    private void add(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }
}
