package org.ferrywasm.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ferrywasm.results.CanaryResult;
import org.ferrywasm.results.EngineResult;
import org.ferrywasm.results.FuzzResult;
import org.ferrywasm.results.LaneResult;
import org.ferrywasm.results.StressResult;
import org.ferrywasm.results.SuiteResult;
import org.ferrywasm.results.VerdictResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class MainTest {
    private static final SuiteResult ALL_HELD = suite(3, 3, 0, 0, List.of(), List.of());
    private static final CanaryResult CAUGHT = new CanaryResult(true, 0.5, "seen");

    @TempDir
    private Path root;

    @Test
    void passesWhenAllHeld() throws IOException {
        write("run1", ALL_HELD, CAUGHT);
        Outcome outcome = gate("--lane", "spec=results");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("lane spec: 12.5 s of 60 s", "2 files, 3 assertions: 3 passed, 0 failed, 0 skipped")
                .contains("canary wrong-add: caught", "no gaps")
                .doesNotContain("GAP", "NOT RUN");
        JsonNode report = report();
        assertThat(report.at("/version").asText()).isEqualTo("1.2");
        assertThat(report.at("/run").asText()).isEqualTo("run1");
        assertThat(report.at("/git").asText()).isEqualTo(GitCommit.UNKNOWN);
        assertThat(report.at("/jdk").asText()).isEqualTo(Runtime.version().toString());
        assertThat(report.at("/lanes/spec/run").asBoolean()).isTrue();
        assertThat(report.at("/lanes/spec/budgetSeconds").asDouble()).isEqualTo(60);
        assertThat(report.at("/lanes/spec/command").asText()).isEqualTo("mvn verify");
        assertThat(report.at("/spec/official/passed").asInt()).isEqualTo(3);
        assertThat(report.at("/canaries/spec~1wrong-add/caught").asBoolean()).isTrue();
        assertThat(report.at("/gaps")).isEmpty();
    }

    @Test
    void failsOnAFailedAssertion() throws IOException {
        write("run1", suite(3, 2, 1, 0, List.of("a.wast:7: expected 1, got 2"), List.of()), CAUGHT);
        assertGap("GAP spec/official: a.wast:7: expected 1, got 2");
    }

    @Test
    void cutsALongListOfFailuresInTheTerminalOnly() throws IOException {
        List<String> failures = new ArrayList<>();
        for (int line = 0; line < 50; line++) {
            failures.add("a.wast:" + line + ": wrong");
        }
        write("run1", suite(50, 0, 50, 0, failures, List.of()), CAUGHT);
        Outcome outcome = assertGap("and 30 more");
        assertThat(outcome.out()).contains("a.wast:19: wrong").doesNotContain("a.wast:20: wrong");
        assertThat(report().at("/spec/official/failures")).hasSize(50);
    }

    @Test
    void failsOnASurvivingCanary() throws IOException {
        write("run1", ALL_HELD, new CanaryResult(false, 1, "all 3 held"));
        assertGap("GAP spec/wrong-add: the canary survived: all 3 held");
    }

    @Test
    void failsOnALaneWithoutCanary() throws IOException {
        new LaneResult("run1", "spec", 1, 60, "mvn verify", "", Map.of("official", ALL_HELD), Map.of())
                .write(root.resolve("results"));
        assertGap("GAP spec has no canary");
    }

    @Test
    void failsOnALaneThatDidNotRun() throws IOException {
        assertGap("GAP spec did not run: no file");
        assertThat(report().at("/lanes/spec/run").asBoolean(true)).isFalse();
    }

    @Test
    void countsAResultOfAnotherRunAsNotRun() throws IOException {
        write("run0", ALL_HELD, CAUGHT);
        assertGap("is of run run0");
    }

    @Test
    void namesABrokenFileWithoutAStackTrace() throws IOException {
        Files.writeString(Files.createDirectories(root.resolve("results")).resolve("spec.json"), "{\"run\":");
        Outcome outcome = assertGap("spec.json is broken: ");
        assertThat(outcome.out()).doesNotContain("\tat ");
    }

    @Test
    void failsOnSkipsWithoutAReason() throws IOException {
        write("run1", suite(3, 2, 0, 1, List.of(), List.of()), CAUGHT);
        assertGap("1 assertions skipped without a reason");
        write("run1", suite(3, 2, 0, 1, List.of(), List.of("a.wast: ")), CAUGHT);
        assertGap("1 assertions skipped without a reason");
    }

    @Test
    void showsSkipsWithTheirReasons() throws IOException {
        write("run1", suite(3, 2, 0, 1, List.of(), List.of("a.wast: custom descriptors are not supported")), CAUGHT);
        Outcome outcome = gate("--lane", "spec=results");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("1 skipped", "skipped a.wast: custom descriptors are not supported");
    }

    @Test
    void failsWhereTheNumbersDoNotAddUpOrNothingRan() throws IOException {
        write("run1", suite(4, 3, 0, 0, List.of(), List.of()), CAUGHT);
        assertGap("do not make 4 assertions");
        write("run1", suite(0, 0, 0, 0, List.of(), List.of()), CAUGHT);
        assertGap("no assertion was run");
    }

    @Test
    void letsALaneGoWithoutTheSuitesOnlyWhereTheUserSaidSo() throws IOException {
        LaneResult.notRun("run1", "spec", 60, "mvn verify", "ferry.suite.skip").write(root.resolve("results"));
        assertGap("GAP spec did not run: ferry.suite.skip");
        Outcome outcome = gate("--lane", "spec=results", "--without-suites", "true");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("lane spec was NOT RUN: ferry.suite.skip", "official test suites were NOT RUN");
        assertThat(report().at("/lanes/spec/run").asBoolean(true)).isFalse();
        assertThat(report().at("/lanes/spec/reason").asText()).isEqualTo("ferry.suite.skip");
    }

    @Test
    void showsWhatALaneCountedByNamesOfItsOwn() throws IOException {
        new LaneResult(
                        "run1",
                        "spec",
                        1,
                        2,
                        "mvn",
                        "",
                        Map.of("moves", 768384L),
                        Map.of("official", ALL_HELD),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of("c", CAUGHT))
                .write(root.resolve("results"));
        assertThat(gate("--lane", "spec=results").out()).contains("moves: 768384");
        assertThat(report().at("/lanes/spec/numbers/moves").asLong()).isEqualTo(768384);
    }

    @Test
    void failsWhereAClauseDoesNotHoldOfAnEngineThatMustHoldAll() throws IOException {
        writeKit("holds", true);
        assertThat(gate("--lane", "kit=results").status()).isZero();
        assertThat(report().at("/contract/ferry/A-01/verdict").asText()).isEqualTo("holds");
        assertThat(report().at("/engines/ferry/version").asText()).isEqualTo("1.2");
        assertThat(report().at("/engines/ferry/recorded").isNull()).isTrue();

        writeKit("unsupported", true);
        assertThat(gate("--lane", "kit=results").out())
                .contains("GAP kit/ferry: A-01 unsupported: why", "clauses on ferry 1.2: 1 unsupported");

        writeKit("broken", false);
        assertThat(gate("--lane", "kit=results").status()).isZero();
    }

    @Test
    void failsWhereNoClauseWasTried() throws IOException {
        writeKit(new EngineResult("1.2", "", true, Map.of(), Map.of()));
        assertThat(gate("--lane", "kit=results").out()).contains("GAP kit/ferry: no clause was tried");
    }

    private void writeKit(String verdict, boolean mustHold) throws IOException {
        VerdictResult result = new VerdictResult(verdict, "why", 0.5);
        writeKit(new EngineResult("1.2", "", mustHold, Map.of("A-01", result), Map.of()));
    }

    private void writeKit(EngineResult engine) throws IOException {
        new LaneResult(
                        "run1",
                        "kit",
                        1,
                        2,
                        "mvn",
                        "",
                        Map.of(),
                        Map.of(),
                        Map.of("ferry", engine),
                        Map.of(),
                        Map.of(),
                        Map.of("c", CAUGHT))
                .write(root.resolve("results"));
    }

    @Test
    void failsOnAForbiddenOutcomeATestThatRanTooRarelyAndOneThatWentWrong() throws IOException {
        writeStress(stress(10_000, 0, ""));
        assertThat(gate("--lane", "kit=results").out())
                .contains(
                        "1 stress tests, 10000 samples, 10000 at least in each: 0 forbidden, 0 interesting", "no gaps");
        assertThat(report().at("/stress/Hand/samples").asLong()).isEqualTo(10_000);
        writeStress(stress(9_999, 2, "hangs"));
        assertThat(gate("--lane", "kit=results").out())
                .contains(
                        "GAP kit/Hand: hangs",
                        "GAP kit/Hand: 9999 samples, 10000 at least are asked for",
                        "GAP kit/Hand: 2 times a forbidden outcome");
    }

    private static StressResult stress(long samples, long forbidden, String error) {
        return new StressResult(
                List.of("A-01"),
                "jcstress",
                1,
                samples,
                10_000,
                forbidden,
                0,
                Map.of("1, 1", samples),
                Map.of("1, 1", "acceptable: both"),
                error);
    }

    private void writeStress(StressResult result) throws IOException {
        new LaneResult(
                        "run1",
                        "kit",
                        1,
                        2,
                        "mvn",
                        "",
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of("Hand", result),
                        Map.of(),
                        Map.of("c", CAUGHT))
                .write(root.resolve("results"));
    }

    @Test
    void keepsTheSuitesOfTwoLanesApart() throws IOException {
        write("run1", ALL_HELD, CAUGHT);
        new LaneResult("run1", "xint", 1, 2, "mvn", "", Map.of("official", ALL_HELD), Map.of("c", CAUGHT))
                .write(root.resolve("results"));
        assertThat(gate("--lane", "spec=results", "--lane", "xint=results").status())
                .isZero();
        assertThat(report().at("/spec/official")).isEqualTo(report().at("/spec/xint~1official"));
        assertThat(report().at("/spec")).hasSize(2);
    }

    @Test
    void countsPropertiesThatHold() throws IOException {
        writeFuzz(FuzzResult.holds(700, "1", 2));
        assertThat(gate("--lane", "fuzz=results").out())
                .contains("moved: 700 tries")
                .doesNotContain("GAP");
        assertThat(report().at("/fuzz/moved/tries").asLong()).isEqualTo(700);
    }

    @Test
    void failsOnAPropertyThatDoesNotHold() throws IOException {
        writeFuzz(FuzzResult.broken(7, "1", 2, "they differ"));
        assertThat(gate("--lane", "fuzz=results").out()).contains("GAP fuzz/moved: broken after 7 tries: they differ");
    }

    @Test
    void failsOnAPropertyThatWasNotTried() throws IOException {
        writeFuzz(FuzzResult.holds(0, "1", 2));
        assertThat(gate("--lane", "fuzz=results").out()).contains("GAP fuzz/moved: it was not tried");
    }

    private void writeFuzz(FuzzResult result) throws IOException {
        new LaneResult(
                        "run1",
                        "fuzz",
                        1,
                        2,
                        "mvn",
                        "",
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of("moved", result),
                        Map.of("c", CAUGHT))
                .write(root.resolve("results"));
    }

    @Test
    void failsWhereNoLaneIsRegistered() {
        assertThat(gate().out()).contains("GAP no lane is registered", "1 gaps");
    }

    private Outcome assertGap(String message) {
        Outcome outcome = gate("--lane", "spec=results");
        assertThat(outcome.out()).contains(message);
        assertThat(outcome.status()).isEqualTo(1);
        return outcome;
    }

    private void write(String run, SuiteResult suite, CanaryResult canary) throws IOException {
        new LaneResult(run, "spec", 12.5, 60, "mvn verify", "", Map.of("official", suite), Map.of("wrong-add", canary))
                .write(root.resolve("results"));
    }

    private static SuiteResult suite(
            int assertions, int passed, int failed, int skipped, List<String> failures, List<String> skips) {
        return new SuiteResult(
                "somewhere", Math.min(assertions, 2), assertions, passed, failed, skipped, failures, skips);
    }

    private JsonNode report() throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(root.resolve("out/report.json").toFile());
    }

    private Outcome gate(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--run", "run1", "--ferry-version", "1.2"));
        arguments.addAll(List.of(
                "--root",
                root.toString(),
                "--report",
                root.resolve("out/report.json").toString()));
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        int status = commandLine.execute(arguments.toArray(String[]::new));
        return new Outcome(status, out.toString());
    }

    private record Outcome(int status, String out) {}
}
