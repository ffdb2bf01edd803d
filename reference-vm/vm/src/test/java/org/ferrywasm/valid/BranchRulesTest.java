package org.ferrywasm.valid;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Branches: the operands they take along, and the types that conditional ones leave. */
class BranchRulesTest {
    private static final String TYPES =
            "(type $f (func)) (type $a (array i8)) (type $s (struct)) (type $sub (sub (struct)))"
                    + "(type $subsub (sub $sub (struct)))";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(func (result i32) (br 0 (i32.const 1)))",
                "(func (result i32) i64.const 7 i32.const 1 br 0)",
                "(func (result i32) (br_if 0 (i32.const 1) (i32.const 2)))",
                "(func (param i32) (block (block (br_table 0 1 0 2 (local.get 0)))))",
                "(func (result i32) (block (result i32) (br_table 0 1 (i32.const 1) (i32.const 2))))",
                "(func (result i32) (return (i32.const 1)))",
                "(func unreachable br_table 0 0)",
                "(func (result f32) (block (result i32) unreachable br_table 0 1 0) drop f32.const 0)",
                "(func (param (ref null $f)) (block (br_on_null 0 (local.get 0)) drop))",
                "(func (param (ref null $f)) (result (ref $f)) (br_on_non_null 0 (local.get 0)) unreachable)",
                "(func (param (ref null $f)) (result i32 funcref) i32.const 1 local.get 0 br_on_non_null 0 ref.null"
                        + " func)",
                "(func (param anyref) (result (ref $s)) (block (br_on_cast 1 anyref (ref $s) (local.get 0)) drop)"
                        + " unreachable)",
                "(func (param anyref) (result anyref) (br_on_cast_fail 0 anyref (ref null $s) (local.get 0)))",
                "(func (param (ref null $sub)) (result (ref $sub)) (block (result (ref null $subsub))"
                        + " (br_on_cast_fail 1 (ref null $sub) (ref null $subsub) (local.get 0)) ) drop unreachable)",
                "(func unreachable br_on_null 0 drop)",
                "(func unreachable br_on_null 0 ref.is_null drop)"
            })
    void accepts(String func) {
        Wat.validate(TYPES + func);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        (func (br 1))                                  => unknown label 1
        (func (br_if 4294967295 (i32.const 0)))        => unknown label 4294967295
        (func (br_table 0 7 0 (i32.const 0)))          => unknown label 7
        (func (br_table 0 0 7 (i32.const 0)))          => unknown label 7
        (func (result i32) (br 0))                     => type mismatch: instruction requires [i32] but stack has []
        (func (result i32) (br_if 0 (i32.const 1)))    => type mismatch: instruction requires [i32] but stack has []
        (func (result i32) (return (f32.const 1)))     => type mismatch: instruction requires [i32] but stack has [f32]
        (func (block (result i32) (br_table 0 1 (i32.const 1) (i32.const 2))) drop) => type mismatch: instruction requires [] but has [i32]
        (func (result f32) (block (result i32) unreachable f32.const 0 i32.const 0 br_table 0 1) drop f32.const 0) => type mismatch
        (func (param i32) (br_on_null 0 (local.get 0)) drop) => type mismatch: instruction requires a reference but stack has [i32]
        (func unreachable br_on_null 0 i32.eqz drop)   => type mismatch: instruction requires [i32] but stack has [(ref bot)]
        (func (param (ref null $f)) (br_on_non_null 0 (local.get 0))) => type mismatch: instruction requires a label with a reference but it has []
        (func (param (ref null $f)) (result i32) (br_on_non_null 0 (local.get 0)) i32.const 0) => type mismatch: instruction requires a label with a reference but it has [i32]
        (func (param (ref null $f)) (result (ref $a)) (br_on_non_null 0 (local.get 0)) unreachable) => type mismatch
        (func (param anyref) (result (ref $f)) (br_on_cast 0 anyref (ref $f) (local.get 0)) unreachable) => type mismatch: cast requires anyref but has (ref 0)
        (func (param anyref) (result (ref $a)) (br_on_cast 0 anyref (ref $s) (local.get 0)) unreachable) => type mismatch: label requires (ref 1) but has (ref 2)
        (func (param anyref) (result (ref any)) (br_on_cast_fail 0 anyref (ref $s) (local.get 0))) => type mismatch: label requires (ref any) but has anyref
        (func (param anyref) (result (ref any)) (br_on_cast 0 (ref any) (ref $s) (local.get 0))) => type mismatch: instruction requires [(ref any)] but stack has [anyref]
        """)
    void refuses(String func, String message) {
        Wat.requireInvalid(TYPES + func, message);
    }
}
