package org.ferrywasm.exec;

import java.lang.invoke.VarHandle;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.MemInst;
import org.ferrywasm.runtime.ModuleInst;
import org.ferrywasm.runtime.SuspendSignal;
import org.ferrywasm.runtime.Waiter;
import org.ferrywasm.syntax.Op;
import org.jspecify.annotations.Nullable;

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
            case Op.MEMORY_ATOMIC_WAIT32 ->
                await(x, d, AtomicOps.wait32(x.store, mem, address, (int) s[d + 1], s[d + 2]));
            case Op.MEMORY_ATOMIC_WAIT64 -> await(x, d, AtomicOps.wait64(x.store, mem, address, s[d + 1], s[d + 2]));
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

    /** Leaves the loop to wait; {@link Calls} knows whether the thread blocks or the call is suspended. */
    private static void await(Execution x, int d, @Nullable Waiter waiter) {
        if (waiter == null) {
            x.stack[d] = Waiter.NOT_EQUAL;
            return;
        }
        x.awaited = waiter.resultTo(d);
        throw new SuspendSignal();
    }
}
