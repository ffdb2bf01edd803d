package org.ferrywasm.contract.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Operation.Attempt;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedItem;
import org.ferrywasm.contract.spi.TestedMemory;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.spi.TestedTable;
import org.ferrywasm.contract.spi.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A Store with a guest that has a bit of everything, and the proof that its owner can go on after something was refused: a
 * computation, a table, a global, the memory, values through a host call. All but its {@code public} handles is the owner's.
 */
public final class Canary {
    private static final int TABLE_ELEMENTS = 3;

    private final Trial trial;
    private final Probe probe = new Probe();
    private final Object object = new Object();
    private final boolean hasReferences;
    private final boolean isFuelled;
    private final boolean seesTables;
    private final boolean seesGlobals;
    private int increments;

    /** The Store. */
    public final TestedStore store;

    /** The guest {@code canary}. */
    public final TestedInstance guest;

    /** Its exports, made here so that intruders have some to try. */
    public final TestedFunction increment;

    public final TestedFunction fib;
    public final TestedFunction through;
    public final TestedMemory memory;
    public final TestedTable functions;
    public final TestedGlobal counter;

    /** The guest {@code canary-references}; null where the engine has no references to host objects. */
    public final @Nullable TestedInstance references;

    Canary(Trial trial, TestedEngine engine, TestedStore store, Set<Feature> features, boolean isFuelled) {
        this.trial = trial;
        this.isFuelled = isFuelled;
        this.store = store;
        Signature unary = new Signature(List.of(ValueType.I32), List.of(ValueType.I32));
        this.guest = store.instantiate(
                trial.load(engine, "canary"), List.of(new HostImport.Function("host", "echo", unary, probe.code())));
        this.increment = function("increment");
        this.fib = function("fib");
        this.through = function("through");
        this.memory = (TestedMemory) guest.export("memory");
        this.functions = (TestedTable) guest.export("functions");
        this.counter = (TestedGlobal) guest.export("counter");
        this.seesTables = can(functions::size);
        this.seesGlobals = can(counter::get);
        TestedReference reference = features.contains(Feature.REFERENCE_TYPES) ? reference() : null;
        this.hasReferences = reference != null;
        if (reference == null) {
            references = null;
        } else {
            Signature keep = new Signature(List.of(ValueType.EXTERNREF), List.of(ValueType.EXTERNREF));
            references = store.instantiate(
                    trial.load(engine, "canary-references"),
                    List.of(new HostImport.Function("host", "keep", keep, (caller, arguments) -> arguments)));
            table().set(0, reference);
        }
    }

    private static boolean can(Runnable look) {
        try {
            look.run();
            return true;
        } catch (UnsupportedOperationException e) {
            return false; // the engine has it, and its host cannot look
        }
    }

    /** Whether the host can look at tables. */
    public boolean seesTables() {
        return seesTables;
    }

    /** Whether the host can look at globals. */
    public boolean seesGlobals() {
        return seesGlobals;
    }

    private @Nullable TestedReference reference() {
        try {
            return store.reference(object);
        } catch (UnsupportedOperationException e) {
            return null; // it has references, and gives the host no way to make one
        }
    }

    /** All handles that were made here, for a Store that moves with them. */
    public Object[] handles() {
        List<Object> handles = new ArrayList<>(List.of(guest, increment, fib, through, memory, functions, counter));
        if (references != null) {
            handles.add(references);
        }
        return handles.toArray();
    }

    /** Whether its guests consume fuel. */
    boolean isFuelled() {
        return isFuelled;
    }

    /** A function of the guest. */
    public TestedFunction function(String name) {
        return (TestedFunction) guest.export(name);
    }

    /** Calls a function of integers. */
    public int call(String name, int... arguments) {
        Object[] values = new Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments[i];
        }
        return integer(function(name).call(values));
    }

    /** Calls {@code increment} rightly. */
    public void increment() {
        increment.call();
        increments++;
    }

    /** Tells that somebody else's calls of {@code increment} were accepted. */
    public void expectIncrements(int more) {
        increments += more;
    }

    /** How often the host function was called. */
    public long hostCalls() {
        return probe.calls();
    }

    /** The thread on which the host function was last called. */
    public @Nullable Thread hostThread() {
        return probe.lastThread();
    }

    /** The table of host references; only where there are some. */
    public TestedTable table() {
        return (TestedTable) Objects.requireNonNull(references).export("objects");
    }

    /** Does something on the owner while a guest's call of a host function is on the Java stack. */
    public void duringHostCall(Attempt attempt) throws Throwable {
        Throwable[] failure = {null};
        probe.behave((caller, arguments) -> {
            try {
                attempt.run();
            } catch (Throwable e) {
                failure[0] = e;
            }
            return arguments;
        });
        try {
            trial.equal(7, call("through", 7), "a value through a host call");
        } finally {
            probe.echo();
        }
        if (failure[0] != null) {
            throw failure[0];
        }
    }

    /** What the host function does, and has seen. */
    public Probe probe() {
        return probe;
    }

    /**
     * Shows, on the owner, that nothing was spoilt.
     *
     * @throws Judged broken, if something was
     */
    public void sings() {
        try {
            trial.equal(610, call("fib", 15), "canary: fib(15)");
            trial.equal(10, call("dispatch", 0, 10), "canary: ten indirect calls");
            if (seesTables) {
                trial.equal((long) TABLE_ELEMENTS, functions.size(), "canary: size of the table");
            }
            trial.equal(5050, call("fillAndSum", 100), "canary: sum over the memory");
            trial.equal(increments, call("count"), "canary: the counter");
            increment();
            trial.equal(increments, call("count"), "canary: the counter after a call");
            trial.equal(41, call("through", 41), "canary: a value through a host call");
            if (hasReferences) {
                singsOfReferences();
            }
        } catch (Judged e) {
            throw e;
        } catch (Throwable e) {
            throw Judged.broken("the canary is dead", e);
        }
    }

    private void singsOfReferences() {
        TestedReference held = (TestedReference) Objects.requireNonNull(table().get(0), "canary: the held object");
        trial.same(object, held.host(), "canary: the object in the table");
        TestedItem round = Objects.requireNonNull(references).export("round");
        Object back = ((TestedFunction) round).call(held)[0];
        trial.same(
                object,
                ((TestedReference) Objects.requireNonNull(back)).host(),
                "canary: the object through a host call");
    }

    private static int integer(@Nullable Object[] results) {
        return (Integer) Objects.requireNonNull(results[0]);
    }
}
