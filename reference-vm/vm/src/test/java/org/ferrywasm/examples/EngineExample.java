package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.TrapReason;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EngineExample {
    @Test
    void oneEngineServesAllThreads() throws Exception {
        // @start region="share"
        Engine engine = new Engine(); // one for the application
        Module module = Module.fromText(engine, """
            (module
              (func (export "double") (param i32) (result i32)
                (i32.mul (local.get 0) (i32.const 2))))
            """);

        Callable<Integer> request = () -> { // on any thread, with a Store of its own
            try (Store<@Nullable Void> store = Store.of(engine)) {
                Func twice = new Linker<@Nullable Void>(engine)
                        .instantiate(store, module)
                        .getFunc("double");
                return twice.call(Val.i32(21)).getFirst().asInt();
            }
        };
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = requests.submit(request);
            Future<Integer> second = requests.submit(request);
            assertThat(first.get()).isEqualTo(42);
            assertThat(second.get()).isEqualTo(42);
        }
        // @end
    }

    @Test
    void aTimerStopsCallsThatLastTooLong() {
        Engine engine = new Engine();
        Module plugin = Module.fromText(engine, "(module (func (export \"run\") (loop $again (br $again))))");
        String answer = "";
        // @start region="epochs"
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
                Store<@Nullable Void> store = Store.of(engine)) {
            var _ = timer.scheduleAtFixedRate(engine::incrementEpoch, 1, 1, TimeUnit.MILLISECONDS);

            store.setEpochDeadline(5); // epochs that a call may last
            Func run = new Linker<@Nullable Void>(engine)
                    .instantiate(store, plugin)
                    .getFunc("run");
            try {
                run.call();
            } catch (Trap trap) {
                answer = trap.reason() == TrapReason.INTERRUPTED ? "took too long" : "failed: " + trap;
            }
        }
        // @end
        assertThat(answer).isEqualTo("took too long");
    }
}
