package org.ferrywasm.vm;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A guest whose code consumes fuel, in a Store of its own that has plenty of it. */
final class MeteredGuest implements AutoCloseable {
    static final long PLENTY = 1L << 40;

    final Store<@Nullable Void> store;
    final Instance instance;

    /** A guest that imports nothing. */
    MeteredGuest(String text) {
        this(text, Map.of());
    }

    /** A guest that imports these functions from the module {@code host}. */
    MeteredGuest(String text, Map<String, HostFunction<@Nullable Void>> imports) {
        this(Config.DEFAULT, text, imports);
    }

    /** A guest on an Engine that is configured like this, and also consumes fuel. */
    MeteredGuest(Config config, String text, Map<String, HostFunction<@Nullable Void>> imports) {
        this(Module.fromText(new Engine(config.consumeFuel(true)), text), imports);
    }

    /** A guest of a module, whose Engine consumes fuel. */
    MeteredGuest(Module module, Map<String, HostFunction<@Nullable Void>> imports) {
        store = Store.of(module.engine());
        store.setFuel(PLENTY);
        Linker<@Nullable Void> linker = new Linker<>(module.engine());
        imports.forEach((name, function) -> linker.func("host", name, function));
        instance = linker.instantiate(store, module);
        store.setFuel(PLENTY);
    }

    /** Begins a call of an exported function. */
    Call begin(String name, Val... args) {
        return instance.getFunc(name).begin(args);
    }

    /** Calls an exported function at once. */
    List<Val> call(String name, Val... args) {
        return instance.getFunc(name).call(args);
    }

    /** How much fuel has been spent since the Store was given plenty. */
    long spent() {
        return PLENTY - store.getFuel();
    }

    /** Gives the Store plenty of fuel again. */
    void refuel() {
        store.setFuel(PLENTY);
    }

    @Override
    public void close() {
        store.close();
    }
}
