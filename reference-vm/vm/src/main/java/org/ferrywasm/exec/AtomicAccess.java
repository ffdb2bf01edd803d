package org.ferrywasm.exec;

import java.lang.invoke.VarHandle;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.MemInst;
import org.ferrywasm.runtime.ModuleInst;
import org.ferrywasm.syntax.Op;

/** The atomic instructions (threads proposal): from operands in slots to {@link AtomicOps} and back. */
final class AtomicAccess {
    private AtomicAccess() {}

    /** Executes one instruction, with the parameters of {@link OtherOps#execute}. */
    static void execute(Execution x, ModuleInst module, int[] code, int at, int d) {
        int op = code[at + 2];
        if (op == Op.ATOMIC_FENCE) {
            VarHandle.fullFence();
            return;
        }
        long[] s = x.stack;
        MemInst mem = module.mems[code[at + 3]];
        long address = OtherOps.address(mem, s[d], code, at);
        switch (op) {
            case Op.MEMORY_ATOMIC_NOTIFY -> s[d] = AtomicOps.notify(mem, address, (int) s[d + 1]);
            case Op.MEMORY_ATOMIC_WAIT32 -> s[d] = AtomicOps.wait32(mem, address, (int) s[d + 1], s[d + 2], x);
            case Op.MEMORY_ATOMIC_WAIT64 -> s[d] = AtomicOps.wait64(mem, address, s[d + 1], s[d + 2], x);
            default -> {
                if (op <= Op.I64_ATOMIC_LOAD32_U) {
                    s[d] = AtomicOps.load(op, mem, address);
                } else if (op <= Op.I64_ATOMIC_STORE32) {
                    AtomicOps.store(op, mem, address, s[d + 1]);
                } else if (op <= Op.I64_ATOMIC_RMW32_XCHG_U) {
                    s[d] = AtomicOps.rmw(op, mem, address, s[d + 1]);
                } else {
                    s[d] = AtomicOps.cmpxchg(op, mem, address, s[d + 1], s[d + 2]);
                }
            }
        }
    }
}
