package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.CallEndedException;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.InstantiationCall;
import org.ferrywasm.vm.InterruptHandle;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.WasmException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallExample {
    private final Engine engine = new Engine(Config.DEFAULT.consumeFuel(true));
    private final Module module = Module.fromText(engine, """
        (module
          (func (export "sum") (param $n i32) (result i32) (local $sum i32)
            (loop $again
              (local.set $sum (i32.add (local.get $sum) (local.get $n)))
              (local.set $n (i32.sub (local.get $n) (i32.const 1)))
              (br_if $again (local.get $n)))
            (local.get $sum))
          (func (export "spin") (loop $again (br $again)))
          (func (export "fail") (unreachable)))
        """);

    @Test
    void callsTakeTurns() {
        List<String> answers = new ArrayList<>();
        // @start region="slices"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            store.setFuel(1_000_000); // for all calls together
            Func sum = new Linker<@Nullable Void>(engine)
                    .instantiate(store, module)
                    .getFunc("sum");
            Queue<Call> waiting = new ArrayDeque<>();
            waiting.add(sum.begin(Val.i32(1_000))); // a long one
            waiting.add(sum.begin(Val.i32(4))); // a short one
            while (!waiting.isEmpty()) {
                Call call = waiting.remove();
                switch (call.resume(500)) { // a slice of fuel for each in turn
                    case Outcome.Returned(List<Val> results) ->
                        answers.add("sum " + results.getFirst().asInt());
                    case Outcome.OutOfFuel(long storeFuel) when storeFuel > 0 -> waiting.add(call);
                    case Outcome outcome -> {
                        answers.add("given up: " + outcome);
                        call.close();
                    }
                }
            }
        }
        // @end
        assertThat(answers).containsExactly("sum 10", "sum 500500");
    }

    @Test
    void aCallComesToSomething() {
        String answer;
        // @start region="outcome"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            store.setFuel(10_000);
            Instance instance = new Linker<@Nullable Void>(engine).instantiate(store, module);
            try (Call call = instance.getFunc("fail").begin()) {
                answer = switch (call.resume(1_000)) {
                    case Outcome.Returned(List<Val> results) -> "returned " + results;
                    case Outcome.Trapped(Trap trap) -> "trapped: " + trap.reason();
                    case Outcome.Threw(WasmException exception) -> "threw " + exception.fields();
                    case Outcome.OutOfFuel(long storeFuel) -> "needs fuel; the Store has " + storeFuel;
                    case Outcome.AwaitingHost(String function, var ready) -> "waits for " + function;
                    case Outcome.AwaitingNotify(var ready) -> "waits for a notification";
                    case Outcome.Interrupted(Outcome.InterruptCause cause) -> "was interrupted: " + cause;
                };
            }
        }
        // @end
        assertThat(answer).isEqualTo("trapped: unreachable");
    }

    @Test
    void aSuspendedCallIsLookedAt() {
        // @start region="suspended"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            store.setFuel(1_000);
            Instance instance = new Linker<@Nullable Void>(engine).instantiate(store, module);
            try (Call call = instance.getFunc("spin").begin()) {
                assertThat(call.resume(100)).isEqualTo(new Outcome.OutOfFuel(900));
                assertThat(call.frames()).hasSize(1); // where it stands
                store.addFuel(5_000); // and more for the next slices
                assertThat(call.isEnded()).isFalse();
            } // dropped: what its frames refer to is let go, and the guest never runs again
        }
        // @end
    }

    @Test
    void instantiationTakesSlicesToo() {
        Module slowStart = Module.fromText(engine, """
            (module
              (func $start (local $n i32)
                (local.set $n (i32.const 1000))
                (loop $again
                  (local.set $n (i32.sub (local.get $n) (i32.const 1)))
                  (br_if $again (local.get $n))))
              (start $start)
              (func (export "ready") (result i32) (i32.const 1)))
            """);
        // @start region="instantiation"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            store.setFuel(100_000);
            Linker<@Nullable Void> linker = new Linker<>(engine);
            try (InstantiationCall call = linker.begin(store, slowStart)) {
                Outcome outcome = call.resume(500);
                while (outcome instanceof Outcome.OutOfFuel(long storeFuel) && storeFuel > 0) {
                    outcome = call.resume(500); // the start function goes on
                }
                Instance instance = call.instance();
                assertThat(instance.getFunc("ready").call()).containsExactly(Val.i32(1));
            }
        }
        // @end
    }

    @Test
    void aCallIsInterruptedFromAnotherThread() throws InterruptedException {
        // @start region="interrupt"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            store.setFuel(Long.MAX_VALUE);
            Instance instance = new Linker<@Nullable Void>(engine).instantiate(store, module);
            try (Call call = instance.getFunc("spin").begin()) {
                InterruptHandle stop = call.interruptHandle(); // may be given to any thread
                Thread user = Thread.ofVirtual().start(stop::interrupt);
                Outcome outcome = call.resume();
                user.join();
                assertThat(outcome).isEqualTo(new Outcome.Interrupted(Outcome.InterruptCause.REQUEST));
            } // or call.resume(): it goes on where it was
        }
        // @end
    }

    @Test
    void aCallThatIsOverIsNotResumed() {
        String problem = "";
        List<Val> results;
        // @start region="ended"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            store.setFuel(10_000);
            Func sum = new Linker<@Nullable Void>(engine)
                    .instantiate(store, module)
                    .getFunc("sum");
            Call call = sum.begin(Val.i32(4));
            call.run();
            try {
                call.resume();
            } catch (CallEndedException e) {
                problem = e.getMessage();
            }
            results = sum.begin(Val.i32(4)).run(); // the mend: begin another one
        }
        // @end
        assertThat(problem).contains("begin another one");
        assertThat(results).containsExactly(Val.i32(10));
    }
}
