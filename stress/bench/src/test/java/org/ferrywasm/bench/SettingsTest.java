package org.ferrywasm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void withoutArgumentsEverythingIsMeasured() {
        Settings settings = Settings.parse(List.of());
        assertThat(settings.quick()).isFalse();
        assertThat(settings.sections()).containsExactlyInAnyOrder(Section.values());
        assertThat(settings.kernels()).containsExactly(Kernel.values());
        assertThat(settings.engines()).doesNotContain(Competitor.FERRY_PLAIN).hasSize(4);
    }

    @Test
    void namesSelect() {
        Settings settings = Settings.parse(List.of(
                "--quick",
                "--only",
                "calls,load",
                "--kernels",
                "crc32,fib",
                "--engines",
                "ferry-plain",
                "--results",
                "r"));
        assertThat(settings.quick()).isTrue();
        assertThat(settings.sections()).containsExactlyInAnyOrder(Section.CALLS, Section.LOAD);
        assertThat(settings.kernels()).containsExactly(Kernel.CRC32, Kernel.FIB);
        assertThat(settings.engines()).containsExactly(Competitor.FERRY_PLAIN);
        assertThat(settings.results()).isEqualTo(Path.of("r"));
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Settings.parse(List.of("--only", "kernals")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown name kernals, known: kernels, turns, calls, guard, suspend, transfer, handover,"
                        + " instantiate, load");
    }

    @Test
    void anUnknownOrIncompleteArgumentIsRefusedWithTheUsage() {
        assertThatThrownBy(() -> Settings.parse(List.of("--fast")))
                .hasMessageStartingWith("unknown argument --fast")
                .hasMessageContaining("usage:");
        assertThatThrownBy(() -> Settings.parse(List.of("--only")))
                .hasMessageStartingWith("--only needs a value")
                .hasMessageContaining("usage:");
    }
}
