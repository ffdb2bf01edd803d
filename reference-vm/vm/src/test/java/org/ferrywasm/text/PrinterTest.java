package org.ferrywasm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.ferrywasm.binary.ModuleDecoder;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.syntax.Custom;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.NumType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrinterTest {
    private static final byte[] END = {0x0b};

    @Test
    void aModuleInItsCanonicalForm() {
        String text = """
            (module $m
              (@custom "note" (after last) "\\00\\ffa\\22")
              (type $pair (struct (field $x i32) (field (mut i8))))
              (rec
                (type $a (sub (array (ref null $b))))
                (type $b (sub final $a (array (mut (ref $a))))))
              (type (func (param i32 i32) (result i32)))
              (type (func))
              (import "m" "\\u{e9}" (func $imported (type 3) (param i32 i32) (result i32)))
              (table $t i64 1 2 (ref null $pair))
              (table 1 funcref ref.null func)
              (memory $mem 1 2 shared (pagesize 1))
              (tag $e (type 4))
              (global $g (mut f64) f64.const -nan:0x1)
              (export "f" (func $"a b"))
              (start 2)
              (elem $el (table 1) (offset i32.const 0) func $imported $"a b")
              (elem declare funcref (item ref.func 2) (item ref.null func))
              (func $"a b" (type 3) (param $x i32) (param i32) (result i32)
                (local i64 i64)
                (local $l f32)
                local.get $x
                (@metadata.code.branch_hint "\\01") if (result i32)
                  i32.const -1
                else
                  try_table (result i32) (catch $e 0) (catch_all 1)
                    i32.const 1
                  end
                end)
              (func (type 4))
              (data $d (offset i32.const 0 i32.const 1 i32.add) "abc")
              (data))
            """;

        assertThat(Printer.print(Parser.parseModule(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "(func $x) (func (@name \"x\")) (func (@name \"\")) (export \"a\" (func $x))",
                "(func (param $p i32) (param (@name \"p\") i32) (local i32 i32) (local $l i32) (local (@name \"l\")"
                        + " i32))",
                "(func (type 9))",
                "(type (struct)) (func (type 0) (local i32))",
                "(@custom \"a\" (before first)) (@custom \"b\" (after tag)) (@custom \"c\" (before code)) (@custom"
                        + " \"\")",
                "(@custom \"name\" \"\\ff\") (func $x)",
                "(@custom \"metadata.code.branch_hint\" (after elem) \"\\01\\00\\01\\00\\01\\01\") (func nop)",
                "(@custom \"metadata.code.branch_hint\" (after elem) \"\\01\\05\\00\") (func nop)",
                "(rec) (rec (type (func)) (type (func)))",
                "(module (@name \"\"))",
                "(module $\"\\u{10ffff} \\22\\\\\")",
                "(memory 0x1_0000_0000_0000 0xffff_ffff_ffff_ffff)",
                "(type (sub (func))) (type (sub 0 (func))) (type (sub final (func))) (tag (type 1))",
                "(elem (ref null extern)) (elem func) (elem (ref func)) (elem declare func)",
                "(global (ref null none) (block (result nullref) (ref.null none)))",
            })
    void whatIsPrintedReadsAsTheSameBytes(String text) {
        byte[] bytes = Texts.assembled(text);
        Module module = ModuleDecoder.decode(bytes, ModuleLimits.DEFAULT);

        assertThat(Texts.assembled(Printer.print(module)))
                .as(Printer.print(module))
                .isEqualTo(bytes);
    }

    @Test
    void aBranchHintThatIsForNoBranchStaysAsItIs() {
        String text =
                "(@custom \"metadata.code.branch_hint\" (after datacount) \"\\01\\00\\01\\01\\01\\00\") (func nop if"
                        + " end)";

        String printed = Printer.print(Parser.parseModule(text));

        assertThat(printed).contains("(@custom \"metadata.code.branch_hint\"").doesNotContain("(@metadata");
        assertThat(Printer.print(Parser.parseModule(text.replace("\\01\\00\\01\\01\\01", "\\01\\00\\01\\02\\01"))))
                .contains("(@metadata.code.branch_hint \"\\00\") if")
                .doesNotContain("@custom");
    }

    @Test
    void longTypesAreNotRepeatedAtEachFunction() {
        String text = "(type (func (param" + " i32".repeat(1000) + ")))" + "(func (type 0))".repeat(1000);

        assertThat(Printer.print(Parser.parseModule(text))).hasSizeLessThan(2 * text.length() + 10_000);
    }

    @Test
    void moreLocalsThanAnybodyCouldReadAreRefused() {
        Func func = new Func(0, List.of(new Func.Locals(-1, NumType.I32)), new Expr(END, 0, 1));
        Module module = new Module(
                List.of(),
                List.of(),
                List.of(func),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                OptionalInt.empty(),
                List.of(),
                OptionalInt.empty(),
                List.of(),
                List.of());

        assertThatThrownBy(() -> Printer.print(module))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("too many locals");
    }

    @Test
    void namesOfThingsThatAreNotThereAreLeftOut() {
        ModuleNames names = new ModuleNames();
        names.names(ModuleNames.Kind.FUNC).put(7, "nobody");
        names.names(ModuleNames.Kind.TYPE).put(-1, "nothing");
        names.locals().put(3, new TreeMap<>(Map.of(1, "l")));
        names.fields().put(0, new TreeMap<>(Map.of(1, "f")));
        Custom section = names.encode();
        Module empty = Parser.parseModule("(func)");
        Module module = new Module(
                empty.types(),
                empty.imports(),
                empty.funcs(),
                empty.tables(),
                empty.mems(),
                empty.tags(),
                empty.globals(),
                empty.exports(),
                empty.start(),
                empty.elems(),
                empty.dataCount(),
                empty.datas(),
                List.of(section));

        assertThat(Printer.print(module)).isEqualTo(Printer.print(empty));
        assertThat(ModuleEncoder.encode(Parser.parseModule(Printer.print(module))))
                .isEqualTo(ModuleEncoder.encode(empty));
    }

    @Test
    void aVeryLongNameIsNoIdentifierButStays() {
        String name = "f".repeat(512);
        Module module = Parser.parseModule("(func $" + name + " call 0)");

        String text = Printer.print(module);
        assertThat(text).contains("(func (@name \"" + name + "\")").contains("call 0");
        assertThat(ModuleEncoder.encode(Parser.parseModule(text))).isEqualTo(ModuleEncoder.encode(module));
    }

    @Test
    void aNameThatIsNotVeryLongIsAnIdentifier() {
        String name = "f".repeat(511);

        assertThat(Printer.print(Parser.parseModule("(func $" + name + " call 0)")))
                .contains("(func $" + name)
                .contains("call $" + name);
    }

    /** Four bytes declare fifty thousand locals, and text has no short form for that. */
    @Test
    void localsThatAreOutOfProportionAreNotPrinted() {
        String few = "(func (local" + " i32".repeat(50_000) + "))";

        assertThatThrownBy(() -> Printer.print(Parser.parseModule(few.repeat(21))))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("too many locals");
        Printer.print(Parser.parseModule(few.repeat(20)));
    }
}
