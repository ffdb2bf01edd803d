package org.ferrywasm.text;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.numeric.FloatLiteral;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.Imm;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.text.ModuleNames.Kind;

/** Prints instruction sequences, flat: one arm for each kind of immediates. */
final class InstrPrinter {
    private static final String RESULT = "result";

    private final TypePrinter types;
    private final ModuleIds ids;

    InstrPrinter(TypePrinter types, ModuleIds ids) {
        this.types = types;
        this.ids = ids;
    }

    /** What a function has to say about the printing of its instructions. */
    interface Context {
        /** Its locals. */
        PrintedIds locals();

        /** What stands before the current instruction: an annotation and a space, or nothing. */
        String before(InstrReader instr);
    }

    /** The context of a constant expression. */
    private static final Context CONSTANT = new Context() {
        @Override
        public PrintedIds locals() {
            return PrintedIds.NONE;
        }

        @Override
        public String before(InstrReader instr) {
            return "";
        }
    };

    /**
     * An expression on one line, its final {@code end} left out.
     *
     * @throws MalformedException if it is not well-formed
     */
    String inline(Expr expr) {
        StringBuilder text = new StringBuilder();
        InstrReader in = new InstrReader(expr);
        List<Opcode> open = new ArrayList<>();
        while (advance(in, open)) {
            text.append(text.isEmpty() ? "" : " ");
            instruction(in, CONSTANT, text);
        }
        return text.toString();
    }

    /**
     * Prints a function body, an instruction a line, its final {@code end} left out.
     *
     * @throws MalformedException if it is not well-formed
     */
    void body(Expr expr, Context context, TextWriter to) {
        InstrReader in = new InstrReader(expr);
        List<Opcode> open = new ArrayList<>();
        int depth = 0;
        while (advance(in, open)) {
            boolean middle =
                    in.opcode() == Opcode.ELSE || in.opcode() == Opcode.CATCH || in.opcode() == Opcode.CATCH_ALL;
            if (middle || open.size() < depth) {
                to.shallower();
            }
            StringBuilder text = new StringBuilder(context.before(in));
            instruction(in, context, text);
            to.line().add(text.toString());
            if (middle || open.size() > depth) {
                to.deeper();
            }
            depth = open.size();
        }
    }

    /** Reads the next instruction and keeps account of what is open; whether it was not the final {@code end}. */
    private static boolean advance(InstrReader in, List<Opcode> open) {
        if (!in.hasNext()) {
            throw new MalformedException("unexpected end", in.position());
        }
        Opcode op = in.next();
        Opcode top = open.isEmpty() ? Opcode.NOP : open.getLast();
        boolean fits = switch (op) {
            case BLOCK, LOOP, IF, TRY, TRY_TABLE -> open.add(op);
            case ELSE -> top == Opcode.IF;
            case CATCH, CATCH_ALL -> top == Opcode.TRY || top == Opcode.CATCH;
            case DELEGATE -> top == Opcode.TRY;
            case END -> !open.isEmpty() || !in.hasNext();
            default -> true;
        };
        if (!fits) {
            throw new MalformedException("unexpected " + op, in.offset());
        }
        switch (op) {
            case ELSE, CATCH, CATCH_ALL -> open.set(open.size() - 1, op);
            case DELEGATE -> open.removeLast();
            case END -> {
                if (open.isEmpty()) {
                    return false;
                }
                open.removeLast();
            }
            default -> {
                // Whatever else there is opens and closes nothing more.
            }
        }
        return true;
    }

