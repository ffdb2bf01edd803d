package org.ferrywasm.stress.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was recorded of a long run is whole, and the page shows it. */
class StressRecordTest {
    private static final Path RECORDED = Path.of("recorded", "stress.json");
    private static final Path PAGE = Path.of("..", "..", "docs", "stress-record.md");

    @Test
    void thePageIsMadeOfTheRecord() throws Exception {
        assertThat(Files.readString(PAGE)).isEqualTo(StressPage.of(StressRecord.read(RECORDED)));
    }

    @Test
    void aLongRunSawNothingForbidden() throws Exception {
        StressRecord recorded = StressRecord.read(RECORDED);

        assertThat(recorded.samples()).isGreaterThanOrEqualTo(1_000_000_000);
        assertThat(recorded.tests().values()).allSatisfy(tried -> {
            assertThat(tried.samples()).isGreaterThanOrEqualTo(1_000_000);
            assertThat(tried.forbidden()).isZero();
        });
    }

    @Test
    void eachTestIsRecordedWithWhatItsCanariesShowed() throws Exception {
        StressRecord recorded = StressRecord.read(RECORDED);
        List<Declared> tests =
                Declared.all().stream().filter(test -> test.tries().isPresent()).toList();

        assertThat(recorded.tests().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        tests.stream().map(Declared::name).toList());
        assertThat(tests).allSatisfy(test -> {
            List<StressRecord.Canary> canaries =
                    recorded.tests().get(test.name()).canaries();
            assertThat(canaries)
                    .as(test.name())
                    .isNotEmpty()
                    .allSatisfy(canary ->
                            assertThat(canary.saw()).as(canary.broken()).isNotEmpty());
            assertThat(canaries)
                    .extracting(StressRecord.Canary::broken)
                    .as(test.name())
                    .containsAll(test.removals().stream()
                            .map(removal -> "without " + removal)
                            .toList());
        });
    }
}
