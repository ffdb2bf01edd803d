package org.ferrywasm.lint.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.StaleHandleException;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.Val;
import org.junit.jupiter.api.Test;

class HandleAfterDetachExample {
    private static final String COUNTER = """
        (module
          (global $count (mut i32) (i32.const 0))
          (func (export "next") (result i32)
            (global.set $count (i32.add (global.get $count) (i32.const 1)))
            (global.get $count)))
        """;

    private final Engine engine = new Engine();
    private final Linker<String> linker = new Linker<>(engine);
    private final Module module = Module.fromText(engine, COUNTER);
    private final BlockingQueue<StoreParcel<String>> queue = new ArrayBlockingQueue<>(1);

    @Test
    void whatItWarnsOfIsRefused() {
        assertThatThrownBy(() -> {
                    // @start region="bad"
                    Store<String> store = new Store<>(engine, "session 1");
                    Func next = linker.instantiate(store, module).getFunc("next");
                    queue.put(store.detach());
                    next.call(); // warns: `next` was left behind when `store` was detached
                    // @end
                })
                .isInstanceOf(StaleHandleException.class);
        queue.remove().close();
    }

    @Test
    void theMendWorks() throws InterruptedException {
        // @start region="good"
        Store<String> store = new Store<>(engine, "session 1");
        Func next = linker.instantiate(store, module).getFunc("next");
        next.call(); // before it moves
        queue.put(store.detach(next)); // a companion: good again where the parcel is attached
        // @end
        try (Store<String> attached = queue.remove().attach()) {
            assertThat(next.call()).containsExactly(Val.i32(2));
            assertThat(attached).isSameAs(store);
        }
    }
}
