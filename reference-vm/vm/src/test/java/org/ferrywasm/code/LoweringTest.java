package org.ferrywasm.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ferrywasm.exec.Calls;
import org.ferrywasm.exec.Guest;
import org.ferrywasm.runtime.StoreConfig;
import org.ferrywasm.runtime.StoreLimit;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.ValType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fused code does what plain code does, whatever else is switched on, and is fused where it should be. */
class LoweringTest {
    private static final LoweringOptions PLAIN = new LoweringOptions(false, false, false);
    private static final LoweringOptions METERED = new LoweringOptions(true, true, false);
    private static final LoweringOptions PLAIN_METERED = new LoweringOptions(true, false, false);
    private static final StoreConfig COLLECTING = StoreConfig.DEFAULT.withCollectAlways(true);

    private static final long[] I32S = {0, 1, 2, 3, 4, 5, -1, -2, 100, Integer.MIN_VALUE, Integer.MAX_VALUE};
    private static final long[] I64S = {
        0, 1, 2, 5, -1, 0x1_0000_0001L, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MIN_VALUE
    };

    static Stream<Arguments> kernels() {
        return Kernels.all().entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void fusedCodeDoesWhatPlainCodeDoes(String name, String fields) {
        List<Guest.Outcome> plain = outcomes(new Guest(fields, PLAIN, StoreConfig.DEFAULT));
        List<Guest.Outcome> plainMetered = outcomes(new Guest(fields, PLAIN_METERED, StoreConfig.DEFAULT));

        assertThat(plain).as(name).anyMatch(outcome -> !outcome.results().isEmpty());
        assertThat(outcomes(new Guest(fields, LoweringOptions.DEFAULT, StoreConfig.DEFAULT)))
                .isEqualTo(plain);
        assertThat(outcomes(new Guest(fields, LoweringOptions.DEFAULT, COLLECTING)))
                .isEqualTo(plain);
        assertThat(outcomes(new Guest(fields, PLAIN, COLLECTING))).isEqualTo(plain);
        assertThat(outcomes(new Guest(fields, METERED, StoreConfig.DEFAULT))).isEqualTo(plainMetered);
        assertThat(plainMetered.stream().map(Guest.Outcome::unmetered)).isEqualTo(plain);
        assertThat(plainMetered).allMatch(outcome -> outcome.fuel() > 1);
    }

    private static List<Guest.Outcome> outcomes(Guest guest) {
        List<Guest.Outcome> outcomes = new ArrayList<>();
        List<ValType> params = guest.func("f").funcType().params();
        for (long a : values(params.getFirst())) {
            if (params.size() == 1) {
                outcomes.add(guest.call("f", a));
            } else {
                for (long b : values(params.get(1))) {
                    outcomes.add(guest.call("f", a, b));
                }
            }
        }
        return outcomes;
    }

    private static long[] values(ValType type) {
        return type == NumType.I32 ? I32S : I64S;
    }

    @Test
    void aComparisonAndABranchAreOneInstruction() {
        assertThat(lops("""
            (func (export "f") (param i32 i32)
              (block (br_if 0 (i32.lt_s (local.get 0) (local.get 1))) unreachable))
            """)).containsExactly(Lop.BR_I32_LT_S, Lop.UNREACHABLE, Lop.RETURN0);
        assertThat(lops("""
            (func (export "f") (param i64) (if (i64.ge_u (local.get 0) (i64.const 5)) (then unreachable)))
            """)).containsExactly(Lop.BR_I64_LT_U_IMM, Lop.UNREACHABLE, Lop.RETURN0);
        assertThat(lops("""
            (func (export "f") (param f64 f64) (if (f64.gt (local.get 0) (local.get 1)) (then unreachable)))
            """)).containsExactly(Lop.BR_F64_NOT_LT, Lop.UNREACHABLE, Lop.RETURN0);
        assertThat(lops("""
            (func (export "f") (param i32 i32)
              (block (br_if 0 (i32.eqz (i32.eq (local.get 0) (local.get 1)))) unreachable))
            """)).containsExactly(Lop.BR_I32_NE, Lop.UNREACHABLE, Lop.RETURN0);
    }

    @Test
    void aResultGoesStraightIntoTheLocalThatIsSet() {
        Code code = lower("""
            (func (export "f") (param i32 i32) (local i32)
              (local.set 2 (i32.add (local.get 0) (local.get 1))))
            """, LoweringOptions.DEFAULT);

        assertThat(code.words).startsWith(Lop.I32_ADD, 2, 0, 1, Lop.RETURN0);
    }

    @Test
    void aSmallConstantIsPartOfTheInstruction() {
        Code code = lower("""
            (func (export "f") (param i64) (local.set 0 (i64.sub (local.get 0) (i64.const 7))))
            """, LoweringOptions.DEFAULT);

        assertThat(code.words).startsWith(Lop.I64_ADD_IMM, 0, 0, -7, Lop.RETURN0);
        assertThat(code.constants).isEmpty();
    }

    @Test
    void aConstantInALoopStandsInASlotThatIsWrittenOnce() {
        String fields = """
            (func (export "f") (param $d f64)
              (local.set $d (f64.mul (local.get $d) (f64.const 9)))
              (loop $l
                (local.set $d (f64.add (local.get $d) (f64.const 0.5)))
                (br_if $l (f64.lt (local.get $d) (f64.const 100)))))
            """;
        Code code = lower(fields, LoweringOptions.DEFAULT);

        assertThat(code.constants).containsExactly(Double.doubleToRawLongBits(0.5), Double.doubleToRawLongBits(100));
        assertThat(lops(fields))
                .containsExactly(Lop.CONST, Lop.F64_MUL, Lop.LOOP, Lop.F64_ADD, Lop.BR_F64_LT, Lop.RETURN0);
        assertThat(lower(fields, PLAIN).constants).isEmpty();
    }

    @Test
    void inPlainCodeEachInstructionIsOneOfItsOwn() {
        assertThat(lops(lower("""
            (func (export "f") (param i32 i32) (local i32)
              (local.set 2 (i32.add (local.get 0) (local.get 1))))
            """, PLAIN))).containsExactly(Lop.MOVE, Lop.MOVE, Lop.I32_ADD, Lop.MOVE, Lop.RETURN0);
    }

    @Test
    void aTailCallThatFindsNoRoomTrapsWithNoFrameLeft() {
        StoreConfig narrow = StoreConfig.DEFAULT.with(StoreLimit.STACK_SLOTS, 40);
        Guest guest = new Guest("""
            (func $wide (local v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
              v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
              v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
              v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
              v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
              v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
              v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128))
            (func (export "f") (return_call $wide))
            (func (export "g"))
            """, METERED, narrow);

        assertThat(guest.call("f").trap()).isEqualTo(TrapKind.CALL_STACK_EXHAUSTED);
        assertThat(guest.call("g").exit()).isEqualTo(Calls.Exit.RETURNED);
    }

    private static Code lower(String fields, LoweringOptions options) {
        return new Guest(fields, options, StoreConfig.DEFAULT).func("f").code();
    }

    private static List<Integer> lops(String fields) {
        return lops(lower(fields, LoweringOptions.DEFAULT));
    }

    /** The operations of code up to its first return without results, with which it must end. */
    private static List<Integer> lops(Code code) {
        List<Integer> lops = new ArrayList<>();
        for (int pc = 0; lops.isEmpty() || lops.getLast() != Lop.RETURN0; pc += Lop.words(lops.getLast())) {
            lops.add(code.words[pc] & Lop.MASK);
        }
        return lops;
    }
}
