package org.ferrywasm.valid;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ferrywasm.binary.InstrWriter;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Opcode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Throwing and catching, with exception references and in the deprecated form. */
class ExceptionRulesTest {
    private static final String TAGS = "(tag $none) (tag $int (param i32)) (tag $two (param i32 i64))";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(func (throw $int (i32.const 1)))",
                "(func (param exnref) (result f32) (throw_ref (local.get 0)))",
                "(func (result i32) (try_table (result i32) (catch $int 0) (i32.const 1)))",
                "(func (result i32 exnref) (try_table (catch_ref $int 0)) unreachable)",
                "(func (result i32 (ref exn)) (try_table (catch_ref $int 0)) unreachable)",
                "(func (try_table (catch $none 0) (catch_all 0)))",
                "(func (result exnref) (try_table (catch_all_ref 0)) unreachable)",
                "(func (result i32) i32.const 1 try_table (param i32) (result i32) (catch $int 0) end)",
                "(func (result i32) (try (result i32) (do (i32.const 1)) (catch $int) (catch_all (i32.const 2))))",
                "(func (try (do (throw $none)) (delegate 0)))",
                "(func (block (try (do) (delegate 1))))",
                "(func (try (do) (catch $none (rethrow 0))))",
                "(func (try (do) (catch_all (block (rethrow 1)))))",
                "(func (result i64) (local i64) (try (result i64) (do (i64.const 1)) (catch $two (local.set 0) drop"
                        + " (local.get 0))))",
                "(func (try (do)))"
            })
    void accepts(String func) {
        Wat.validate(TAGS + func);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        (func (throw 3))                                          => unknown tag 3
        (func (throw $int))                                       => type mismatch: instruction requires [i32] but stack has []
        (func (throw_ref (i32.const 0)))                          => type mismatch: instruction requires [exnref] but stack has [i32]
        (func (try_table (catch 3 0)))                            => unknown tag 3
        (func (try_table (catch $none 1)))                        => unknown label 1
        (func (try_table (catch $int 0)))                         => type mismatch: instruction requires [] but has [i32]
        (func (result i32) (try_table (catch_ref $int 0)) unreachable) => type mismatch: instruction requires [i32] but has [i32 (ref exn)]
        (func (result i32) (try_table (catch_all 0)) unreachable) => type mismatch: instruction requires [i32] but has []
        (func (result i32) (try_table (catch_all_ref 0)) unreachable) => type mismatch: instruction requires [i32] but has [(ref exn)]
        (func (try (do) (catch 3)))                               => unknown tag 3
        (func (try (do) (catch $int)))                            => type mismatch: block requires [] but stack has [i32]
        (func (try (do (i32.const 1)) (catch_all)))               => type mismatch: block requires [] but stack has [i32]
        (func (try (do) (delegate 1)))                            => unknown label 1
        (func (rethrow 0))                                        => invalid rethrow label 0
        (func (try (do (rethrow 0)) (catch_all)))                 => invalid rethrow label 0
        (func (rethrow 1))                                        => unknown label 1
        """)
    void refuses(String func, String message) {
        Wat.requireInvalid(TAGS + func, message);
    }

    @ParameterizedTest
    @EnumSource(names = {"CATCH", "CATCH_ALL", "DELEGATE", "ELSE"})
    void partsOfABlockStandInOne(Opcode part) {
        InstrWriter body = new InstrWriter();
        body.op(Opcode.BLOCK);
        body.blockType();
        if (part == Opcode.CATCH || part == Opcode.DELEGATE) {
            body.op(part, 0);
        } else {
            body.op(part);
        }
        body.op(Opcode.END);
        body.op(Opcode.END);

        assertThatThrownBy(() -> Funcs.validate("(tag)", body))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("END opcode expected: misplaced " + part.mnemonic());
    }

    @Test
    void nothingFollowsACatchAll() {
        InstrWriter body = new InstrWriter();
        body.op(Opcode.TRY);
        body.blockType();
        body.op(Opcode.CATCH_ALL);
        body.op(Opcode.CATCH, 0);
        body.op(Opcode.END);
        body.op(Opcode.END);

        assertThatThrownBy(() -> Funcs.validate("(tag)", body))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("END opcode expected: misplaced catch");
    }

    @Test
    void throwAndTagsBelongToEitherFeature() {
        String fields = TAGS + "(func (throw $none))";

        Wat.validate(fields, Wat.allBut(Feature.EXCEPTIONS));
        Wat.validate(fields, Wat.allBut(Feature.LEGACY_EXCEPTIONS));
        Wat.requireInvalid(
                fields,
                "a tag needs feature exceptions, which is off",
                Wat.allBut(Feature.EXCEPTIONS, Feature.LEGACY_EXCEPTIONS));
    }
}
