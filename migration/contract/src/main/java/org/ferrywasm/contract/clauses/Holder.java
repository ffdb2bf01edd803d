package org.ferrywasm.contract.clauses;

import java.util.List;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Operation.Attempt;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.TestedCaller;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.spi.TestedTable;
import org.ferrywasm.contract.spi.ValueType;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.HostObjects;
import org.ferrywasm.contract.trial.Probe;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** A Store with the guest {@code holder} and host objects for it. Its host functions let go of what they are given. */
final class Holder {
    private static final Signature ACT = new Signature(List.of(), List.of());
    private static final Signature ASK = new Signature(List.of(), List.of(ValueType.EXTERNREF));
    private static final Signature LOOK = new Signature(List.of(ValueType.EXTERNREF), List.of());

    private static final int MOST_LEVELS = 2_000;

    private final Trial trial;

    final TestedStore store;
    final HostObjects objects;
    final TestedInstance guest;

    /** What the guest calls while it holds something. */
    final Probe act = new Probe();

    /** What the guest gives an object to. */
    final Probe look = new Probe();

    /** What the guest gets an object from. */
    final Probe ask = new Probe();

    Holder(Trial trial) {
        this(trial, trial.engine());
    }

    Holder(Trial trial, TestedEngine engine) {
        this(trial, engine, engine.newStore());
    }

    Holder(Trial trial, TestedEngine engine, TestedStore store) {
        trial.needs(Feature.BULK_MEMORY, Feature.REFERENCE_TYPES);
        this.trial = trial;
        this.store = store;
        this.objects = new HostObjects(trial, store);
        act.behave(Holder::letGo);
        look.behave(Holder::letGo);
        ask.behave((caller, arguments) -> new Object[] {null});
        this.guest = store.instantiate(
                trial.load(engine, "holder"),
                List.of(
                        new HostImport.Function("host", "act", ACT, act.code()),
                        new HostImport.Function("host", "look", LOOK, look.code()),
                        new HostImport.Function("host", "ask", ASK, ask.code())));
    }

    /** What a host function does that has no results: it closes the references that it was given. */
    static @Nullable Object[] letGo(TestedCaller caller, @Nullable Object[] arguments) {
        for (Object argument : arguments) {
            if (argument instanceof TestedReference reference) {
                reference.close();
            }
        }
        return new Object[0];
    }

    TestedFunction function(String name) {
        return (TestedFunction) guest.export(name);
    }

    @Nullable
    Object[] call(String name, @Nullable Object... arguments) {
        return function(name).call(arguments);
    }

    /** How deep the guest can certainly recurse on this thread: half of what it is seen to, and at most 1,000 levels. */
    int safeDepth() {
        int levels = MOST_LEVELS;
        while (levels > 1 && Crew.thrown(depth(levels)) != null) {
            levels /= 2;
        }
        return levels / 2;
    }

    private Attempt depth(int levels) {
        return () -> call("depth", levels);
    }

    /** Judges whether the guest can recurse as deep as it could. */
    void expectDepth(int levels, String when) {
        Throwable thrown = Crew.thrown(depth(levels));
        trial.check(thrown == null, levels + " levels of recursion are too many " + when + ": " + thrown);
    }

    TestedGlobal kept() {
        return (TestedGlobal) guest.export("kept");
    }

    TestedTable first() {
        return (TestedTable) guest.export("first");
    }

    TestedTable second() {
        return (TestedTable) guest.export("second");
    }
}
