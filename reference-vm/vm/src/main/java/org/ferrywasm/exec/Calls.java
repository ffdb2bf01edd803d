package org.ferrywasm.exec;

import org.ferrywasm.code.Code;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.FuncInst;
import org.ferrywasm.runtime.HostFunc;
import org.ferrywasm.runtime.Loop;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.ThrowSignal;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.runtime.WasmFunc;

/**
 * Calls from the host (specification, "Invocation"): entering a function, and driving an execution from one reason to leave
 * the interpreter's loop to the next.
 */
public final class Calls {
    /** Why {@link #run} came back. */
    public enum Exit {
        /** The call is over; its results stand from slot 0 on. */
        RETURNED,
        /** The call is over; {@link Execution#trap} says why, and the frames are as they were. */
        TRAPPED,
        /** The call is over; {@link Execution#exception} was caught by nobody. */
        THREW,
        /** The call stands at a checkpoint and goes on with more fuel. */
        OUT_OF_FUEL,
        /** The call stands at a checkpoint and goes on when its interrupt is cleared. */
        INTERRUPTED
    }

    private Calls() {}

    /** Prepares an execution without frames for a function, whose arguments stand from slot 0 on. */
    public static void enter(Execution x, FuncInst func) {
        switch (func) {
            case HostFunc host -> {
                x.host = host;
                x.hostBase = 0;
                x.hostCaller = null;
            }
            case WasmFunc wasm -> {
                if (x.store.executions().size() > x.store.config().maxHostEntries()) {
                    x.trap = TrapKind.CALL_STACK_EXHAUSTED;
                    return;
                }
                try {
                    enterWasm(x, wasm);
                } catch (TrapSignal trap) {
                    x.trap = trap.kind();
                }
            }
        }
    }

    private static void enterWasm(Execution x, WasmFunc func) {
        Code code = func.code();
        long[] stack = x.enter(func, 0, code.frameSlots);
        for (int i = code.paramSlots; i < code.localSlots; i++) {
            stack[i] = 0;
        }
        System.arraycopy(code.constants, 0, stack, code.localSlots, code.constants.length);
    }

    /**
     * Executes until the call is over or has to be suspended; a suspended call is run again to go on.
     *
     * @throws Throwable what a host function has thrown, untouched; the call is over then
     */
    public static Exit run(Execution x) throws Throwable {
        if (x.trap != null) {
            return Exit.TRAPPED;
        }
        if (x.fuel <= 0 && x.host == null) {
            return Exit.OUT_OF_FUEL;
        }
        while (true) {
            if (x.host != null) {
                callHost(x);
                if (x.trap != null) {
                    return Exit.TRAPPED;
                }
                if (x.exception != Ref.NULL && !Exceptions.unwind(x)) {
                    return Exit.THREW;
                }
                if (x.depth == 0) {
                    return Exit.RETURNED;
                }
            }
            Loop loop = Loops.of(x);
            switch (loop.run(x)) {
                case Interpreter.RETURNED -> {
                    return Exit.RETURNED;
                }
                case Interpreter.HOST_CALL -> {}
                case Interpreter.TRAPPED -> {
                    chargeUpToTrap(x);
                    return Exit.TRAPPED;
                }
                case Interpreter.THREW -> {
                    if (!Exceptions.unwind(x)) {
                        return Exit.THREW;
                    }
                }
                case Interpreter.UNKNOWN -> Loops.extend(x, loop);
                default -> {
                    if (x.mustStop()) {
                        return x.fuel <= 0 ? Exit.OUT_OF_FUEL : Exit.INTERRUPTED;
                    }
                    Loops.reconsider(x);
                }
            }
        }
    }

    /** Charges the straight run that a trap has cut short. A tail call of the outermost function may trap with no frame left. */
    private static void chargeUpToTrap(Execution x) {
        int frame = x.depth - 1;
        if (frame >= 0) {
            x.fuel -= x.frameFuncs[frame].code().unchargedCost(x.framePcs[frame]);
        }
    }

    /** Calls the host function that the loop left for; what it throws for the guest becomes the pending exception. */
    private static void callHost(Execution x) throws Throwable {
        HostFunc host = x.host;
        if (host == null) {
            throw new AssertionError("no host function to call");
        }
        try {
            x.reserve(x.hostBase + Math.max(host.paramSlots(), host.resultSlots()));
            host.code().call(x, x.hostBase);
        } catch (ThrowSignal signal) {
            x.exception = signal.exception();
        } catch (TrapSignal signal) {
            x.trap = signal.kind();
        } finally {
            x.host = null;
        }
    }
}
