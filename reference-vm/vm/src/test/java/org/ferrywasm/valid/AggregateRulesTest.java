package org.ferrywasm.valid;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.ModuleLimits.Limit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Structures and arrays. */
class AggregateRulesTest {
    private static final String PRELUDE = "(type $s (struct (field i32) (field (mut i8)) (field (mut anyref))))(type"
            + " $full (struct (field (ref any)))) (type $fixed (array i32)) (type $bytes (array (mut i8)))(type $refs"
            + " (array (mut funcref))) (type $strict (array (mut (ref func)))) (type $longs (array (mut i64)))(data $d"
            + " \"\") (elem $e funcref) (elem $x externref)";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(func (result (ref $s)) (struct.new $s (i32.const 1) (i32.const 2) (ref.null none)))",
                "(func (result (ref struct)) (struct.new_default $s))",
                "(func (param (ref null $s)) (result i32) (struct.get $s 0 (local.get 0)))",
                "(func (param (ref null $s)) (result i32) (struct.get_u $s 1 (local.get 0)))",
                "(func (param (ref null $s)) (struct.set $s 2 (local.get 0) (ref.i31 (i32.const 1))))",
                "(func (result (ref $bytes)) (array.new $bytes (i32.const 1) (i32.const 2)))",
                "(func (result (ref $refs)) (array.new_default $refs (i32.const 2)))",
                "(func (result (ref $fixed)) (array.new_fixed $fixed 2 (i32.const 1) (i32.const 2)))",
                "(func (result (ref array)) (array.new_data $longs $d (i32.const 1) (i32.const 2)))",
                "(func (result (ref $refs)) (array.new_elem $refs $e (i32.const 1) (i32.const 2)))",
                "(func (param (ref null $bytes)) (result i32) (array.get_s $bytes (local.get 0) (i32.const 1)))",
                "(func (param (ref null $bytes)) (array.set $bytes (local.get 0) (i32.const 1) (i32.const 2)))",
                "(func (param arrayref) (result i32) (array.len (local.get 0)))",
                "(func (param (ref $bytes)) (array.fill $bytes (local.get 0) (i32.const 1) (i32.const 2) (i32.const"
                        + " 3)))",
                "(func (param (ref $refs) (ref $strict)) (array.copy $refs $strict (local.get 0) (i32.const 1)"
                        + " (local.get 1) (i32.const 2) (i32.const 3)))",
                "(func (param (ref $bytes)) (array.init_data $bytes $d (local.get 0) (i32.const 1) (i32.const 2)"
                        + " (i32.const 3)))",
                "(func (param (ref $refs)) (array.init_elem $refs $e (local.get 0) (i32.const 1) (i32.const 2)"
                        + " (i32.const 3)))"
            })
    void accepts(String func) {
        Wat.validate(PRELUDE + func);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        (func (drop (struct.new 99)))                                    => unknown type 99
        (func (drop (struct.new $bytes)))                                => non-structure type 3
        (func (drop (array.new_default $s (i32.const 1))))               => non-array type 0
        (func (drop (array.new_default 99 (i32.const 1))))               => unknown type 99
        (func (drop (struct.new_default $full)))                         => type mismatch: (ref any) has no default value
        (func (drop (array.new_default $strict (i32.const 1))))          => type mismatch: (mut (ref func)) has no default value
        (func (drop (struct.new $s (i32.const 1) (i64.const 2) (ref.null none)))) => type mismatch: instruction requires [i32] but stack has [i64]
        (func (drop (struct.get $s 3 (ref.null $s))))                    => unknown field 3
        (func (drop (struct.get $s 1 (ref.null $s))))                    => type mismatch: struct.get on a field of type i8
        (func (drop (struct.get_s $s 0 (ref.null $s))))                  => type mismatch: struct.get_s on a field of type i32
        (func (drop (array.get $bytes (ref.null $bytes) (i32.const 0)))) => type mismatch: array.get on a field of type i8
        (func (struct.set $s 0 (ref.null $s) (i32.const 0)))             => immutable field 0 of type 0
        (func (array.set $fixed (ref.null $fixed) (i32.const 0) (i32.const 0))) => immutable array of type 2
        (func (array.fill $fixed (ref.null $fixed) (i32.const 0) (i32.const 0) (i32.const 0))) => immutable array of type 2
        (func (array.copy $fixed $fixed (ref.null none) (i32.const 0) (ref.null none) (i32.const 0) (i32.const 0))) => immutable array of type 2
        (func (array.copy $bytes $fixed (ref.null none) (i32.const 0) (ref.null none) (i32.const 0) (i32.const 0))) => array types do not match: i32 is copied to i8
        (func (array.copy $strict $refs (ref.null none) (i32.const 0) (ref.null none) (i32.const 0) (i32.const 0))) => array types do not match: funcref is copied to (ref func)
        (func (drop (array.new_data $refs $d (i32.const 0) (i32.const 0)))) => array type is not numeric or vector: it has funcref
        (func (drop (array.new_data $bytes 1 (i32.const 0) (i32.const 0)))) => unknown data segment 1
        (func (drop (array.new_elem $refs 2 (i32.const 0) (i32.const 0)))) => unknown elem segment 2
        (func (drop (array.new_elem $refs $x (i32.const 0) (i32.const 0)))) => type mismatch: array requires funcref but segment has externref
        (func (drop (array.new_elem $bytes $e (i32.const 0) (i32.const 0)))) => type mismatch: array requires i8 but segment has funcref
        (func (array.init_data $refs $d (ref.null none) (i32.const 0) (i32.const 0) (i32.const 0))) => array type is not numeric or vector
        (func (drop (array.new_fixed $fixed 2 (i32.const 0))))           => type mismatch: instruction requires [i32] but stack has []
        (func (drop (array.len (ref.null struct))))                      => type mismatch: instruction requires [arrayref] but stack has [structref]
        """)
    void refuses(String func, String message) {
        Wat.requireInvalid(PRELUDE + func, message);
    }

    @Test
    void theLengthOfAFixedArrayIsLimited() {
        String fields = PRELUDE + "(func unreachable (drop (array.new_fixed $fixed 3)))";
        ModuleLimits limits = ModuleLimits.DEFAULT.with(Limit.ARRAY_NEW_FIXED, 2);

        assertThatThrownBy(() -> Wat.validate(Wat.read(fields), EnumSet.allOf(Feature.class), limits))
                .hasMessageStartingWith(Limit.ARRAY_NEW_FIXED.problem() + ": 3, more than 2");
        Wat.requireInvalid(
                PRELUDE + "(func unreachable (drop (array.new_fixed $fixed 4294967295)))",
                Limit.ARRAY_NEW_FIXED.problem());
    }
}
