package org.ferrywasm.exec;

import java.util.Objects;
import org.ferrywasm.code.Code;
import org.ferrywasm.code.Lop;
import org.ferrywasm.runtime.Awaited;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.FuncInst;
import org.ferrywasm.runtime.HostFunc;
import org.ferrywasm.runtime.Loop;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.Resumable;
import org.ferrywasm.runtime.ThrowSignal;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.runtime.Waiter;
import org.ferrywasm.runtime.WasmFunc;
import org.jspecify.annotations.Nullable;

/**
 * Calls from the host (specification, "Invocation"): entering a function, and driving an execution from one reason to leave
 * the interpreter's loop to the next.
 *
 * <p>An execution that is suspended stands at a checkpoint: before or after a call of a host function, at the entry of a
 * guest function, at the header of a loop, or between two portions of an instruction on a range. All of its state is in the
 * {@link Execution}; {@link #run} goes on from there.
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
        /** The call waits for the answer of an asynchronous host function, {@link Execution#awaited}. */
        AWAITING_HOST,
        /** The call waits for a notification, {@link Execution#awaited}. */
        AWAITING_NOTIFY,
        /** The call stands at a checkpoint and goes on when {@link Execution#interrupts} no longer ask it to stop. */
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
        Exit early = goOn(x);
        while (early == null) {
            early = step(x);
        }
        return early;
    }

    /** Takes up a call where it was suspended, or begins it; null once the guest's frames can run. */
    private static @Nullable Exit goOn(Execution x) throws Throwable {
        if (x.awaited != null) {
            return finishWaiting(x);
        }
        if (x.hostReturned && !x.mustStop()) {
            x.hostReturned = false;
            x.host = null;
        }
        if (x.prologue != null) {
            Exit stopped = stopped(x, x.isInsideInstruction);
            return stopped != null ? stopped : runPrologue(x, x.prologue);
        }
        return begin(x);
    }

    /**
     * Goes on where the guest's frames or a host function can run at once. A host function that a guest calls waits for fuel,
     * its tail calls included; one that the host calls itself needs none.
     */
    private static @Nullable Exit begin(Execution x) throws Throwable {
        Exit stopped = stopped(x, x.depth > 0 || x.hostCaller != null);
        if (stopped != null) {
            return stopped;
        }
        return x.host == null ? null : callHost(x);
    }

    /** Executes until the loop is left, and does what it was left for; null if that is no end. */
    private static @Nullable Exit step(Execution x) throws Throwable {
        if (x.isInsideInstruction) {
            x.isInsideInstruction = false;
            x.framePcs[x.depth - 1] -= Lop.words(Lop.OTHER);
        }
        Loop loop = Loops.of(x);
        return switch (loop.run(x)) {
            case Interpreter.RETURNED -> Exit.RETURNED;
            case Interpreter.HOST_CALL -> visit(x) ? stop(x) : callHost(x);
            case Interpreter.TRAPPED -> {
                chargeUpToTrap(x);
                yield Exit.TRAPPED;
            }
            case Interpreter.THREW -> Exceptions.unwind(x) ? null : Exit.THREW;
            case Interpreter.UNKNOWN -> {
                Loops.extend(x, loop);
                yield null;
            }
            case Interpreter.SUSPENDED -> x.awaited != null ? finishWaiting(x) : visit(x) ? stop(x) : null;
            default -> {
                if (visit(x)) {
                    yield stop(x);
                }
                Loops.reconsider(x);
                yield null;
            }
        };
    }

    /** What is done at every checkpoint that the loop is left at; whether the call must be suspended there. */
    private static boolean visit(Execution x) {
        if (x.store.config().collectAlways()) {
            x.store.heap().collect();
        }
        return x.mustStop();
    }

    /** Why a call that is taken up has to stop at once, if it has to. */
    private static @Nullable Exit stopped(Execution x, boolean needsFuel) {
        if (needsFuel && x.fuel <= 0) {
            return Exit.OUT_OF_FUEL;
        }
        return x.interrupts().isStopAsked() ? Exit.INTERRUPTED : null;
    }

    private static Exit stop(Execution x) {
        return x.fuel <= 0 ? Exit.OUT_OF_FUEL : Exit.INTERRUPTED;
    }

    private static @Nullable Exit runPrologue(Execution x, Resumable prologue) throws Throwable {
        try {
            while (!prologue.resume(x)) {
                x.isInsideInstruction = true;
                if (visit(x)) {
                    return stop(x);
                }
            }
        } catch (TrapSignal signal) {
            x.trap = signal.kind();
            x.trapDetail = signal.detail();
            x.trapWhere = signal.where();
            return Exit.TRAPPED;
        }
        x.prologue = null;
        x.isInsideInstruction = false;
        if (x.trap != null) {
            return Exit.TRAPPED;
        }
        return x.depth == 0 && x.host == null ? Exit.RETURNED : begin(x);
    }

    /** Charges the straight run that a trap has cut short. A tail call of the outermost function may trap with no frame left. */
    private static void chargeUpToTrap(Execution x) {
        int frame = x.depth - 1;
        if (frame >= 0) {
            x.fuel -= x.frameFuncs[frame].code().unchargedCost(x.framePcs[frame]);
        }
    }

    /** Goes on once what the call waits for is there; blocks for it where it may. */
    private static @Nullable Exit finishWaiting(Execution x) throws Throwable {
        Awaited awaited = Objects.requireNonNull(x.awaited);
        if (awaited instanceof Waiter waiter) {
            if (x.mayBlock) {
                waiter.block(x.interrupts());
            }
            if (!waiter.isDone()) {
                return x.interrupts().isStopAsked() ? Exit.INTERRUPTED : Exit.AWAITING_NOTIFY;
            }
            x.awaited = null;
            x.store.endWaiting();
            waiter.finish(x);
            return null;
        }
        if (x.interrupts().isStopAsked()) {
            return Exit.INTERRUPTED;
        }
        if (!awaited.isDone()) {
            return Exit.AWAITING_HOST;
        }
        x.awaited = null;
        return afterHost(x, awaited);
    }

    /** Calls the host function that the loop left for. */
    private static @Nullable Exit callHost(Execution x) throws Throwable {
        return afterHost(x, null);
    }

    /**
     * Calls a host function, or takes the answer that it has given meanwhile; what it throws for the guest becomes the
     * pending exception.
     */
    private static @Nullable Exit afterHost(Execution x, @Nullable Awaited answer) throws Throwable {
        HostFunc host = Objects.requireNonNull(x.host);
        boolean isOver = true;
        try {
            if (answer != null) {
                answer.finish(x);
            } else {
                x.reserve(x.hostBase + Math.max(host.paramSlots(), host.resultSlots()));
                host.code().call(x, x.hostBase);
                isOver = x.awaited == null;
            }
        } catch (ThrowSignal signal) {
            x.exception = signal.exception();
        } catch (TrapSignal signal) {
            x.trap = signal.kind();
        } finally {
            if (isOver) {
                x.host = null;
            }
        }
        if (!isOver) {
            return finishWaiting(x);
        }
        if (x.trap != null) {
            return Exit.TRAPPED;
        }
        if (x.exception != Ref.NULL) {
            return Exceptions.unwind(x) ? null : Exit.THREW;
        }
        if (x.depth == 0) {
            return Exit.RETURNED;
        }
        if (x.mustStop()) {
            x.host = host;
            x.hostReturned = true;
            return stop(x);
        }
        return null;
    }
}
