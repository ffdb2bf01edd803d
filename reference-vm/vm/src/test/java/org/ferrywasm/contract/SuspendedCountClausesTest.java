package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Group C where calls are suspended: references in their frames are not counted, and keep what they refer to all the same. */
class SuspendedCountClausesTest {
    private static final Val NULL = Val.nullRef(AbsHeapType.EXTERN);
    private static final String GUEST = """
        (module
          (type $s (struct (field externref)))
          (global $g (export "g") (mut externref) (ref.null extern))
          (func $wait (param i32)
            (loop $l (local.set 0 (i32.sub (local.get 0) (i32.const 1))) (br_if $l (local.get 0))))
          (func $second (param externref externref) (result externref) (local.get 1))
          (func (export "local") (param externref)
            (local $kept externref)
            (local.set $kept (local.get 0))
            (local.set 0 (ref.null extern))
            (call $wait (i32.const 100))
            (local.set 0 (local.get $kept)))
          (func (export "operand") (param externref)
            (local.get 0)
            (local.set 0 (ref.null extern))
            (call $wait (i32.const 100))
            (drop (call $second (ref.null extern))))
          (func (export "global") (param externref)
            (global.set $g (local.get 0))
            (call $wait (i32.const 100))
            (global.set $g (ref.null extern))
            (call $wait (i32.const 100))))
        """;

    private final DropLog log = new DropLog();
    private final Store<@Nullable Void> store = Store.of(new Engine(Config.DEFAULT.consumeFuel(true)));
    private final Instance guest =
            new Linker<@Nullable Void>(store.engine()).instantiate(store, Module.fromText(store.engine(), GUEST));

    @AfterEach
    void theStoreIsWhole() {
        assertThat(store.audit().hostObjects()).isZero();
        store.close();
        assertThat(log.dropped()).doesNotHaveDuplicates();
    }

    private Call begin(String function) {
        store.setFuel(1_000_000);
        try (ExternRef handle = log.put(store, "a")) {
            return guest.getFunc(function).begin(handle);
        }
    }

