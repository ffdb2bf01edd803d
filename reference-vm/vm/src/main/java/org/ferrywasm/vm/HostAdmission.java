package org.ferrywasm.vm;

import java.util.IdentityHashMap;
import java.util.function.Consumer;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.HostDrop;
import org.ferrywasm.runtime.HostFunc;
import org.ferrywasm.runtime.HostTable;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.transfer.Judgement;
import org.ferrywasm.transfer.Walk;
import org.jspecify.annotations.Nullable;

/**
 * What a Store takes in of the host's: it asks whether that may go to another thread where the Store is a sendable one, and has what
 * stays as long as the Store, the limiter and the host functions. Used by the Store's owner, in operations that have passed the
 * entry check.
 */
final class HostAdmission<T extends @Nullable Object> {
    private final Store<T> store;
    private final boolean isSendable;
    private final @Nullable ResourceLimiter limiter;
    private final @Nullable LimiterGate limiterGate;
    private final IdentityHashMap<HostFunction<?>, HostFunc> funcs = new IdentityHashMap<>();

    HostAdmission(Store<T> store, boolean isSendable, @Nullable ResourceLimiter limiter) {
        this.store = store;
        this.isSendable = isSendable;
        this.limiter = limiter;
        this.limiterGate = limiter == null ? null : new LimiterGate(limiter);
    }

    /** Whether what may not go to another thread is refused. */
    boolean isSendable() {
        return isSendable;
    }

    /** The way to the limiter; null if there is none. */
    @Nullable
    LimiterGate limiterGate() {
        return limiterGate;
    }

    /** Whether the limiter is being asked. */
    boolean isLimiterRunning() {
        return limiterGate != null && limiterGate.isRunning();
    }

    /**
     * Lets something of the host's in.
     *
     * @param place where it will be held, for paths
     * @throws NotSendableException if this is a sendable Store and it may not go to another thread
     * @throws WrongStoreException if it is a box of another Store
     */
    void admit(String operation, String place, @Nullable Object value) {
        admit(operation, place, value, "nothing", null);
    }

    /** Lets two things of the host's in, or neither; as {@link #admit(String, String, Object)} otherwise. */
    void admit(String operation, String place, @Nullable Object value, String otherPlace, @Nullable Object otherValue) {
        if (isSendable) {
            admitAll(operation, walk -> {
                walk.root(place, value);
                walk.root(otherPlace, otherValue);
            });
        } else if (value instanceof Owned<?> owned) {
            owned.enter(store.id(), operation);
        }
    }

    /** Lets in what a sendable Store must judge, all of it or nothing; another Store lets it in. */
    void admitAll(String operation, Consumer<Walk> roots) {
        if (isSendable) {
            HostRules.of(store).admit(store.engine().sendability(), operation, roots);
        }
    }

    /** The instance of a host function in this Store, made when it is first asked for. */
    HostFunc func(HostFunction<? super T> function, String name) {
        HostFunc known = funcs.get(function);
        if (known != null) {
            return known;
        }
        admit("host function " + name, "host function " + name, function);
        store.engine().checkType(function.type(), "host function " + name);
        DefType type = store.engine().registry().canonicalise(function.type());
        HostFunc made = new HostFunc(store.state().funcs().size(), type, new HostCall<>(store, function), name);
        store.state().funcs().add(made);
        funcs.put(function, made);
        return made;
    }

    /** Judges everything of the host's that the Store holds. */
    Judgement judge() {
        StoreState state = store.state();
        return HostRules.of(store).judge(store.engine().sendability(), walk -> {
            store.addHeldAlways(walk);
            HostTable hosts = state.hosts();
            for (int address = 0; address < hosts.end(); address++) {
                if (hosts.isLive(address)) {
                    walk.root("host object", address, hosts.get(address));
                    for (HostDrop action : hosts.actions(address)) {
                        walk.root("drop action of host object", address, action);
                    }
                }
            }
            for (Execution call : state.executions()) {
                if (call.awaited instanceof HostWait<?> wait) {
                    wait.addTo(walk, HostWait.nameOf(call));
                }
            }
        });
    }

    /** Adds the limiter and the host functions to a walk. */
    void addTo(Walk walk) {
        walk.root("limiter", limiter);
        funcs.forEach((function, inst) -> walk.root(() -> "host function " + inst.name(), function));
    }

    /** Lets go of the host functions: the Store is closed. */
    void end() {
        funcs.clear();
    }
}
