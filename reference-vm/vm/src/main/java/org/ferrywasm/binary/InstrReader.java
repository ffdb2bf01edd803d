package org.ferrywasm.binary;

import java.util.Arrays;
import java.util.List;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.Imm;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.ValType;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over the instructions of an expression (specification, "Instructions"), which knows nothing of their nesting:
 * {@code end} and {@code else} are instructions like others. {@link #next} reads one; the accessors then give its immediates
 * until the next call, and an accessor whose immediate the instruction does not have gives a stale value. Allocates only
 * where a type index is part of a type and where a branch table or a list of catch clauses is longer than any before. For
 * one thread.
 */
public final class InstrReader {
    private static final int MEM_ARG_FLAGS = 0x80;
    private static final int MEM_ARG_HAS_INDEX = 0x40;
    private static final int EMPTY_BLOCK = 0x40;
    private static final int CATCH_INTS = 3;

    private final ByteReader in;
    private int offset;
    private Opcode opcode = Opcode.END;
    private int index;
    private int secondIndex;
    private int lane;
    private int i32;
    private long i64;
    private long i64High;
    private int alignLog2;
    private long memOffset;
    private @Nullable HeapType heapType;
    private @Nullable HeapType secondHeapType;
    private boolean nullable;
    private boolean secondNullable;
    private List<ValType> valTypes = List.of();
    private int blockTypeIndex;
    private @Nullable ValType blockResult;
    private int labelCount;
    private int[] labels = new int[0];
    private int catchCount;
    private int[] catches = new int[0];

    /** A cursor before the first instruction. */
    public InstrReader(Expr expr) {
        this(new ByteReader(expr.bytes(), expr.start(), expr.end()));
    }

    /** A cursor that reads instructions at the position of another, and moves that one along. */
    InstrReader(ByteReader in) {
        this.in = in;
        this.offset = in.position();
    }

    /** Whether any byte is left. */
    public boolean hasNext() {
        return in.hasNext();
    }

    /**
     * Reads an instruction, code and immediates.
     *
     * @throws MalformedException if no instruction begins here, or the expression ends within it
     */
    public Opcode next() {
        offset = in.position();
        int code = in.u8();
        Opcode op;
        if (Opcode.isPrefix(code)) {
            int number = in.u32();
            op = Opcode.ofPrefixed(code, number);
            if (op == null) {
                throw new MalformedException("illegal opcode %02x %02x".formatted(code, number), offset);
            }
        } else {
            op = Opcode.ofByte(code);
            if (op == null) {
                throw new MalformedException("illegal opcode %02x".formatted(code), offset);
            }
        }
        opcode = op;
        Imm immediates = op.immediates();
        if (immediates != Imm.NONE) {
            readImmediates(immediates);
        }
        return op;
    }

    private void readImmediates(Imm immediates) {
        switch (immediates) {
            case NONE -> {}
            case LABEL, FUNC, TYPE, LOCAL, GLOBAL, TABLE, ELEM, MEMORY, DATA, TAG -> index = in.u32();
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
                index = in.u32();
                secondIndex = in.u32();
            }
            case MEM_ARG -> readMemArg();
            case MEM_ARG_LANE -> {
                readMemArg();
                lane = in.u8();
            }
            case LANE -> lane = in.u8();
            case I32 -> i32 = in.s32();
            case I64 -> i64 = in.s64();
            case F32 -> i32 = in.f32Bits();
            case F64 -> i64 = in.f64Bits();
            case V128, SHUFFLE -> {
                i64 = in.f64Bits();
                i64High = in.f64Bits();
            }
            case BLOCK -> readBlockType();
            case TRY_TABLE -> {
                readBlockType();
                readCatches();
            }
            case LABELS -> readLabels();
            case HEAP_TYPE -> {
                nullable = opcode != Opcode.REF_TEST && opcode != Opcode.REF_CAST;
                heapType = TypeReader.heapType(in);
            }
            case VAL_TYPES -> valTypes = TypeReader.valTypes(in);
            case BR_ON_CAST -> readBrOnCast();
            case FENCE -> {
                int at = in.position();
                if (in.u8() != 0) {
                    throw new MalformedException("zero byte expected", at);
                }
            }
        }
    }

    private void readMemArg() {
        int at = in.position();
        int flags = in.u32();
        if (Integer.compareUnsigned(flags, MEM_ARG_FLAGS) >= 0) {
            throw new MalformedException("malformed memop flags", at);
        }
        alignLog2 = flags & (MEM_ARG_HAS_INDEX - 1);
        index = (flags & MEM_ARG_HAS_INDEX) != 0 ? in.u32() : 0;
        memOffset = in.u64();
    }

    private void readBlockType() {
        blockTypeIndex = -1;
        blockResult = null;
        int code = in.peek();
        if (code == EMPTY_BLOCK) {
            in.u8();
        } else if (TypeReader.isTypeCode(code)) {
            blockResult = TypeReader.valType(in);
        } else {
            int at = in.position();
            blockTypeIndex = TypeReader.typeIndex(in, "malformed block type");
            if (blockTypeIndex < 0) {
                throw new MalformedException("unknown type: block type", at);
            }
        }
    }

    private void readLabels() {
        labelCount = in.count();
        if (labels.length <= labelCount) {
            labels = new int[Math.max(labelCount + 1, labels.length * 2)];
        }
        for (int i = 0; i <= labelCount; i++) {
            labels[i] = in.u32();
        }
    }

    private void readCatches() {
        catchCount = in.count();
        for (int i = 0; i < catchCount; i++) {
            int at = in.position();
            int kind = in.u8();
            if (kind >= CatchKind.count()) {
                throw new MalformedException("malformed catch clause", at);
            }
            int entry = i * CATCH_INTS;
            if (catches.length < entry + CATCH_INTS) {
                catches = Arrays.copyOf(catches, (entry + CATCH_INTS) * 2);
            }
            catches[entry] = kind;
            catches[entry + 1] = CatchKind.ofCode(kind).hasTag() ? in.u32() : 0;
            catches[entry + 2] = in.u32();
        }
    }

    private void readBrOnCast() {
        int at = in.position();
        int flags = in.u8();
        if (flags > 0b11) {
            throw new MalformedException("malformed br_on_cast flags", at);
        }
        nullable = (flags & 0b01) != 0;
        secondNullable = (flags & 0b10) != 0;
        index = in.u32();
        heapType = TypeReader.heapType(in);
        secondHeapType = TypeReader.heapType(in);
    }

    /** The offset of the current instruction's first byte, in {@link Expr#bytes}. */
    public int offset() {
        return offset;
    }

    /** The offset after the current instruction. */
    public int position() {
        return in.position();
    }

    /** The current instruction. */
    public Opcode opcode() {
        return opcode;
    }

    /** The first index in binary order, unsigned: of a function, a type, …, or the memory of a memory argument. */
    public int index() {
        return index;
    }

    /** The second index in binary order, unsigned; the length of {@code array.new_fixed}. */
    public int secondIndex() {
        return secondIndex;
    }

    /** The lane index. */
    public int lane() {
        return lane;
    }

    /** The constant of {@code i32.const}, the bits of that of {@code f32.const}. */
    public int i32() {
        return i32;
    }

    /** The constant of {@code i64.const}, the bits of that of {@code f64.const}; of sixteen bytes the first eight, little-endian. */
    public long i64() {
        return i64;
    }

    /** Of sixteen bytes (a vector constant, the lanes of a shuffle) the last eight, little-endian. */
    public long i64High() {
        return i64High;
    }

    /** The base-2 logarithm of a memory argument's alignment, at most 63. */
    public int alignLog2() {
        return alignLog2;
    }

    /** The offset of a memory argument, unsigned. */
    public long memOffset() {
        return memOffset;
    }

    /** The heap type; of the two of {@code br_on_cast} the source. */
    public HeapType heapType() {
        return present(heapType);
    }

    /** The target's heap type of {@code br_on_cast}. */
    public HeapType secondHeapType() {
        return present(secondHeapType);
    }

    /** Whether the reference type over {@link #heapType} has null: what {@code ref.test null} and {@code ref.null} say. */
    public boolean nullable() {
        return nullable;
    }

    /** Whether the target of {@code br_on_cast} has null. */
    public boolean secondNullable() {
        return secondNullable;
    }

    /** The types of a typed {@code select}. */
    public List<ValType> valTypes() {
        return valTypes;
    }

    /** The type index that is the block type, or -1 where it is none. */
    public int blockTypeIndex() {
        return blockTypeIndex;
    }

    /** The single result of a block, or null where its type is empty or a type index. */
    public @Nullable ValType blockResult() {
        return blockResult;
    }

    /** How many labels a branch table has, its default not counted. */
    public int labelCount() {
        return labelCount;
    }

    /** A label of a branch table, unsigned; the one at {@link #labelCount} is the default. */
    public int label(int i) {
        assert i <= labelCount;
        return labels[i];
    }

    /** How many catch clauses a {@code try_table} has. */
    public int catchCount() {
        return catchCount;
    }

    /** The kind of a catch clause. */
    public CatchKind catchKind(int i) {
        assert i < catchCount;
        return CatchKind.ofCode(catches[i * CATCH_INTS]);
    }

    /** The tag index of a catch clause, unsigned; 0 where its kind has none. */
    public int catchTag(int i) {
        assert i < catchCount;
        return catches[i * CATCH_INTS + 1];
    }

    /** The label of a catch clause, unsigned, counted from outside the {@code try_table}. */
    public int catchLabel(int i) {
        assert i < catchCount;
        return catches[i * CATCH_INTS + 2];
    }

    private static HeapType present(@Nullable HeapType type) {
        if (type == null) {
            throw new IllegalStateException("no instruction with a heap type has been read");
        }
        return type;
    }
}
