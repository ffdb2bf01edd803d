package org.ferrywasm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.SubType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
    @Test
    void aModuleIsAssembledByteForByte() {
        byte[] bytes = Texts.assembled("""
            (module
              (func (export "add") (param i32 i32) (result i32)
                (i32.add (local.get 0) (local.get 1))))
            """);

        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("0061736d01000000" + "01070160027f7f017f" + "03020100" + "070701036164640000" + "0a09010700"
                        + "200020016a0b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " == ",
            quoteCharacter = '§',
            value = {
                "(func) == (module (type (func)) (func (type 0)))",
                "(func (param i32) (param f32 f64) (result i64) (result i64)) == (type (func (param i32 f32 f64)"
                        + " (result i64 i64))) (func (type 0))",
                "(func (export \"a\") (export \"b\")) == (func $f) (export \"a\" (func $f)) (export \"b\" (func 0))",
                "(func (import \"m\" \"n\") (param i32)) == (import \"m\" \"n\" (func (param i32)))",
                "(memory (import \"m\" \"n\") 1 2 shared) == (import \"m\" \"n\" (memory 1 2 shared))",
                "(global (export \"g\") (import \"m\" \"n\") (mut i32)) == (import \"m\" \"n\" (global $g (mut i32)))"
                        + " (export \"g\" (global $g))",
                "(tag (import \"m\" \"n\") (param i32)) == (import \"m\" \"n\" (tag (param i32)))",
                "(table (import \"m\" \"n\") i64 1 funcref) == (import \"m\" \"n\" (table i64 1 (ref null func)))",
                "(memory (data \"abc\" \"de\")) == (memory 1 1) (data (memory 0) (offset (i32.const 0)) \"abcde\")",
                "(memory i64 (data)) == (memory i64 0 0) (data (i64.const 0))",
                "(memory (pagesize 1) (data \"abc\")) == (memory 3 3 (pagesize 1)) (data (i32.const 0) \"abc\")",
                "(func $f) (table funcref (elem $f 0)) == (func) (table 2 2 funcref) (elem (table 0) (i32.const 0)"
                        + " funcref (ref.func 0) (ref.func 0))",
                "(func $f) (table i64 (ref null func) (elem (item ref.func $f) (ref.null func))) == (func) (table i64"
                        + " 2 2 funcref) (elem (i64.const 0) funcref (ref.func 0) (ref.null func))",
                "(table 0 funcref) (func $f) (elem (i32.const 0) $f) == (table 0 funcref) (func) (elem (table 0)"
                        + " (offset i32.const 0) func 0)",
                "(func $f) (elem func $f) == (func) (elem (ref func) (item ref.func 0))",
                "(table 0 funcref) (elem 0 (i32.const 0)) == (table 0 funcref) (elem (i32.const 0) func)",
                "(memory 0) (data 0 (i32.const 0) \"a\") == (memory 0) (data (offset i32.const 0) \"a\")",
                "(type (sub final (func))) == (type (func))",
                "(type (struct (field i32 i64) (field $x (mut i8)))) == (type (struct (field i32) (field i64) (field"
                        + " (mut i8))))",
                "(rec (type $a (func))) == (type (func))",
                "(func (local i32 i32) (local) (local $x i32) (local i64)) == (func (local i32) (local i32 i32) (local"
                        + " i64))",
                "(func (block (type 0))) == (type (func)) (func block (type 0) end)",
                "(func (block (param i32) (result i32))) == (type (func)) (type (func (param i32) (result i32))) (func"
                        + " (type 0) block (type 1) end)",
                "(func (block (result i32) (result i32))) == (type (func)) (type (func (result i32 i32))) (func (type"
                        + " 0) (block (type 1)))",
                "(memory 0) (func (drop (i32.load (i32.const 0)))) == (memory 0) (func i32.const 0 i32.load 0 offset=0"
                        + " align=4 drop)",
                "(table 0 funcref) (func (call_indirect (i32.const 0))) == (table 0 funcref) (func i32.const 0"
                        + " call_indirect 0 (type 0) (param) (result))",
                "(func (result i32) (select (result i32) (i32.const 0) (i32.const 1) (i32.const 2))) == (func (result"
                        + " i32) i32.const 0 i32.const 1 i32.const 2 select (result) (result i32))",
                "(func (if (i32.const 0) (then nop) (else (nop)))) == (func i32.const 0 if nop else nop end)",
                "(func (if (i32.const 0) (then nop) (else))) == (func i32.const 0 if nop else end)",
                "(tag) (func (try (do nop) (catch 0 drop) (catch_all unreachable))) == (tag) (func try nop catch 0"
                        + " drop catch_all unreachable end)",
                "(func (try (do nop) (delegate 0))) == (func try nop delegate 0)",
                "(func (try (do))) == (func try end)",
                "(tag) (func (block $l (try_table (catch 0 $l) (catch_all $l)))) == (tag) (func block try_table (catch"
                        + " 0 0) (catch_all 0) end end)",
                "(memory 0) (data) (func memory.init 0) == (memory 0) (data \"\") (func memory.init 0 0)",
                "(table 0 funcref) (func table.copy) == (table 0 funcref) (func table.copy 0 0)",
                "(table 0 funcref) (func table.get) == (table 0 funcref) (func table.get 0)",
                "(memory 0) (func v128.load8_lane 0) == (memory 0) (func v128.load8_lane 0 0)",
                "(memory 0) (func v128.load8_lane 0 align=1 0) == (memory 0) (func v128.load8_lane offset=0 0)",
                "(memory 0) (func v128.load8_lane 1 i32.const 5) == (memory 0) (func v128.load8_lane 0 1 i32.const 5)",
                "(func (ref.test (ref null any))) == (func ref.test anyref)",
                "(func v128.const i32x4 1 2 3 4) == (func v128.const i8x16 1 0 0 0 2 0 0 0 3 0 0 0 4 0 0 0)",
                "(func v128.const f64x2 1 -0) == (func v128.const i64x2 0x3ff0000000000000 -0x8000000000000000)",
                "(module binary \"\\00asm\" \"\\01\\00\\00\\00\") == (module)",
                "(module quote \"(func)\") == (func)",
            })
    void abbreviationsMeanTheirExpansions(String text, String expansion) {
        assertThat(Texts.withoutNames(text)).isEqualTo(Texts.withoutNames(expansion));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '§',
            value = {
                "(func (param $x i32) (local $x i32)) => duplicate local $x",
                "(func $f) (func $\"f\") => duplicate function $f",
                "(type $t (func)) (rec (type $t (func))) => duplicate type $t",
                "(type (struct (field $x i32) (field $x i32))) => duplicate field $x",
                "(data $d) (data $d) => duplicate data segment $d",
                "(func call $g) => unknown function $g",
                "(func (local.get $x)) => unknown local $x",
                "(func br $l) => unknown label $l",
                "(module quote \"(module quote \\22\\22)\") => unexpected token quote",
                "(func (block $l) (br $l)) => unknown label $l",
                "(func (if $l (br $l) (then))) => unknown label $l",
                "(func try_table $l (catch_all $l) end) => unknown label $l",
                "(func try $l delegate $l) => unknown label $l",
                "(type (struct (field $x i32))) (func struct.get 0 $y) => unknown field $y",
                "(global i32 (i32.const 0)) (import \"m\" \"n\" (func)) => import after global",
                "(func) (tag) (memory (import \"m\" \"n\") 0) => import after tag",
                "(func) (start 0) (start 0) => multiple start sections",
                "(func block $a end $b) => mismatching label $b",
                "(func if else $b end) => mismatching label $b",
                "(type (func)) (func (type 0) (param i32)) => inline function type",
                "(func (type 7) (param i32)) => unknown type 7",
                "(func (type 7) (local $x i32)) => unknown type 7",
                "(func i32.const 0x1_0000_0000) => constant out of range",
                "(func call 0x1_0000_0000) => i32 constant out of range",
                "(memory 0) (func i32.load align=3) => alignment must be a power of two",
                "(memory 0) (func i32.load align=0) => alignment must be a power of two",
                "(memory 0) (func i32.load offset=0x1_0000_0000_0000_0000) => i64 constant out of range",
                "(memory 0) (func i32.load offset=) => unknown operator",
                "(memory 0) (func i32.load offset=-1) => unknown operator",
                "(memory 0) (func i32.load align=4 offset=0) => unexpected token",
                "(func i32.const 1.5) => unexpected token 1.5",
                "(func i32.const) => unexpected token",
                "(func end) => unexpected token end",
                "(func block) => unexpected token )",
                "(func (block end)) => unexpected token end",
                "(func (nop nop)) => unexpected token nop",
                "(func (else)) => unexpected token else",
                "(func block else end) => unexpected token else",
                "(func (if (then) (then))) => unexpected token then",
                "(func (if)) => unexpected token",
                "(func (then)) => unexpected token then",
                "(func try catch_all catch_all end) => unexpected token catch_all",
                "(func (try (catch_all))) => unexpected token catch_all",
                "(func (try (do) (delegate 0) (catch_all))) => unexpected token catch_all",
                "(func (result i32) (param i32)) => unexpected token param",
                "(func (param $x i32 i32)) => unexpected token i32",
                "(func (block (param $x i32))) => unexpected token $x",
                "(func (type 0) (type 0)) => unexpected token",
                "(func (import \"m\" \"n\") nop) => unexpected token nop",
                "(elem) => unexpected token )",
                "(elem (table 0) func) => unexpected token func",
                "(memory 0 (pagesize 3)) => invalid custom page size",
                "(frob) => unknown operator frob",
                "(module) (module) => unexpected token (",
                "(module => unexpected token: the end of the input",
                "(module)) => unexpected token )",
                "module => unexpected token module",
                "(export \"\\ff\" (func 0)) => malformed UTF-8 encoding",
                "(global i32 (i32.const 0)) (export \"g\" (i32 0)) => unexpected token i32",
                "(type (func)) (type (sub 0 1)) => unexpected token )",
                "(table 1 (ref any) (struct.new)) => unexpected token )",
            })
    void whatIsMalformedIsRefused(String text, String problem) {
        assertThatThrownBy(() -> Parser.parseModule(text))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith(problem)
                .hasMessageContaining(" (at line 1, column ");
    }

    @Test
    void inlineTypesFollowTheOthersInOrderOfAppearance() {
        Module module = Parser.parseModule("""
            (func (param f32) (block (param f64)) (call_indirect (param i64)))
            (table 0 funcref)
            (func (param i32))
            (func (param f64))
            (type (func (param i32)))
            (type (sub (func (param f64))))
            """);

        assertThat(module.types())
                .flatExtracting(group -> group.subTypes())
                .extracting(SubType::composite)
                .containsExactly(
                        FuncType.of(List.of(NumType.I32), List.of()),
                        FuncType.of(List.of(NumType.F64), List.of()),
                        FuncType.of(List.of(NumType.F32), List.of()),
                        FuncType.of(List.of(NumType.F64), List.of()),
                        FuncType.of(List.of(NumType.I64), List.of()));
        assertThat(module.funcs()).extracting(f -> f.typeIndex()).containsExactly(2, 0, 3);
    }

    @Test
    void innerLabelsHideOuterOnesUntilTheyEnd() {
        assertThat(Texts.body("(func block $l block $l br $l end br $l block br $l end end)"))
                .isEqualTo(Texts.body("(func block block br 0 end br 0 block br 1 end end)"));
    }

    @Test
    void identifiersGoIntoTheNameSection() {
        Module module = Parser.parseModule("""
            (module $m
              (type $t (struct (field i32) (field $f i32)))
              (import "a" "b" (func $i (param $p i32)))
              (func (param i32) (local $l i32))
              (func $"two words" (@name "other"))
              (table $tab 0 funcref) (memory $mem 0) (global $g i32 (i32.const 0)) (tag $e)
              (elem $el func) (data $d))
            """);

        ModuleNames names = ModuleNames.decode(Objects.requireNonNull(module.custom("name")));
        assertThat(names.module()).isEqualTo("m");
        assertThat(names.names(ModuleNames.Kind.FUNC)).containsExactlyInAnyOrderEntriesOf(Map.of(0, "i", 2, "other"));
        assertThat(names.locals().get(0)).containsEntry(0, "p");
        assertThat(names.locals().get(1)).containsExactly(Map.entry(1, "l"));
        assertThat(names.fields().get(0)).containsExactly(Map.entry(1, "f"));
        assertThat(names.name(ModuleNames.Kind.TYPE, 0)).isEqualTo("t");
        assertThat(names.name(ModuleNames.Kind.TABLE, 0)).isEqualTo("tab");
        assertThat(names.name(ModuleNames.Kind.MEMORY, 0)).isEqualTo("mem");
        assertThat(names.name(ModuleNames.Kind.GLOBAL, 0)).isEqualTo("g");
        assertThat(names.name(ModuleNames.Kind.TAG, 0)).isEqualTo("e");
        assertThat(names.name(ModuleNames.Kind.ELEM, 0)).isEqualTo("el");
        assertThat(names.name(ModuleNames.Kind.DATA, 0)).isEqualTo("d");
    }

    @Test
    void segmentsBroughtByTablesAndMemoriesHaveIndicesToo() {
        Module module = Parser.parseModule("""
            (table $t funcref (elem)) (elem $second func) (table i64 0 funcref)
            (memory (data "a")) (data $other "b")
            (func (elem.drop $second) (data.drop $other))
            """);

        assertThat(Texts.body("(func (elem.drop 1) (data.drop 1))"))
                .isEqualTo(Arrays.copyOf(
                        module.funcs().getFirst().body().bytes(),
                        module.funcs().getFirst().body().lengthBytes()));
        assertThat(module.dataCount()).hasValue(2);
    }

    @Test
    void aDataCountIsGivenOnlyWhereAnInstructionNeedsIt() {
        assertThat(Parser.parseModule("(data) (func)").dataCount()).isEmpty();
        assertThat(Parser.parseModule("(type (array i8)) (data) (func array.new_data 0 0)")
                        .dataCount())
                .hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "(module)", "(module $m)", " (; ;) (module) ;; end", "(@x)", "(module definition)"})
    void modulesWithNothingInThem(String text) {
        assertThat(Texts.withoutNames(text)).hasSize(8);
    }

    @Test
    void customAnnotationsBecomeSectionsAtTheirPlaces() {
        Module module = Parser.parseModule("""
            (module (@custom "last")
              (func) (@custom "code" (before code) "a" "b")
              (@custom "second" (after import) "c") (@custom "first" (before first))
              (@custom "type" (after type)))
            """);

        assertThat(module.customs())
                .extracting(c -> c.name() + " " + c.place() + " " + Texts.contents(c))
                .containsExactly("first 0 ", "type 1 ", "second 2 c", "code 12 ab", "last 11 ");
    }

    @Test
    void branchHintsCountFromTheDeclarationsOfLocals() {
        Module module = Parser.parseModule("""
            (func)
            (func (local i32 i32 f32)
              (@metadata.code.branch_hint "\\01") (if (i32.const 0) (then
                i32.const 0 (@metadata.code.branch_hint "\\00") br_if 0)))
            """);

        assertThat(module.customs()).singleElement().satisfies(c -> {
            assertThat(c.name()).isEqualTo("metadata.code.branch_hint");
            assertThat(c.place()).isEqualTo(12);
            assertThat(c.contents()).containsExactly(1, 1, 2, 7, 1, 1, 11, 1, 0);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '§',
            value = {
                "(@custom) => @custom annotation: missing section name",
                "(@custom \"a\" (after nothing)) => @custom annotation: malformed section kind",
                "(@custom \"a\" (between type)) => @custom annotation: malformed placement",
                "(@custom \"a\" (after type) 1) => @custom annotation: unexpected token",
                "(@custom \"\\ff\") => @custom annotation: malformed UTF-8 encoding",
                "(func (@custom \"a\")) => misplaced @custom annotation",
                "(func) (@name \"a\") => misplaced @name annotation",
                "(@name \"a\") (@name \"b\") => @name annotation: multiple module",
                "(func (@name)) => @name annotation: string expected",
                "(func (@name \"a\" b)) => @name annotation: unexpected token",
                "(@metadata.code.branch_hint \"\\00\") (func) => @metadata.code.branch_hint annotation: not in a"
                        + " function",
                "(func (@metadata.code.branch_hint \"\\02\") if end) => @metadata.code.branch_hint annotation: invalid"
                        + " value",
                "(func (@metadata.code.branch_hint \"\\01\") (@metadata.code.branch_hint \"\\01\") if end) =>"
                        + " @metadata.code.branch_hint annotation: duplicate",
            })
    void annotationsMustBeWellFormedAndInPlace(String text, String problem) {
        assertThatThrownBy(() -> Parser.parseModule(text))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void onlyBranchesHaveHints() {
        assertThatThrownBy(() -> Parser.parseModule("(func\n(@metadata.code.branch_hint \"\\00\") nop)"))
                .isInstanceOf(InvalidException.class)
                .hasMessage("@metadata.code.branch_hint annotation: invalid target (in line 2, nop)");
    }
}
