package org.ferrywasm.code;

import java.util.List;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.ValType;

/** Writes the instructions that the interpreter does outside its loop. */
final class OutsideLoop {
    private final CodeBuilder code;
    private final Operands operands;

    OutsideLoop(CodeBuilder code, Operands operands) {
        this.code = code;
        this.operands = operands;
    }

    /**
     * Writes an instruction that the interpreter does outside its loop, at a safepoint: its operands stand in their own
     * slots, one after the other, and its results take their place.
     */
    void write(Opcode op, int count, int imm0, int imm1, int imm2, int imm3, List<ValType> results) {
        operands.settleAll();
        int first = operands.size() - count;
        int base = count == 0 ? operands.top() : operands.slot(first);
        RefSlots refs = operands.refs();
        operands.pop(count);
        code.emitFixed(Lop.OTHER, base, op.code(), imm0);
        code.extend(imm1, imm2, imm3, 0);
        code.safepoint(refs);
        for (ValType type : results) {
            operands.push(Operands.kind(type));
        }
        operands.reserve(base + FuncType.slots(results));
    }
}
