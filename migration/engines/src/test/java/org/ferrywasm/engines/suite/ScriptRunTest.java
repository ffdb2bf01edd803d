package org.ferrywasm.engines.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ferrywasm.engines.suite.Verdict.FAILED;
import static org.ferrywasm.engines.suite.Verdict.PASSED;
import static org.ferrywasm.engines.suite.Verdict.SKIPPED;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.text.script.ScriptParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Right expectations pass and wrong ones fail, of every kind that scripts have. */
class ScriptRunTest {
    private static final String MODULE = """
        (module $m (func (export "seven")) (func (export "same")) (func (export "nan")) (func (export "nothing"))
          (func (export "trap")) (func (export "exhaust")) (func (export "throw")) (func (export "vague"))
          (func (export "break")) (global (export "global") i32 (i32.const 0)))
        """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        (assert_return (invoke "seven") (i32.const 7))                        | PASSED
        (assert_return (invoke "seven") (i32.const 8))                        | FAILED
        (assert_return (invoke "seven") (i64.const 7))                        | FAILED
        (assert_return (invoke "seven"))                                      | FAILED
        (assert_return (invoke "seven") (i32.const 7) (i32.const 7))          | FAILED
        (assert_return (invoke "nothing"))                                    | PASSED
        (assert_return (invoke $m "seven") (i32.const 7))                     | PASSED
        (assert_return (invoke $other "seven") (i32.const 7))                 | FAILED
        (assert_return (invoke "missing") (i32.const 7))                      | FAILED
        (assert_return (invoke "trap") (i32.const 7))                         | FAILED
        (assert_return (get "global") (i32.const 666))                        | PASSED
        (assert_return (get "global") (i32.const 667))                        | FAILED
        (assert_return (invoke "nan") (f32.const nan:arithmetic))             | PASSED
        (assert_return (invoke "nan") (f32.const nan:canonical))              | FAILED
        (assert_return (invoke "same" (f32.const -nan)) (f32.const nan:canonical))      | PASSED
        (assert_return (invoke "same" (f32.const -nan)) (f32.const nan))                | FAILED
        (assert_return (invoke "same" (f64.const nan:0x1)) (f64.const nan:0x1))         | PASSED
        (assert_return (invoke "same" (f64.const nan:0x1)) (f64.const nan:arithmetic))  | FAILED
        (assert_return (invoke "same" (f64.const 0)) (f64.const -0))                    | FAILED
        (assert_return (invoke "same" (v128.const i64x2 1 2)) (v128.const i64x2 1 2))   | PASSED
        (assert_return (invoke "same" (v128.const i64x2 1 2)) (v128.const i64x2 2 1))   | FAILED
        (assert_return (invoke "same" (v128.const f32x4 1 nan 3 4)) (v128.const f32x4 1 nan:canonical 3 4)) | PASSED
        (assert_return (invoke "same" (v128.const f32x4 1 2 3 4)) (v128.const f32x4 1 nan:canonical 3 4))   | FAILED
        (assert_return (invoke "same" (ref.extern 1)) (ref.extern 1))         | PASSED
        (assert_return (invoke "same" (ref.extern 1)) (ref.extern 2))         | FAILED
        (assert_return (invoke "same" (ref.extern 1)) (ref.extern))           | PASSED
        (assert_return (invoke "same" (ref.extern 1)) (ref.null extern))      | FAILED
        (assert_return (invoke "same" (ref.extern 1)) (ref.any))              | PASSED
        (assert_return (invoke "seven") (ref.any))                            | FAILED
        (assert_return (invoke "same" (ref.null func)) (ref.null))            | SKIPPED
        (assert_return (invoke "seven") (ref.func))                           | SKIPPED
        (invoke "seven" (ref.null func))                                      | SKIPPED
        (assert_trap (invoke "trap" (ref.null func)) "unreachable")           | SKIPPED
        (assert_return (invoke "same" (ref.extern 1)) (ref.struct))           | SKIPPED
        (assert_return (invoke "seven") (ref.struct))                         | FAILED
        (assert_return (invoke "same" (ref.null extern)) (ref.null))          | PASSED
        (assert_return (invoke "same" (ref.null extern)) (ref.extern))        | FAILED
        (assert_return (invoke "seven") (either (i32.const 8) (i32.const 7))) | PASSED
        (assert_return (invoke "seven") (either (i32.const 8) (i32.const 9))) | FAILED
        (invoke "seven")                                                      | PASSED
        (invoke "trap")                                                       | FAILED
        (assert_trap (invoke "trap") "integer divide by zero")                | PASSED
        (assert_trap (invoke "seven") "integer divide by zero")               | FAILED
        (assert_trap (invoke "exhaust") "call stack exhausted")               | FAILED
        (assert_trap (invoke "throw") "unreachable")                          | FAILED
        (assert_trap (invoke "vague") "unaligned atomic")                     | PASSED
        (assert_trap (invoke "vague") "unreachable")                          | FAILED
        (assert_trap (invoke "break") "integer divide by zero")               | FAILED
        (assert_trap (module (func (export "traps at start"))) "unreachable") | PASSED
        (assert_trap (module (func)) "unreachable")                           | FAILED
        (assert_trap (module (func (export "invalid"))) "type mismatch")      | FAILED
        (assert_exhaustion (invoke "exhaust") "call stack exhausted")         | PASSED
        (assert_exhaustion (invoke "trap") "call stack exhausted")            | FAILED
        (assert_exhaustion (invoke "seven") "call stack exhausted")           | FAILED
        (assert_exception (invoke "throw"))                                   | PASSED
        (assert_exception (invoke "trap"))                                    | FAILED
        (assert_invalid (module (func (export "invalid"))) "type mismatch")   | PASSED
        (assert_invalid (module (func (export "found late"))) "duplicate")    | PASSED
        (assert_invalid (module (func)) "type mismatch")                      | FAILED
        (assert_invalid (module (func (export "traps at start"))) "type")     | FAILED
        (assert_invalid (module (func (export "breaks the validator"))) "type mismatch") | FAILED
        (assert_malformed (module binary "\\00asm") "unexpected end")         | PASSED
        (assert_malformed (module binary "\\00asm\\01\\00\\00\\00") "magic")  | FAILED
        (assert_malformed (module quote "(funk)") "unknown")                  | SKIPPED
        (assert_unlinkable (module (import "a" "b" (func))) "unknown import") | PASSED
        (assert_unlinkable (module (func)) "unknown import")                  | FAILED
        (assert_unlinkable (module (func (export "invalid"))) "unknown")      | FAILED
        (module (func (export "invalid")))                                    | FAILED
        (module (import "spectest" "print_i32" (func (param i32))))           | PASSED
        (module (import "spectest" "print_i16" (func (param i32))))           | FAILED
        (module quote "(func (unknown.operator))")                            | SKIPPED\
        """)
    void tellsRightFromWrong(String command, Verdict verdict) {
        List<CommandOutcome> outcomes = run(MODULE + command);
        assertThat(outcomes).hasSize(2);
        assertThat(outcomes.getFirst().judgement()).isEqualTo(Judgement.PASSED);
        Judgement judgement = outcomes.getLast().judgement();
        assertThat(judgement.verdict()).as(judgement.reason()).isEqualTo(verdict);
        assertThat(judgement.reason().isEmpty()).isEqualTo(verdict == PASSED);
    }

    @Test
    void countsWhatDependsOnAFailedDefinitionAsFailed() {
        assertThat(verdicts("""
            (module (func (export "seven")))
            (module (func (export "invalid")))
            (assert_return (invoke "seven") (i32.const 7))
            (assert_trap (invoke "trap") "unreachable")
            (register "m")
            (module (import "m" "seven" (func)))
            """)).containsExactly(PASSED, FAILED, FAILED, FAILED, FAILED, FAILED);
    }

    @Test
    void countsWhatDependsOnUnknownSyntaxAsSkipped() {
        assertThat(verdicts("""
            (module quote "(func (unknown.operator))")
            (assert_return (invoke "seven") (i32.const 7))
            """)).containsExactly(SKIPPED, SKIPPED);
    }

    @Test
    void linksInstancesThatAreRegistered() {
        assertThat(verdicts("""
            (module (func (export "seven")))
            (register "m")
            (module (import "m" "seven" (func)))
            (assert_unlinkable (module (import "m" "eight" (func))) "unknown import")
            (module definition $d (func (export "seven")))
            (module instance $i $d)
            (assert_return (invoke $i "seven") (i32.const 7))
            (module instance $j $e)
            """)).containsExactly(PASSED, PASSED, PASSED, PASSED, PASSED, PASSED, PASSED, FAILED);
    }

    @Test
    void putsThreadsBeforeTheWaitForThem() {
        List<CommandOutcome> outcomes = run("""
            (module (func (export "seven")))
            (thread $t
              (module (func (export "seven")))
              (assert_return (invoke "seven") (i32.const 8)))
            (wait $t)
            (wait $u)
            """);
        assertThat(outcomes)
                .extracting(
                        outcome -> outcome.command() + " " + outcome.judgement().verdict())
                .containsExactly(
                        "module PASSED",
                        "thread PASSED",
                        "module PASSED",
                        "assert_return FAILED",
                        "wait PASSED",
                        "wait FAILED");
    }

    @Test
    void addsUpWhatBecameOfAScript() {
        FileReport report = FileReport.of(run("""
            (module (func (export "seven")))
            (assert_return (invoke "seven") (i32.const 7))
            (assert_return (invoke "seven") (i32.const 8))
            (assert_return (invoke "seven") (i32.const 8))
            (assert_malformed (module quote "(funk)") "unknown")
            """));
        assertThat(report.assertions()).isEqualTo(5);
        assertThat(report.passed()).isEqualTo(2);
        assertThat(report.failed()).isEqualTo(2);
        assertThat(report.skipped()).isEqualTo(1);
        assertThat(report.note()).startsWith("2 failed: expected").contains("; 1 skipped: is about the text format");
        assertThat(report.details()).hasSize(3).first().asString().startsWith("failed: 3: assert_return: expected");
    }

    @Test
    void tellsWhereItIs() {
        List<Integer> lines = new ArrayList<>();
        ScriptRun.run(
                ScriptParser.parse("(module)\n\n(module)".getBytes(StandardCharsets.UTF_8), "test"),
                new FakeAdapter(),
                lines::add);
        assertThat(lines).containsExactly(1, 3);
    }

    private static List<Verdict> verdicts(String script) {
        return run(script).stream()
                .map(outcome -> outcome.judgement().verdict())
                .toList();
    }

    private static List<CommandOutcome> run(String script) {
        return ScriptRun.run(
                ScriptParser.parse(script.getBytes(StandardCharsets.UTF_8), "test"), new FakeAdapter(), line -> {});
    }
}
