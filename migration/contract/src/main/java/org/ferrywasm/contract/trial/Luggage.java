package org.ferrywasm.contract.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.Movable;
import org.ferrywasm.contract.spi.Picturing;
import org.ferrywasm.contract.spi.Suspending;
import org.ferrywasm.contract.spi.TestedCall;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedMemory;
import org.ferrywasm.contract.spi.TestedParcel;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.spi.TestedTable;
import org.jspecify.annotations.Nullable;

/** A Store that can be moved, with guests that keep all kinds of state in it. It belongs to whoever owns the Store. */
public final class Luggage {
    private final Trial trial;
    private final TestedEngine engine;

    /** The Store. */
    public final TestedStore store;

    /** The same, as what can be moved. */
    public final Movable movable;

    /** The guest {@code luggage}, and its exports. */
    public final TestedInstance guest;

    public final TestedMemory memory;
    public final TestedTable objects;
    public final TestedGlobal object;

    /** Makes one in a new Store of the engine. */
    public Luggage(Trial trial, TestedEngine engine) {
        this(trial, engine, engine.newStore());
    }

    /** Makes one in a Store. */
    public Luggage(Trial trial, TestedEngine engine, TestedStore store) {
        trial.needs(Feature.REFERENCE_TYPES, Feature.BULK_MEMORY);
        this.trial = trial;
        this.engine = engine;
        this.store = store;
        this.movable = trial.need(store, Movable.class);
        this.guest = store.instantiate(trial.load(engine, "luggage"), List.of());
        this.memory = (TestedMemory) guest.export("memory");
        this.objects = (TestedTable) guest.export("objects");
        this.object = (TestedGlobal) guest.export("object");
    }

    /** The guest {@code luggage-heap}, in the same Store. */
    public TestedInstance heap() {
        trial.needs(Feature.GC, Feature.EXCEPTIONS);
        return store.instantiate(trial.load(engine, "luggage-heap"), List.of());
    }

    /** A function of the guest, as a new handle. */
    public TestedFunction function(String name) {
        return (TestedFunction) guest.export(name);
    }

    /** Calls a function of the guest. */
    public @Nullable Object call(String name, @Nullable Object... arguments) {
        @Nullable Object[] results = function(name).call(arguments);
        return results.length == 0 ? null : results[0];
    }

    /** Begins a call of a function of the guest. */
    public TestedCall begin(String name, @Nullable Object... arguments) {
        return trial.need(function(name), Suspending.Function.class).begin(arguments);
    }

    /** Puts a reference to an object into the table, and keeps no handle. */
    public void put(long index, Object host) {
        try (TestedReference reference = store.reference(host)) {
            objects.set(index, reference);
        }
    }

    /** Takes an element out of the table. */
    public void take(long index) {
        objects.set(index, null);
    }

    /** Fills everything that a guest can fill. */
    public void fill() {
        call("fill", 12_345);
        put(0, "text");
        put(1, List.of(1, 2, 3));
        try (TestedReference reference = store.reference("in a global")) {
            object.set(reference);
        }
    }

    /** All that can be seen of the Store: its picture, or what the kit can read of the guest. */
    public List<String> picture() {
        List<String> picture = new ArrayList<>();
        if (store instanceof Picturing picturing) {
            picture.addAll(picturing.picture());
        }
        int pages = (int) memory.pages();
        byte[] bytes = memory.read(0, pages << 16);
        picture.add("memory " + pages + " " + java.util.Arrays.hashCode(bytes));
        picture.add("number " + ((TestedGlobal) guest.export("number")).get());
        picture.add("real " + ((TestedGlobal) guest.export("real")).get());
        picture.add("object " + host(object.get()));
        for (long i = 0; i < objects.size(); i++) {
            picture.add("object " + i + " " + host(objects.get(i)));
        }
        return picture;
    }

    private static @Nullable Object host(@Nullable Object reference) {
        if (reference == null) {
            return null;
        }
        try (TestedReference handle = (TestedReference) reference) {
            return handle.host();
        }
    }

    /** All handles that were made here, and others. */
    public Object[] handles(Object... more) {
        List<Object> handles = new ArrayList<>(List.of(guest, memory, objects, object));
        handles.addAll(List.of(more));
        return handles.toArray();
    }

    /** Packs the Store with these handles and others. */
    public TestedParcel detach(Object... more) {
        return movable.detach(handles(more));
    }

    /** Moves the Store to another thread, does something there, and comes back. */
    public <R extends @Nullable Object> R on(String thread, Callable<R> action, Object... more) {
        TestedParcel there = detach(more);
        List<R> result = new ArrayList<>();
        TestedParcel back = Crew.on(thread, () -> {
            there.attach();
            result.add(action.call());
            return detach(more);
        });
        back.attach();
        return result.get(0);
    }

    /** Moves the Store to another thread and back. */
    public void hop(Object... more) {
        on("next", () -> true, more);
    }

    /** Shows that the owner can use it. */
    public void works() {
        trial.equal(55, call("fib", 10), "fib(10) of the guest that moves");
        trial.equal(42, call("dispatch", 1, 21), "an indirect call of the guest that moves");
    }
}
