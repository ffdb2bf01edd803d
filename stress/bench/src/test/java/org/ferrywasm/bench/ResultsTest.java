package org.ferrywasm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @TempDir
    private Path folder;

    @Test
    void theFileHoldsEverySampleAndTheMeans() throws IOException {
        Settings settings =
                Settings.parse(List.of("--results", folder.resolve("results").toString()));
        List<Figure> figures = List.of(
                new Figure(Section.TURNS, "fib", Competitor.FERRY, "ms", List.of(2.0, 3.0, 4.0)),
                new Figure(Section.TURNS, "fib", Competitor.ENDIVE, "ms", List.of(30.0)));
        Path written = new Results(settings, figures, List.of("a reason"), Duration.ofSeconds(7)).write();
        JsonNode document =
                new ObjectMapper().readTree(written.resolve("benchmarks.json").toFile());
        assertThat(document.path("lane").asText()).isEqualTo("benchmarks");
        assertThat(document.path("seconds").asLong()).isEqualTo(7);
        assertThat(document.path("means").path("turns").path("endive").asDouble())
                .isCloseTo(10.0, within(1e-12));
        assertThat(document.path("figures").get(0).path("samples")).hasSize(3);
        assertThat(document.path("failures").get(0).asText()).isEqualTo("a reason");
        assertThat(written.resolve("benchmarks.md")).content().contains("not measured: a reason");
    }

    @Test
    void theVersionsOfAllEnginesAreFilledIn() {
        Settings settings = Settings.parse(List.of());
        assertThat(new Results(settings, List.of(), List.of(), Duration.ZERO).markdown())
                .containsPattern("- Ferry: \\d")
                .containsPattern("- Endive: 1\\.2")
                .containsPattern("- GraalWasm: 25\\.0");
    }
}
