package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.StaleHandleException;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreBusyException;
import org.ferrywasm.vm.StoreClosedException;
import org.ferrywasm.vm.StoreInTransitException;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.StorePoisonedException;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.WrongEngineException;
import org.ferrywasm.vm.WrongStoreException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefusalExample {
    private final Engine engine = new Engine();
    private final Module module = Module.fromText(engine, """
        (module
          (func (export "answer") (result i32) (i32.const 42))
          (func (export "take") (param funcref)))
        """);
    private final List<String> log = new ArrayList<>();

    private Func func(Store<@Nullable Void> store, String name) {
        return new Linker<@Nullable Void>(engine).instantiate(store, module).getFunc(name);
    }

    @Test
    void aForeignThreadIsRefused() throws InterruptedException {
        // @start region="wrong-thread"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Func answer = func(store, "answer");
            Thread intruder = Thread.ofVirtual().start(() -> {
                try {
                    answer.call();
                } catch (WrongThreadException e) {
                    log.add(e.getMessage()); // names both threads; the guest was not entered
                }
            });
            intruder.join();
            assertThat(answer.call()).containsExactly(Val.i32(42)); // the owner goes on
        }
        // @end
        assertThat(log).singleElement().asString().startsWith("Func.call on thread");
    }

    @Test
    void aClosedStoreIsRefused() {
        // @start region="closed"
        Func answer;
        try (Store<@Nullable Void> store = Store.of(engine)) {
            answer = func(store, "answer");
        }
        try {
            answer.call(); // outlived its Store
        } catch (StoreClosedException e) {
            log.add(e.getMessage());
        }
        // The mend: keep the Module, and open a Store for as long as its handles are used.
        try (Store<@Nullable Void> store = Store.of(engine)) {
            assertThat(func(store, "answer").call()).containsExactly(Val.i32(42));
        }
        // @end
        assertThat(log).singleElement().asString().endsWith("is closed");
    }

    @Test
    void aStoreInUseIsNotClosed() {
        Module program = Module.fromText(engine, """
            (module
              (import "host" "exit" (func $exit))
              (func (export "main") (call $exit)))
            """);
        // @start region="busy"
        Linker<@Nullable Void> linker = new Linker<>(engine);
        linker.func("host", "exit", HostFunction.of(Void.class, caller -> {
            try {
                caller.store().close(); // while a guest is on the Java stack
            } catch (StoreBusyException e) {
                log.add(e.getMessage());
            }
            caller.interruptHandle().interrupt(); // the mend: stop the guest first
            return null;
        }));
        // @end
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Func main = linker.instantiate(store, program).getFunc("main");
            assertThat(catchThrowable(main::call)).hasMessageContaining("interrupt");
        }
        assertThat(log).singleElement().asString().contains("main");
    }

    @Test
    void aStoreInWhichTheJvmFailed() {
        Module program = Module.fromText(engine, """
            (module
              (import "host" "load" (func $load))
              (func (export "main") (call $load)))
            """);
        Linker<@Nullable Void> linker = new Linker<>(engine);
        linker.func("host", "load", HostFunction.of(Void.class, caller -> {
            throw new OutOfMemoryError("made by an example");
        }));
        // @start region="poisoned"
        Store<@Nullable Void> store = Store.of(engine);
        Func main = linker.instantiate(store, program).getFunc("main");
        try {
            main.call();
        } catch (OutOfMemoryError e) {
            log.add("the JVM failed: " + e.getMessage());
        }
        try {
            main.call();
        } catch (StorePoisonedException e) {
            log.add("only close is left because of " + e.getCause());
        }
        store.close(); // the mend: a new Store
        // @end
        assertThat(log)
                .containsExactly(
                        "the JVM failed: made by an example",
                        "only close is left because of java.lang.OutOfMemoryError: made by an example");
    }

    @Test
    void aHandleOfAnotherStoreIsRefused() {
        // @start region="wrong-store"
        try (Store<@Nullable Void> mine = Store.of(engine);
                Store<@Nullable Void> other = Store.of(engine)) {
            Func answer = func(other, "answer");
            Func take = func(mine, "take");
            try {
                take.call(answer);
            } catch (WrongStoreException e) {
                log.add(e.getMessage()); // names both Stores
            }
            take.call(func(mine, "answer")); // the mend: the same module, instantiated here
        }
        // @end
        assertThat(log).singleElement().asString().contains("a Func of Store");
    }

    @Test
    void aModuleOfAnotherEngineIsRefused() {
        // @start region="wrong-engine"
        Engine another = new Engine();
        try (Store<@Nullable Void> store = Store.of(another)) {
            new Linker<@Nullable Void>(another).instantiate(store, module);
        } catch (WrongEngineException e) {
            log.add(e.getMessage());
        }
        // The mend: one Engine for the application, or the module compiled once more.
        Module ported = Module.fromBytes(another, module.toBytes());
        // @end
        assertThat(log).singleElement().asString().contains("Engine");
        try (Store<@Nullable Void> store = Store.of(another)) {
            new Linker<@Nullable Void>(another).instantiate(store, ported);
        }
    }

    @Test
    void aHandleThatWasLeftBehindIsRefused() {
        Store<@Nullable Void> store = Store.of(engine);
        Func answer = func(store, "answer");
        store.detach().attach(); // it moves, if only to its own thread
        // @start region="stale"
        try {
            answer.call(); // the Store has moved, and this handle did not travel with it
        } catch (StaleHandleException e) {
            log.add(e.getMessage()); // which transfer it was, and when
        }
        // The mend: name the handle as a companion when the Store is detached, or ask for it anew on the new owner.
        // @end
        assertThat(log).singleElement().asString().contains("left behind", "companion");
    }

    @Test
    void aHandleOnItsWayIsRefused() {
        Store<@Nullable Void> store = Store.of(engine);
        Func answer = func(store, "answer");
        StoreParcel<@Nullable Void> parcel = store.detach(answer);
        // @start region="in-transit"
        try {
            answer.call(); // it travels with its Store, which nobody owns at present
        } catch (StoreInTransitException e) {
            log.add(e.getMessage());
        }
        // The mend: attach the parcel first, on the thread that is to own the Store.
        parcel.attach();
        log.add(answer.call().toString());
        // @end
        assertThat(log).hasSize(2).first().asString().contains("in transit", "attach");
    }
}
