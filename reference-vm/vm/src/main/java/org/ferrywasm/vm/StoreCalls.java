package org.ferrywasm.vm;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ferrywasm.exec.Calls;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.Executions;
import org.ferrywasm.runtime.FuncInst;
import org.ferrywasm.runtime.InterruptFlag;
import org.ferrywasm.runtime.StoreState;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a Store: which of them are on the Java stack, what they may spend, when they have to stop, and running them.
 * An {@link Execution} that is on the Java stack was pushed here; the others are suspended.
 *
 * <p>The Store has a total of fuel. A call that runs is granted what both its allowance and the total have; what it has spent
 * is taken from both when it leaves the guest, for the host or for good. A straight run of instructions is charged as one,
 * so that either may be overdrawn by it: the debt is carried.
 */
final class StoreCalls {
    static final Lease[] NO_LEASES = {};
    private static final int FIRST_ON_STACK = 4;

    private final Store<?> store;
    private final Executions executions;
    private final EpochClock clock;
    private final boolean isMetered;
    private final int maxNested;
    private final ReferenceQueue<Call> lost = new ReferenceQueue<>();
    private final Set<Lease> leases = new HashSet<>();
    private final Map<Long, WeakReference<WasmException>> thrownByHost = new HashMap<>();
    private Execution[] onStack = new Execution[FIRST_ON_STACK];
    private int nested;
    private long fuel;
    private long epochs;
    private int thrownLimit = 16;

    /** What the call that ends next is about to throw. */
    private @Nullable Throwable thrown;

    StoreCalls(Store<?> store, int maxNested) {
        this.store = store;
        this.executions = store.state().inFlight();
        this.clock = store.engine().clock();
        this.isMetered = store.engine().config().consumesFuel();
        this.maxNested = maxNested;
        this.fuel = isMetered ? 0 : Long.MAX_VALUE;
    }

    // Fuel

    /** What is left, below zero where it was overdrawn. */
    long fuel() {
        return fuel;
    }

    void setFuel(long units) {
        fuel = units;
    }

    /** Gives a call that enters the guest what it may spend. */
    void grant(Execution x) {
        x.fuel = isMetered ? Math.min(fuel, x.allowance) : Long.MAX_VALUE;
        x.granted = x.fuel;
    }

    /** Takes what a call that leaves the guest has spent. */
    void charge(Execution x) {
        if (isMetered) {
            long spent = x.granted - x.fuel;
            fuel -= spent;
            if (x.allowance != Long.MAX_VALUE) {
                x.allowance -= spent;
            }
            x.granted = x.fuel;
        }
    }

    // Epochs

    /** How many epochs calls may last that begin from now on; 0 for ever. */
    void setEpochs(long newEpochs) {
        epochs = newEpochs;
    }

    /** Sets the deadline of a call. */
    void setDeadline(Execution x, long newEpochs) {
        x.epochDeadline = clock.after(newEpochs);
    }

    // The Java stack

    /** How many calls are on the Java stack. */
    int nested() {
        return nested;
    }

    /** The calls on the Java stack, the innermost first, as messages name them. */
    String names() {
        List<String> names = new ArrayList<>();
        for (int i = nested - 1; i >= 0; i--) {
            names.add(Traps.entry(onStack[i]));
        }
        return String.join(", ", names);
    }

    /** Makes an execution for a call, which is not yet on the Java stack. */
    Execution prepare() {
        Execution x = executions.begin();
        x.epochDeadline = epochs == 0 ? EpochClock.NEVER : clock.after(epochs);
        return x;
    }

    /**
     * Notes that a call is on the Java stack now.
     *
     * @throws Trap if too many are
     */
    void push(Execution x) {
        if (nested >= maxNested) {
            throw Events.trapped(store.id(), Traps.nestedTooDeep(nested));
        }
        if (nested == onStack.length) {
            onStack = Arrays.copyOf(onStack, nested * 2);
        }
        // mostly the same one: looking costs less than telling the garbage collector of a write
        if (onStack[nested] != x) {
            onStack[nested] = x;
        }
        nested++;
    }

    /** Notes that the call which was pushed last is off the Java stack. */
    void pop() {
        nested--;
    }

    /**
     * Begins a call that is to run to its end at once. {@link #end} must follow, whatever happens.
     *
     * @throws Trap if too many calls are on the Java stack
     */
    Execution begin() {
        if (nested >= maxNested) {
            throw Events.trapped(store.id(), Traps.nestedTooDeep(nested));
        }
        Execution x = prepare();
        x.mayBlock = true;
        push(x);
        return x;
    }

    /** Ends a call that {@link #begin} has begun, and drops the host objects that it was the last to refer to. */
    void end(Execution x) {
        pop();
        StoreState state = store.state();
        executions.end(x);
        if (thrown != null || state.hosts().isUnsettled()) {
            Throwable failure = thrown;
            thrown = null;
            store.drops().settle(state, failure);
        }
    }

    /** Notes what the call that ends next is about to throw: what drop actions throw is then suppressed by it. */
    void fails(Throwable failure) {
        thrown = failure;
    }

    /**
     * Runs a function whose arguments stand in the first slots of an execution, until its results stand there.
     *
     * @throws Trap if it traps
     * @throws WasmException if it throws a guest exception
     * @throws CannotSuspendException if it would have to wait for an asynchronous host function
     */
    void run(Execution x, FuncInst func) {
        Calls.enter(x, func);
        finish(x);
    }

