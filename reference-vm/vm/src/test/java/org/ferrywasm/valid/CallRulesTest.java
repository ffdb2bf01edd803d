package org.ferrywasm.valid;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls and tail calls, direct, through tables and through references. */
class CallRulesTest {
    private static final String PRELUDE =
            "(type $t (func (param i32) (result i64))) (type $s (struct)) (import \"\" \"\" (func $f (type $t)))"
                    + "(table $funcs 1 funcref) (table $externs 1 externref) (table $wide i64 1 (ref null $t))";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(func (result i64) (call $f (i32.const 1)))",
                "(func (result i64) (return_call $f (i32.const 1)))",
                "(func (result i64) f32.const 0 (return_call $f (i32.const 1)) unreachable)",
                "(func (result i64) (call_indirect $funcs (type $t) (i32.const 1) (i32.const 0)))",
                "(func (result i64) (return_call_indirect $wide (type $t) (i32.const 1) (i64.const 0)))",
                "(func (param (ref null $t)) (result i64) (call_ref $t (i32.const 1) (local.get 0)))",
                "(func (param (ref $t)) (result i64) (return_call_ref $t (i32.const 1) (local.get 0)))",
                "(func (result i64) (unreachable) (call_ref $t))",
                "(func (result i64) (call_ref $t (i32.const 1) (ref.null nofunc)))"
            })
    void accepts(String func) {
        Wat.validate(PRELUDE + func);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        (func (call 9))                                             => unknown function 9
        (func (return_call 4294967295))                             => unknown function 4294967295
        (func (call $f (i64.const 1)) drop)                         => type mismatch: instruction requires [i32] but stack has [i64]
        (func (return_call $f (i32.const 1)))                       => type mismatch: current function requires result type [] but callee returns [i64]
        (func (call_indirect 7 (type $t) (i32.const 1) (i32.const 0))) => unknown table 7
        (func (call_indirect $externs (type $t) (i32.const 1) (i32.const 0)) drop) => type mismatch: instruction requires a table of funcref but table 1 has externref
        (func (call_indirect $wide (type $t) (i32.const 1) (i32.const 0)) drop) => type mismatch: instruction requires [i64] but stack has [i32]
        (func (call_ref $s (ref.null $s)))                          => non-function type 1
        (func (call_ref 9 (ref.null $s)))                           => unknown type 9
        (func (call_ref $t (i32.const 1) (ref.null func)) drop)     => type mismatch: instruction requires [(ref null 0)] but stack has [funcref]
        (func (param (ref $t)) (return_call_ref $t (i32.const 1) (local.get 0))) => type mismatch: current function
        """)
    void refuses(String func, String message) {
        Wat.requireInvalid(PRELUDE + func, message);
    }
}
