package org.ferrywasm.vm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ferrywasm.architecture.ObjectGraph;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.TableType;

/** A Store with an object of each connected type, for tests that try all their operations. */
final class World {
    private static final String GUEST = """
        (module
          (type $a (array (mut i8)))
          (import "host" "call" (func $host (param i32) (result i32)))
          (memory (export "memory") 1 4)
          (table (export "table") 2 8 externref)
          (global (export "global") (mut i64) (i64.const 5))
          (func (export "array") (result (ref $a)) (array.new_default $a (i32.const 1)))
          (func (export "fib") (param i32) (result i32)
            (if (result i32) (i32.lt_s (local.get 0) (i32.const 2))
              (then (local.get 0))
              (else (i32.add
                (call 2 (i32.sub (local.get 0) (i32.const 1)))
                (call 2 (i32.sub (local.get 0) (i32.const 2)))))))
          (func (export "through") (param i32) (result i32) (call $host (local.get 0))))
        """;

    /** What a host call does besides its own work, while it is on the Java stack. */
    private Runnable duringHostCall = () -> {};

    final Engine engine = new Engine(Config.DEFAULT.consumeFuel(true));
    final Store<String> store = new Store<>(engine, "data");
    private final StoreState state = store.state();
    private final Map<Class<?>, Object> samples = new LinkedHashMap<>();
    private final Instance guest;
    private final MemoryView view;
    private final InterruptHandle interruptHandle;

    World() {
        store.setFuel(1_000_000);
        Trusted<World> self = Trusted.of(this, "a test's world is used by one thread at a time");
        Linker<String> linker = new Linker<>(engine);
        linker.func(
                "host", "call", HostFunction.<String, Integer, Integer>of(Integer.class, Integer.class, (caller, x) -> {
                    self.value().samples.put(Caller.class, caller);
                    self.value().duringHostCall.run();
                    return x + 1;
                }));
        guest = linker.instantiate(store, Module.fromText(engine, GUEST));
        guest.getFunc("through").call(Val.i32(1));
        ExternRef extern = ExternRef.of(store, "object");
        guest.getTable("table").set(1, extern);
        Tag tag = Tag.create(store, NumType.I32);
        add(this);
        add(store);
        add(linker);
        add(guest);
        add(guest.getFunc("fib"));
        add(guest.getFunc("fib").typed());
        Memory memory = Memory.create(store, MemType.of(Limits.atLeast(1)));
        add(memory);
        view = memory.view();
        add(view);
        add(Table.create(store, TableType.of(Limits.atLeast(1), RefType.FUNCREF), Val.nullRef(AbsHeapType.FUNC)));
        add(Global.create(store, new GlobalType(NumType.I32, true), Val.i32(1)));
        add(tag);
        add(extern);
        add(extern.toAny());
        add(StructRef.create(store, engine.defType(new StructType(List.of()))));
        add(guest.getFunc("array").call().getFirst());
        add(ExnRef.create(store, tag, Val.i32(1)));
        WasmException exception = new WasmException(tag, Val.i32(1));
        add(exception);
        add(new Outcome.Threw(exception));
        Call suspended = guest.getFunc("fib").begin(Val.i32(10));
        interruptHandle = suspended.interruptHandle();
        add(suspended);
        add(new Linker<String>(engine).freeze());
        add(Owned.of(Object::new));
        add(linker.begin(store, Module.fromText(engine, "(module)")));
    }

    /** Closes the Store, which an open view would keep. */
    void close() {
        view.close();
        store.close();
    }

    /** Packs the Store with every handle that can travel: all but the Caller, which is good for its call alone. */
    StoreParcel<String> detach() {
        view.close();
        return store.detach(samples.values().stream()
                .filter(sample ->
                        sample instanceof Handle || sample instanceof Store || sample instanceof WasmException)
                .toArray());
    }

    /** Packs the Store, and leaves every handle behind. */
    StoreParcel<String> detachAlone() {
        view.close();
        return store.detach();
    }

    private void add(Object sample) {
        samples.put(sample.getClass(), sample);
    }

    /** What stops the sample of a call. */
    InterruptHandle interruptHandle() {
        return interruptHandle;
    }

    /** The objects, one of each type. */
    Iterable<Object> samples() {
        return samples.values();
    }

    /** An object of a type, or of one that extends it. */
    Object sample(Class<?> type) {
        Object exact = samples.get(type);
        return exact != null
                ? exact
                : samples.values().stream()
                        .filter(type::isInstance)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("World has no sample of " + type
                                + ": a new connected type needs one, so that its operations are tried"));
    }

    /** Does something while a guest's call of a host function is on the Java stack. */
    void duringHostCall(Runnable action) {
        duringHostCall = action;
        try {
            guest.getFunc("through").call(Val.i32(1));
        } finally {
            duringHostCall = () -> {};
        }
    }

    /** Everything that the Store holds; shared objects, which belong to no Store, are left out. */
    List<String> picture() {
        return ObjectGraph.picture(List.of(store, state), World::isOfTheStore);
    }

    static boolean isOfTheStore(Object object) {
        String packageName = object.getClass().getPackageName();
        boolean isShared = object instanceof Engine
                || object instanceof Module
                || object instanceof ModuleCode
                || object instanceof Thread
                || packageName.endsWith(".syntax")
                || packageName.endsWith(".valid")
                || packageName.endsWith(".code");
        return !isShared;
    }

    /** Changes something: what the tests must see. */
    void spoil() {
        store.setFuel(store.getFuel() - 1);
    }

    /** Shows that the owner can go on: a computation, table and global, a value through a host call. */
    boolean isSound() {
        int fib = ((Val.I32) guest.getFunc("fib").call(Val.i32(10)).getFirst()).value();
        int through = ((Val.I32) guest.getFunc("through").call(Val.i32(41)).getFirst()).value();
        Object object = ((ExternRef) guest.getTable("table").get(1)).value();
        Val global = guest.getGlobal("global").get();
        return fib == 55 && through == 42 && Objects.equals(object, "object") && global.equals(Val.i64(5));
    }
}
