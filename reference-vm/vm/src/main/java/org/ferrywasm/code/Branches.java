package org.ferrywasm.code;

import java.util.List;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.ValType;

/** Branches: comparing and branching in one, and bringing the values that a branch carries to their places. */
final class Branches {
    /** Up to so many values are moved one by one, straight from where they are; more are settled and copied together. */
    private static final int FEW = 2;

    private final CodeBuilder code;
    private final Operands operands;
    private final boolean fused;

    Branches(CodeBuilder code, Operands operands, boolean fused) {
        this.code = code;
        this.operands = operands;
        this.fused = fused;
    }

    /**
     * Writes a branch that is taken when the topmost operand, which it pops, is true or false as {@code sense} says.
     *
     * @return the word of the target
     */
    int onCondition(boolean sense) {
        int top = operands.size() - 1;
        int last = code.lastPc();
        if (fused && last >= 0 && operands.origin(top) == Operands.OWN) {
            int lop = code.word(last) & Lop.MASK;
            if (Lop.isComparison(lop) && code.word(last + 1) == operands.slot(top)) {
                int x = code.word(last + 2);
                int y = code.word(last + 3);
                code.dropLast();
                operands.pop(1);
                return sense ? write(lop + Lop.BRANCH_DISTANCE, x, y) : inverse(lop, x, y);
            }
        }
        int reg = operands.reg(top);
        operands.pop(1);
        return write(sense ? Lop.BR_I32_NE_IMM : Lop.BR_I32_EQ_IMM, reg, 0);
    }

    /** Writes a branch that is taken when a reference in a slot is null, or is not. */
    int onNull(boolean isNull, int slot) {
        return write(isNull ? Lop.BR_I64_EQ_IMM : Lop.BR_I64_NE_IMM, slot, 0);
    }

    /** Writes a branch that is taken when an integer in a slot is not zero, or is. */
    int onSlot(boolean sense, int slot) {
        return write(sense ? Lop.BR_I32_NE_IMM : Lop.BR_I32_EQ_IMM, slot, 0);
    }

    private int write(int lop, int x, int y) {
        code.control(lop, x, y, 0);
        return code.pc() - 1;
    }

    private int inverse(int lop, int x, int y) {
        int branch = lop + Lop.BRANCH_DISTANCE;
        return switch (lop) {
            case Lop.I32_EQ, Lop.I64_EQ, Lop.I32_EQ_IMM, Lop.I64_EQ_IMM, Lop.F32_EQ, Lop.F64_EQ ->
                write(branch + 1, x, y);
            case Lop.I32_NE, Lop.I64_NE, Lop.I32_NE_IMM, Lop.I64_NE_IMM, Lop.F32_NE, Lop.F64_NE ->
                write(branch - 1, x, y);
            case Lop.I32_LT_S, Lop.I64_LT_S, Lop.I32_LT_U, Lop.I64_LT_U -> write(branch + 1, y, x);
            case Lop.I32_LE_S, Lop.I64_LE_S, Lop.I32_LE_U, Lop.I64_LE_U -> write(branch - 1, y, x);
            case Lop.I32_LT_S_IMM, Lop.I64_LT_S_IMM, Lop.I32_LT_U_IMM, Lop.I64_LT_U_IMM -> write(branch + 1, x, y - 1);
            case Lop.I32_GT_S_IMM, Lop.I64_GT_S_IMM, Lop.I32_GT_U_IMM, Lop.I64_GT_U_IMM -> write(branch - 1, x, y + 1);
            case Lop.F32_LT -> write(Lop.BR_F32_NOT_LT, x, y);
            case Lop.F32_LE -> write(Lop.BR_F32_NOT_LE, x, y);
            case Lop.F64_LT -> write(Lop.BR_F64_NOT_LT, x, y);
            case Lop.F64_LE -> write(Lop.BR_F64_NOT_LE, x, y);
            default -> throw new AssertionError("no comparison: " + lop);
        };
    }

    /** Whether the values that a branch to this label carries are where it wants them, or can be without a detour. */
    boolean isDirect(Label label) {
        List<ValType> carried = label.carried();
        if (carried.isEmpty()) {
            return true;
        }
        return operands.slot(operands.size() - carried.size()) == label.baseTop;
    }

    /** Writes the moves that bring the topmost operands to where a label wants them; the operands stay on the stack. */
    void moveCarried(Label label) {
        moveTo(label, label.carried());
    }

    private void moveTo(Label label, List<ValType> types) {
        int count = types.size();
        int first = operands.size() - count;
        if (count <= FEW) {
            int target = label.baseTop;
            for (int i = 0; i < count; i++) {
                operands.moveTo(first + i, target);
                target += types.get(i).slots();
            }
            code.fence();
            return;
        }
        for (int i = first; i < operands.size(); i++) {
            if (operands.origin(i) != Operands.OWN) {
                operands.settle(i);
            }
        }
        int source = operands.slot(first);
        if (source != label.baseTop) {
            code.emitFixed(Lop.COPY, label.baseTop, source, FuncType.slots(types));
        }
    }

    /** Writes a branch to a label. */
    void jump(Label label) {
        moveCarried(label);
        code.control(Lop.BR, 0, 0, 0);
        label.refer(code, code.pc() - 1);
    }

    /** What writes a test: a branch taken if the test's outcome is as asked. It pops what the test alone needs. */
    interface Test {
        /** Gives the word of the target. */
        int write(boolean sense);
    }

    /**
     * Writes a conditional branch to a label.
     *
     * @param tested how many of the topmost operands the test alone needs
     */
    void jumpIf(Label label, int tested, Test test) {
        int count = label.carried().size();
        int first = operands.size() - tested - count;
        for (int i = first; i < first + count; i++) {
            if (operands.origin(i) != Operands.OWN) {
                operands.settle(i);
            }
        }
        if (count == 0 || operands.slot(first) == label.baseTop) {
            label.refer(code, test.write(true));
            return;
        }
        int over = test.write(false);
        jump(label);
        code.patch(over, code.pc());
        code.fence();
    }

    /** Brings the results of a block whose end is reached to where they belong. */
    void moveCarriedOut(Label label) {
        moveTo(label, label.type.results());
    }

    /** Writes a branch to the end of a block from inside. */
    void jumpOut(Label label) {
        moveCarriedOut(label);
        code.control(Lop.BR, 0, 0, 0);
        label.refer(code, code.pc() - 1);
    }
}
