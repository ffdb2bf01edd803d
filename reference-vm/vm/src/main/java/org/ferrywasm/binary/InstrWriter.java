package org.ferrywasm.binary;

import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.ValType;

/**
 * A growing sequence of instructions in binary form (specification, "Instructions"): {@link #op} writes a code, the other
 * methods the immediates after it, in the order that the row's {@link org.ferrywasm.syntax.Imm} gives. Whether they fit the
 * code is the caller's matter. For one thread.
 */
public final class InstrWriter extends ByteWriter {
    private static final int PREFIX_SHIFT = 16;
    private static final int PREFIXED_NUMBER = 0xFFFF;
    private static final int MEM_ARG_HAS_INDEX = 0x40;
    private static final int EMPTY_BLOCK = 0x40;

    /** Writes the code of an instruction. */
    public void op(Opcode opcode) {
        int code = opcode.code();
        if (code >>> PREFIX_SHIFT == 0) {
            u8(code);
        } else {
            u8(code >>> PREFIX_SHIFT);
            u32(code & PREFIXED_NUMBER);
        }
    }

    /** Writes an instruction whose immediate is one index. */
    public void op(Opcode opcode, int index) {
        op(opcode);
        u32(index);
    }

    /** Writes an instruction whose immediates are two indices, in binary order. */
    public void op(Opcode opcode, int index, int secondIndex) {
        op(opcode);
        u32(index);
        u32(secondIndex);
    }

    /**
     * Writes a memory argument, its memory index only where that is not 0.
     *
     * @param alignLog2 the base-2 logarithm of the alignment, below 64
     * @param memIndex the memory
     * @param offset the offset, unsigned
     */
    public void memArg(int alignLog2, int memIndex, long offset) {
        if (memIndex == 0) {
            u32(alignLog2);
        } else {
            u32(alignLog2 | MEM_ARG_HAS_INDEX);
            u32(memIndex);
        }
        u64(offset);
    }

    /** Writes the type of a block without parameters and results. */
    public void blockType() {
        u8(EMPTY_BLOCK);
    }

    /** Writes the type of a block with one result. */
    public void blockType(ValType result) {
        valType(result);
    }

    /** Writes the type of a block as a type index. */
    public void blockType(int typeIndex) {
        s33(Integer.toUnsignedLong(typeIndex));
    }

    /** Writes sixteen bytes: a vector, or the lanes of a shuffle. */
    public void v128(long low, long high) {
        f64Bits(low);
        f64Bits(high);
    }

    /** Writes the nullability flags of {@code br_on_cast}, which stand before its label and its two heap types. */
    public void castFlags(boolean sourceNullable, boolean targetNullable) {
        u8((sourceNullable ? 0b01 : 0) | (targetNullable ? 0b10 : 0));
    }

    /**
     * Writes a catch clause; the number of clauses stands before the first, as a {@link #u32}.
     *
     * @param kind its kind
     * @param tagIndex its tag, not written where the kind has none
     * @param labelIndex its label, counted from outside the {@code try_table}
     */
    public void catchClause(CatchKind kind, int tagIndex, int labelIndex) {
        u8(kind.code());
        if (kind.hasTag()) {
            u32(tagIndex);
        }
        u32(labelIndex);
    }

    /** What has been written as an expression; the last instruction must be an {@code end}. */
    public Expr toExpr() {
        byte[] copy = toBytes();
        return new Expr(copy, 0, copy.length);
    }
}