    private void instruction(InstrReader in, Context context, StringBuilder text) {
        Opcode op = in.opcode();
        text.append(op.mnemonic());
        switch (op.immediates()) {
            case NONE, FENCE -> {}
            case BLOCK -> blockType(in, text);
            case LABEL -> text.append(' ').append(Integer.toUnsignedString(in.index()));
            case LABELS -> {
                for (int i = 0; i <= in.labelCount(); i++) {
                    text.append(' ').append(Integer.toUnsignedString(in.label(i)));
                }
            }
            case FUNC -> reference(Kind.FUNC, in.index(), text);
            case TYPE -> reference(Kind.TYPE, in.index(), text);
            case TYPE_TABLE -> {
                optional(Kind.TABLE, in.secondIndex(), text);
                text.append(" (type")
                        .append(' ')
                        .append(types.ids().reference(in.index()))
                        .append(')');
            }
            case LOCAL -> text.append(' ').append(context.locals().reference(in.index()));
            case GLOBAL -> reference(Kind.GLOBAL, in.index(), text);
            case TABLE -> reference(Kind.TABLE, in.index(), text);
            case TABLE_TABLE -> both(Kind.TABLE, in, text);
            case ELEM -> reference(Kind.ELEM, in.index(), text);
            case ELEM_TABLE -> {
                optional(Kind.TABLE, in.secondIndex(), text);
                reference(Kind.ELEM, in.index(), text);
            }
            case MEM_ARG, MEM_ARG_LANE -> memArg(in, text);
            case MEMORY -> optional(Kind.MEMORY, in.index(), text);
            case MEMORY_MEMORY -> both(Kind.MEMORY, in, text);
            case DATA -> reference(Kind.DATA, in.index(), text);
            case DATA_MEMORY -> {
                optional(Kind.MEMORY, in.secondIndex(), text);
                reference(Kind.DATA, in.index(), text);
            }
            case I32, I64, F32, F64, V128, LANE, SHUFFLE -> literal(in, text);
            case HEAP_TYPE ->
                text.append(' ')
                        .append(
                                op == Opcode.REF_NULL
                                        ? types.heapType(in.heapType())
                                        : types.refType(in.nullable(), in.heapType()));
            case VAL_TYPES -> {
                List<ValType> list = in.valTypes();
                text.append(list.isEmpty() ? " (result)" : types.list(RESULT, list));
            }
            case TYPE_FIELD -> {
                reference(Kind.TYPE, in.index(), text);
                text.append(' ').append(types.fields(in.index()).reference(in.secondIndex()));
            }
            case TYPE_LENGTH -> {
                reference(Kind.TYPE, in.index(), text);
                text.append(' ').append(Integer.toUnsignedString(in.secondIndex()));
            }
            case TYPE_DATA -> typeAnd(Kind.DATA, in, text);
            case TYPE_ELEM -> typeAnd(Kind.ELEM, in, text);
            case TYPE_TYPE -> typeAnd(Kind.TYPE, in, text);
            case BR_ON_CAST ->
                text.append(' ')
                        .append(Integer.toUnsignedString(in.index()))
                        .append(' ')
                        .append(types.refType(in.nullable(), in.heapType()))
                        .append(' ')
                        .append(types.refType(in.secondNullable(), in.secondHeapType()));
            case TRY_TABLE -> {
                blockType(in, text);
                catches(in, text);
            }
            case TAG -> reference(Kind.TAG, in.index(), text);
        }
    }

    private void reference(Kind kind, int index, StringBuilder text) {
        text.append(' ')
                .append(
                        kind == Kind.TYPE
                                ? types.ids().reference(index)
                                : ids.of(kind).reference(index));
    }

    private void optional(Kind kind, int index, StringBuilder text) {
        if (index != 0) {
            reference(kind, index, text);
        }
    }

    private void both(Kind kind, InstrReader in, StringBuilder text) {
        if (in.index() != 0 || in.secondIndex() != 0) {
            reference(kind, in.index(), text);
            reference(kind, in.secondIndex(), text);
        }
    }

    private void typeAnd(Kind kind, InstrReader in, StringBuilder text) {
        reference(Kind.TYPE, in.index(), text);
        reference(kind, in.secondIndex(), text);
    }

    private void blockType(InstrReader in, StringBuilder text) {
        ValType result = in.blockResult();
        if (in.blockTypeIndex() >= 0) {
            text.append(" (type ")
                    .append(types.ids().reference(in.blockTypeIndex()))
                    .append(')');
        } else if (result != null) {
            text.append(types.list(RESULT, List.of(result)));
        }
    }

    private void catches(InstrReader in, StringBuilder text) {
        for (int i = 0; i < in.catchCount(); i++) {
            text.append(" (").append(in.catchKind(i));
            if (in.catchKind(i).hasTag()) {
                reference(Kind.TAG, in.catchTag(i), text);
            }
            text.append(' ').append(Integer.toUnsignedString(in.catchLabel(i))).append(')');
        }
    }

    private void memArg(InstrReader in, StringBuilder text) {
        Opcode op = in.opcode();
        optional(Kind.MEMORY, in.index(), text);
        if (in.memOffset() != 0) {
            text.append(" offset=").append(Long.toUnsignedString(in.memOffset()));
        }
        if (in.alignLog2() != op.naturalAlignmentLog2()) {
            text.append(" align=").append(Long.toUnsignedString(1L << in.alignLog2()));
        }
        if (op.immediates() == Imm.MEM_ARG_LANE) {
            text.append(' ').append(in.lane());
        }
    }

    private static void literal(InstrReader in, StringBuilder text) {
        text.append(' ');
        switch (in.opcode().immediates()) {
            case I32 -> text.append(in.i32());
            case I64 -> text.append(in.i64());
            case F32 -> text.append(FloatLiteral.printF32(in.i32()));
            case F64 -> text.append(FloatLiteral.printF64(in.i64()));
            case LANE -> text.append(in.lane());
            case SHUFFLE -> {
                for (int lane = 0; lane < 2 * Long.BYTES; lane++) {
                    long half = lane < Long.BYTES ? in.i64() : in.i64High();
                    text.append(lane == 0 ? "" : " ").append(half >>> (lane * Byte.SIZE) & 0xFF);
                }
            }
            default ->
                text.append("i64x2 0x")
                        .append(Long.toHexString(in.i64()))
                        .append(" 0x")
                        .append(Long.toHexString(in.i64High()));
        }
    }
}
