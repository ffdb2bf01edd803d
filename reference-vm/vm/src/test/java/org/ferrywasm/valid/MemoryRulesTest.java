package org.ferrywasm.valid;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ferrywasm.binary.InstrWriter;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Opcode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory instructions, with 32-bit and 64-bit addresses, several memories, lanes and atomic accesses. */
class MemoryRulesTest {
    private static final String PRELUDE = "(memory $m 1) (memory $w i64 1) (data $d \"\")";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(func (result i32) (i32.load $m (i32.const 0)))",
                "(func (result i32) (i32.load $w offset=0x1_0000_0000 align=1 (i64.const 0)))",
                "(func (i64.store32 $m offset=0xFFFF_FFFF (i32.const 0) (i64.const 0)))",
                "(func (result v128) (v128.load8_lane $w 15 (i64.const 0) (v128.const i64x2 0 0)))",
                "(func (result i64) (i64.atomic.rmw32.cmpxchg_u $m (i32.const 0) (i64.const 0) (i64.const 1)))",
                "(func atomic.fence)",
                "(func (result i32) (memory.size $m))",
                "(func (result i64) (memory.grow $w (i64.const 1)))",
                "(func (memory.fill $w (i64.const 0) (i32.const 0) (i64.const 1)))",
                "(func (memory.copy $m $w (i32.const 0) (i64.const 0) (i32.const 1)))",
                "(func (memory.copy $w $m (i64.const 0) (i32.const 0) (i32.const 1)))",
                "(func (memory.copy $w $w (i64.const 0) (i64.const 0) (i64.const 1)))",
                "(func (memory.init $w $d (i64.const 0) (i32.const 0) (i32.const 1)) (data.drop $d))"
            })
    void accepts(String func) {
        Wat.validate(PRELUDE + func);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        (func (drop (i32.load 2 (i32.const 0))))                       => unknown memory 2
        (func (drop (memory.size 2)))                                  => unknown memory 2
        (func (memory.copy 2 0 (i32.const 0) (i32.const 0) (i32.const 1))) => unknown memory 2
        (func (drop (i32.load $m align=8 (i32.const 0))))              => alignment must not be larger than natural: 2**3 for i32.load
        (func (i32.store8 $m align=2 (i32.const 0) (i32.const 0)))     => alignment must not be larger than natural
        (func (drop (i32.load $m offset=0x1_0000_0000 (i32.const 0)))) => offset out of range: 4294967296
        (func (drop (i32.load $w (i32.const 0))))                      => type mismatch: instruction requires [i64] but stack has [i32]
        (func (i32.store $m (i32.const 0) (i64.const 0)))              => type mismatch: instruction requires [i32] but stack has [i64]
        (func (drop (i32.atomic.load $m align=2 (i32.const 0))))       => atomic alignment must be natural: 2**1 for i32.atomic.load
        (func (drop (v128.load8_lane $m 16 (i32.const 0) (v128.const i64x2 0 0)))) => invalid lane index: 16
        (func (v128.store64_lane $m 2 (i32.const 0) (v128.const i64x2 0 0))) => invalid lane index: 2
        (func (data.drop 1))                                           => unknown data segment 1
        (func (memory.init $m 1 (i32.const 0) (i32.const 0) (i32.const 1))) => unknown data segment 1
        (func (memory.copy $w $m (i64.const 0) (i32.const 0) (i64.const 1))) => type mismatch: instruction requires [i32] but stack has [i64]
        (func (memory.fill $m (i32.const 0) (i32.const 0) (i64.const 1))) => type mismatch: instruction requires [i32] but stack has [i64]
        """)
    void refuses(String func, String message) {
        Wat.requireInvalid(PRELUDE + func, message);
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMORY_INIT", "DATA_DROP", "ARRAY_NEW_DATA", "ARRAY_INIT_DATA"})
    void dataInstructionsNeedTheDataCountSection(Opcode op) {
        InstrWriter body = new InstrWriter();
        body.op(Opcode.UNREACHABLE);
        if (op == Opcode.DATA_DROP) {
            body.op(op, 0);
        } else {
            body.op(op, 0, 0);
        }
        body.op(Opcode.DROP);
        body.op(Opcode.END);

        assertThatThrownBy(() -> Funcs.validate("(type (array (mut i8))) (memory 1) (data (i32.const 0) \"\")", body))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("data count section required");
    }

    @Test
    void anAlignmentBeyondAllWidthsIsRefused() {
        InstrWriter body = new InstrWriter();
        body.op(Opcode.UNREACHABLE);
        body.op(Opcode.I64_LOAD);
        body.memArg(63, 0, 0);
        body.op(Opcode.DROP);
        body.op(Opcode.END);

        assertThatThrownBy(() -> Funcs.validate("(memory 1)", body))
                .isInstanceOf(InvalidException.class)
                .hasMessageStartingWith("alignment must not be larger than natural: 2**63");
    }
}
