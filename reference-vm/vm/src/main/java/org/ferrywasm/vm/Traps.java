package org.ferrywasm.vm;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.runtime.WasmFunc;

/** Makes {@link Trap}s of what the VM knows when something traps. */
final class Traps {
    private static final int MAX_FRAMES = 64;

    private Traps() {}

    /** A trap in the topmost frame of a call. */
    static Trap of(Execution execution, TrapReason reason) {
        List<GuestFrame> frames = frames(execution);
        return new Trap(
                reason,
                execution.trapDetail,
                frames.isEmpty() ? execution.trapWhere : frames.getFirst().toString(),
                frames);
    }

    /** A trap outside of any guest function. */
    static Trap of(TrapSignal signal) {
        return new Trap(TrapReason.of(signal.kind()), signal.detail(), signal.where(), List.of());
    }

    /** The function that a call was made to, as messages name it. */
    static String entry(Execution x) {
        if (x.depth == 0) {
            return x.host == null ? "instantiation" : "host function \"" + x.host.name() + "\"";
        }
        WasmFunc func = x.frameFuncs[0];
        String name = ModuleCode.moduleOf(func.module()).functionName(func.funcIndex());
        return "func " + func.funcIndex() + (name == null ? "" : " \"" + name + "\"");
    }

    static Trap nestedTooDeep(int calls) {
        return new Trap(
                TrapReason.CALL_STACK_EXHAUSTED, null, calls + " calls nested through host functions", List.of());
    }

    /** The guest's frames of a call, the innermost first. */
    static List<GuestFrame> frames(Execution execution) {
        List<GuestFrame> frames = new ArrayList<>();
        int last = Math.max(0, execution.depth - MAX_FRAMES);
        for (int i = execution.depth - 1; i >= last; i--) {
            WasmFunc func = execution.frameFuncs[i];
            Module module = ModuleCode.moduleOf(func.module());
            int index = func.funcIndex();
            frames.add(new GuestFrame(
                    module.name().orElse(null),
                    index,
                    module.functionName(index),
                    func.code().offset(execution.framePcs[i])));
        }
        return frames;
    }
}
