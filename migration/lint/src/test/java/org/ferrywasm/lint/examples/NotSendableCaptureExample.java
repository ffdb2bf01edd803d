package org.ferrywasm.lint.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.NotSendableException;
import org.ferrywasm.vm.Owned;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Val;
import org.junit.jupiter.api.Test;

class NotSendableCaptureExample {
    private static final String LOGS = """
        (module
          (import "host" "log" (func $log (param i32) (result i32)))
          (func (export "main") (param i32) (drop (call $log (local.get 0)))))
        """;

    private final Engine engine = new Engine();
    private final Module module = Module.fromText(engine, LOGS);

    @Test
    void whatItWarnsOfIsRefused() {
        assertThatThrownBy(() -> {
                    // @start region="bad"
                    List<Integer> log = new ArrayList<>();
                    Linker<String> linker = new Linker<>(engine);
                    linker.func("host", "log", HostFunction.of(Integer.class, Integer.class, (caller, level) -> {
                        log.add(level); // warns: This lambda captures `log`, an ArrayList
                        return log.size();
                    }));
                    try (Store<String> store = Store.sendable(engine, "session 1")) {
                        linker.instantiate(store, module).getFunc("main").call(Val.i32(3));
                    }
                    // @end
                })
                .isInstanceOf(NotSendableException.class)
                .hasMessageContaining("java.util.ArrayList");
    }

    @Test
    void theMendWorks() {
        // @start region="good"
        Linker<Owned<List<Integer>>> linker = new Linker<>(engine);
        linker.func("host", "log", HostFunction.of(Integer.class, Integer.class, (caller, level) -> {
            List<Integer> log = caller.data().get(caller); // nothing is captured: the log travels with its Store
            log.add(level);
            return log.size();
        }));
        try (Store<Owned<List<Integer>>> store = Store.sendable(engine, Owned.of(ArrayList<Integer>::new))) {
            linker.instantiate(store, module).getFunc("main").call(Val.i32(3));
            assertThat(store.data().get(store)).containsExactly(3);
        }
        // @end
    }
}
