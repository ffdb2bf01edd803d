package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ferrywasm.architecture.ObjectGraph;
import org.ferrywasm.runtime.ModuleInst;
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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * The same program, input and slices of fuel give the same results, fuel and trace on every run: in fresh Stores, on other
 * threads, and when the module has got a loop of its own.
 */
@Timeout(300)
class DeterminismTest {
    private static final long[] SLICES = {100, 1, 0, 7_919, 33, 2, 100_000, 12};
    private static final long ALL_FUEL = 50_000_000;

    /** Guests with a function {@code f} of an integer. */
    private static final Map<String, String> PROGRAMS = new LinkedHashMap<>(Map.of(
            "recursion", """
            (func $f (export "f") (param $n i32) (result i32)
              (if (result i32) (i32.lt_s (local.get $n) (i32.const 2))
                (then (local.get $n))
                (else (i32.add
                  (call $f (i32.sub (local.get $n) (i32.const 1)))
                  (call $f (i32.sub (local.get $n) (i32.const 2)))))))
            """,
            "memory", """
            (memory (export "memory") 1 20)
            (func (export "f") (param $n i32) (result i32)
              (local $i i32) (local $hash i32)
              (loop $again
                (i32.store (i32.and (i32.mul (local.get $i) (i32.const 52)) (i32.const 0xfffc))
                  (local.tee $hash (i32.add (i32.mul (local.get $hash) (i32.const 31))
                    (i32.load (i32.and (i32.mul (local.get $hash) (i32.const 36)) (i32.const 0xfffc))))))
                (local.set $hash (i32.xor (local.get $hash) (local.get $i)))
                (br_if $again (i32.lt_u
                  (local.tee $i (i32.add (local.get $i) (i32.const 1)))
                  (i32.mul (local.get $n) (local.get $n)))))
              (drop (memory.grow (i32.const 1)))
              (memory.fill (i32.const 65536) (local.get $hash) (i32.const 60000))
              (memory.copy (i32.const 10) (i32.const 65000) (i32.const 60000))
              (i32.add (local.get $hash) (i32.load (i32.const 40))))
            """,
            "heap", """
            (rec (type $list (struct (field $next (ref null $list)) (field $value i32))))
            (global $keep (mut (ref null $list)) (ref.null $list))
            (func (export "f") (param $n i32) (result i32)
              (local $i i32) (local $sum i32) (local $at (ref null $list))
              (loop $again
                (local.set $at (struct.new $list
                  (if (result (ref null $list)) (i32.and (local.get $i) (i32.const 7))
                    (then (local.get $at))
                    (else (global.get $keep)))
                  (local.get $i)))
                (if (i32.eqz (i32.rem_u (local.get $i) (i32.const 100))) (then (global.set $keep (local.get $at))))
                (br_if $again (i32.lt_u
                  (local.tee $i (i32.add (local.get $i) (i32.const 1)))
                  (i32.mul (local.get $n) (i32.const 200)))))
              (loop $walk
                (if (ref.is_null (local.get $at)) (then (return (local.get $sum))))
                (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 3))
                  (struct.get $list $value (local.get $at))))
                (local.set $at (struct.get $list $next (local.get $at)))
                (br $walk))
              (unreachable))
            """,
            "exceptions and indirect calls", """
            (type $unary (func (param i32) (result i32)))
            (tag $odd (param i32))
            (table funcref (elem $half $throw))
            (func $half (type $unary) (i32.shr_u (local.get 0) (i32.const 1)))
            (func $throw (type $unary) (throw $odd (i32.add (local.get 0) (i32.const 3))))
            (func (export "f") (param $n i32) (result i32)
              (local $i i32) (local $value i32)
              (loop $again
                (local.set $value
                  (i32.add
                    (block $caught (result i32)
                      (try_table (result i32) (catch $odd $caught)
                        (call_indirect (type $unary) (local.get $value)
                          (i32.and (local.get $value) (i32.const 1)))))
                    (local.get $i)))
                (br_if $again (i32.lt_u
                  (local.tee $i (i32.add (local.get $i) (i32.const 1)))
                  (i32.mul (local.get $n) (i32.const 100)))))
              (local.get $value))
            """,
            "host calls", """
            (func (export "f") (param $n i32) (result i32)
              (local $i i32)
              (loop $again
                (local.set $n (call $mix (local.get $n) (local.get $i)))
                (br_if $again (i32.lt_u
                  (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 500))))
              (local.get $n))
            """,
            "trap", """
            (func (export "f") (param $n i32) (result i32)
              (local $i i32)
              (loop $again
                (local.set $i (i32.add (local.get $i) (i32.const 1)))
                (drop (i32.div_u (i32.const 1000) (i32.sub (i32.mul (local.get $n) (i32.const 50)) (local.get $i))))
                (br $again))
              (unreachable))
            """));

