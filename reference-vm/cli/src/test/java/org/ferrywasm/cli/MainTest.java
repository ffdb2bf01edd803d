package org.ferrywasm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private static final String MODULE = """
        (module $calc
          (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
          (func (export "i64") (param i64) (result i64) (local.get 0))
          (func (export "f32") (param f32) (result f32) (local.get 0))
          (func (export "f64") (param f64) (result f64) (local.get 0))
          (func (export "v128") (param v128) (result v128) (local.get 0))
          (func (export "ref") (param funcref) (result funcref) (local.get 0))
          (func (export "two") (result i32 f64) (i32.const -1) (f64.const 0.1))
          (func $inner unreachable)
          (func $outer (export "trap") (call $inner)))
        """;

    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static void assertOneLine(Invocation invocation, String message) {
        assertThat(invocation.err()).contains(message);
        assertThat(invocation.err().lines()).hasSize(1);
        assertThat(invocation.err()).doesNotContain("\tat ");
        assertThat(invocation.status()).isEqualTo(ExitStatus.BAD_USE);
        assertThat(invocation.out()).isEmpty();
    }

    @Test
    void helpAndVersionAreResults() {
        Invocation help = Invocation.of("--help");
        assertThat(help.status()).isEqualTo(ExitStatus.HELD);
        assertThat(help.out()).contains("run", "wast", "validate", "print", "parse", "Exit status");
        assertThat(help.err()).isEmpty();
        assertThat(Invocation.of("--version").out()).startsWith("ferry ");
        assertThat(Invocation.of("wast", "--help").out()).contains("--json", "--features");
    }

    @Test
    void withoutACommandTheUsageIsShown() {
        Invocation invocation = Invocation.of();
        assertThat(invocation.status()).isEqualTo(ExitStatus.BAD_USE);
        assertThat(invocation.out()).isEmpty();
        assertThat(invocation.err()).contains("Usage: ferry");
    }

    @Test
    void wrongArgumentsAreOneLine() throws IOException {
        Path module = file("m.wat", MODULE);
        assertOneLine(Invocation.of("fly"), "fly");
        assertOneLine(Invocation.of("wast"), "Missing required parameter: 'FILE'");
        assertOneLine(Invocation.of("wast", "--colour", module), "--colour");
        assertOneLine(
                Invocation.of("validate", "--features=smid", module), "no feature \"smid\"; there are: all, core");
        assertOneLine(
                Invocation.of("validate", "--features=custom-descriptors", module),
                "custom-descriptors is not supported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "wast", "validate", "print", "parse"})
    void filesThatCannotBeReadAreOneLine(String command) {
        Path missing = folder.resolve("missing\n.wat");
        assertOneLine(Invocation.of(command, missing), "missing; .wat: no such file");
        assertOneLine(Invocation.of(command, folder), folder + ": is a directory");
    }

    @Test
    void debugAddsTheStack() {
        assertThat(Invocation.of("--debug", "run", folder).err()).contains("CommandFailure", "\tat ");
        assertThat(Invocation.of("run", "--debug", folder).err()).contains("\tat ");
        assertThat(Invocation.of("run", folder, "--debug").err()).contains("\tat ");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        add, 1 2, 3
        add, 2147483647 1, -2147483648
        add, 0xffffffff 0, -1
        add, -5 4294967295, -6
        i64, -9223372036854775808, -9223372036854775808
        f32, nan, nan
        f32, -nan:0x200000, -nan:0x200000
        f32, -inf, -inf
        f64, nan:0x8000000000001, nan:0x8000000000001
        f64, 1e400, !f64
        f64, 0x1p-1074, 4.9e-324
        v128, 0x0102030405060708090a0b0c0d0e0f10, 0x0102030405060708090a0b0c0d0e0f10
        v128, 7, !v128
        ref, null, null
        ref, 7, !funcref
        add, 1 x, !x: no value of type i32
        add, 4294967296 1, !4294967296: no value of type i32
        add, 1, !takes 2 arguments, 1 are given
        """)
    void invokesWithArgumentsInTheNotationOfTheTextFormat(String name, String arguments, String result)
            throws IOException {
        Object[] command = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("run", file("m.wat", MODULE), "--invoke", name),
                        java.util.Arrays.stream(arguments.split(" ")))
                .toArray();
        Invocation invocation = Invocation.of(command);
        if (result.startsWith("!")) {
            assertOneLine(invocation, result.substring(1));
        } else {
            assertThat(invocation.err()).isEmpty();
            assertThat(invocation.out().lines()).containsExactly(result);
            assertThat(invocation.status()).isEqualTo(ExitStatus.HELD);
        }
    }

    @Test
    void printsEachResultOnALineOfItsOwn() throws IOException {
        assertThat(Invocation.of("run", "--invoke", "two", file("m.wat", MODULE))
                        .out()
                        .lines())
                .containsExactly("-1", "0.1");
    }

    @Test
    void anUnknownExportNamesTheKnownOnes() throws IOException {
        Path module = file("m.wat", MODULE);
        assertOneLine(Invocation.of("run", module, "--invoke", "sub"), "\"sub\"");
        assertOneLine(Invocation.of("run", module, "--invoke", "sub"), "\"add\"");
        assertOneLine(Invocation.of("run", module), "--invoke NAME");
        assertOneLine(Invocation.of("run", module, "--invoke"), "--invoke: the name of a function is missing");
    }

    @Test
    void aTrapNamesTheFunctionsThatItHappenedIn() throws IOException {
        Invocation trap = Invocation.of("run", file("m.wat", MODULE), "--invoke", "trap");
        assertThat(trap.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(trap.out()).isEmpty();
        List<String> lines = trap.err().lines().toList();
        assertThat(lines.getFirst()).startsWith("ferry: ").contains("m.wat: trap: unreachable");
        assertThat(lines.get(1)).contains("\"inner\"");
        assertThat(lines.get(2)).contains("\"outer\"");
    }

    @Test
    void modulesThatCannotBeUsedSayWhyAndWhere() throws IOException {
        assertOneLine(Invocation.of("run", file("bad.wat", "(module (func")), "bad.wat: malformed: ");
        assertOneLine(Invocation.of("run", file("bad.wat", "(func br 1)")), "bad.wat: invalid: unknown label");
        assertOneLine(Invocation.of("run", file("bad.wat", "\0asm")), "bad.wat: malformed: unexpected end");
        assertOneLine(
                Invocation.of("run", file("bad.wat", "(import \"a\" \"b\" (func))"), "--invoke", "x"),
                "bad.wat: cannot be linked: unknown import: \"a\" \"b\"");
    }

    @Test
    void validateSaysNothingOrWhatIsWrong() throws IOException {
        Path good = file("good.wat", MODULE);
        Invocation held = Invocation.of("validate", good, good);
        assertThat(held.out() + held.err()).isEmpty();
        assertThat(held.status()).isEqualTo(ExitStatus.HELD);
        Invocation bad = Invocation.of("validate", file("bad.wat", "(func (result i32))"), good);
        assertThat(bad.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(bad.err()).contains("bad.wat: invalid: type mismatch");
        assertThat(Invocation.of("validate", "--features=core", good).err()).contains("simd");
        assertThat(Invocation.withInput("(module)", "validate", "-").status()).isEqualTo(ExitStatus.HELD);
    }

    @Test
    void parseAndPrintTurnTextIntoBinaryAndBack() throws IOException {
        Path text = file("m.wat", MODULE);
        Path binary = folder.resolve("m.wasm");
        assertThat(Invocation.of("parse", text, "-o", binary).status()).isEqualTo(ExitStatus.HELD);
        assertThat(Files.readAllBytes(binary))
                .startsWith(0, 'a', 's', 'm')
                .isEqualTo(Invocation.of("parse", text).outBytes());
        String printed = Invocation.of("print", binary).out();
        assertThat(printed).startsWith("(module $calc").contains("$inner");
        assertThat(Invocation.withInput(printed, "parse", "-").outBytes()).isEqualTo(Files.readAllBytes(binary));
        assertThat(Invocation.of("run", binary, "--invoke", "add", "1", "2").out())
                .isEqualTo("3" + System.lineSeparator());
        assertOneLine(Invocation.of("parse", text, "-o", folder), folder + ": cannot be written: ");
    }

    @Test
    void wastPrintsALinePerFileAndLastTheSum() throws IOException {
        Path good = file("good.wast", "(module) (module)");
        Path bad = file("bad.wast", "(module)\n(assert_invalid (module) \"type mismatch\")");
        Invocation held = Invocation.of("wast", good);
        assertThat(held.status()).isEqualTo(ExitStatus.HELD);
        assertThat(held.out().lines()).containsExactly(good + ": 2 passed, 0 failed", "2 passed, 0 failed");
        Invocation failed = Invocation.of("wast", good, bad);
        assertThat(failed.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(failed.out().lines())
                .containsExactly(good + ": 2 passed, 0 failed", bad + ": 1 passed, 1 failed", "3 passed, 1 failed");
        assertThat(failed.err()).startsWith(bad + ":2: assert_invalid: expected invalid: type mismatch");
    }

    @Test
    void wastJsonIsOneObjectALine() throws IOException {
        Path bad = file("bad.wast", "(module)\n(assert_invalid (module) \"type mismatch\")");
        Invocation invocation = Invocation.of("wast", "--json", bad);
        List<String> lines = invocation.out().lines().toList();
        assertThat(lines).hasSize(2);
        ObjectMapper json = new ObjectMapper();
        JsonNode first = json.readTree(lines.getFirst());
        assertThat(first.fieldNames()).toIterable().containsExactly("file", "line", "command", "verdict", "reason");
        assertThat(first.get("verdict").asText()).isEqualTo("passed");
        JsonNode second = json.readTree(lines.getLast());
        assertThat(second.get("file").asText()).isEqualTo(bad.toString());
        assertThat(second.get("line").asInt()).isEqualTo(2);
        assertThat(second.get("command").asText()).isEqualTo("assert_invalid");
        assertThat(second.get("verdict").asText()).isEqualTo("failed");
        assertThat(second.get("reason").asText()).isNotEmpty();
        assertThat(invocation.err().lines()).last().isEqualTo("1 passed, 1 failed");
    }

    @Test
    void wastSkipsWhatIsNotSupportedAndSaysSo() throws IOException {
        Path proposal = Files.createDirectories(folder.resolve("proposals").resolve("custom-descriptors"));
        Path script = Files.writeString(proposal.resolve("x.wast"), "(module (type (descriptor 1)))");
        Invocation invocation = Invocation.of("wast", script);
        assertThat(invocation.status()).isEqualTo(ExitStatus.HELD);
        assertThat(invocation.out().lines())
                .containsExactly(
                        script + ": 0 passed, 0 failed, 1 skipped: custom-descriptors is not supported",
                        "0 passed, 0 failed");
    }

    @Test
    void wastTakesFeaturesByPathUnlessTold() throws IOException {
        Path proposal = Files.createDirectories(folder.resolve("proposals").resolve("threads"));
        Path script = Files.writeString(
                proposal.resolve("x.wast"), "(assert_invalid (module (memory 0) (memory 0)) \"multiple memories\")");
        assertThat(Invocation.of("wast", script).status()).isEqualTo(ExitStatus.HELD);
        assertThat(Invocation.of("wast", "--features=all", script).status()).isEqualTo(ExitStatus.FAILED);
    }

    @Test
    void wastGoesOnBehindAFileThatIsNoScript() throws IOException {
        Path broken = file("broken.wast", "(module");
        Path good = file("good.wast", "(module)");
        Invocation invocation = Invocation.of("wast", broken, good);
        assertThat(invocation.status()).isEqualTo(ExitStatus.BAD_USE);
        assertThat(invocation.err()).contains("broken.wast: not a script: ");
        assertThat(invocation.out().lines()).last().isEqualTo("1 passed, 0 failed");
    }

    @Test
    void messagesCannotPlayWithTheTerminal() throws IOException {
        Path module = file("m.wat", "(func (export \"a\\1b[31m\\n\"))");
        assertOneLine(Invocation.of("run", module, "--invoke", "x"), "a\\u{1b}[31m");
    }

    @Test
    void aProgramGetsItsArgumentsAndGivesItsExitStatus() throws IOException {
        Path program = file("program.wat", """
            (import "wasi_snapshot_preview1" "args_sizes_get" (func $sizes (param i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
            (memory (export "memory") 1)
            (func (export "_start")
              (drop (call $sizes (i32.const 0) (i32.const 4)))
              (call $exit (i32.load (i32.const 0))))
            """);
        assertThat(Invocation.of("run", program).status()).isEqualTo(1);
        assertThat(Invocation.of("run", program, "-x", "--invoke", "--help").status())
                .isEqualTo(4);
        assertThat(Invocation.of("run", program, "--", "--invoke").status()).isEqualTo(2);
    }

    @Test
    void aProgramSpeaksThroughTheStandardStreams() throws IOException {
        Path program = file("cat.wat", """
            (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
            (memory (export "memory") 1)
            (func (export "_start")
              (i32.store (i32.const 0) (i32.const 100))
              (i32.store (i32.const 4) (i32.const 1000))
              (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 4)))
              (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
              (i32.store (i32.const 4) (i32.const 3))
              (drop (call $write (i32.const 2) (i32.const 0) (i32.const 1) (i32.const 8))))
            """);
        Invocation invocation = Invocation.withInput("hello", "run", program);
        assertThat(invocation.out()).isEqualTo("hello");
        assertThat(invocation.err()).isEqualTo("hel");
        assertThat(invocation.status()).isEqualTo(ExitStatus.HELD);
    }

    @Test
    void aFunctionOfWasiThatIsNotThereAnswersSo() throws IOException {
        Path program = file("program.wat", """
            (import "wasi_snapshot_preview1" "path_open"
              (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
            (func (export "open") (result i32)
              (call $open (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i64.const 0)
                (i64.const 0) (i32.const 0) (i32.const 0)))
            """);
        assertThat(Invocation.of("run", program, "--invoke", "open").out().strip())
                .isEqualTo("52");
    }

    @Test
    void aFunctionOfWasiThatIsImportedWronglyIsNotLinked() throws IOException {
        Path program = file("program.wat", """
            (import "wasi_snapshot_preview1" "proc_exit" (func (param i64)))
            (func (export "_start"))
            """);
        assertOneLine(Invocation.of("run", program), "cannot be linked: incompatible import type");
    }

    @Test
    void aProgramWithoutMemoryGetsErrors() throws IOException {
        Path program = file("program.wat", """
            (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
            (func (export "random") (result i32) (call $random (i32.const 0) (i32.const 1)))
            """);
        assertThat(Invocation.of("run", program, "--invoke", "random").out().strip())
                .isEqualTo("21");
    }

    @Test
    void theEnvironmentIsWhatTheUserGives() throws IOException {
        Path program = file("program.wat", """
            (import "wasi_snapshot_preview1" "environ_sizes_get" (func $sizes (param i32 i32) (result i32)))
            (memory (export "memory") 1)
            (func (export "count") (result i32)
              (drop (call $sizes (i32.const 0) (i32.const 4)))
              (i32.load (i32.const 0)))
            """);
        assertThat(Invocation.of("run", program, "--invoke", "count").out().strip())
                .isEqualTo("0");
        assertThat(Invocation.of("run", "--env", "A=1", "--env", "B=2", program, "--invoke", "count")
                        .out()
                        .strip())
                .isEqualTo("2");
        assertOneLine(Invocation.of("run", "--env", "A", program), "not NAME=VALUE: A");
    }
}
