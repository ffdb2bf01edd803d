package org.ferrywasm.valid;

import org.ferrywasm.syntax.Feature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Constant expressions: what may stand in them, and which globals they see. */
class ConstRulesTest {
    private static final String IMPORTS =
            "(import \"\" \"\" (global $fixed i32)) (import \"\" \"\" (global $changing (mut i32)))"
                    + "(type $s (struct (field i32))) (type $a (array i32)) (func $f)";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(global i64 (i64.mul (i64.sub (i64.const 1) (i64.const 2)) (i64.add (i64.const 3) (i64.const 4))))",
                "(global i32 (i32.add (global.get $fixed) (i32.const 1)))",
                "(global $one i32 (i32.const 1)) (global i32 (global.get $one))",
                "(global (ref func) (ref.func $f))",
                "(global (ref $s) (struct.new $s (i32.const 1)))",
                "(global (ref $s) (struct.new_default $s))",
                "(global (ref $a) (array.new_fixed $a 2 (i32.const 1) (i32.const 2)))",
                "(global (ref $a) (array.new $a (i32.const 1) (i32.const 2)))",
                "(global (ref $a) (array.new_default $a (i32.const 1)))",
                "(global (ref any) (any.convert_extern (extern.convert_any (ref.i31 (i32.const 1)))))",
                "(global v128 (v128.const i64x2 0 0)) (global f32 (f32.const 1)) (global f64 (f64.const 1))",
                "(table 1 (ref func) (ref.func $f))",
                "(memory 1) (data (global.get $fixed) \"\") (data (i32.const 1) \"\")",
                "(table 1 funcref) (elem (global.get $fixed) func $f) (elem externref (ref.null extern))",
                "(global $later i32 (i32.const 1)) (table 1 funcref) (elem (global.get $later) func $f)"
            })
    void accepts(String fields) {
        Wat.validate(IMPORTS + fields);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        (global i32 (i32.div_u (i32.const 1) (i32.const 1)))        => constant expression required: i32.div_u
        (global i32 (block (result i32) (i32.const 1)))             => constant expression required: block
        (global i32 (local.get 0))                                  => constant expression required: local.get
        (global i32 (global.get $changing))                         => constant expression required: global 1 is mutable
        (global i32 (global.get 2))                                 => unknown global 2
        (global i32 (i64.const 1))                                  => type mismatch: instruction requires [i32] but stack has [i64]
        (global i32 (i32.const 1) (i32.const 1))                    => type mismatch: block requires [i32] but stack has [i32 i32]
        (global i32)                                                => type mismatch: instruction requires [i32] but stack has []
        (global $g funcref (ref.null func)) (table 1 funcref (global.get $g)) => unknown global 2
        (global (ref func) (ref.func 7))                            => unknown function 7
        (memory 1) (data (i64.const 1) "")                          => type mismatch: instruction requires [i32] but stack has [i64]
        (memory i64 1) (data (i32.const 1) "")                      => type mismatch: instruction requires [i64] but stack has [i32]
        (table 1 funcref) (elem (i32.const 0) externref (ref.null extern)) => type mismatch: table 0 requires funcref but the segment has externref
        (elem funcref (ref.null extern))                            => type mismatch: instruction requires [funcref] but stack has [externref]
        (elem externref (ref.func $f))                              => type mismatch: instruction requires [externref]
        """)
    void refuses(String fields, String message) {
        Wat.requireInvalid(IMPORTS + fields, message);
    }

    @Test
    void arithmeticNeedsExtendedConst() {
        Wat.requireInvalid(
                "(global i32 (i32.add (i32.const 1) (i32.const 2)))",
                "constant expression required: i32.add needs feature extended-const, which is off",
                Wat.allBut(Feature.EXTENDED_CONST));
    }

    @Test
    void definedGlobalsNeedGc() {
        Wat.requireInvalid(
                "(global $g i32 (i32.const 1)) (global i32 (global.get $g))",
                "constant expression required: global 0 is not imported, which needs feature gc",
                Wat.allBut(Feature.GC));
    }
}
