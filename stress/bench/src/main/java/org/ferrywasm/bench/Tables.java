package org.ferrywasm.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Figures as Markdown: a table for each section, with what each engine took as a multiple of what Ferry took. */
final class Tables {
    private static final String MISSING = "–";

    private final List<Figure> figures;
    private final List<Competitor> engines;

    Tables(List<Figure> figures, List<Competitor> engines) {
        this.figures = List.copyOf(figures);
        this.engines = List.copyOf(engines);
    }

    /** A line for the terminal while the run goes on. */
    static String line(Figure figure) {
        return "%-12s %-30s %-22s %12s %s"
                .formatted(
                        figure.section().label(),
                        figure.subject(),
                        figure.column().title(),
                        number(figure.median()),
                        figure.unit());
    }

    /** All tables that have rows. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        for (Section section : Section.values()) {
            if (figures.stream().anyMatch(figure -> figure.section() == section)) {
                text.append("### ").append(heading(section)).append("\n\n");
                text.append(table(section)).append('\n');
            }
        }
        return text.toString();
    }

    private static String heading(Section section) {
        return switch (section) {
            case KERNELS -> "Each kernel alone in its JVM";
            case TURNS -> "All kernels in turn in one JVM";
            case CALLS -> "Calls";
            case GUARD -> "The check of the tenancy";
            case SUSPEND -> "Calls as values";
            case TRANSFER -> "Moving a Store";
            case HANDOVER -> "Handing a Store to another thread";
            case INSTANTIATE -> "Instantiation";
            case LOAD -> "Loading";
        };
    }

    private String table(Section section) {
        return switch (section) {
            case GUARD -> differences(section, Guard.CHECKED, Guard.UNCHECKED);
            case HANDOVER -> differences(section, Cargo.STORE, Cargo.OBJECT);
            case KERNELS, TURNS, CALLS, SUSPEND, TRANSFER, INSTANTIATE, LOAD -> comparison(section);
        };
    }

    /** Both columns, and by how much the first is slower in the forks that ran next to each other. */
    private String differences(Section section, Column first, Column second) {
        StringBuilder table =
                new StringBuilder(row(List.of("", first.title(), second.title(), "difference"))).append(rule(4));
        for (String subject : subjects(section)) {
            Optional<Figure> slower = find(section, subject, first);
            Optional<Figure> faster = find(section, subject, second);
            Optional<String> difference = slower.flatMap(with -> faster.filter(without ->
                            without.samples().size() == with.samples().size())
                    .map(without -> difference(with, without)));
            table.append(row(List.of(
                    subject,
                    slower.map(Tables::withDeviation).orElse(MISSING),
                    faster.map(Tables::withDeviation).orElse(MISSING),
                    difference.orElse(MISSING))));
        }
        return table.toString();
    }

    private static String difference(Figure with, Figure without) {
        List<Double> differences = Statistics.differences(with.samples(), without.samples());
        return amount(Statistics.median(differences), Statistics.deviation(differences), with.unit());
    }

    private static String withDeviation(Figure figure) {
        return amount(figure.median(), figure.deviation(), figure.unit());
    }

    private static String amount(double median, double deviation, String unit) {
        return String.format(Locale.ROOT, "%.2f ± %.2f %s", median, deviation, unit);
    }

    private String comparison(Section section) {
        List<Competitor> ran = engines.stream()
                .filter(engine ->
                        figures.stream().anyMatch(figure -> figure.section() == section && figure.column() == engine))
                .toList();
        List<Competitor> others =
                ran.stream().filter(engine -> engine != Competitor.FERRY).toList();
        List<String> head = new ArrayList<>(List.of(""));
        ran.forEach(engine -> head.add(engine.title()));
        others.forEach(engine -> head.add(engine.title() + " ÷ Ferry"));
        StringBuilder table = new StringBuilder(row(head)).append(rule(head.size()));
        for (String subject : subjects(section)) {
            List<String> cells = new ArrayList<>(List.of(subject));
            ran.forEach(engine -> cells.add(find(section, subject, engine)
                    .map(figure -> number(figure.median()) + " " + figure.unit() + spread(figure))
                    .orElse(MISSING)));
            others.forEach(engine -> cells.add(
                    ratio(section, subject, engine).map(Tables::ratioText).orElse(MISSING)));
            table.append(row(cells));
        }
        if (section == Section.KERNELS || section == Section.TURNS) {
            List<String> cells = new ArrayList<>(List.of("**geometric mean**"));
            ran.forEach(engine -> cells.add(""));
            others.forEach(engine -> cells.add(mean(section, engine)
                    .map(mean -> "**" + ratioText(mean) + "**")
                    .orElse(MISSING)));
            table.append(row(cells));
        }
        return table.toString();
    }

    /** The geometric mean of what the engine took as a multiple of what Ferry took, over the subjects that both have run. */
    Optional<Double> mean(Section section, Competitor engine) {
        List<Double> ratios = subjects(section).stream()
                .flatMap(subject -> ratio(section, subject, engine).stream())
                .toList();
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Statistics.geometricMean(ratios));
    }

    private Optional<Double> ratio(Section section, String subject, Competitor engine) {
        return find(section, subject, engine)
                .flatMap(other ->
                        find(section, subject, Competitor.FERRY).map(ferry -> other.median() / ferry.median()));
    }

    private Set<String> subjects(Section section) {
        Set<String> subjects = new LinkedHashSet<>();
        figures.stream()
                .filter(figure -> figure.section() == section)
                .forEach(figure -> subjects.add(figure.subject()));
        return subjects;
    }

    private Optional<Figure> find(Section section, String subject, Column column) {
        return figures.stream()
                .filter(figure -> figure.section() == section)
                .filter(figure -> figure.subject().equals(subject))
                .filter(figure -> figure.column() == column)
                .findFirst();
    }

    private static String spread(Figure figure) {
        if (figure.samples().size() == 1) {
            return "";
        }
        return String.format(Locale.ROOT, " ± %.0f %%", 100 * figure.deviation() / figure.median());
    }

    private static String number(double value) {
        if (value >= 100) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static String ratioText(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String rule(int columns) {
        return "|---" + "|--:".repeat(columns - 1) + "|\n";
    }
}
