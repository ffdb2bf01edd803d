package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/** A guest whose code consumes fuel, in a Store of its own, for the clauses on calls; nothing but the public API. */
final class SuspendedGuest implements AutoCloseable {
    static final long PLENTY = 1L << 40;

    final Store<@Nullable Void> store;
    final Instance instance;

    SuspendedGuest(String text, Map<String, HostFunction<@Nullable Void>> imports) {
        this(Config.DEFAULT, text, imports);
    }

    /** A guest that imports these functions from the module {@code host}. */
    SuspendedGuest(Config config, String text, Map<String, HostFunction<@Nullable Void>> imports) {
        Engine engine = new Engine(config.consumeFuel(true));
        store = Store.of(engine);
        store.setFuel(PLENTY);
        Linker<@Nullable Void> linker = new Linker<>(engine);
        imports.forEach((name, function) -> linker.func("host", name, function));
        instance = linker.instantiate(store, Module.fromText(engine, text));
        store.setFuel(PLENTY);
    }

    Call begin(String name, Val... args) {
        return instance.getFunc(name).begin(args);
    }

    List<Val> call(String name, Val... args) {
        return instance.getFunc(name).call(args);
    }

    long spent() {
        return PLENTY - store.getFuel();
    }

    /** Resumes a call with the same slice until it stops for another reason. */
    static Outcome slices(Call call, long slice) {
        Outcome outcome = call.resume(slice);
        while (outcome instanceof Outcome.OutOfFuel) {
            outcome = call.resume(slice);
        }
        return outcome;
    }

    /** The results of a call that has returned. */
    static List<Val> results(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Returned.class);
        return ((Outcome.Returned) outcome).results();
    }

    @Override
    public void close() {
        store.close();
    }
}
