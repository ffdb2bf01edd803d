package org.ferrywasm.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ferrywasm.binary.CatchKind;
import org.ferrywasm.binary.InstrWriter;
import org.ferrywasm.numeric.FloatLiteral;
import org.ferrywasm.numeric.IntLiteral;
import org.ferrywasm.numeric.LiteralException;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.ValType;
import org.jspecify.annotations.Nullable;

/** Assembles single instructions with their immediates (specification, "Instructions"): one arm for each kind of immediates. */
final class PlainInstrParser {
    private static final int SHUFFLE_LANES = 16;
    private static final String OFFSET = "offset=";
    private static final String ALIGN = "align=";
    private static final String OUT_OF_RANGE = "constant out of range";

    private final Cursor in;
    private final ModuleScope scope;
    private final TypeParser types;
    private final LabelScope labels;
    private IdSpace locals;

    PlainInstrParser(Cursor in, ModuleScope scope, TypeParser types, LabelScope labels, IdSpace locals) {
        this.in = in;
        this.scope = scope;
        this.types = types;
        this.labels = labels;
        this.locals = locals;
    }

    /** Makes these the locals from now on. */
    void enter(IdSpace functionLocals) {
        this.locals = functionLocals;
    }

    /** Takes the immediates of an instruction whose keyword has been taken, and writes the instruction. */
    void instruction(Opcode op, InstrWriter to) {
        switch (op.immediates()) {
            case NONE -> plainOrSelect(op, to);
            case VAL_TYPES, BLOCK, TRY_TABLE -> throw new AssertionError("no plain instruction: " + op);
            case LABEL -> to.op(op, labels.index(in));
            case LABELS -> branchTable(op, to);
            case FUNC -> to.op(op, scope.funcs().index(in));
            case TYPE -> to.op(op, scope.types().index(in));
            case TYPE_TABLE -> {
                int table = scope.tables().optionalIndex(in);
                to.op(op, types.typeUse(null), table);
            }
            case LOCAL -> to.op(op, locals.index(in));
            case GLOBAL -> to.op(op, scope.globals().index(in));
            case TABLE -> to.op(op, scope.tables().optionalIndex(in));
            case TABLE_TABLE -> two(op, scope.tables(), to);
            case ELEM -> to.op(op, scope.elems().index(in));
            case ELEM_TABLE -> {
                int table = optionalFirst(scope.tables());
                to.op(op, scope.elems().index(in), table);
            }
            case MEM_ARG -> memArg(op, scope.memories().optionalIndex(in), to);
            case MEM_ARG_LANE -> {
                memArg(op, memoryBeforeLane(), to);
                to.u8(in.u8());
            }
            case MEMORY -> to.op(op, scope.memories().optionalIndex(in));
            case MEMORY_MEMORY -> two(op, scope.memories(), to);
            case DATA -> to.op(op, scope.dataIndex(in));
            case DATA_MEMORY -> {
                int memory = optionalFirst(scope.memories());
                to.op(op, scope.dataIndex(in), memory);
            }
            case I32, I64, F32, F64, V128 -> constant(op, to);
            case LANE -> {
                to.op(op);
                to.u8(in.u8());
            }
            case SHUFFLE -> shuffle(op, to);
            case HEAP_TYPE -> heapType(op, to);
            case TYPE_FIELD -> {
                int type = scope.types().index(in);
                to.op(op, type, scope.fields(type).index(in));
            }
            case TYPE_LENGTH -> {
                int type = scope.types().index(in);
                to.op(op, type, in.u32());
            }
            case TYPE_DATA -> {
                int type = scope.types().index(in);
                to.op(op, type, scope.dataIndex(in));
            }
            case TYPE_ELEM -> {
                int type = scope.types().index(in);
                to.op(op, type, scope.elems().index(in));
            }
            case TYPE_TYPE -> {
                int destination = scope.types().index(in);
                to.op(op, destination, scope.types().index(in));
            }
            case BR_ON_CAST -> {
                int label = labels.index(in);
                RefType source = types.refType();
                RefType target = types.refType();
                to.op(op);
                to.castFlags(source.nullable(), target.nullable());
                to.u32(label);
                to.heapType(source.heap());
                to.heapType(target.heap());
            }
            case TAG -> to.op(op, scope.tags().index(in));
            case FENCE -> {
                to.op(op);
                to.u8(0);
            }
        }
    }

    private void plainOrSelect(Opcode op, InstrWriter to) {
        if (op != Opcode.SELECT || !in.isOpen("result")) {
            to.op(op);
            return;
        }
        FuncType results = types.signature(null);
        to.op(Opcode.SELECT_T);
        to.valTypes(results.results());
    }

    private void branchTable(Opcode op, InstrWriter to) {
        List<Integer> targets = new ArrayList<>();
        do {
            targets.add(labels.index(in));
        } while (in.isIndex());
        to.op(op, targets.size() - 1);
        targets.forEach(to::u32);
    }

    private void two(Opcode op, IdSpace space, InstrWriter to) {
        boolean written = in.isIndex();
        int destination = written ? space.index(in) : 0;
        int source = written ? space.index(in) : 0;
        to.op(op, destination, source);
    }

    /** Takes the first of two indices; there may be only the second. */
    private int optionalFirst(IdSpace space) {
        TokenKind second = in.tokens().kind(in.position() + 1);
        boolean two = in.isIndex() && (second == TokenKind.ID || second == TokenKind.INTEGER);
        return two ? space.index(in) : 0;
    }

