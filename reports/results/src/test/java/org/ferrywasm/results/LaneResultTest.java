package org.ferrywasm.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LaneResultTest {
    private static final LaneResult RESULT = new LaneResult(
            "run1",
            "spec",
            12.5,
            60,
            "mvn -pl reference-vm/cli verify",
            "",
            Map.of("moves", 7L),
            Map.of("spec", new SuiteResult("here", 2, 3, 1, 1, 1, List.of("a.wast:7: wrong"), List.of("b.wast: why"))),
            Map.of(
                    "ferry",
                    new EngineResult(
                            "1.2", "", true, Map.of("A-01", new VerdictResult("holds", "why", 0.5)), Map.of())),
            Map.of(
                    "Hand",
                    new StressResult(
                            List.of("E-13"), "jcstress", 1.5, 3, 2, 1, 0, Map.of("1, 0", 1L), Map.of("1, 0", "x"), "")),
            Map.of("moved", FuzzResult.broken(7, "42", 1.5, "they differ")),
            Map.of("wrong-add", new CanaryResult(true, 0.25, "i32.wast:12")));

    @TempDir
    private Path folder;

    @Test
    void isReadAsItWasWritten() throws IOException {
        Path file = RESULT.write(folder.resolve("deep/er"));
        assertThat(file).hasFileName("spec.json");
        assertThat(LaneResult.read(file.getParent(), "spec")).isEqualTo(RESULT);
    }

    @Test
    void replacesAnEarlierResult() throws IOException {
        RESULT.write(folder);
        LaneResult later = LaneResult.notRun("run2", "spec", 60, "mvn verify", "ferry.suite.skip");
        later.write(folder);
        assertThat(LaneResult.read(folder, "spec")).isEqualTo(later);
        assertThat(folder.toFile().list()).containsExactly("spec.json");
    }

    @Test
    void tellsAMissingFileFromABrokenOne() {
        assertThatThrownBy(() -> LaneResult.read(folder, "spec")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void namesTheFileThatIsCutShortAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(RESULT.write(folder));
        for (int length = 0; length < whole.length; length++) {
            Files.write(folder.resolve("spec.json"), Arrays.copyOf(whole, length));
            assertBroken();
        }
    }

    @Test
    void refusesAnotherForm() throws IOException {
        String whole = Files.readString(RESULT.write(folder));
        for (String broken : List.of(
                "null",
                "[]",
                "{}",
                whole.replace("\"run1\"", "null"),
                whole.replace("\"failed\" : 1", "\"failed\" : null"),
                whole.replace("\"numbers\"", "\"nombres\""),
                whole.replace("\"failed\" : 1", "\"failed\" : \"many\""),
                whole.replace("\"failed\"", "\"feiled\""),
                whole.replace("\"lane\" : \"spec\"", "\"lane\" : \"other\""),
                whole + "{}")) {
            assertThat(broken).isNotEqualTo(whole);
            Files.writeString(folder.resolve("spec.json"), broken, StandardCharsets.UTF_8);
            assertBroken();
        }
    }

    private void assertBroken() {
        assertThatThrownBy(() -> LaneResult.read(folder, "spec"))
                .isInstanceOf(BrokenResultException.class)
                .hasMessageContaining(folder.resolve("spec.json") + " is broken: ")
                .hasMessageNotContaining("\n");
    }
}
