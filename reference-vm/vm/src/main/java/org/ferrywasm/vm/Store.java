package org.ferrywasm.vm;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.transfer.StoreAudit;
import org.ferrywasm.transfer.Walk;
import org.jspecify.annotations.Nullable;

/**
 * A Store owns instances and everything that they make: memories, tables, globals, the guest's heap, references to host
 * objects, and calls in flight (specification, "Store"). Instances live as long as their Store, so a Store is meant to be small
 * and short-lived: one for a request, a plug-in, a tenant.
 *
 * {@snippet class="org.ferrywasm.examples.StoreExample" region="open"}
 *
 * <h2>Threads</h2>
 *
 * A Store belongs to the thread that made it, its owner; a virtual thread is an owner like any other. Every operation on a
 * Store, and on every handle into it, asks first whether the current thread is the owner. Where it is not, the operation
 * changes nothing, never blocks, does not look at its arguments, and throws (clauses and I-01):
 *
 * <table>
 * <caption>How operations are refused</caption>
 * <tr><th>the Store</th><th>what is thrown</th></tr>
 * <tr><td>is owned by another thread</td><td>{@link WrongThreadException}</td></tr>
 * <tr><td>has moved without the handle</td><td>{@link StaleHandleException}</td></tr>
 * <tr><td>is on its way to its next owner</td><td>{@link StoreInTransitException}</td></tr>
 * <tr><td>is closed</td><td>{@link StoreClosedException}</td></tr>
 * <tr><td>was poisoned by a failure of the JVM</td><td>{@link StorePoisonedException}</td></tr>
 * </table>
 *
 * <p>The operations do not list these again. Safe from any thread are {@link #id}, {@link #engine},
 * {@link #isOwnedByCurrentThread}, {@code toString}, {@code equals} and {@code hashCode} (clause A-12). A Store orders nothing
 * between threads: what is refused has no memory effects, and what the owner does is seen by others through means of their own.
 *
 * {@snippet class="org.ferrywasm.examples.RefusalExample" region="wrong-thread"}
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
    private final HostAdmission<T> admission;
    private long looks;
    private @Nullable StoreState state;
    private T data;

    /** A Store of the current thread, with the limits that the Engine's configuration names. */
    public Store(Engine engine, T data) {
        this(engine, data, engine.config().storeLimits());
    }

    /** A Store of the current thread, with limits of its own. */
    public Store(Engine engine, T data, StoreLimits limits) {
        this(engine, data, limits, NEXT_ID.getAndIncrement(), false);
        if (data instanceof Owned<?> owned) {
            owned.enter(id, "Store");
        }
    }

    private Store(Engine engine, T data, StoreLimits limits, long id, boolean isSendable) {
        super(Tenancy.ofCurrentThread(id));
        this.id = id;
        this.engine = engine;
        this.data = data;
        this.admission = new HostAdmission<>(this, isSendable, limits.limiter());
        StoreState newState =
                new StoreState(limits.toStoreConfig(engine.config().collectsAlways(), admission.limiterGate()));
        newState.listen(new StoreEvents(id));
        this.state = newState;
        this.handles = new HandleRoots(newState, engine.config().tracesHandles());
        this.drops = new HostDrops(this);
        this.calls = new StoreCalls(this, limits.nestedCalls());
    }

    /** A Store of the current thread, without data. */
    public static Store<@Nullable Void> of(Engine engine) {
        return new Store<>(engine, null);
    }

    /**
     * A Store that takes in only what may go to another thread: data, host objects, drop actions and host functions that may
     * not are refused when they are about to enter (contract, "Sendable"). Any other Store takes everything in, and is kept on
     * its thread by what may not go.
     *
     * @throws NotSendableException if the data may not go, or the limiter of the Engine's configuration
     */
    public static <T extends @Nullable Object> Store<T> sendable(Engine engine, T data) {
        return sendable(engine, data, engine.config().storeLimits());
    }

    /** As {@link #sendable(Engine, Object)}, with limits of its own. */
    public static <T extends @Nullable Object> Store<T> sendable(Engine engine, T data, StoreLimits limits) {
        long id = NEXT_ID.getAndIncrement();
        HostRules.ofNewStore(id).admit(engine.sendability(), "Store.sendable", walk -> {
            walk.root("data", data);
            walk.root("limiter", limits.limiter());
        });
        return new Store<>(engine, data, limits, id, true);
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

    /**
     * Replaces the embedder's data; what was there is not closed.
     *
     * @throws NotSendableException if this is a {@linkplain #sendable sendable} Store and the data may not go to another thread
     * @throws WrongStoreException if it is an {@link Owned} of another Store
     */
    public void setData(T newData) {
        check("Store.setData");
        admission.admit("Store.setData", "data", newData);
        data = newData;
    }

    /** Whether it takes in only what may go to another thread; from any thread. */
    public boolean isSendable() {
        return admission.isSendable();
    }

    /**
     * Judges everything of the host's that the Store holds now: its data, its limiter, host objects, their drop actions, and host
     * functions (contract, "Sendable"). It runs none of their code. What is in no container of the host's but in a table, a global
     * or the guest's heap is named by its number among the host objects.
     */
    public SendabilityReport sendability() {
        enter("Store.sendability");
        return HostRules.report(admission.judge());
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
     * Sets the fuel that is left. A new Store has none. A unit is about an instruction; instructions on ranges cost more.
     *
     * {@snippet class="org.ferrywasm.examples.StoreExample" region="fuel"}
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
        allocating(() -> collected.heap().collect());
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
     * Takes the Store out of this thread's hands, whole, and gives it as a parcel for the thread that is to own it next: its
     * memories, tables, globals, heap, host objects, suspended calls with what they wait for, limits, fuel. The cost depends on
     * how many host objects there are, and neither on the size of memories nor on that of the heap (clause E-12).
     *
     * <p>Handles travel if they are named as companions, or found inside the Store's own host objects: its data, what external
     * references refer to, what host functions and drop actions capture. They are the same objects afterwards. All other
     * handles are stale for good, also when the Store comes back (clause A-18). Host objects that only these have kept alive
     * are dropped, on this thread, and suspended calls whose {@link Call} does not travel are over.
     *
     * <p>All or nothing: if this throws, the Store is what it was, with two exceptions. If a drop action throws, the Store
     * stays with this thread without the handles that were to be left behind. If the JVM fails in the middle, the Store may be
     * poisoned.
     *
     * {@snippet class="org.ferrywasm.examples.TransferExample" region="move"}
     *
     * What may not go is found out at the move, and named:
     *
     * {@snippet class="org.ferrywasm.examples.TransferExample" region="refused"}
     *
     * @param companions handles of this Store that are to travel with it
     * @throws StoreBusyException if a call into it or a drop action is on the Java stack, or a {@link MemoryView} is open
     * @throws NotSendableException if the Store holds something of the host's, alive, that may not go to another thread; it names
     *     everything that may not, with its path
     * @throws IllegalArgumentException if a companion is no handle
     * @throws WrongStoreException if a companion is a handle of another Store
     * @throws ClosedHandleException if a companion is closed
     */
    public StoreParcel<T> detach(Object... companions) {
        return Detachment.detach(this, companions);
    }

    /**
     * Makes the current thread the owner of a Store whose owner has ended without having closed it or given it away (clause
     * E-18). What was on that thread's Java stack is over; open views are closed; handles are left behind as by
     * {@link #detach}.
     *
     * {@snippet class="org.ferrywasm.examples.TransferExample" region="adopt"}
     *
     * @param companions handles of the Store that are to be valid for the current thread
     * @return the Store
     * @throws WrongThreadException if the owner is another thread, which is alive
     * @throws NotOrphanedException if the owner is the current thread, or another thread adopts the Store at the same time
     * @throws StoreInTransitException if it is in a parcel
     * @throws StoreClosedException if it is closed
     * @throws StorePoisonedException if it is poisoned; the current thread may close it now
     * @throws NotSendableException if the Store holds something that may not go to another thread; the current thread may close
     *     it now, and nothing else
     * @throws IllegalArgumentException if a companion is no handle
     * @throws WrongStoreException if a companion is a handle of another Store
     * @throws ClosedHandleException if a companion is closed
     */
    public static <T extends @Nullable Object> Store<T> adopt(Store<T> store, Object... companions) {
        return Adoption.adopt(store, companions);
    }

    /**
     * Closes the Store; every later use of it or of a handle into it is refused. Suspended calls are over, each host object
     * is dropped once, and the Store's data is closed if it is {@link AutoCloseable}; the first failure of these is thrown,
     * with the others suppressed, and the Store is closed all the same. Does nothing if it is closed already. A poisoned Store
     * is closed by the thread that owned it. If the JVM fails in the middle, what is left to be dropped is dropped by the next
     * attempt.
     *
     * @throws WrongThreadException if another thread owns it
     * @throws StoreBusyException if a call into it or a drop action is on the Java stack, or a {@link MemoryView} is open
     */
    @Override
    public void close() {
        Tenancy tenancy = uncheckedTenancy();
        if (tenancy != null && tenancy.isClosed()) {
            return;
        }
        if (tenancy == null || !tenancy.isPoisonedByCurrentThread()) {
            check("Store.close");
        }
        requireIdle("Store.close");
        StackRoom.require();
        StoreState closed = state();
        Tenancy last = tenancy();
        last.close();
        Throwable thrown;
        try {
            closed.endAll();
            thrown = drops.dropAll(closed);
            T lastData = data;
            data = null;
            thrown = HostDrops.close(lastData, thrown);
            admission.end();
            state = null;
        } catch (VirtualMachineError e) {
            last.poison(e);
            throw e;
        }
        drops.end(thrown);
    }

    /**
     * Poisons the Store because an operation on it was cut short in the middle, and gives the reason back to be thrown: from
     * now on the Store can only be closed.
     */
    VirtualMachineError poisonedBy(VirtualMachineError cause) {
        Tenancy tenancy = tenancy();
        if (tenancy.ending() == null) {
            tenancy.poison(cause);
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

    /** As {@link #allocating(Supplier)}, for what gives nothing. */
    void allocating(Runnable operation) {
        allocating(() -> {
            operation.run();
            return this;
        });
    }

    /** Ends an operation that may have let go of host objects: what nothing refers to any more is dropped. */
    void settle() {
        StoreState current = state();
        if (current.hosts().isUnsettled()) {
            drops.settle(current, null);
        }
    }

    /** Adds to a walk what lives as long as the Store: data, limiter, host functions. */
    void addHeldAlways(Walk walk) {
        walk.root("data", data);
        admission.addTo(walk);
    }

    /** A number for the next look at what would travel. */
    long nextLook() {
        return ++looks;
    }

    /** Ends what a thread that has ended was in the middle of. */
    void forgetOwner() {
        calls.forgetStack();
        drops.forgetRunning();
        borrows.forgetAll();
        handles.reclaim();
        calls.reclaim();
    }

    /** Ends an operation as {@link #settle()}, and gives what it has made. */
    <R> R settled(R made) {
        settle();
        return made;
    }

    HostAdmission<T> admission() {
        return admission;
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

    /**
     * Checks that no call and no drop action is on the Java stack, and no view of a memory open; views of a poisoned Store,
     * which nobody can close, do not count.
     *
     * @throws StoreBusyException if one is
     */
    void requireIdle(String operation) {
        if (calls.nested() > 0) {
            throw new StoreBusyException(operation + ": " + calls.nested() + " calls into Store " + id
                    + " are on the Java stack of " + Tenancy.callerName() + ": " + calls.names());
        }
        String drop = drops.running();
        if (drop != null) {
            throw new StoreBusyException(operation + ": " + drop + " is on the Java stack of " + Tenancy.callerName());
        }
        if (admission.isLimiterRunning()) {
            throw new StoreBusyException(
                    operation + ": the limiter of Store " + id + " is on the Java stack of " + Tenancy.callerName());
        }
        if (tenancy().ending() == null) {
            borrows.requireNone(operation);
        }
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
}