    /** Takes a memory index that a lane must still follow: a lone number is the lane. */
    private int memoryBeforeLane() {
        if (in.isNatural()) {
            int second = in.position() + 1;
            TokenKind next = in.tokens().kind(second);
            if (next != TokenKind.INTEGER && !(next == TokenKind.KEYWORD && isMemArgKeyword(second))) {
                return 0;
            }
        }
        return scope.memories().optionalIndex(in);
    }

    private boolean isMemArgKeyword(int token) {
        String text = in.tokens().text(token);
        return text.startsWith(OFFSET) || text.startsWith(ALIGN);
    }

    private void memArg(Opcode op, int memory, InstrWriter to) {
        long offset = 0;
        int alignLog2 = op.naturalAlignmentLog2();
        if (in.kind() == TokenKind.KEYWORD && in.tokens().text(in.position()).startsWith(OFFSET)) {
            offset = assigned(OFFSET);
        }
        if (in.kind() == TokenKind.KEYWORD && in.tokens().text(in.position()).startsWith(ALIGN)) {
            int at = in.position();
            long align = assigned(ALIGN);
            if (Long.bitCount(align) != 1) {
                throw in.tokens().error("alignment must be a power of two", at);
            }
            alignLog2 = Long.numberOfTrailingZeros(align);
        }
        to.op(op);
        to.memArg(alignLog2, memory, offset);
    }

    private long assigned(String prefix) {
        String digits = in.tokens().text(in.position()).substring(prefix.length());
        byte[] bytes = digits.getBytes(StandardCharsets.US_ASCII);
        boolean natural = bytes.length > 0
                && bytes[0] != '+'
                && bytes[0] != '-'
                && Numerals.kind(bytes, 0, bytes.length) == TokenKind.INTEGER;
        if (!natural) {
            throw in.error("unknown operator " + prefix);
        }
        try {
            long value = IntLiteral.parseU64(digits);
            in.next();
            return value;
        } catch (LiteralException e) {
            throw in.error("i64 constant out of range");
        }
    }

    private void constant(Opcode op, InstrWriter to) {
        switch (op.immediates()) {
            case I32 -> {
                int value = integer(IntLiteral::parseI32);
                to.op(op);
                to.s32(value);
            }
            case I64 -> {
                long value = integer(IntLiteral::parseI64);
                to.op(op);
                to.s64(value);
            }
            case F32 -> {
                to.op(op);
                to.f32Bits(in.number(OUT_OF_RANGE, FloatLiteral::parseF32Bits));
            }
            case F64 -> {
                to.op(op);
                to.f64Bits(in.number(OUT_OF_RANGE, FloatLiteral::parseF64Bits));
            }
            default -> {
                VectorParser.Vector vector = VectorParser.vector(in);
                to.op(op);
                to.v128(vector.low(), vector.high());
            }
        }
    }

    private <T> T integer(Function<String, T> parse) {
        if (in.kind() != TokenKind.INTEGER) {
            throw in.unexpected();
        }
        return in.number(OUT_OF_RANGE, parse);
    }

    private void shuffle(Opcode op, InstrWriter to) {
        in.requireNumbers(SHUFFLE_LANES, "invalid lane length");
        to.op(op);
        for (int lane = 0; lane < SHUFFLE_LANES; lane++) {
            if (!in.isNatural()) {
                throw in.error(Cursor.NOT_U8);
            }
            to.u8(in.u8());
        }
    }

    private void heapType(Opcode op, InstrWriter to) {
        if (op == Opcode.REF_NULL) {
            to.op(op);
            to.heapType(types.heapType());
            return;
        }
        RefType type = types.refType();
        boolean cast = op == Opcode.REF_CAST;
        if (type.nullable()) {
            to.op(cast ? Opcode.REF_CAST_NULL : Opcode.REF_TEST_NULL);
        } else {
            to.op(op);
        }
        to.heapType(type.heap());
    }

    /** Takes and writes the catch clauses of a {@code try_table}. */
    void catches(InstrWriter to) {
        InstrWriter clauses = new InstrWriter();
        int count = 0;
        while (in.isOpen()) {
            CatchKind kind = catchKind();
            if (kind == null) {
                break;
            }
            in.moveTo(in.position() + 2);
            int tag = kind.hasTag() ? scope.tags().index(in) : 0;
            clauses.catchClause(kind, tag, labels.index(in));
            in.close();
            count++;
        }
        to.u32(count);
        to.append(clauses);
    }

    private @Nullable CatchKind catchKind() {
        for (CatchKind kind : CatchKind.values()) {
            if (in.isOpen(kind.toString())) {
                return kind;
            }
        }
        return null;
    }

    /** Takes a block type and writes it in its shortest form. */
    void blockType(InstrWriter to) {
        if (in.isOpen("type")) {
            to.blockType(types.typeUse(null));
            return;
        }
        FuncType inline = types.signature(null);
        List<ValType> results = inline.results();
        if (!inline.params().isEmpty() || results.size() > 1) {
            to.blockType(scope.funcTypeIndex(inline));
        } else if (results.isEmpty()) {
            to.blockType();
        } else {
            to.blockType(results.getFirst());
        }
    }
}