    private static Module compile(Engine engine, String program) {
        return Module.fromText(
                engine, "(module (import \"host\" \"mix\" (func $mix (param i32 i32) (result i32)))" + program + ")");
    }

    /** Everything that can be seen of a run in slices: outcomes, places, fuel, result, memory. */
    private static List<String> trace(Module module, int input) {
        Store<@Nullable Void> store = Store.of(module.engine());
        store.setFuel(ALL_FUEL);
        List<String> trace = new ArrayList<>();
        Instance guest = instantiate(store, module);
        try (Call call = guest.getFunc("f").begin(Val.i32(input))) {
            for (int i = 0; !call.isEnded(); i++) {
                Outcome outcome = call.resume(SLICES[i % SLICES.length]);
                trace.add(
                        switch (outcome) {
                            case Outcome.OutOfFuel(long left) -> "out of fuel, " + left + " left, at " + call.frames();
                            case Outcome.Trapped trapped ->
                                "trapped: " + trapped.trap().getMessage();
                            case Outcome other -> other.toString();
                        });
            }
        }
        trace.add("fuel " + store.getFuel());
        guest.findExport("memory")
                .ifPresent(memory -> trace.add("memory "
                        + Arrays.hashCode(guest.getMemory("memory")
                                .read(0, (int) guest.getMemory("memory").sizeBytes()))));
        trace.add("host objects " + store.hostObjects());
        store.close();
        return trace;
    }

    private static Instance instantiate(Store<@Nullable Void> store, Module module) {
        return new Linker<@Nullable Void>(module.engine())
                .func(
                        "host",
                        "mix",
                        HostFunction.<@Nullable Void, Integer, Integer, Integer>of(
                                Integer.class, Integer.class, Integer.class, (caller, x, y) -> x * 31 + y))
                .instantiate(store, module);
    }

    private static Engine engine() {
        return new Engine(Config.DEFAULT.consumeFuel(true));
    }

    @TestFactory
    Stream<DynamicTest> everyRunIsTheSame() {
        return PROGRAMS.entrySet().stream()
                .map(program -> DynamicTest.dynamicTest(program.getKey(), () -> {
                    Module module = compile(engine(), program.getValue());
                    List<String> first = trace(module, 20);

                    assertThat(first).hasSizeGreaterThan(3);
                    assertThat(trace(module, 20)).as("again").isEqualTo(first);
                    assertThat(trace(compile(engine(), program.getValue()), 20))
                            .as("with another Engine")
                            .isEqualTo(first);
                    assertThat(Crew.on("another", () -> trace(module, 20)))
                            .as("on another thread")
                            .isEqualTo(first);
                    assertThat(Crew.result(Crew.startVirtual(() -> trace(module, 20))))
                            .as("on a virtual thread")
                            .isEqualTo(first);
                    assertThat(Crew.<List<String>>together(List.of(() -> trace(module, 20), () -> trace(module, 20))))
                            .as("beside another run")
                            .containsOnly(first);
                    assertThat(trace(module, 21))
                            .as("canary: with another input")
                            .isNotEqualTo(first);
                }));
    }

    @Test
    void aWarmModuleRunsAsAColdOne() {
        for (String name : List.of("recursion", "memory", "exceptions and indirect calls")) {
            Module module = compile(engine(), PROGRAMS.getOrDefault(name, ""));
            List<String> cold = trace(module, 20);
            assertThat(hasLoopOfItsOwn(module)).isFalse();

            Store<@Nullable Void> store = Store.of(module.engine());
            Instance guest = instantiate(store, module);
            store.setFuel(ALL_FUEL);
            loseItsPatience(guest);
            guest.getFunc("f").call(Val.i32(20));

            assertThat(hasLoopOfItsOwn(module)).as("%s is warm", name).isTrue();
            assertThat(trace(module, 20)).as(name).isEqualTo(cold);
        }
    }

    /** Makes an instance warm at its next checkpoints, which would take some seconds otherwise. */
    private static void loseItsPatience(Instance guest) {
        ObjectGraph.reach(guest, object -> object == guest).stream()
                .map(ObjectGraph.Node::object)
                .filter(ModuleInst.class::isInstance)
                .forEach(inst -> ((ModuleInst) inst).patience = 3);
    }

    private static boolean hasLoopOfItsOwn(Module module) {
        return ObjectGraph.reach(module, object -> true).stream()
                .anyMatch(node -> node.object().getClass().isHidden()
                        && node.object().getClass().getName().startsWith("org.ferrywasm.exec."));
    }
}