    /** Runs an execution to its end, as {@link #run}. */
    void finish(Execution x) {
        try {
            Calls.Exit exit = drive(x, Long.MAX_VALUE);
            if (exit != Calls.Exit.RETURNED) {
                throw failure(x, exit);
            }
        } catch (Throwable e) {
            fails(e);
            throw e;
        }
    }

    /** Runs an execution that is on the Java stack until it is over or suspended. */
    Calls.Exit drive(Execution x, long allowance) {
        x.allowance = allowance;
        grant(x);
        long deadline = x.epochDeadline;
        if (deadline != EpochClock.NEVER) {
            clock.watch(deadline, x.interrupts());
        }
        Events.CallEvent event = nested == 1 ? Events.calling(x) : null;
        Calls.Exit exit = null;
        try {
            exit = StoreCalls.<RuntimeException>execute(x);
            return exit;
        } catch (VirtualMachineError e) {
            throw store.poisonedBy(e);
        } finally {
            charge(x);
            if (event != null) {
                Events.called(event, store.id(), exit);
            }
            if (deadline != EpochClock.NEVER) {
                clock.forget(deadline, x.interrupts());
            }
        }
    }

    /** Lets what a host function throws through as it is, checked or not. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> Calls.Exit execute(Execution x) throws E {
        try {
            return Calls.run(x);
        } catch (Throwable thrown) {
            throw (E) thrown;
        }
    }

    /** What is thrown for a call that did not return and cannot be suspended. */
    RuntimeException failure(Execution x, Calls.Exit exit) {
        return switch (exit) {
            case RETURNED, AWAITING_NOTIFY -> throw new AssertionError(exit);
            case TRAPPED -> trap(x);
            case OUT_OF_FUEL -> trap(x, TrapReason.OUT_OF_FUEL);
            case INTERRUPTED -> {
                x.trapDetail = x.interrupts().clear(InterruptFlag.REQUESTED) ? null : "at the epoch deadline";
                yield trap(x, TrapReason.INTERRUPTED);
            }
            case AWAITING_HOST ->
                new CannotSuspendException(
                        "host function \"" + Objects.requireNonNull(x.host).name()
                                + "\" has not answered yet, and this call cannot wait for it: begin it with Func.begin"
                                + " and resume it when the answer is there");
            case THREW -> thrown(x.exception);
        };
    }

    /** The trap that a call ended with. */
    Trap trap(Execution x) {
        return trap(x, TrapReason.of(Objects.requireNonNull(x.trap)));
    }

    private Trap trap(Execution x, TrapReason reason) {
        return Events.trapped(store.id(), Traps.of(x, reason));
    }

    /** The exception that a host function threw, as the same object, or one for what a guest threw. */
    WasmException thrown(long ref) {
        WeakReference<WasmException> known = thrownByHost.get(ref);
        WasmException exception = known == null ? null : known.get();
        return exception != null && exception.carries(ref) ? exception : new WasmException(new ExnRef(store, ref));
    }

    /**
     * Notes an exception that a host function throws into the guest, and gives the reference to it.
     *
     * @throws WrongStoreException if it belongs to another Store
     */
    long throwInto(WasmException exception) {
        long ref = Values.refOf(store, exception.exception(), "throw by a host function");
        if (thrownByHost.size() >= thrownLimit) {
            thrownByHost.values().removeIf(known -> known.get() == null);
            thrownLimit = Math.max(16, thrownByHost.size() * 2);
        }
        thrownByHost.put(ref, new WeakReference<>(exception));
        return ref;
    }

    // Calls that were lost

    /** Sees to it that a call that nobody can resume any more is ended. */
    Lease lease(Call call, Execution x) {
        Lease lease = new Lease(call, lost, x);
        leases.add(lease);
        return lease;
    }

    /** Forgets a call that has ended. */
    void release(Lease lease) {
        lease.clear();
        leases.remove(lease);
    }

    /** Ends the calls that were lost. */
    void reclaim() {
        for (Object lease = lost.poll(); lease != null; lease = lost.poll()) {
            if (leases.remove(lease)) {
                executions.end(((Lease) lease).execution);
            }
        }
    }

    /** All calls but those that were kept for this transfer, prepared to be ended without need of memory. */
    Lease[] allBut(long transfer) {
        if (leases.isEmpty()) {
            return NO_LEASES;
        }
        List<Lease> left = new ArrayList<>();
        for (Lease lease : leases) {
            if (lease.transfer != transfer) {
                lease.execution.prepareEnd();
                left.add(lease);
            }
        }
        return left.toArray(NO_LEASES);
    }

    /** Ends calls that are not running. */
    void end(Lease[] calls) {
        for (Lease lease : calls) {
            release(lease);
            executions.end(lease.execution);
        }
    }

    /** Ends the calls that are on the Java stack of a thread that has ended. */
    void forgetStack() {
        while (nested > 0) {
            Execution x = onStack[nested - 1];
            leases.removeIf(lease -> lease.execution == x);
            executions.end(x);
            nested--;
        }
    }

    /** What is left of a {@link Call} when it is lost: its execution. */
    static final class Lease extends PhantomReference<Call> {
        private final Execution execution;

        /** The last transfer for which the call was kept. */
        private long transfer;

        private Lease(Call call, ReferenceQueue<Call> queue, Execution execution) {
            super(call, queue);
            this.execution = execution;
        }

        /** Keeps the call for a transfer; whether it was not before. */
        boolean keep(long forTransfer) {
            boolean isNew = transfer != forTransfer;
            transfer = forTransfer;
            return isNew;
        }
    }
}
