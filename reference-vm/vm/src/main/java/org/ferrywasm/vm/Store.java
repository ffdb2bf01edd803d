package org.ferrywasm.vm;

import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.ferrywasm.runtime.HostFunc;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.transfer.StoreAudit;
import org.jspecify.annotations.Nullable;

/**
 * A Store owns instances and everything that they make: memories, tables, globals, the guest's heap, references to host
 * objects, and calls in flight (specification, "Store"). It belongs to the thread that made it; every operation on it, and on
 * every handle into it, is refused to other threads without effect. Instances live as long as their Store, so a Store is
 * meant to be small and short-lived: one for a request, a plug-in, a tenant.
 *
 * <p>Safe from any thread are {@link #id}, {@link #engine}, {@link #isOwnedByCurrentThread}, {@code toString},
 * {@code equals} and {@code hashCode}.
 *
 * @param <T> the type of the embedder's own data, which host functions find again through their {@link Caller}
 */
public final class Store<T extends @Nullable Object> extends Confined implements AutoCloseable {
    private static final AtomicLong NEXT_ID = new AtomicLong(1);

    private final long id;
    private final Engine engine;
    private final HandleRoots handles;
    private final HostDrops drops;
    private final StoreCalls calls;
    private final Borrows borrows = new Borrows(this);
    private final IdentityHashMap<HostFunction<?>, HostFunc> hostFuncs = new IdentityHashMap<>();
    private @Nullable StoreState state;
    private T data;

    /** A Store with the limits that the Engine's configuration names. */
    public Store(Engine engine, T data) {
        this(engine, data, engine.config().storeLimits());
    }

    /** A Store with limits of its own. */
    public Store(Engine engine, T data, StoreLimits limits) {
        this(engine, data, limits, NEXT_ID.getAndIncrement());
    }

    private Store(Engine engine, T data, StoreLimits limits, long id) {
        super(Tenancy.ofCurrentThread(id));
        this.id = id;
        this.engine = engine;
        this.data = data;
        StoreState newState =
                new StoreState(limits.toStoreConfig(engine.config().collectsAlways()));
        this.state = newState;
        this.handles = new HandleRoots(newState, engine.config().tracesHandles());
        this.drops = new HostDrops(this);
        this.calls = new StoreCalls(this, limits.nestedCalls());
    }

    /** A Store without data. */
    public static Store<@Nullable Void> of(Engine engine) {
        return new Store<>(engine, null);
    }

    /** A number that no other Store has; from any thread. */
    public long id() {
        return id;
    }

    /** The Engine that it was made with; from any thread. */
    public Engine engine() {
        return engine;
    }

    /** Whether the current thread may use it; from any thread. */
    public boolean isOwnedByCurrentThread() {
        return isCurrentThreadOwner();
    }

    /** The embedder's data. */
    public T data() {
        check("Store.data");
        return data;
    }

    /** Replaces the embedder's data. */
    public void setData(T newData) {
        check("Store.setData");
        data = newData;
    }

    /**
     * The fuel that is left.
     *
     * @throws IllegalStateException if the Engine's configuration does not say that code consumes fuel
     */
    public long getFuel() {
        check("Store.getFuel");
        requireFuel();
        return Math.max(calls.fuel(), 0);
    }

    /**
     * Sets the fuel that is left. A new Store has none.
     *
     * @throws IllegalStateException if the Engine's configuration does not say that code consumes fuel
     * @throws IllegalArgumentException if {@code units} is negative
     */
    public void setFuel(long units) {
        check("Store.setFuel");
        requireFuel();
        if (units < 0) {
            throw new IllegalArgumentException("Store.setFuel: negative fuel: " + units);
        }
        calls.setFuel(units);
    }

    /**
     * Adds to the fuel that is left, also while calls are suspended or a host function runs. What was overdrawn is taken off
     * first.
     *
     * @throws IllegalStateException if the Engine's configuration does not say that code consumes fuel
     * @throws IllegalArgumentException if {@code units} is negative
     */
    public void addFuel(long units) {
        check("Store.addFuel");
        requireFuel();
        if (units < 0) {
            throw new IllegalArgumentException("Store.addFuel: negative fuel: " + units);
        }
        long sum = calls.fuel() + units;
        calls.setFuel(sum < 0 && calls.fuel() > 0 ? Long.MAX_VALUE : sum);
    }

    /**
     * Sets how long calls may last that begin from now on, {@link Func#call} included: their deadline is the epoch so many
     * epochs from their beginning ({@link Engine#incrementEpoch}). A call that runs to its end at once traps then, one that
     * is resumed gives {@link Outcome.Interrupted}.
     *
     * @param epochs how many; 0 for no deadline, as at first
     * @throws IllegalArgumentException if {@code epochs} is negative
     */
    public void setEpochDeadline(long epochs) {
        check("Store.setEpochDeadline");
        if (epochs < 0) {
            throw new IllegalArgumentException("Store.setEpochDeadline: negative number of epochs: " + epochs);
        }
        calls.setEpochs(epochs);
    }

    /**
     * Checks that code consumes fuel.
     *
     * @throws IllegalStateException if it does not
     */
    void requireFuel() {
        if (!engine.config().consumesFuel()) {
            throw new IllegalStateException("fuel is not switched on: see Config.consumeFuel");
        }
    }

