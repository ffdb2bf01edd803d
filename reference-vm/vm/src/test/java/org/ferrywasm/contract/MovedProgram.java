package org.ferrywasm.contract;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Shared;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/** Programs that are run with or without moving their Store at every checkpoint, each slice on a fresh thread. */
final class MovedProgram {
    private static final String GUEST = """
        (module
          (type $node (struct (field i32) (field (ref null $node))))
          (import "host" "note" (func $note (param i32) (result i32)))
          (import "host" "later" (func $later (param i32) (result i32)))
          (tag $t (param i32))
          (memory (export "memory") 1 4)
          (global $list (mut (ref null $node)) (ref.null $node))
          (func $calls (export "calls") (param $n i32) (result i32)
            (if (i32.lt_s (local.get $n) (i32.const 2)) (then (return (call $note (local.get $n)))))
            (block $caught (result i32)
              (try_table (result i32) (catch $t $caught)
                (i32.add
                  (call $calls (i32.sub (local.get $n) (i32.const 1)))
                  (call $calls (i32.sub (local.get $n) (i32.const 2))))
                (if (param i32) (result i32) (i32.eq (local.get $n) (i32.const 4))
                  (then (throw $t))))
              (return))
            (i32.add (i32.const 100)))
          (func (export "memory-program") (param $n i32) (result i32)
            (local $sum i32)
            (drop (memory.grow (i32.const 1)))
            (loop $next
              (memory.fill (i32.shl (local.get $n) (i32.const 8)) (local.get $n) (i32.const 300))
              (memory.copy (i32.const 70000) (i32.const 100) (i32.const 2000))
              (global.set $list (struct.new $node (local.get $n) (global.get $list)))
              (i32.store (i32.const 20) (i32.add (i32.load (i32.const 20)) (struct.get $node 0 (global.get $list))))
              (local.set $sum (i32.add (local.get $sum) (call $note (i32.load (i32.const 20)))))
              (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.get $sum))
          (func (export "host") (param $n i32) (result i32)
            (local $sum i32)
            (loop $next
              (local.set $sum (i32.add (local.get $sum) (call $later (call $note (local.get $n)))))
              (i32.store (i32.shl (local.get $n) (i32.const 2)) (local.get $sum))
              (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.get $sum)))
        """;

    /** What a run leaves behind; how often the Store moved is no part of it. */
    record Trace(List<Val> results, List<Integer> trace, int memory, long fuel, int hops) {}

    private MovedProgram() {}

    /** Runs a program, on fresh threads of this factory, or on the current thread if there is none. */
    static Trace run(String program, int argument, @Nullable ThreadFactory threads) {
        Engine engine = new Engine(Config.DEFAULT.consumeFuel(true));
        Shared<ConcurrentLinkedQueue<Integer>> notes = Shared.of(new ConcurrentLinkedQueue<>(), Integer.class);
        try (Store<@Nullable Void> store = Store.of(engine)) {
            store.setFuel(Luggage.FUEL);
            Linker<@Nullable Void> linker = new Linker<>(engine);
            linker.func("host", "note", HostFunction.of(Integer.class, Integer.class, (caller, n) -> {
                notes.get().add(n);
                return n;
            }));
            linker.func("host", "later", HostFunction.async(Integer.class, Integer.class, (caller, n) -> {
                CompletableFuture<Integer> answer = new CompletableFuture<>();
                Thread.ofVirtual().start(() -> answer.complete(n * 3));
                return answer;
            }));
            Instance guest = linker.instantiate(store, Module.fromText(engine, GUEST));
            Call call = guest.getFunc(program.equals("memory") ? "memory-program" : program)
                    .begin(Val.i32(argument));
            int hops = 0;
            Outcome outcome = step(call, threads == null ? Long.MAX_VALUE : 1);
            while (!outcome.isEnd()) {
                outcome = threads == null ? step(call, Long.MAX_VALUE) : moved(threads, store, call, guest);
                hops++;
            }
            store.audit();
            return new Trace(
                    SuspendedGuest.results(outcome),
                    List.copyOf(notes.get()),
                    Arrays.hashCode(guest.getMemory("memory")
                            .read(0, (int) guest.getMemory("memory").sizeBytes())),
                    store.getFuel(),
                    hops);
        }
    }

    /** One slice on a fresh thread: as little fuel as leads to the next checkpoint. */
    private static Outcome moved(ThreadFactory threads, Store<@Nullable Void> store, Call call, Instance guest) {
        record Back(Outcome outcome, StoreParcel<@Nullable Void> parcel) {}
        StoreParcel<@Nullable Void> there = store.detach(call, guest);
        Back back = Crew.on(threads, () -> {
            there.attach();
            Outcome outcome = step(call, 1);
            store.audit();
            return new Back(outcome, store.detach(call, guest));
        });
        back.parcel().attach();
        return back.outcome();
    }

    private static Outcome step(Call call, long fuel) {
        Outcome outcome = fuel == Long.MAX_VALUE ? call.resume() : call.resume(fuel);
        if (outcome instanceof Outcome.AwaitingHost(String function, var ready)) {
            ready.toCompletableFuture()
                    .orTimeout(Crew.BOUND_SECONDS, java.util.concurrent.TimeUnit.SECONDS)
                    .join();
        }
        return outcome;
    }
}
