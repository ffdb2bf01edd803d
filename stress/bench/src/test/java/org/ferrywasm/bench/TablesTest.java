package org.ferrywasm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablesTest {
    private static final List<Competitor> ENGINES = List.of(Competitor.FERRY, Competitor.ENDIVE, Competitor.GRAALWASM);

    private static Figure kernel(String subject, Competitor engine, double... samples) {
        return new Figure(
                Section.KERNELS,
                subject,
                engine,
                "ms",
                Arrays.stream(samples).boxed().toList());
    }

    private final Tables tables = new Tables(
            List.of(
                    kernel("fib", Competitor.FERRY, 9, 10, 11),
                    kernel("fib", Competitor.ENDIVE, 80),
                    kernel("fib", Competitor.GRAALWASM, 30),
                    kernel("trees", Competitor.FERRY, 5),
                    kernel("trees", Competitor.ENDIVE, 10)),
            ENGINES);

    @Test
    void aRowShowsMediansAndRatios() {
        assertThat(tables.markdown()).contains("| fib | 10.0 ms ± 10 % | 80.0 ms | 30.0 ms | 8.00 | 3.00 |");
    }

    @Test
    void whatAnEngineCannotRunIsADash() {
        assertThat(tables.markdown()).contains("| trees | 5.00 ms | 10.0 ms | – | 2.00 | – |");
    }

    @Test
    void theMeanCountsOnlyWhatBothHaveRun() {
        assertThat(tables.mean(Section.KERNELS, Competitor.ENDIVE).orElseThrow())
                .isCloseTo(4.0, within(1e-12));
        assertThat(tables.mean(Section.KERNELS, Competitor.GRAALWASM).orElseThrow())
                .isCloseTo(3.0, within(1e-12));
        assertThat(tables.mean(Section.TURNS, Competitor.ENDIVE)).isEmpty();
    }

    @Test
    void theCheckIsShownWithItsAbsenceAndTheDifferenceOfForksInPairs() {
        Figure with = new Figure(Section.GUARD, "call", Guard.CHECKED, "ns", List.of(14.0, 15.0, 19.0));
        Figure without = new Figure(Section.GUARD, "call", Guard.UNCHECKED, "ns", List.of(13.75, 14.5, 18.0));
        assertThat(new Tables(List.of(with, without), ENGINES).markdown())
                .contains(
                        "### The check of the tenancy",
                        "|  | with the check | without it | difference |",
                        "| call | 15.00 ± 1.00 ns | 14.50 ± 0.75 ns | 0.50 ± 0.25 ns |");
    }

    @Test
    void theCheckWithoutItsTwinHasNoDifference() {
        Figure with = new Figure(Section.GUARD, "call", Guard.CHECKED, "ns", List.of(14.0));
        assertThat(new Tables(List.of(with), ENGINES).markdown()).contains("| call | 14.00 ± 0.00 ns | – | – |");
    }

    @Test
    void anEngineThatRanNothingOfASectionHasNoColumnThere() {
        Figure suspend = new Figure(Section.SUSPEND, "drop", Competitor.FERRY, "ns", List.of(50.0));
        assertThat(new Tables(List.of(suspend), ENGINES).markdown())
                .contains("### Calls as values", "|  | Ferry |\n|---|--:|\n| drop | 50.0 ns |\n");
    }

    @Test
    void sectionsThatWereNotRunHaveNoTable() {
        assertThat(tables.markdown()).contains("### Each kernel alone").doesNotContain("### Calls");
    }
}
