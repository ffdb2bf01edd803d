package org.ferrywasm.code;

import java.util.HashMap;
import java.util.Map;
import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.Op;

/**
 * The constants that a function keeps in slots of its frame, after the locals, because it uses them in a loop and no
 * instruction holds them as an immediate. Entry writes them; a loop then reads them like locals.
 */
final class ConstantSlots {
    private static final int MOST = 32;

    private final int firstSlot;
    private final Map<Long, Integer> slots = new HashMap<>();

    private ConstantSlots(int firstSlot) {
        this.firstSlot = firstSlot;
    }

    /** None at all. */
    static ConstantSlots none(int firstSlot) {
        return new ConstantSlots(firstSlot);
    }

    /** Those of a function body. */
    static ConstantSlots of(Expr body, int firstSlot) {
        ConstantSlots found = new ConstantSlots(firstSlot);
        InstrReader in = new InstrReader(body);
        int depth = 0;
        int loopDepth = Integer.MAX_VALUE;
        while (in.hasNext() && found.slots.size() < MOST) {
            switch (in.next().code()) {
                case Op.BLOCK, Op.IF, Op.TRY, Op.TRY_TABLE -> depth++;
                case Op.LOOP -> loopDepth = Math.min(loopDepth, ++depth);
                case Op.END, Op.DELEGATE -> {
                    if (depth-- == loopDepth) {
                        loopDepth = Integer.MAX_VALUE;
                    }
                }
                case Op.I64_CONST, Op.F64_CONST -> found.add(depth >= loopDepth, in.i64());
                case Op.F32_CONST -> found.add(depth >= loopDepth, in.i32());
                default -> {}
            }
        }
        return found;
    }

    private void add(boolean inLoop, long value) {
        if (inLoop) {
            slots.putIfAbsent(value, firstSlot + slots.size());
        }
    }

    /** The slot of a constant, or -1 if it has none. */
    int slot(long value) {
        Integer slot = slots.get(value);
        return slot == null ? -1 : slot;
    }

    /** The constants, in the order of their slots. */
    long[] values() {
        long[] values = new long[slots.size()];
        slots.forEach((value, slot) -> values[slot - firstSlot] = value);
        return values;
    }
}
