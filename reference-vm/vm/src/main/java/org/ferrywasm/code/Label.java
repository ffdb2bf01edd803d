package org.ferrywasm.code;

import java.util.Arrays;
import java.util.List;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.ValType;

/** A block while its instructions are lowered, and the label that branches to it name. */
final class Label {
    /** The instruction that opened it, or that began its present part: {@code else}, {@code catch}, {@code catch_all}. */
    Opcode part;

    final FuncType type;

    /** How many operands stood below its parameters. */
    final int baseSize;

    /** The slot of its first parameter and of its first result. */
    final int baseTop;

    /** Where its protected region begins, for the exception instructions. */
    final int regionStart;

    /** Where its protected region ends, once that is known. */
    int regionEnd = -1;

    /** Where branches to it go, for a loop. */
    final int loopTarget;

    /** The word to be patched with the place of its {@code else} part, or -1. */
    int elseFixup = -1;

    /** The branch table that was the last to need operands moved on the way here, as the pc of its first target; or -1. */
    int stubTable = -1;

    /** Where that table goes to have them moved. */
    int stub;

    /** Its catch clauses, for a {@code try_table}. */
    List<Catch> catches = List.of();

    private int[] fixups = new int[2];
    private int fixupCount;

    Label(Opcode opener, FuncType type, int baseSize, int baseTop, int pc) {
        this.part = opener;
        this.type = type;
        this.baseSize = baseSize;
        this.baseTop = baseTop;
        this.regionStart = pc;
        this.loopTarget = opener == Opcode.LOOP ? pc : -1;
    }

    /** The types of the values that a branch to it carries. */
    List<ValType> carried() {
        return loopTarget >= 0 ? type.params() : type.results();
    }

    /** Whether something branches to its end. */
    boolean isTarget() {
        return fixupCount > 0 || elseFixup >= 0;
    }

    /** Lets a word of the code, or with {@code ~} a word of the handlers, be patched with the place it branches to. */
    void refer(CodeBuilder code, int word) {
        if (loopTarget >= 0) {
            patch(code, word, loopTarget);
            return;
        }
        if (fixupCount == fixups.length) {
            fixups = Arrays.copyOf(fixups, fixupCount * 2);
        }
        fixups[fixupCount++] = word;
    }

    /** The block's end is here: patches everything that branches to it. */
    void bind(CodeBuilder code) {
        for (int i = 0; i < fixupCount; i++) {
            patch(code, fixups[i], code.pc());
        }
        if (elseFixup >= 0) {
            patch(code, elseFixup, code.pc());
        }
        code.fence();
    }

    private static void patch(CodeBuilder code, int word, int target) {
        if (word >= 0) {
            code.patch(word, target);
        } else {
            code.patchHandler(~word, target);
        }
    }
}
