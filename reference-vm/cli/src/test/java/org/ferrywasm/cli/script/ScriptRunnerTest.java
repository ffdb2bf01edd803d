package org.ferrywasm.cli.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.text.script.ScriptParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptRunnerTest {
    private static final String MODULE = """
        (module $M
          (memory (export "mem") 1)
          (global (export "g") i32 (i32.const 7))
          (tag $t)
          (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
          (func (export "div") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
          (func (export "sqrt") (param f64) (result f64) (f64.sqrt (local.get 0)))
          (func (export "f32") (param f32) (result f32) (local.get 0))
          (func (export "two") (result i32 i64) (i32.const 1) (i64.const 2))
          (func (export "null") (result externref) (ref.null extern))
          (func (export "extern") (param externref) (result externref) (local.get 0))
          (func (export "any") (param externref) (result anyref) (any.convert_extern (local.get 0)))
          (func (export "i31") (result anyref) (ref.i31 (i32.const 5)))
          (func $f (export "func") (result funcref) (ref.func $f))
          (func (export "vector") (result v128) (v128.const f32x4 1 nan -0 inf))
          (func $deep (export "deep") (call $deep))
          (func (export "throw") (throw $t))
          (func (export "load") (param i32) (result i32) (i32.load (local.get 0))))
        """;

    private static final ScriptOptions IMPATIENT =
            new ScriptOptions(FeatureTable.supported(), Manner.USUAL, Duration.ofMillis(300), Duration.ofMinutes(1));

    private static List<CommandResult> run(String script) {
        return run(script, ScriptOptions.of(FeatureTable.supported()));
    }

    private static List<CommandResult> run(String script, ScriptOptions options) {
        try {
            return new ScriptRunner(options)
                    .run(ScriptParser.parse(script.getBytes(StandardCharsets.UTF_8), "test.wast"));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static CommandResult last(String script) {
        return run(script).getLast();
    }

    private static void assertHolds(String commands) {
        assertThat(run(MODULE + commands)).allSatisfy(result -> {
            assertThat(result.reason()).isEmpty();
            assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
        });
    }

    private static void assertFails(String command, String reason) {
        CommandResult result = last(MODULE + command);
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.reason()).contains(reason);
        assertThat(result.line()).isEqualTo(MODULE.lines().count() + 1);
    }

    @Test
    void resultsTellFileLineAndCommand() {
        List<CommandResult> results =
                run("(module)\n\n(register \"m\")\n(assert_invalid (module (func br 1)) \"unknown label\")");
        assertThat(results)
                .containsExactly(
                        new CommandResult("test.wast", 1, "module", Verdict.PASSED, ""),
                        new CommandResult("test.wast", 3, "register", Verdict.PASSED, ""),
                        new CommandResult("test.wast", 4, "assert_invalid", Verdict.PASSED, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(assert_return (invoke \"add\" (i32.const 1) (i32.const 2)) (i32.const 3))",
                "(assert_return (invoke $M \"add\" (i32.const -1) (i32.const 2)) (i32.const 1))",
                "(assert_return (get \"g\") (i32.const 7))",
                "(get $M \"g\")",
                "(invoke \"add\" (i32.const 1) (i32.const 2))",
                "(assert_return (invoke \"two\") (i32.const 1) (i64.const 2))",
                "(assert_return (invoke \"sqrt\" (f64.const -1)) (f64.const nan:canonical))",
                "(assert_return (invoke \"f32\" (f32.const nan:0x600000)) (f32.const nan:arithmetic))",
                "(assert_return (invoke \"f32\" (f32.const nan:0x200000)) (f32.const nan:0x200000))",
                "(assert_return (invoke \"f32\" (f32.const -0)) (f32.const -0))",
                "(assert_return (invoke \"null\") (ref.null extern))",
                "(assert_return (invoke \"null\") (ref.null))",
                "(assert_return (invoke \"extern\" (ref.extern 3)) (ref.extern 3))",
                "(assert_return (invoke \"extern\" (ref.extern 3)) (ref.extern))",
                "(assert_return (invoke \"any\" (ref.extern 4)) (ref.host 4))",
                "(assert_return (invoke \"i31\") (ref.i31))",
                "(assert_return (invoke \"func\") (ref.func))",
                "(assert_return (invoke \"vector\") (v128.const f32x4 1 nan:canonical -0 inf))",
                "(assert_return (invoke \"add\" (i32.const 1) (i32.const 2)) (either (i32.const 9) (i32.const 3)))",
                "(assert_trap (invoke \"div\" (i32.const 1) (i32.const 0)) \"integer divide by zero\")",
                "(assert_trap (invoke \"load\" (i32.const -1)) \"out of bounds\")",
                "(assert_exhaustion (invoke \"deep\") \"call stack exhausted\")",
                "(assert_exception (invoke \"throw\"))",
                "(assert_malformed (module quote \"(func) )\") \"unexpected token\")",
                "(assert_malformed (module binary \"\\00asm\") \"unexpected end\")",
                "(assert_invalid (module (func (result i32))) \"type mismatch\")",
                "(assert_unlinkable (module (import \"a\" \"b\" (func))) \"unknown import\")",
                "(assert_unlinkable (module (import \"spectest\" \"table\" (func))) \"incompatible import type\")",
                "(assert_trap (module (func $s unreachable) (start $s)) \"unreachable\")",
                "(register \"M\") (module (import \"M\" \"add\" (func (param i32 i32) (result i32))))",
                "(module definition $D (func (export \"x\"))) (module instance $I $D) (invoke $I \"x\")",
            })
    void commandsThatHold(String command) {
        assertHolds(command);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        (assert_return (invoke "add" (i32.const 1) (i32.const 2)) (i32.const 4)) | got (i32.const 3)
        (assert_return (invoke "add" (i32.const 1) (i32.const 2)) (i64.const 3)) | got (i32.const 3)
        (assert_return (invoke "add" (i32.const 1) (i32.const 2))) | expected nothing
        (assert_return (invoke "two") (i32.const 1)) | got (i32.const 1) (i64.const 2)
        (assert_return (get "g") (i32.const 8)) | got (i32.const 7)
        (assert_return (invoke "f32" (f32.const 0)) (f32.const -0)) | expected (f32.const -0), got (f32.const 0)
        (assert_return (invoke "f32" (f32.const nan:0x200000)) (f32.const nan:canonical)) | nan:canonical
        (assert_return (invoke "f32" (f32.const nan:0x200000)) (f32.const nan:arithmetic)) | nan:arithmetic
        (assert_return (invoke "extern" (ref.extern 3)) (ref.extern 4)) | got (ref.extern 3)
        (assert_return (invoke "extern" (ref.extern 3)) (ref.null)) | got (ref.extern 3)
        (assert_return (invoke "null") (ref.extern)) | got (ref.null extern)
        (assert_return (invoke "any" (ref.extern 4)) (ref.host 5)) | got (ref.host 4)
        (assert_return (invoke "i31") (ref.struct)) | got (ref.i31 5)
        (assert_return (invoke "vector") (v128.const f32x4 1 nan:canonical 0 inf)) | got (v128.const
        (assert_return (invoke "add" (i32.const 1) (i32.const 2)) (either (i32.const 9) (i32.const 8))) | either
        (assert_return (invoke "div" (i32.const 1) (i32.const 0)) (i32.const 0)) | trap: integer divide by zero
        (assert_trap (invoke "div" (i32.const 1) (i32.const 0)) "integer overflow") | but trap: integer divide
        (assert_trap (invoke "add" (i32.const 1) (i32.const 0)) "unreachable") | but returned (i32.const 1)
        (assert_trap (invoke "deep") "call stack exhausted") | but exhaustion
        (assert_exhaustion (invoke "add" (i32.const 1) (i32.const 0)) "call stack exhausted") | but returned
        (assert_exception (invoke "add" (i32.const 1) (i32.const 0))) | expected exception; but returned
        (assert_malformed (module quote "(func)") "unexpected token") | but returned nothing
        (assert_malformed (module (func (result i32))) "type mismatch") | but invalid: type mismatch
        (assert_invalid (module (func)) "type mismatch") | but returned nothing
        (assert_invalid (module quote "(func") "unexpected token") | but malformed
        (assert_invalid (module (func (result i32))) "unknown label") | but invalid: type mismatch
        (assert_unlinkable (module) "unknown import") | but returned nothing
        (assert_unlinkable (module (import "a" "b" (func))) "incompatible import type") | but unlinkable: unknown
        (module (func br 1)) | invalid: unknown label
        (module (import "a" "b" (func))) | unlinkable: unknown import
        (module (func $s unreachable) (start $s)) | trap: unreachable
        (register "x" $nobody) | no instance $nobody
        (invoke $nobody "x") | no instance $nobody
        (invoke "x") | no function "x"
        (invoke "g") | no function "g"
        (get "add") | no global "add"
        (module instance $I $nobody) | no module definition $nobody
        (wait $nobody) | no thread $nobody
        (thread $T (shared (module $nobody))) | no instance $nobody
        """)
    void commandsThatFail(String command, String reason) {
        assertFails(command, reason);
    }

    @Test
    void afterAModuleThatFailedNothingIsInvokedOnTheOneBefore() {
        assertThat(last(MODULE + "(module (func br 1)) (assert_return (get \"g\") (i32.const 7))")
                        .reason())
                .contains("no instance");
    }

    @Test
    void aNameThatIsRegisteredAgainMeansTheNewInstanceAlone() {
        List<CommandResult> results = run("""
            (module (func (export "old")))
            (register "M")
            (module (func (export "new")))
            (register "M")
            (module (import "M" "new" (func)))
            (assert_unlinkable (module (import "M" "old" (func))) "unknown import")
            """);
        assertThat(results).allMatch(result -> result.verdict() == Verdict.PASSED);
    }

    @Test
    void threadsShareTheMemoriesThatTheyAreGiven() {
        List<CommandResult> results = run("""
            (module $Mem (memory (export "shared") 1 1 shared) (func (export "f")))
            (thread $T (shared (module $Mem))
              (register "mem" $Mem)
              (module
                (memory (import "mem" "shared") 1 1 shared)
                (func (export "run") (i32.store (i32.const 4) (i32.const 42))))
              (invoke "run")
              (assert_unlinkable (module (import "mem" "f" (func))) "unknown import"))
            (wait $T)
            (register "mem" $Mem)
            (module
              (memory (import "mem" "shared") 1 1 shared)
              (func (export "check") (result i32) (i32.load (i32.const 4))))
            (assert_return (invoke "check") (i32.const 42))
            """);
        assertThat(results).allMatch(result -> result.verdict() == Verdict.PASSED);
        assertThat(results).extracting(CommandResult::line).containsExactly(1, 2, 3, 4, 7, 8, 9, 10, 11, 14);
    }

    @Test
    void aFailureInAThreadIsAFailureOfTheScript() {
        List<CommandResult> results = run("""
            (thread $T (module (func (export "f") unreachable)) (invoke "f"))
            (wait $T)
            """);
        assertThat(results)
                .extracting(CommandResult::command, CommandResult::verdict)
                .containsExactly(
                        tuple("thread", Verdict.PASSED),
                        tuple("module", Verdict.PASSED),
                        tuple("invoke", Verdict.FAILED),
                        tuple("wait", Verdict.PASSED));
    }

    @Test
    void aThreadThatNobodyWaitsForIsWaitedForAtTheEnd() {
        List<CommandResult> results = run("(thread $T (module (func (export \"f\") unreachable)) (invoke \"f\"))");
        assertThat(results).hasSize(3);
        assertThat(results.getLast().verdict()).isEqualTo(Verdict.FAILED);
    }

    /** What hangs here ends in the end, so as not to slow the other tests down for ever. */
    @Test
    void aCommandThatHangsFailsInTimeAndSoDoesWhatIsBehindIt() {
        List<CommandResult> results = run("""
            (module
              (func (export "hang") (local i32)
                (loop (br_if 0 (local.tee 0 (i32.add (local.get 0) (i32.const 1))))))
              (func (export "f")))
            (invoke "hang")
            (invoke "f")
            """, IMPATIENT);
        assertThat(results).hasSize(3);
        assertThat(results.get(1).reason()).startsWith("hangs: no result after");
        assertThat(results.get(2).reason()).isEqualTo("not reached: line 5 hangs");
    }

    @Test
    void aWaitThatNobodyEndsFailsInTime() {
        List<CommandResult> results = run("""
            (thread $T
              (module (memory 1 1 shared) (func (export "hang")
                (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const 3_000_000_000)))))
              (invoke "hang"))
            (wait $T)
            """, IMPATIENT);
        assertThat(results)
                .extracting(CommandResult::command, CommandResult::verdict)
                .containsExactly(
                        tuple("thread", Verdict.PASSED),
                        tuple("module", Verdict.PASSED),
                        tuple("invoke", Verdict.FAILED),
                        tuple("wait", Verdict.PASSED));
    }

    @Test
    void aFeatureThatIsOffIsRefused() {
        String script = "(module (memory 1) (memory 1))";
        assertThat(run(script).getLast().verdict()).isEqualTo(Verdict.PASSED);
        CommandResult refused =
                run(script, ScriptOptions.of(Set.of(Feature.CORE))).getLast();
        assertThat(refused.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(refused.reason()).contains("multiple memories");
    }
}
