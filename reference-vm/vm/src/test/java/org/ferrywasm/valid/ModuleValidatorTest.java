package org.ferrywasm.valid;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What refers to the index spaces: exports, the start function, segments; and which functions are declared. */
class ModuleValidatorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "(func $f) (start $f)",
                "(func (export \"a\")) (memory (export \"b\") 1) (table (export \"c\") 1 funcref)"
                        + "(global (export \"d\") i32 (i32.const 0)) (tag (export \"e\"))",
                "(func $f (export \"f\") (drop (ref.func $f)))",
                "(func $f (drop (ref.func $f))) (global funcref (ref.func $f))",
                "(func $f (drop (ref.func $f))) (table 1 funcref (ref.func $f))",
                "(func $f (drop (ref.func $f))) (elem declare func $f)",
                "(func $f (drop (ref.func $f))) (elem funcref (item (ref.func $f)))",
                "(table 1 anyref) (elem (table 0) (i32.const 0) i31ref (ref.i31 (i32.const 1)))"
            })
    void accepts(String fields) {
        Wat.validate(fields);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        (func) (export "" (func 1))                             => unknown function 1
        (export "" (table 0))                                   => unknown table 0
        (export "" (memory 0))                                  => unknown memory 0
        (export "" (global 0))                                  => unknown global 0
        (export "" (tag 0))                                     => unknown tag 0
        (func (export "a")) (memory (export "a") 1)             => duplicate export name "a"
        (start 0)                                               => unknown function 0
        (func (param i32)) (start 0)                            => start function must not have parameters or results
        (func (result i32) (i32.const 0)) (start 0)             => start function must not have parameters or results
        (func $f (drop (ref.func $f))) (start $f)               => undeclared function reference 0
        (data (i32.const 0) "")                                 => unknown memory 0
        (memory 1) (data (memory 1) (i32.const 0) "")           => unknown memory 1
        (func) (elem (i32.const 0) func 0)                      => unknown table 0
        (elem func 0)                                           => unknown function 0
        """)
    void refuses(String fields, String message) {
        Wat.requireInvalid(fields, message);
    }

    @Test
    void anErrorOutsideABodySaysWhatItIsIn() {
        assertThatThrownBy(() -> Wat.validate("(import \"\" \"\" (global i32)) (global i64 (i32.const 7))"))
                .hasMessageContaining("(in global 1, offset 0x");
        assertThatThrownBy(() -> Wat.validate("(func (export \"a\") (export \"a\"))"))
                .hasMessageEndingWith("(in export 1)");
    }
}
