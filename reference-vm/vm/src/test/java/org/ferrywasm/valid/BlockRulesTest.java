package org.ferrywasm.valid;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks: their types, and what they must leave on the stack. */
class BlockRulesTest {
    private static final String TYPES =
            "(type $s (struct)) (type $swap (func (param i32 f32) (result f32 i32))) (type $same (func (param i32)"
                    + " (result i32)))";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(func (result i32) (block (result i32) (i32.const 1)))",
                "(func (result f32 i32) i32.const 1 f32.const 2 block (type $swap) drop drop f32.const 1 i32.const 2"
                        + " end)",
                "(func (result i32) i32.const 1 i32.const 0 if (type $same) end)",
                "(func (result i32) (if (result i32) (i32.const 1) (then (i32.const 2)) (else (unreachable))))",
                "(func (result i32) unreachable)",
                "(func (result i32) unreachable i32.add)",
                "(func (result i32) (block (br 0)) (loop (br 0)) i32.const 0)",
                "(func unreachable block (result i32) i32.const 1 end drop)",
                "(func (result (ref null $s)) (block (result (ref null $s)) (ref.null $s)))"
            })
    void accepts(String func) {
        Wat.validate(TYPES + func);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        (func (result i32))                                => type mismatch: instruction requires [i32] but stack has []
        (func (result i32) f32.const 0)                    => type mismatch: instruction requires [i32] but stack has [f32]
        (func i32.const 0)                                 => type mismatch: block requires [] but stack has [i32]
        (func (result i32) i64.const 1 i32.const 0)        => type mismatch: block requires [i32] but stack has [i64 i32]
        (func i32.const 0 block drop end)                  => type mismatch: instruction requires an operand but stack has []
        (func f32.const 0 i32.const 0 if (type $same) end) => type mismatch: instruction requires [i32] but stack has [f32]
        (func (if (result i32) (i32.const 0) (then (i32.const 1))) drop) => type mismatch: instruction requires [i32] but has []
        (func f32.const 0 if end)                          => type mismatch: instruction requires [i32] but stack has [f32]
        (func (if (i32.const 0) (then (i32.const 1)) (else))) => type mismatch: block requires [] but stack has [i32]
        (func (result i32) unreachable f32.const 0)        => type mismatch: instruction requires [i32] but stack has [f32]
        (func unreachable i32.const 0)                     => type mismatch: block requires [] but stack has [i32]
        (func (block (type $s)))                           => non-function type 0
        (func (result i32) unreachable block end i64.const 0 i32.add) => type mismatch: instruction requires [i32 i32] but stack has [i64]
        """)
    void refuses(String func, String message) {
        Wat.requireInvalid(TYPES + func, message);
    }
}
