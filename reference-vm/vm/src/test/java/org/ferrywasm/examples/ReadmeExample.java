package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.WasmException;
import org.junit.jupiter.api.Test;

/** The README's example; {@code DocumentsTest} holds the two together. */
class ReadmeExample {
    @Test
    void aTenantsScriptRunsInSlices() {
        StringBuilder tenant = new StringBuilder();
        // @start region="readme"
        Engine engine = new Engine(Config.DEFAULT.consumeFuel(true)); // shared by all threads
        Module script = Module.fromText(engine, """
            (module
              (import "tenant" "log" (func $log (param i32)))
              (func (export "countdown") (param $n i32) (result i32)
                (loop $again
                  (call $log (local.get $n))
                  (local.set $n (i32.sub (local.get $n) (i32.const 1)))
                  (br_if $again (local.get $n)))
                (i32.const 42)))
            """); // shared too

        Linker<StringBuilder> linker = new Linker<>(engine);
        linker.func("tenant", "log", HostFunction.of(Void.class, Integer.class, (caller, n) -> {
            caller.data().append(n).append(' '); // the data of the Store that calls
            return null;
        }));
        StoreLimits limits = StoreLimits.DEFAULT.withMemoryBytes(16 << 20);

        try (Store<StringBuilder> store = new Store<>(engine, tenant, limits)) { // this thread's
            store.setFuel(10_000); // for the whole script
            Instance instance = linker.instantiate(store, script);
            try (Call call = instance.getFunc("countdown").begin(Val.i32(3))) {
                Outcome outcome = call.resume(10); // a slice
                while (outcome instanceof Outcome.OutOfFuel(long left) && left > 0) {
                    tenant.append("| "); // time for somebody else
                    outcome = call.resume(10);
                }
                String answer = switch (outcome) {
                    case Outcome.Returned(List<Val> results) ->
                        "answer " + results.getFirst().asInt();
                    case Outcome.Trapped(Trap trap) -> "failed: " + trap.reason();
                    case Outcome.Threw(WasmException exception) -> "threw " + exception.fields();
                    case Outcome.OutOfFuel _ -> "too long";
                    case Outcome.AwaitingHost _, Outcome.AwaitingNotify _, Outcome.Interrupted _ -> "stopped";
                };
                tenant.append(answer); // 3 | 2 1 answer 42
            }
        }
        // @end
        assertThat(tenant).hasToString("3 | 2 1 answer 42");
    }
}
