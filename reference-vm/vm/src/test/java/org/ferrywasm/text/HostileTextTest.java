package org.ferrywasm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Module;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources that are made to hang, to overflow or to exhaust whoever reads them. Reading each takes time linear in its length. */
@Timeout(20)
class HostileTextTest {
    private static final int MANY = 100_000;

    static Stream<Arguments> wellFormed() {
        return Stream.of(
                source("folded blocks", "(func " + many("(block ") + many(")") + ")"),
                source("flat blocks", "(func " + many("block ") + many("end ") + ")"),
                source("operands", "(func (result i32) " + many("(i32.eqz ") + "(i32.const 0)" + many(")") + ")"),
                source("conditions", "(func " + many("(if (i32.const 1) (then ") + many("))") + ")"),
                source("legacy", "(func " + many("(try (do ") + many("))") + ")"),
                source("hidden labels", "(func " + many("(block $l ") + many("(br $l)") + many(")") + ")"),
                source("comments", many("(;") + many(";)")),
                source("annotations", many("(@a (@b) ") + many(")")),
                source("custom sections", many("(@custom \"a\")")),
                source("custom sections between fields", many("(func) (@custom \"a\")")),
                source("digits", "(global i32 (i32.const 0x" + many("0") + "1))"),
                source("decimals", "(global f64 (f64.const " + many("9") + "." + many("9") + "e-" + MANY + "))"),
                source("an identifier", "(func $" + many("a") + ")"),
                source("an escape", "(data \"\\u{" + many("0") + "41}\")"),
                source("branch targets", "(func (br_table " + many("0 ") + "))"),
                source("function types", "(table 0 funcref)" + many("(func (type 0) (call_indirect (param i64)))")),
                source("lines", many("\n") + many("\r")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wellFormed(String what, String text) {
        Module module = Parser.parseModule(text);

        assertThat(ModuleEncoder.encode(module)).as(what).hasSizeLessThan(10 * text.length() + 100);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                source("unexpected token", many("(")),
                source("unexpected token", many(")")),
                source("unexpected token", "(module " + many("(")),
                source("unexpected token", many("(module ")),
                source("unexpected token", "(func " + many("(if ")),
                source("unexpected token", "(func " + many("block ")),
                source("unclosed comment", many("(;")),
                source("unclosed string", "(data \"" + many("a")),
                source("unclosed string", many("\"\\\"")),
                source("unclosed annotation", many("(@a ")),
                source("empty annotation id", many("(@\"\\")),
                source("unknown operator", many("\"\"")),
                source("unknown operator", many("$\"")),
                source("unknown operator", "(" + many("a") + ")"),
                source("illegal escape", "(data \"\\u{" + many("f") + "}\")"),
                source("illegal character", many("é")),
                source("constant out of range", "(global i64 (i64.const 0x" + many("f") + "))"),
                source("constant out of range", "(global f32 (f32.const 1e" + many("9") + "))"),
                source("@name annotation: multiple module", many("(@name \"a\")")));
    }

    @ParameterizedTest
    @MethodSource
    void malformed(String problem, String text) {
        assertThatThrownBy(() -> Parser.parseModule(text))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith(problem);
    }

    private static Arguments source(String what, String text) {
        return Arguments.of(what, text);
    }

    private static String many(String text) {
        return text.repeat(MANY);
    }
}
