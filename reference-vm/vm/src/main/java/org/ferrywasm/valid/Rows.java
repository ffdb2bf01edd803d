package org.ferrywasm.valid;

import java.util.List;
import org.ferrywasm.syntax.Imm;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.ValType;

/** The opcode table's signatures as arrays of {@link TypeCode}s, by the row's ordinal. */
final class Rows {
    private static final Opcode[] OPCODES = Opcode.values();
    private static final int[][] OPERANDS = new int[OPCODES.length][];
    private static final int[][] RESULTS = new int[OPCODES.length][];
    private static final int[] LANES = new int[OPCODES.length];

    static {
        for (Opcode op : OPCODES) {
            OPERANDS[op.ordinal()] = codes(op.operands());
            RESULTS[op.ordinal()] = codes(op.results());
            boolean hasLane = op.immediates() == Imm.LANE || op.immediates() == Imm.MEM_ARG_LANE;
            LANES[op.ordinal()] = hasLane ? op.laneCount() : 0;
        }
    }

    private Rows() {}

    private static int[] codes(List<ValType> types) {
        return types.stream().mapToInt(TypeCode::ofPlain).toArray();
    }

    /** The types that the row pops, the topmost last; nobody changes the array. */
    static int[] operands(Opcode op) {
        return OPERANDS[op.ordinal()];
    }

    /** The types that the row pushes; nobody changes the array. */
    static int[] results(Opcode op) {
        return RESULTS[op.ordinal()];
    }

    /** How many lanes the instruction can name, 0 where it names none. */
    static int lanes(Opcode op) {
        return LANES[op.ordinal()];
    }
}
