package org.ferrywasm.vm;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ferrywasm.exec.Calls;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.FuncInst;
import org.ferrywasm.runtime.InterruptFlag;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.syntax.ValType;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function as a value: begun, resumed any number of times, over or dropped. While it is suspended its whole
 * state is data in the Store; several calls may be suspended in one Store and are resumed in any order, and the Store's
 * memories and globals may be read and written meanwhile. {@link Func#begin} makes one.
 *
 * {@snippet class="org.ferrywasm.examples.CallExample" region="slices"}
 *
 * <p>A call is in one of three states. It is <em>suspended</em> from its beginning and after each outcome that is no end;
 * <em>running</em> while it is on the Java stack; <em>over</em> once it has returned, trapped, thrown or been closed. It
 * belongs to its Store and to the Store's owner. A call that is lost is ended by the owner some time later.
 */
public sealed class Call extends Handle implements AutoCloseable permits InstantiationCall {
    private final List<ValType> results;
    private final StoreCalls.Lease lease;
    private final InterruptHandle interruptHandle;
    private @Nullable Execution execution;
    private long carried;
    private boolean isRunning;

    /** A call that stands at its beginning. */
    Call(Store<?> store, Execution execution, List<ValType> results) {
        super(store);
        this.execution = execution;
        this.results = results;
        this.lease = store.calls().lease(this, execution);
        this.interruptHandle = new InterruptHandle(execution.shareInterrupts());
    }

    /** Begins a call of a function. */
    static Call begin(Store<?> store, FuncInst func, Val[] args) {
        List<ValType> params = func.funcType().params();
        Values.checkCount(args.length, params, "Func.begin");
        Execution x = store.calls().prepare();
        try {
            Func.reserve(x, Math.max(func.paramSlots(), func.resultSlots()));
            Values.toStack(store, args, params, x, "Func.begin");
            Calls.enter(x, func);
            return new Call(store, x, func.funcType().results());
        } catch (RuntimeException | Error e) {
            store.state().end(x);
            store.drops().settle(store.state(), e);
            throw e;
        }
    }

    /**
     * Goes on until the call is over or suspended for another reason than fuel: it may spend all that the Store has.
     *
     * @throws StoreBusyException if the call is running
     * @throws CallEndedException if it is over
     * @throws Trap if too many calls are on the Java stack; the call is as it was
     */
    public Outcome resume() {
        Execution x = suspended("Call.resume");
        return proceed(x, Long.MAX_VALUE);
    }

    /**
     * Goes on with a slice of fuel until the call is over or suspended. What earlier slices left over is added, and what
     * they overdrew is taken off: a straight run of instructions is charged as one. The Store's total is charged as well,
     * and when it is used up, so is the slice.
     *
     * @param fuel how much more the call may spend
     * @throws IllegalArgumentException if {@code fuel} is negative
     * @throws IllegalStateException if the Engine's configuration does not say that code consumes fuel
     * @throws StoreBusyException if the call is running
     * @throws CallEndedException if it is over
     * @throws Trap if too many calls are on the Java stack; the call is as it was
     */
    public Outcome resume(long fuel) {
        Execution x = suspended("Call.resume");
        store().requireFuel();
        if (fuel < 0) {
            throw new IllegalArgumentException("Call.resume: negative fuel: " + fuel);
        }
        long slice = Math.min(fuel, Long.MAX_VALUE - 1 - Math.max(carried, 0));
        try {
            return proceed(x, carried + slice);
        } finally {
            carried = x.allowance;
        }
    }

    /**
     * Goes on to the end, as {@link Func#call} does: where the guest waits for a notification the thread blocks, and an
     * empty Store is a trap.
     *
     * @return a value for each result
     * @throws StoreBusyException if the call is running
     * @throws CallEndedException if it is over
     * @throws CannotSuspendException if an asynchronous host function has not answered yet; the call stays suspended
     * @throws Trap if the call traps, or too many calls are on the Java stack, which leaves this one as it was
     * @throws WasmException if the call throws an exception that no guest catches
     */
    public List<Val> run() {
        Execution x = suspended("Call.run");
        boolean isOver = true;
        enter(x, true, Long.MAX_VALUE);
        try {
            Calls.Exit exit = store().calls().drive(x, Long.MAX_VALUE);
            isOver = exit != Calls.Exit.AWAITING_HOST;
            if (!isOver) {
                Events.suspended(store().id(), x, exit);
            }
            if (exit != Calls.Exit.RETURNED) {
                throw store().calls().failure(x, exit);
            }
            List<Val> values = returned(x);
            leave(x, true, null);
            return values;
        } catch (Throwable e) {
            leave(x, isOver, e);
            throw e;
        }
    }

    private Outcome proceed(Execution x, long allowance) {
        enter(x, false, allowance);
        try {
            Calls.Exit exit = store().calls().drive(x, allowance);
            Outcome outcome = outcome(x, exit);
            if (!outcome.isEnd()) {
                Events.suspended(store().id(), x, exit);
            }
            leave(x, outcome.isEnd(), null);
            return outcome;
        } catch (Throwable e) {
            leave(x, true, e);
            throw e;
        }
    }

    private void enter(Execution x, boolean mayBlock, long allowance) {
        store().calls().push(x);
        Events.resumed(store().id(), x, allowance);
        x.mayBlock = mayBlock;
        x.interrupts().completes(null);
        isRunning = true;
    }

    /** Leaves the Java stack, once: when what runs after the call throws, it is called again and does nothing. */
    private void leave(Execution x, boolean isOver, @Nullable Throwable failure) {
        if (isRunning) {
            store().calls().pop();
            isRunning = false;
            if (isOver) {
                end(x, failure);
            } else {
                store().drops().settle(store().state(), failure);
            }
        }
    }

    private void end(Execution x, @Nullable Throwable failure) {
        StoreState state = store().state();
        execution = null;
        store().calls().release(lease);
        state.end(x);
        store().drops().settle(state, failure);
    }

    private Outcome outcome(Execution x, Calls.Exit exit) {
        StoreCalls calls = store().calls();
        return switch (exit) {
            case RETURNED -> new Outcome.Returned(returned(x));
            case TRAPPED -> new Outcome.Trapped(calls.trap(x));
            case THREW -> new Outcome.Threw(calls.thrown(x.exception));
            case OUT_OF_FUEL -> new Outcome.OutOfFuel(Math.max(calls.fuel(), 0));
            case AWAITING_HOST ->
                new Outcome.AwaitingHost(Objects.requireNonNull(x.host).name(), ready(x).minimalCompletionStage());
            case AWAITING_NOTIFY -> new Outcome.AwaitingNotify(ready(x).minimalCompletionStage());
            case INTERRUPTED ->
                new Outcome.Interrupted(
                        x.interrupts().clear(InterruptFlag.REQUESTED)
                                ? Outcome.InterruptCause.REQUEST
                                : Outcome.InterruptCause.EPOCH);
        };
    }

    /** What completes when it is worth while to resume the call. */
    private static CompletableFuture<Void> ready(Execution x) {
        CompletableFuture<Void> ready = Objects.requireNonNull(x.awaited).ready();
        x.interrupts().completes(ready);
        return ready;
    }

    /** The results of a call that has returned, as the host sees them. */
    List<Val> returned(Execution x) {
        return Values.fromSlots(store(), x.stack, 0, results);
    }

    /** Keeps the call in a transfer, and gives its state; null if it is over, or was kept before. */
    final @Nullable Execution keep(long transfer) {
        return lease.keep(transfer) && !isRunning ? execution : null;
    }

    /** As for every handle; a call that was on the Java stack of a thread that has ended is over. */
    @Override
    void travel(Tenancy next) {
        super.travel(next);
        if (isRunning) {
            isRunning = false;
            execution = null;
        }
    }

    private Execution suspended(String operation) {
        Execution x = begun(operation);
        if (isRunning) {
            throw new StoreBusyException(operation + ": this call of Store " + store().id()
                    + " is on the Java stack of " + Tenancy.callerName() + ": " + Traps.entry(x));
        }
        return x;
    }

    private Execution begun(String operation) {
        enter(operation);
        Execution x = execution;
        if (x == null) {
            throw new CallEndedException(
                    operation + ": this call of Store " + store().id() + " is over; begin another one with Func.begin");
        }
        return x;
    }

    /** Whether the call is over. */
    public boolean isEnded() {
        check("Call.isEnded");
        return execution == null;
    }

    /** What stops this call from any thread. */
    public InterruptHandle interruptHandle() {
        check("Call.interruptHandle");
        return interruptHandle;
    }

    /**
     * Sets the call's deadline: the epoch so many epochs from now ({@link Engine#incrementEpoch}). When it comes, the call
     * stops at its next checkpoint with {@link Outcome.Interrupted}, and again whenever it is resumed without a new deadline.
     *
     * @param epochs how many, at least 1
     * @throws IllegalArgumentException if there are fewer
     * @throws CallEndedException if the call is over
     */
    public void setEpochDeadline(long epochs) {
        Execution x = suspended("Call.setEpochDeadline");
        if (epochs < 1) {
            throw new IllegalArgumentException("Call.setEpochDeadline: " + epochs + " epochs");
        }
        store().calls().setDeadline(x, epochs);
    }

    /**
     * The guest's frames, the innermost first, of a very deep call the innermost ones only.
     *
     * {@snippet class="org.ferrywasm.examples.CallExample" region="suspended"}
     *
     * @throws CallEndedException if the call is over
     */
    public List<GuestFrame> frames() {
        return Traps.frames(begun("Call.frames"));
    }

    /**
     * Drops the call: its frames are unwound, what they refer to is let go once, and the guest never runs again. Does
     * nothing if the call is over.
     *
     * @throws StoreBusyException if the call is running
     */
    @Override
    public void close() {
        enter("Call.close");
        if (execution != null) {
            end(suspended("Call.close"), null);
        }
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + " of Store " + store().id();
    }
}
