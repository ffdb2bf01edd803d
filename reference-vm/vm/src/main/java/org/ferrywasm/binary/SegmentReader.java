package org.ferrywasm.binary;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.Data;
import org.ferrywasm.syntax.Elem;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.ModuleLimits.Limit;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.SegmentMode;
import org.jspecify.annotations.Nullable;

/** Reads element and data segments (specification, "Element Section", "Data Section"). */
final class SegmentReader {
    /** The type of the elements of a segment that lists functions. */
    static final RefType FUNC_REF = new RefType(false, AbsHeapType.FUNC);

    /** Passive or declarative. */
    static final int NOT_ACTIVE = 0b001;

    /** Declarative if not active, else with a table index. */
    static final int SECOND = 0b010;

    /** With expressions rather than function indices. */
    static final int EXPRESSIONS = 0b100;

    static final int DATA_ACTIVE = 0;
    static final int DATA_PASSIVE = 1;
    static final int DATA_WITH_INDEX = 2;

    private static final int ELEM_FLAGS = NOT_ACTIVE | SECOND | EXPRESSIONS;

    private final ModuleDecoder module;
    private final ByteReader in;

    SegmentReader(ModuleDecoder module, ByteReader in) {
        this.module = module;
        this.in = in;
    }

    Elem elem() {
        int at = in.position();
        int flags = in.u32();
        if ((flags & ~ELEM_FLAGS) != 0) {
            throw new MalformedException("malformed elements segment kind", at);
        }
        boolean active = (flags & NOT_ACTIVE) == 0;
        boolean second = (flags & SECOND) != 0;
        boolean expressions = (flags & EXPRESSIONS) != 0;
        int tableIndex = active && second ? in.u32() : 0;
        Expr offset = active ? module.constExpr() : null;
        RefType type = expressions ? RefType.FUNCREF : FUNC_REF;
        if (!active || second) {
            type = expressions ? TypeReader.refType(in) : elemKind();
        }
        List<Expr> init = expressions ? module.vector(Limit.ELEM_ENTRIES, 0, module::constExpr) : functionReferences();
        SegmentMode notActive = second ? SegmentMode.DECLARATIVE : SegmentMode.PASSIVE;
        return new Elem(type, init, active ? SegmentMode.ACTIVE : notActive, tableIndex, offset);
    }

    Data data() {
        int at = in.position();
        int kind = in.u32();
        return switch (kind) {
            case DATA_ACTIVE, DATA_WITH_INDEX -> {
                int memIndex = kind == DATA_ACTIVE ? 0 : in.u32();
                Expr offset = module.constExpr();
                yield contents(SegmentMode.ACTIVE, memIndex, offset);
            }
            case DATA_PASSIVE -> contents(SegmentMode.PASSIVE, 0, null);
            default -> throw new MalformedException("malformed data segment kind", at);
        };
    }

    private Data contents(SegmentMode mode, int memIndex, @Nullable Expr offset) {
        int length = in.count();
        int start = in.skip(length);
        return new Data(in.bytes(), start, start + length, mode, memIndex, offset);
    }

    private RefType elemKind() {
        int at = in.position();
        if (in.u8() != 0) {
            throw new MalformedException("malformed element kind", at);
        }
        return FUNC_REF;
    }

    /** Reads function indices and gives for each the expression that it abbreviates. */
    private List<Expr> functionReferences() {
        int count = module.count(Limit.ELEM_ENTRIES, 0);
        InstrWriter writer = new InstrWriter();
        int[] ends = new int[count];
        for (int i = 0; i < count; i++) {
            writer.op(Opcode.REF_FUNC, in.u32());
            writer.op(Opcode.END);
            ends[i] = writer.length();
        }
        byte[] written = writer.toBytes();
        List<Expr> init = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            init.add(new Expr(written, i == 0 ? 0 : ends[i - 1], ends[i]));
        }
        return init;
    }
}