    private void assertKept() {
        assertThat(store.audit().hostReferences()).isZero();
        store.gc();
        assertThat(log.dropped()).isEmpty();
        store.audit();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "operand"})
    @Clause({"C-13", "C-19"})
    void c13_suspendedFramesAreRoots(String function) {
        Call call = begin(function);
        Outcome outcome = call.resume(7);
        int suspensions = 0;
        while (outcome instanceof Outcome.OutOfFuel) {
            suspensions++;
            assertKept();
            outcome = call.resume(50);
        }
        assertThat(suspensions).isGreaterThan(5);
        assertThat(outcome).isInstanceOf(Outcome.Returned.class);
        assertThat(log.dropped()).containsExactly("a");
    }

    @Test
    @Clause("C-19")
    void c19_argumentsOfACallThatHasNotStartedAreKeptUntilItIsClosed() {
        Call call = begin("local");
        assertKept();
        call.close();
        assertThat(log.dropped()).containsExactly("a");
    }

    @Test
    @Clause("C-19")
    void c19_theLastCountedReferenceGoesWhileAFrameHoldsTheObject() {
        Call call = begin("global");
        assertThat(call.resume(100)).isInstanceOf(Outcome.OutOfFuel.class);
        assertThat(store.audit().hostReferences()).isEqualTo(1);

        guest.getGlobal("g").set(NULL);
        assertKept();
        assertThat(call.resume()).isInstanceOf(Outcome.Returned.class);

        assertThat(log.dropped()).containsExactly("a");
    }

    @Test
    @Clause("C-19")
    void c19_severalCallsHoldOneObject() {
        store.setFuel(1_000_000);
        List<Call> calls = new ArrayList<>();
        try (ExternRef handle = log.put(store, "a")) {
            for (String function : List.of("local", "operand", "global")) {
                calls.add(guest.getFunc(function).begin(handle));
            }
        }
        calls.forEach(call -> assertThat(call.resume(100)).isInstanceOf(Outcome.OutOfFuel.class));
        calls.get(0).close();
        assertThat(calls.get(2).resume()).isInstanceOf(Outcome.Returned.class);
        assertKept();

        assertThat(calls.get(1).resume()).isInstanceOf(Outcome.Returned.class);
        assertThat(log.dropped()).containsExactly("a");
    }

    @Test
    @Clause("C-19")
    void c19_aHandleClosedInAHostCallKeepsItsObjectInTheFrameThatCalled() {
        Linker<@Nullable Void> linker = new Linker<>(store.engine());
        ExternRef[] handle = new ExternRef[1];
        linker.func("", "close", HostFunction.<@Nullable Void, Void>of(Void.class, caller -> {
            handle[0].close();
            store.gc();
            assertThat(log.dropped()).isEmpty();
            return null;
        }));
        Instance caller = linker.instantiate(store, Module.fromText(store.engine(), """
            (module (func $close (import "" "close"))
              (func (export "f") (param externref) (call $close) (drop (local.get 0))))
            """));
        store.setFuel(1000);
        handle[0] = log.put(store, "a");

        caller.getFunc("f").call(handle[0]);

        assertThat(log.dropped()).containsExactly("a");
    }

    /** What a program leaves behind: its results, the fuel that is left, and the order of drops. */
    private record Trace(List<Val> results, long fuel, List<String> dropped) {}

    private static final String PROGRAM = """
        (module
          (type $node (struct (field externref) (field (ref null $node)) (field (mut i32))))
          (type $refs (array (mut externref)))
          (func $make (import "" "make") (param i32) (result externref))
          (func $name (import "" "name") (param externref) (result i32))
          (tag $tag (param externref))
          (table $t 4 externref)
          (elem $e externref (ref.null extern))
          (func $throws (param externref) (throw $tag (local.get 0)))
          (func (export "run") (param $n i32) (result i32)
            (local $list (ref null $node)) (local $sum i32) (local $refs (ref null $refs)) (local $one externref)
            (local.set $refs (array.new_default $refs (i32.const 8)))
            (loop $next
              (local.set $one (call $make (local.get $n)))
              (local.set $list
                (struct.new $node (local.get $one) (local.get $list) (call $name (local.get $one))))
              (table.set $t (i32.and (local.get $n) (i32.const 3)) (local.get $one))
              (array.set $refs (local.get $refs) (i32.and (local.get $n) (i32.const 7)) (local.get $one))
              (array.copy $refs $refs
                (local.get $refs) (i32.const 1) (local.get $refs) (i32.const 0) (i32.const 3))
              (local.set $one
                (block $caught (result externref)
                  (try_table (catch $tag $caught)
                    (call $throws (call $make (i32.add (local.get $n) (i32.const 1000)))))
                  (unreachable)))
              (local.set $sum (i32.add (local.get $sum) (call $name (local.get $one))))
              (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.set $refs (array.new_fixed $refs 2 (table.get $t (i32.const 0)) (table.get $t (i32.const 1))))
            (local.set $sum
              (i32.add (local.get $sum) (call $name (array.get $refs (local.get $refs) (i32.const 1)))))
            (loop $walk
              (local.set $sum (i32.add (local.get $sum) (struct.get $node 2 (local.get $list))))
              (local.set $sum (i32.add (local.get $sum) (call $name (struct.get $node 0 (local.get $list)))))
              (br_if $walk
                (i32.eqz (ref.is_null (local.tee $list (struct.get $node 1 (local.get $list)))))))
            (local.get $sum)))
        """;

    @ParameterizedTest
    @ValueSource(longs = {1, 10, 1000, Long.MAX_VALUE})
    @Clause("C-17")
    void c17_forcedCollectionAtEverySafepointChangesNoResult(long slice) {
        Trace plain = trace(false, Long.MAX_VALUE);
        Trace collected = trace(true, slice);

        assertThat(collected.results()).isEqualTo(plain.results());
        assertThat(collected.fuel()).isEqualTo(plain.fuel());
        assertThat(collected.dropped()).containsExactlyInAnyOrderElementsOf(plain.dropped());
    }

    private static Trace trace(boolean collects, long slice) {
        DropLog drops = new DropLog();
        Engine engine = new Engine(Config.DEFAULT.consumeFuel(true).collectAlways(collects));
        List<Val> results;
        long fuel;
        try (Store<@Nullable Void> run = Store.of(engine)) {
            run.setFuel(1_000_000);
            Linker<@Nullable Void> linker = new Linker<>(engine);
            List<ExternRef> given = new ArrayList<>();
            linker.func(
                    "",
                    "make",
                    HostFunction.<@Nullable Void, Integer, ExternRef>of(ExternRef.class, Integer.class, (caller, n) -> {
                        given.forEach(ExternRef::close);
                        given.clear();
                        given.add(drops.put(run, "object " + n));
                        return given.getFirst();
                    }));
            linker.func(
                    "",
                    "name",
                    HostFunction.<@Nullable Void, ExternRef, Integer>of(
                            Integer.class, ExternRef.class, (caller, ref) -> {
                                try (ref) {
                                    return ((DropLog.Thing) ref.value()).name().length();
                                }
                            }));
            try (Call call = linker.instantiate(run, Module.fromText(engine, PROGRAM))
                    .getFunc("run")
                    .begin(Val.i32(20))) {
                Outcome outcome = call.resume(slice);
                while (outcome instanceof Outcome.OutOfFuel) {
                    run.audit();
                    outcome = call.resume(slice);
                }
                results = ((Outcome.Returned) outcome).results();
            }
            fuel = run.getFuel();
            run.audit();
        }
        assertThat(drops.dropped()).hasSize(40).doesNotHaveDuplicates();
        return new Trace(results, fuel, drops.dropped());
    }
}
