package org.ferrywasm.contract.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ferrywasm.contract.ClauseResult;
import org.ferrywasm.contract.Verdict;
import org.ferrywasm.contract.clauses.Clauses;
import org.ferrywasm.contract.clauses.ContractClause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** That whatever an engine does to the JVM of a clause becomes a verdict. */
@Timeout(120)
class KitRunTest {
    private static final ContractClause CLAUSE = Clauses.of("A-01");

    @TempDir
    private Path folder;

    private Settings settings(String engine, boolean isResumed, String build) {
        Settings here = Settings.here(engine, folder);
        return new Settings(
                engine,
                folder,
                here.classPath(),
                here.java(),
                here.javaFeature(),
                List.of(),
                Duration.ofMillis(10),
                2,
                2,
                isResumed,
                build);
    }

    private ClauseResult result(String engine) throws IOException {
        return result(settings(engine, false, ""), "1");
    }

    private static ClauseResult result(Settings settings, String version) throws IOException {
        try (KitRun run = new KitRun(settings, version, List.of(CLAUSE))) {
            return run.result(CLAUSE);
        }
    }

    @Test
    void aJvmThatDiesIsACrash() throws IOException {
        ClauseResult result = result("bad:halting");
        assertThat(result.verdict()).isEqualTo(Verdict.CRASHED);
        assertThat(result.detail()).contains("with status 3");
    }

    @Test
    void whatDoesNotEndHangsAndSaysWhere() throws IOException {
        ClauseResult result = result("bad:hanging");
        assertThat(result.verdict()).isEqualTo(Verdict.HANGS);
        assertThat(result.detail()).contains("not over after 2 s").contains("Thread.join");
    }

    @Test
    void whatThrowsIsBroken() throws IOException {
        ClauseResult result = result("bad:throwing");
        assertThat(result.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(result.detail()).contains("IllegalStateException: no engine today");
    }

    @Test
    void whatLacksSomethingIsUnsupportedAndNeverHolds() throws IOException {
        ClauseResult result = result("bad");
        assertThat(result.verdict()).isEqualTo(Verdict.UNSUPPORTED);
        assertThat(result.detail()).isEqualTo("there is no engine");
    }

    @Test
    void anEngineThatIsNotThereIsAFailureOfTheKit() {
        assertThatThrownBy(() -> result("bad:good"))
                .isInstanceOf(KitFailure.class)
                .hasMessageContaining("A-01");
    }

    @Test
    void resultsStandForTheSameBuildAlone() throws IOException {
        Settings settings = settings("bad", true, "build 1");
        result(settings, "1");
        Path file = folder.resolve("A-01.json");
        Files.writeString(file, Files.readString(file).replace("there is no engine", "as it was found"));
        assertThat(result(settings, "1").detail()).isEqualTo("as it was found");
        assertThat(result(settings("bad", true, "build 2"), "1").detail()).isEqualTo("there is no engine");

        Files.writeString(file, "{\"clause\": \"A-01\",");
        assertThat(result(settings("bad", true, "build 2"), "1").detail()).isEqualTo("there is no engine");
        assertThat(result(settings("bad", true, "build 2"), "2").detail()).isEqualTo("there is no engine");
    }
}
