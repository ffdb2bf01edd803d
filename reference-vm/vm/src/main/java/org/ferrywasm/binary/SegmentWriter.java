package org.ferrywasm.binary;

import java.util.List;
import org.ferrywasm.syntax.Data;
import org.ferrywasm.syntax.Elem;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.SegmentMode;
import org.jspecify.annotations.Nullable;

/** Writes what {@link SegmentReader} reads. */
final class SegmentWriter {
    private SegmentWriter() {}

    static void elem(ByteWriter to, Elem elem) {
        int[] functions = elem.type().equals(SegmentReader.FUNC_REF) ? functionIndices(elem.init()) : null;
        boolean active = elem.mode() == SegmentMode.ACTIVE;
        boolean plainType = functions != null || elem.type().equals(RefType.FUNCREF);
        boolean second = active ? elem.tableIndex() != 0 || !plainType : elem.mode() == SegmentMode.DECLARATIVE;
        to.u32((active ? 0 : SegmentReader.NOT_ACTIVE)
                | (second ? SegmentReader.SECOND : 0)
                | (functions == null ? SegmentReader.EXPRESSIONS : 0));
        if (active && second) {
            to.u32(elem.tableIndex());
        }
        Expr offset = elem.offset();
        if (offset != null) {
            to.expr(offset);
        }
        if (!active || second) {
            if (functions == null) {
                to.refType(elem.type());
            } else {
                to.u8(0);
            }
        }
        to.u32(elem.init().size());
        if (functions == null) {
            elem.init().forEach(to::expr);
        } else {
            for (int function : functions) {
                to.u32(function);
            }
        }
    }

    static void data(ByteWriter to, Data data) {
        Expr offset = data.offset();
        if (offset == null) {
            to.u32(SegmentReader.DATA_PASSIVE);
        } else {
            to.u32(data.memIndex() == 0 ? SegmentReader.DATA_ACTIVE : SegmentReader.DATA_WITH_INDEX);
            if (data.memIndex() != 0) {
                to.u32(data.memIndex());
            }
            to.expr(offset);
        }
        to.u32(data.lengthBytes());
        to.bytes(data.bytes(), data.start(), data.end());
    }

    /** The functions that the expressions refer to, or null where one of them does anything else. */
    private static int @Nullable [] functionIndices(List<Expr> init) {
        int[] indices = new int[init.size()];
        for (int i = 0; i < indices.length; i++) {
            InstrReader instrs = new InstrReader(init.get(i));
            try {
                if (instrs.next() != Opcode.REF_FUNC) {
                    return null;
                }
                indices[i] = instrs.index();
                if (instrs.next() != Opcode.END || instrs.hasNext()) {
                    return null;
                }
            } catch (MalformedException e) {
                return null;
            }
        }
        return indices;
    }
}
