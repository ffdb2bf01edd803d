package org.ferrywasm.stress.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ferrywasm.faults.Removal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jcstress.annotations.Expect;

class DriverJvmTest {
    private static final String NAME = "confinement.Contents.GlobalSet";
    private static final Declared TEST = Declared.all().stream()
            .filter(test -> test.name().equals(NAME))
            .findFirst()
            .orElseThrow();

    @TempDir
    private Path folder;

    @Test
    void aTestRunsForItsTime() throws Exception {
        Map<String, Seen> seen = new DriverJvm(folder).run(List.of(TEST), DriverMain.Until.TIME, 0.1);

        assertThat(seen).containsOnlyKeys(NAME);
        assertThat(seen.get(NAME).error()).isEmpty();
        assertThat(seen.get(NAME).samples()).isPositive();
        assertThat(TEST.count(seen.get(NAME).outcomes(), Expect.FORBIDDEN)).isZero();
    }

    @Test
    void aTestSeesThatAProtectionIsGone() throws Exception {
        Map<String, Seen> seen =
                new DriverJvm(folder).runWithout(Removal.parse("vm.Confined.check=empty"), List.of(TEST), 20);

        assertThat(TEST.count(seen.get(NAME).outcomes(), Expect.FORBIDDEN)).isPositive();
    }

    @Test
    void whatIsNotThereCannotBeTakenOut() {
        assertThatThrownBy(() ->
                        new DriverJvm(folder).runWithout(Removal.parse("vm.Unconfined.check=empty"), List.of(TEST), 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("org.ferrywasm.vm.Unconfined");
    }

    @Test
    void aVmThatCannotEvenBeginGivesAForbiddenOutcome() throws Exception {
        Map<String, Seen> seen =
                new DriverJvm(folder).runWithout(Removal.parse("vm.Config.consumeFuel=empty"), List.of(TEST), 1);

        assertThat(seen.get(NAME).outcomes().keySet()).allMatch(outcome -> outcome.startsWith("throws "));
        assertThat(TEST.count(seen.get(NAME).outcomes(), Expect.FORBIDDEN)).isPositive();
    }
}
