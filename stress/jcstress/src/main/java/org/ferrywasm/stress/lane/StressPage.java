package org.ferrywasm.stress.lane;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page {@code docs/stress-record.md}: what a long run found, and what each canary showed. */
final class StressPage {
    private static final int MOST_OUTCOMES = 6;

    private StressPage() {}

    static String of(StressRecord recorded) {
        StringBuilder page = new StringBuilder("""
            # What the stress tests showed

            Made by the build from `stress/jcstress/recorded/stress.json`; [stress.md](stress.md) explains it.

            """);
        page.append(String.format(
                Locale.ROOT,
                "Recorded on %s, Java %s, %s: `%s`, %,.0f minutes. %,d samples in %d tests, %,d forbidden outcomes.%n",
                recorded.date(),
                recorded.jdk(),
                recorded.machine(),
                recorded.command(),
                recorded.seconds() / 60,
                recorded.samples(),
                recorded.tests().size(),
                recorded.tests().values().stream()
                        .mapToLong(StressRecord.Tried::forbidden)
                        .sum()));
        tests(page, recorded);
        protections(page, recorded);
        twins(page, recorded);
        return page.toString();
    }

    private static void tests(StringBuilder page, StressRecord recorded) {
        Map<String, Map<String, StressRecord.Tried>> byClass = new LinkedHashMap<>();
        recorded.tests()
                .forEach((name, tried) -> byClass.computeIfAbsent(
                                name.substring(0, name.lastIndexOf('.')), c -> new LinkedHashMap<>())
                        .put(name.substring(name.lastIndexOf('.') + 1), tried));
        byClass.forEach((name, tests) -> {
            page.append("\n## ")
                    .append(name)
                    .append("\n\n| test | clauses | samples | outcomes |\n|---|---|---|---|\n");
            tests.forEach((test, tried) -> page.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %,d | %s |%n",
                    test,
                    String.join(" ", tried.clauses()),
                    tried.samples(),
                    outcomes(tried))));
        });
    }

    /** Outcomes by frequency; those of litmus tests without the width, added up. */
    private static String outcomes(StressRecord.Tried tried) {
        Map<String, Long> sums = new TreeMap<>();
        tried.outcomes()
                .forEach((outcome, count) ->
                        sums.merge(outcome.replaceFirst("^i\\d+( i\\d+)?, ", ""), count, Long::sum));
        List<Map.Entry<String, Long>> all = new ArrayList<>(sums.entrySet());
        all.sort(Map.Entry.<String, Long>comparingByValue().reversed());
        String words = all.stream()
                .limit(MOST_OUTCOMES)
                .map(outcome -> String.format(Locale.ROOT, "*%s* %,d", outcome.getKey(), outcome.getValue()))
                .collect(Collectors.joining("; "));
        return all.size() > MOST_OUTCOMES ? words + "; and " + (all.size() - MOST_OUTCOMES) + " more" : words;
    }

    private static void protections(StringBuilder page, StressRecord recorded) {
        page.append("""

            ## Protections taken out of the VM

            Each alone, in a run of `mvn verify`; what follows the equals sign is what became of the method or field. *Seconds* is how long the
            test ran before it saw that.

            | without | test | outcome | seconds |
            |---|---|---|---|
            """);
        Map<String, List<String>> rows = new TreeMap<>();
        recorded.tests()
                .forEach((name, tried) -> tried.canaries().stream()
                        .filter(canary -> canary.broken().startsWith("without "))
                        .forEach(canary -> rows.computeIfAbsent(
                                        canary.broken().substring("without ".length()), w -> new ArrayList<>())
                                .add(String.format(
                                        Locale.ROOT, "%s | *%s* | %.1f |", name, canary.saw(), canary.seconds()))));
        rows.forEach((removal, seen) -> seen.forEach(row ->
                page.append("| `").append(removal).append("` | ").append(row).append('\n')));
    }

    private static void twins(StringBuilder page, StressRecord recorded) {
        page.append("""

            ## Twins

            Broken on purpose, and allowed to be: the outcome must be seen, or the test could not see it either.

            | twin | outcome | of |
            |---|---|---|
            """);
        Map<String, List<String>> rows = new TreeMap<>();
        recorded.tests()
                .forEach((name, tried) -> tried.canaries().stream()
                        .filter(canary -> canary.broken().startsWith("twin "))
                        .forEach(canary -> rows.computeIfAbsent(
                                        canary.broken().substring("twin ".length()) + " | *" + canary.saw() + "*",
                                        t -> new ArrayList<>())
                                .add(name)));
        rows.forEach((twin, of) -> page.append("| ")
                .append(twin)
                .append(" | ")
                .append(String.join(", ", of))
                .append(" |\n"));
    }
}
