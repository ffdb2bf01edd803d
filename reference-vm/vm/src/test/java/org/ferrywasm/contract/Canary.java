package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Trusted;
import org.ferrywasm.vm.Val;

/**
 * A Store with a guest that has a bit of everything, and the proof that it still works after something was refused. It
 * belongs to the thread that made it.
 */
final class Canary {
    private static final String GUEST = """
        (module
          (type $unary (func (param i32) (result i32)))
          (import "host" "echo" (func $echo (param i32) (result i32)))
          (import "host" "keep" (func $keep (param externref) (result externref)))
          (memory (export "memory") 1 16)
          (table $functions (export "functions") 3 64 funcref)
          (table $objects (export "objects") 2 64 externref)
          (global $counter (export "counter") (mut i32) (i32.const 0))
          (elem (table $functions) (i32.const 0) func $next $double $fib)
          (func $next (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
          (func $double (param i32) (result i32) (i32.shl (local.get 0) (i32.const 1)))
          (func $fib (export "fib") (param i32) (result i32)
            (if (result i32) (i32.lt_s (local.get 0) (i32.const 2))
              (then (local.get 0))
              (else (i32.add
                (call $fib (i32.sub (local.get 0) (i32.const 1)))
                (call $fib (i32.sub (local.get 0) (i32.const 2)))))))
          (func (export "increment")
            (global.set $counter (i32.add (global.get $counter) (i32.const 1))))
          (func (export "dispatch") (param $index i32) (param $times i32) (result i32)
            (local $value i32)
            (loop $again
              (local.set $value
                (call_indirect $functions (type $unary) (local.get $value) (local.get $index)))
              (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
            (local.get $value))
          (func (export "fillAndSum") (param $words i32) (result i32)
            (local $at i32) (local $sum i32)
            (loop $store
              (i32.store (i32.shl (local.get $at) (i32.const 2)) (i32.add (local.get $at) (i32.const 1)))
              (br_if $store (i32.lt_u
                (local.tee $at (i32.add (local.get $at) (i32.const 1))) (local.get $words))))
            (local.set $at (i32.const 0))
            (loop $load
              (local.set $sum (i32.add (local.get $sum) (i32.load (i32.shl (local.get $at) (i32.const 2)))))
              (br_if $load (i32.lt_u
                (local.tee $at (i32.add (local.get $at) (i32.const 1))) (local.get $words))))
            (local.get $sum))
          (func (export "through") (param i32) (result i32) (call $echo (local.get 0)))
          (func (export "round") (param externref) (result externref) (call $keep (local.get 0)))
          (func (export "forever") (call $deep))
          (func $deep (call $deep) (call $deep)))
        """;

    final Engine engine;

    // Handles are made here, on the owner, so that intruders have some to try.
    final Store<String> store;
    final Instance guest;
    final Func increment;
    final Table functions;
    final Table objects;
    final Memory memory;
    final Global counter;
    private final Object object = new Object();

    /** What the host function {@code echo} does besides. */
    private Runnable duringHostCall = () -> {};

    private int increments;

    Canary() {
        this(new Engine(), StoreLimits.DEFAULT);
    }

    Canary(Config config) {
        this(new Engine(config), StoreLimits.DEFAULT);
    }

    Canary(Engine engine, StoreLimits limits) {
        this.engine = engine;
        this.store = new Store<>(engine, "data", limits);
        if (engine.config().consumesFuel()) {
            store.setFuel(Long.MAX_VALUE / 2);
        }
        Trusted<Canary> self = Trusted.of(this, "a test's canary is used by one thread at a time");
        Linker<String> linker = new Linker<>(engine);
        linker.func(
                "host", "echo", HostFunction.<String, Integer, Integer>of(Integer.class, Integer.class, (caller, x) -> {
                    self.value().duringHostCall.run();
                    return x;
                }));
        linker.func(
                "host",
                "keep",
                HostFunction.<String, ExternRef, ExternRef>of(ExternRef.class, ExternRef.class, (caller, x) -> x));
        this.guest = linker.instantiate(store, Module.fromText(engine, GUEST));
        this.increment = guest.getFunc("increment");
        this.functions = guest.getTable("functions");
        this.objects = guest.getTable("objects");
        this.memory = guest.getMemory("memory");
        this.counter = guest.getGlobal("counter");
        objects.set(0, ExternRef.of(store, object));
    }

    Func func(String name) {
        return guest.getFunc(name);
    }

    /** The function {@code f} of a new guest beside the first, made of some fields of a module. */
    Func function(String fields) {
        Module module = Module.fromText(engine, "(module " + fields + ")");
        return new Linker<String>(engine).instantiate(store, module).getFunc("f");
    }

    /** Calls a function of integers. */
    int call(String name, int... args) {
        Val[] values = new Val[args.length];
        for (int i = 0; i < args.length; i++) {
            values[i] = Val.i32(args[i]);
        }
        return func(name).call(values).getFirst().asInt();
    }

    /** Calls {@code increment}. */
    void increment() {
        increment.call();
        increments++;
    }

    /** Does something while a call of a host function by the guest is on the Java stack. */
    void duringHostCall(Runnable action) {
        duringHostCall = action;
        try {
            assertThat(call("through", 7)).isEqualTo(7);
        } finally {
            duringHostCall = () -> {};
        }
    }

    /** Shows, on the owner, that nothing was spoilt: a computation, tables, globals, memory, values through host calls. */
    void sings() {
        assertThat(call("fib", 15)).isEqualTo(610);
        assertThat(call("dispatch", 0, 10)).isEqualTo(10);
        assertThat(functions.size()).isEqualTo(3);
        assertThat(memory.size()).isEqualTo(1);
        assertThat(call("fillAndSum", 100)).isEqualTo(5050);
        assertThat(counter.get().asInt()).isEqualTo(increments);
        increment();
        assertThat(counter.get().asInt()).isEqualTo(increments);
        assertThat(call("through", 41)).isEqualTo(41);
        ExternRef ref = (ExternRef) objects.get(0);
        assertThat(ref.value()).isSameAs(object);
        assertThat(((ExternRef) func("round").call(ref).getFirst()).value()).isSameAs(object);
    }
}
