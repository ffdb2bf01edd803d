package org.ferrywasm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.ferrywasm.binary.CatchKind;
import org.ferrywasm.binary.InstrWriter;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.RecType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.SubType;
import org.ferrywasm.syntax.TypeIndex;
import org.ferrywasm.syntax.VecType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstrPrinterTest {
    @ParameterizedTest
    @EnumSource(Opcode.class)
    void everyInstructionIsReadAsItWasPrinted(Opcode op) {
        InstrWriter out = new InstrWriter();
        switch (op) {
            case ELSE -> writeAround(out, Opcode.IF, Opcode.ELSE);
            case CATCH, CATCH_ALL, DELEGATE -> writeAround(out, Opcode.TRY, op);
            case END -> {}
            default -> {
                write(out, op, 0);
                boolean opens = op == Opcode.BLOCK || op == Opcode.LOOP || op == Opcode.IF || op == Opcode.TRY;
                if (opens || op == Opcode.TRY_TABLE) {
                    out.op(Opcode.END);
                }
                if (!opens && op != Opcode.TRY_TABLE) {
                    write(out, op, 3);
                }
            }
        }
        out.op(Opcode.END);

        String text = Printer.print(module(out.toExpr()));

        assertThat(text).contains(op == Opcode.END ? "func" : op.mnemonic());
        assertThat(body(Parser.parseModule(text))).as(text).isEqualTo(out.toBytes());
    }

    private static void writeAround(InstrWriter out, Opcode first, Opcode second) {
        write(out, first, 1);
        write(out, second, 2);
        if (second != Opcode.DELEGATE) {
            out.op(Opcode.END);
        }
    }

    /** Writes an instruction with immediates that are defaults, or are not, as the seed says. */
    private static void write(InstrWriter out, Opcode op, int seed) {
        long big = seed == 0 ? 0 : 0x8123_4567_89ab_cdefL;
        out.op(op);
        switch (op.immediates()) {
            case NONE -> {}
            case FENCE -> out.u8(0);
            case BLOCK -> blockType(out, seed);
            case LABEL, FUNC, TYPE, LOCAL, GLOBAL, TABLE, ELEM, MEMORY, DATA, TAG -> out.u32(seed);
            case LABELS -> {
                out.u32(seed);
                for (int i = 0; i <= seed; i++) {
                    out.u32(i * seed);
                }
            }
            case TYPE_TABLE,
                    TABLE_TABLE,
                    ELEM_TABLE,
                    MEMORY_MEMORY,
                    DATA_MEMORY,
                    TYPE_FIELD,
                    TYPE_LENGTH,
                    TYPE_DATA,
                    TYPE_ELEM,
                    TYPE_TYPE -> {
                out.u32(seed);
                out.u32(seed * 2);
            }
            case MEM_ARG -> out.memArg(seed == 0 ? op.naturalAlignmentLog2() : 63, seed, big);
            case MEM_ARG_LANE -> {
                out.memArg(seed == 0 ? op.naturalAlignmentLog2() : 63, seed, big);
                out.u8(seed);
            }
            case LANE -> out.u8(seed == 0 ? 0 : 255);
            case I32 -> out.s32((int) big);
            case I64 -> out.s64(big);
            case F32 -> out.f32Bits(seed == 0 ? 0x80000000 : 0xffa00001);
            case F64 -> out.f64Bits(seed == 0 ? 1 : 0x7ff0_0000_0000_0001L);
            case V128 -> out.v128(big, ~big);
            case SHUFFLE -> out.v128(0x0706_0504_0302_0100L, 0x1f1e_1d1c_1b1a_1918L);
            case HEAP_TYPE -> out.heapType(seed == 0 ? AbsHeapType.ANY : new TypeIndex(seed));
            case VAL_TYPES -> out.valTypes(seed == 0 ? List.of() : List.of(NumType.I32, VecType.V128, RefType.ANYREF));
            case BR_ON_CAST -> {
                out.castFlags(seed == 0, seed != 0);
                out.u32(seed);
                out.heapType(new TypeIndex(seed));
                out.heapType(AbsHeapType.NONE);
            }
            case TRY_TABLE -> {
                blockType(out, 1);
                out.u32(CatchKind.values().length);
                for (CatchKind kind : CatchKind.values()) {
                    out.catchClause(kind, 4, 5);
                }
            }
        }
    }

    private static void blockType(InstrWriter out, int seed) {
        switch (seed) {
            case 0 -> out.blockType();
            case 1 -> out.blockType(new RefType(false, new TypeIndex(0)));
            default -> out.blockType(seed);
        }
    }

    @Test
    void deepNestingCostsNoStackAndLittleText() {
        int depth = 100_000;
        InstrWriter out = new InstrWriter();
        for (int i = 0; i < depth; i++) {
            write(out, Opcode.BLOCK, 0);
        }
        for (int i = 0; i <= depth; i++) {
            out.op(Opcode.END);
        }

        String text = Printer.print(module(out.toExpr()));

        assertThat(text).hasSizeLessThan(depth * 100);
        assertThat(body(Parser.parseModule(text))).isEqualTo(out.toBytes());
    }

    @Test
    void whatIsNotAnInstructionSequenceIsRefused() {
        assertRefused("unexpected end", Opcode.NOP);
        assertRefused("unexpected end");
        assertRefused("unexpected end", Opcode.END, Opcode.END);
        assertRefused("unexpected else", Opcode.ELSE, Opcode.END);
        assertRefused("unexpected catch_all", Opcode.CATCH_ALL, Opcode.END);
        byte[] unknown = {0x27, 0x0b};
        assertThatThrownBy(() -> Printer.print(module(new Expr(unknown, 0, 2))))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("illegal opcode 27");
    }

    private static void assertRefused(String problem, Opcode... ops) {
        InstrWriter out = new InstrWriter();
        for (Opcode op : ops) {
            out.op(op);
        }
        assertThatThrownBy(() -> Printer.print(module(out.toExpr())))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith(problem);
    }

    private static Module module(Expr body) {
        RecType type = new RecType(List.of(SubType.of(FuncType.EMPTY)));
        return new Module(
                List.of(type),
                List.of(),
                List.of(new Func(0, List.of(), body)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                OptionalInt.empty(),
                List.of(),
                OptionalInt.empty(),
                List.of(),
                List.of());
    }

    private static byte[] body(Module module) {
        Expr body = module.funcs().getFirst().body();
        return Arrays.copyOfRange(body.bytes(), body.start(), body.end());
    }
}
