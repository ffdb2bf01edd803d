package org.ferrywasm.valid;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Table instructions, with 32-bit and 64-bit addresses. */
class TableRulesTest {
    private static final String PRELUDE =
            "(type $t (func)) (table $f 1 funcref) (table $w i64 1 funcref) (table $e 1 externref)"
                    + "(table $typed 1 (ref null $t)) (elem $fs func) (elem $es externref)";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(func (result funcref) (table.get $f (i32.const 0)))",
                "(func (result funcref) (table.get $w (i64.const 0)))",
                "(func (table.set $f (i32.const 0) (ref.null nofunc)))",
                "(func (result i32) (table.size $f))",
                "(func (result i64) (table.size $w))",
                "(func (result i32) (table.grow $f (ref.null func) (i32.const 1)))",
                "(func (result i64) (table.grow $w (ref.null func) (i64.const 1)))",
                "(func (table.fill $f (i32.const 0) (ref.null func) (i32.const 1)))",
                "(func (table.fill $w (i64.const 0) (ref.null func) (i64.const 1)))",
                "(func (table.copy $f $typed (i32.const 0) (i32.const 0) (i32.const 1)))",
                "(func (table.copy $w $w (i64.const 0) (i64.const 0) (i64.const 1)))",
                "(func (table.copy $f $w (i32.const 0) (i64.const 0) (i32.const 1)))",
                "(func (table.copy $w $f (i64.const 0) (i32.const 0) (i32.const 1)))",
                "(func (table.init $f $fs (i32.const 0) (i32.const 0) (i32.const 1)))",
                "(func (table.init $w $fs (i64.const 0) (i32.const 0) (i32.const 1)))",
                "(func (elem.drop $es))"
            })
    void accepts(String func) {
        Wat.validate(PRELUDE + func);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        (func (drop (table.get 9 (i32.const 0))))                   => unknown table 9
        (func (drop (table.size 4294967295)))                       => unknown table 4294967295
        (func (elem.drop 2))                                        => unknown elem segment 2
        (func (table.init $f 2 (i32.const 0) (i32.const 0) (i32.const 1))) => unknown elem segment 2
        (func (drop (table.get $f (i64.const 0))))                  => type mismatch: instruction requires [i32] but stack has [i64]
        (func (table.set $f (i32.const 0) (ref.null extern)))       => type mismatch: instruction requires [funcref] but stack has [externref]
        (func (table.fill $e (i32.const 0) (ref.null func) (i32.const 1))) => type mismatch: instruction requires [externref] but stack has [funcref]
        (func (drop (table.grow $w (ref.null func) (i32.const 1)))) => type mismatch: instruction requires [i64] but stack has [i32]
        (func (table.copy $typed $f (i32.const 0) (i32.const 0) (i32.const 1))) => type mismatch: table requires (ref null 0) but source has funcref
        (func (table.copy $w $f (i64.const 0) (i32.const 0) (i64.const 1))) => type mismatch: instruction requires [i32] but stack has [i64]
        (func (table.init $e $fs (i32.const 0) (i32.const 0) (i32.const 1))) => type mismatch: table requires externref but source has (ref func)
        """)
    void refuses(String func, String message) {
        Wat.requireInvalid(PRELUDE + func, message);
    }
}
