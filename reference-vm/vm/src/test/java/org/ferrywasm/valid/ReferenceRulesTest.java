package org.ferrywasm.valid;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References: null, functions, casts and conversions. */
class ReferenceRulesTest {
    private static final String PRELUDE =
            "(type $t (func)) (type $s (struct)) (func $f (type $t)) (func $hidden (type $t)) (elem declare func $f)";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(func (result (ref null $s)) (ref.null $s))",
                "(func (result (ref null $s)) (ref.null none))",
                "(func (result i32) (ref.is_null (ref.null extern)))",
                "(func (result (ref $t)) (ref.func $f))",
                "(func (result (ref func)) (ref.func $f))",
                "(func (result i32) (ref.eq (ref.i31 (i32.const 1)) (ref.null $s)))",
                "(func (param (ref null $s)) (result (ref $s)) (ref.as_non_null (local.get 0)))",
                "(func (param anyref) (result i32) (ref.test (ref $s) (local.get 0)))",
                "(func (param anyref) (result (ref $s)) (ref.cast (ref $s) (local.get 0)))",
                "(func (param anyref) (result (ref null $s)) (ref.cast (ref null $s) (local.get 0)))",
                "(func (param funcref) (result (ref $t)) (ref.cast (ref $t) (local.get 0)))",
                "(func (param (ref extern)) (result (ref any)) (any.convert_extern (local.get 0)))",
                "(func (param (ref null $s)) (result externref) (extern.convert_any (local.get 0)))",
                "(func (result (ref any)) unreachable any.convert_extern)",
                "(func (result i32) (i31.get_s (ref.null i31)))",
                "(func (result (ref $s)) unreachable ref.as_non_null)"
            })
    void accepts(String func) {
        Wat.validate(PRELUDE + func);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        (func (drop (ref.null 9)))                            => unknown type 9
        (func (drop (ref.func 9)))                            => unknown function 9
        (func (drop (ref.func $hidden)))                      => undeclared function reference 1
        (func (drop (ref.is_null (i32.const 0))))             => type mismatch: instruction requires a reference but stack has [i32]
        (func (drop (ref.eq (ref.null func) (ref.null none)))) => type mismatch: instruction requires [eqref] but stack has [funcref]
        (func (param anyref) (drop (ref.eq (local.get 0) (ref.null none)))) => type mismatch: instruction requires [eqref] but stack has [anyref]
        (func (param anyref) (drop (ref.test (ref $t) (local.get 0)))) => type mismatch: instruction requires [funcref] but stack has [anyref]
        (func (param externref) (drop (ref.cast (ref $s) (local.get 0)))) => type mismatch: instruction requires [anyref] but stack has [externref]
        (func (param anyref) (drop (ref.cast (ref 9) (local.get 0)))) => unknown type 9
        (func (param externref) (result (ref any)) (any.convert_extern (local.get 0))) => type mismatch: instruction requires [(ref any)] but stack has [anyref]
        (func (param anyref) (drop (i31.get_u (local.get 0)))) => type mismatch: instruction requires [i31ref] but stack has [anyref]
        (func (result i32) unreachable ref.as_non_null)       => type mismatch: instruction requires [i32] but stack has [(ref bot)]
        """)
    void refuses(String func, String message) {
        Wat.requireInvalid(PRELUDE + func, message);
    }
}
