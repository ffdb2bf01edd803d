package org.ferrywasm.valid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.EnumSet;
import java.util.List;
import org.ferrywasm.binary.InstrWriter;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.Imm;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.ModuleException;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.Shape;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.syntax.VecType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Function bodies: that every row of the opcode table has its rule, and the rules of the plain instructions. */
class FuncValidatorTest {
    private static final String MEMORY = "(memory 1)";

    static List<Opcode> plainRows() {
        EnumSet<Shape> plain = EnumSet.of(Shape.NUMERIC, Shape.VECTOR, Shape.LOAD, Shape.STORE, Shape.ATOMIC);
        return EnumSet.allOf(Opcode.class).stream()
                .filter(op -> plain.contains(op.shape()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("plainRows")
    void aPlainInstructionTakesAndGivesWhatItsRowSays(Opcode op) {
        InstrWriter body = new InstrWriter();
        if (hasAddress(op)) {
            constant(body, NumType.I32);
        }
        op.operands().forEach(t -> constant(body, t));
        instruction(body, op);
        body.op(Opcode.END);

        assertThatCode(() -> Funcs.validate(
                        MEMORY, new FuncType(List.of(), op.results()), List.of(), body, ModuleLimits.DEFAULT))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("plainRows")
    void aPlainInstructionRefusesOperandsThatItsRowDoesNotName(Opcode op) {
        int count = op.operands().size() + (hasAddress(op) ? 1 : 0);
        for (int wrong = 0; wrong < count; wrong++) {
            InstrWriter body = new InstrWriter();
            for (int i = 0; i < count; i++) {
                constant(body, i == wrong ? RefType.FUNCREF : NumType.I32);
            }
            instruction(body, op);
            body.op(Opcode.UNREACHABLE);
            body.op(Opcode.END);

            assertThatThrownBy(() -> Funcs.validate(MEMORY, body))
                    .as("operand %d of %s", wrong, op)
                    .isInstanceOf(InvalidException.class)
                    .hasMessageStartingWith("type mismatch");
        }
    }

    @ParameterizedTest
    @EnumSource(Opcode.class)
    void everyRowHasARule(Opcode op) {
        InstrWriter body = new InstrWriter();
        body.op(Opcode.UNREACHABLE);
        instruction(body, op);
        body.op(Opcode.UNREACHABLE);
        body.op(Opcode.END);

        Throwable thrown = catchThrowable(() -> Funcs.validate(MEMORY, body));

        if (thrown != null) {
            assertThat(thrown).isInstanceOf(ModuleException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Opcode.class)
    void anInstructionOfAFeatureThatIsOffIsRefusedByName(Opcode op) {
        if (op.feature() == Feature.CORE || op == Opcode.THROW) {
            return;
        }
        InstrWriter body = new InstrWriter();
        body.op(Opcode.UNREACHABLE);
        instruction(body, op);
        body.op(Opcode.END);

        assertThatThrownBy(() -> Funcs.validate("", body, Wat.allBut(op.feature())))
                .isInstanceOf(InvalidException.class)
                .hasMessageStartingWith(op.mnemonic() + " needs feature " + op.feature() + ", which is off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(func (param i32) (result i32) (local.get 0))",
                "(func (param i32) (local f64) (local.set 1 (f64.const 0)) (local.set 0 (local.tee 0 (i32.const 1))))",
                "(func (local (ref func)) (local.set 0 (ref.func 0)) (drop (local.get 0))) (export \"\" (func 0))",
                "(func (param (ref func)) (drop (local.get 0)))",
                "(func (local (ref func)) (block (local.set 0 (ref.func 0)) (drop (local.get 0)))) (export \"\" (func"
                        + " 0))",
                "(global $g (mut i32) (i32.const 0)) (func (global.set $g (i32.add (global.get $g) (i32.const 1))))",
                "(func (result i32) (select (i32.const 1) (i32.const 2) (i32.const 3)))",
                "(func (result funcref) (select (result funcref) (ref.null func) (ref.null nofunc) (i32.const 3)))",
                "(func unreachable select drop)",
                "(func (result i64) unreachable i64.const 1 i32.const 0 select)",
                "(func (result v128) (i8x16.shuffle 0 1 2 3 4 5 6 7 31 30 29 28 27 26 25 24 (v128.const i64x2 0 0)"
                        + " (v128.const i64x2 0 0)))"
            })
    void accepts(String fields) {
        Wat.validate(fields);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        (func (drop (local.get 0)))                                => unknown local 0
        (func (param i32) (local i64) (local.set 2 (i32.const 0))) => unknown local 2
        (func (local.set 4294967295 (i32.const 0)))                => unknown local 4294967295
        (func (local i32) (local.set 0 (i64.const 0)))             => type mismatch: instruction requires [i32] but stack has [i64]
        (func (local (ref func)) (drop (local.get 0)))             => uninitialized local 0
        (func (local (ref func)) (block (local.set 0 (ref.func 0))) (drop (local.get 0))) (export "" (func 0)) => uninitialized local 0
        (func (local (ref func)) (if (i32.const 0) (then (local.set 0 (ref.func 0))) (else (drop (local.get 0))))) (export "" (func 0)) => uninitialized local 0
        (func (drop (global.get 0)))                               => unknown global 0
        (global i32 (i32.const 0)) (func (global.set 0 (i32.const 0))) => immutable global 0
        (func (drop))                                              => type mismatch: instruction requires an operand but stack has []
        (func (drop (select (i32.const 1) (i64.const 2) (i32.const 3)))) => type mismatch: select requires equal types but stack has [i32 i64]
        (func (drop (select (ref.null func) (ref.null func) (i32.const 3)))) => type mismatch: select without a type
        (func unreachable ref.as_non_null i32.const 0 select drop) => type mismatch: select without a type
        (func (drop (select (result i32 i32) (i32.const 1) (i32.const 2) (i32.const 3)))) => invalid result arity: select has 2 result types
        (func (drop (i8x16.extract_lane_u 16 (v128.const i64x2 0 0)))) => invalid lane index: 16
        (func (drop (f64x2.replace_lane 2 (v128.const i64x2 0 0) (f64.const 0)))) => invalid lane index: 2
        (func (drop (i8x16.shuffle 0 1 2 3 4 5 6 32 8 9 10 11 12 13 14 15 (v128.const i64x2 0 0) (v128.const i64x2 0 0)))) => invalid lane index: 32
        """)
    void refuses(String fields, String message) {
        Wat.requireInvalid(fields, message);
    }

    @Test
    void anErrorSaysWhichFunctionAndWhere() {
        InstrWriter body = new InstrWriter();
        body.op(Opcode.NOP);
        body.op(Opcode.NOP);
        body.op(Opcode.DROP);
        body.op(Opcode.END);

        assertThatThrownBy(() -> Funcs.validate("(import \"\" \"\" (func)) (func)", body))
                .hasMessageEndingWith("(in func 2, offset 0x2)");
    }

    @Test
    void aBodyEndsWithTheEndThatMatchesItsBeginning() {
        InstrWriter open = new InstrWriter();
        open.op(Opcode.BLOCK);
        open.blockType();
        open.op(Opcode.END);
        InstrWriter after = new InstrWriter();
        after.op(Opcode.END);
        after.op(Opcode.NOP);

        assertThatThrownBy(() -> Funcs.validate("", open))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("unexpected end of section or function");
        assertThatThrownBy(() -> Funcs.validate("", after))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("section size mismatch");
    }

    private static boolean hasAddress(Opcode op) {
        return op.immediates() == Imm.MEM_ARG || op.immediates() == Imm.MEM_ARG_LANE;
    }

    private static void constant(InstrWriter body, ValType type) {
        switch (type) {
            case NumType num ->
                instruction(
                        body,
                        switch (num) {
                            case I32 -> Opcode.I32_CONST;
                            case I64 -> Opcode.I64_CONST;
                            case F32 -> Opcode.F32_CONST;
                            case F64 -> Opcode.F64_CONST;
                        });
            case VecType vec -> instruction(body, Opcode.V128_CONST);
            case RefType ref -> {
                body.op(Opcode.REF_NULL);
                body.heapType(ref.heap());
            }
        }
    }

    /** Writes an instruction whose immediates are all 0, its alignment the natural one. */
    private static void instruction(InstrWriter body, Opcode op) {
        body.op(op);
        switch (op.immediates()) {
            case NONE -> {}
            case BLOCK -> body.blockType();
            case LABEL, FUNC, TYPE, LOCAL, GLOBAL, TABLE, ELEM, MEMORY, DATA, TAG, I32, I64, LANE, FENCE -> body.u8(0);
            case LABELS, TYPE_TABLE, TABLE_TABLE, ELEM_TABLE, MEMORY_MEMORY, DATA_MEMORY -> zeros(body, 2);
            case TYPE_FIELD, TYPE_LENGTH, TYPE_DATA, TYPE_ELEM, TYPE_TYPE -> zeros(body, 2);
            case MEM_ARG -> body.memArg(op.naturalAlignmentLog2(), 0, 0);
            case MEM_ARG_LANE -> {
                body.memArg(op.naturalAlignmentLog2(), 0, 0);
                body.u8(0);
            }
            case F32 -> body.f32Bits(0);
            case F64 -> body.f64Bits(0);
            case V128, SHUFFLE -> body.v128(0, 0);
            case HEAP_TYPE -> body.heapType(RefType.FUNCREF.heap());
            case VAL_TYPES -> body.valTypes(List.of(NumType.I32));
            case BR_ON_CAST -> {
                zeros(body, 2);
                body.heapType(RefType.ANYREF.heap());
                body.heapType(RefType.I31REF.heap());
            }
            case TRY_TABLE -> {
                body.blockType();
                body.u8(0);
            }
        }
    }

    private static void zeros(InstrWriter body, int count) {
        for (int i = 0; i < count; i++) {
            body.u8(0);
        }
    }
}