    /** Collects the guest's heap now: structures, arrays, exceptions and host objects that nothing refers to any more. */
    public void gc() {
        StoreState collected = enter("Store.gc").state();
        allocating(() -> {
            collected.heap().collect();
            return collected;
        });
        settle();
    }

    /**
     * Audits the Store: counts every reference to a host object anew, by a walk over globals, tables, heap, element segments
     * and handles, and compares (clause C-14). Tests end with it. It takes time in proportion to what is in the Store.
     *
     * @throws AuditException if anything is not as it should be: a fault of the VM
     */
    public Audit audit() {
        StoreState audited = enter("Store.audit").state();
        StoreAudit.Finding finding = StoreAudit.audit(audited);
        if (!finding.differences().isEmpty()) {
            throw new AuditException(id, finding.differences());
        }
        return new Audit(
                audited.hosts().size(),
                finding.hostReferences(),
                audited.heap().size(),
                audited.heap().usedBytes(),
                audited.executions().size(),
                handles.describe());
    }

    /** How many bytes structures, arrays and exceptions take, those included that are dead and not yet collected. */
    public long heapBytes() {
        return enter("Store.heapBytes").state().heap().usedBytes();
    }

    /** How many host objects guests and handles refer to, those included that are dead and not yet collected. */
    public int hostObjects() {
        return enter("Store.hostObjects").state().hosts().size();
    }

    /**
     * Closes the Store; every later use of it or of a handle into it is refused. Suspended calls are over, each host object
     * is dropped once, and the Store's data is closed if it is {@link AutoCloseable}; the first failure of these is thrown,
     * with the others suppressed, and the Store is closed all the same. Does nothing if it is closed already. A poisoned Store
     * is closed by the thread that owned it.
     *
     * @throws WrongThreadException if another thread owns it
     * @throws StoreBusyException if a call into it or a drop action is on the Java stack, or a {@link MemoryView} is open
     */
    @Override
    public void close() {
        Tenancy tenancy = uncheckedTenancy();
        if (tenancy != null && tenancy.ending() instanceof Tenancy.Closed) {
            return;
        }
        boolean isPoisoned = tenancy != null && tenancy.isPoisonedByCurrentThread();
        if (!isPoisoned) {
            check("Store.close");
        }
        if (calls.nested() > 0) {
            throw new StoreBusyException("Store.close: " + calls.nested() + " calls into Store " + id
                    + " are on the Java stack of " + Tenancy.callerName() + ": " + calls.names());
        }
        if (drops.isRunning()) {
            throw new StoreBusyException(
                    "Store.close: a drop action of Store " + id + " is on the Java stack of " + Tenancy.callerName());
        }
        if (!isPoisoned) {
            borrows.requireNone("Store.close");
        }
        StoreState closed = state();
        T lastData = data;
        tenancy().end(new Tenancy.Closed());
        state = null;
        hostFuncs.clear();
        data = null;
        closed.endAll();
        drops.end(closed, lastData);
    }

    /**
     * Poisons the Store because an operation on it was cut short in the middle, and gives the reason back to be thrown: from
     * now on the Store can only be closed.
     */
    VirtualMachineError poisonedBy(VirtualMachineError cause) {
        Tenancy tenancy = tenancy();
        if (tenancy.ending() == null) {
            tenancy.end(new Tenancy.Poisoned(Thread.currentThread(), cause));
        }
        return cause;
    }

    @Override
    public String toString() {
        return "Store " + id;
    }

    // Below: for the handles, which have passed the entry check.

    /**
     * Does what allocates inside the Store. If the JVM fails in the middle, the Store is poisoned.
     *
     * @throws Trap if a limit of the Store is reached
     */
    <R> R allocating(Supplier<R> operation) {
        try {
            return operation.get();
        } catch (TrapSignal e) {
            throw Traps.of(e);
        } catch (VirtualMachineError e) {
            throw poisonedBy(e);
        }
    }

    /** Ends an operation that may have let go of host objects: what nothing refers to any more is dropped. */
    void settle() {
        StoreState current = state();
        if (current.hosts().isUnsettled()) {
            drops.settle(current, null);
        }
    }

    HostDrops drops() {
        return drops;
    }

    /** The entry check of an operation that is not in a hurry: it also gives back the roots of handles that were lost. */
    Store<T> enter(String operation) {
        check(operation);
        handles.reclaim();
        calls.reclaim();
        return this;
    }

    StoreCalls calls() {
        return calls;
    }

    Borrows borrows() {
        return borrows;
    }

    StoreState state() {
        return Objects.requireNonNull(state);
    }

    HandleRoots handles() {
        return handles;
    }

    /** The instance of a host function in this Store, made when it is first asked for. */
    HostFunc hostFunc(HostFunction<? super T> function, String name) {
        HostFunc known = hostFuncs.get(function);
        if (known != null) {
            return known;
        }
        engine.checkType(function.type(), "host function " + name);
        DefType type = engine.registry().canonicalise(function.type());
        HostFunc made = new HostFunc(state().funcs().size(), type, new HostCall<>(this, function), name);
        state().funcs().add(made);
        hostFuncs.put(function, made);
        return made;
    }
}
