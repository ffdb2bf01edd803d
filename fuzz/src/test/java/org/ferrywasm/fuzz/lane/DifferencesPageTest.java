package org.ferrywasm.fuzz.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DifferencesPageTest {
    @Test
    void thePageIsTheOneThatIsKept() throws IOException {
        assertThat(Files.readString(Path.of("../docs/differences.md"))).isEqualTo(DifferencesPage.text());
    }
}
