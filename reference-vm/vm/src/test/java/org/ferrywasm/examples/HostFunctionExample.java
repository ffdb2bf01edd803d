package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Caller;
import org.ferrywasm.vm.CannotSuspendException;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExpiredCallerException;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostFunctionExample {
    private final Engine engine = new Engine();

    @Test
    void fourForms() {
        // @start region="forms"
        HostFunction<List<String>> log = HostFunction.of(Void.class, Integer.class, (caller, level) -> {
            caller.data().add("level " + level); // the Store's data
            return null;
        });
        FuncType swapType = FuncType.of(List.of(NumType.I32, NumType.F64), List.of(NumType.F64, NumType.I32));
        HostFunction<Object> swap = HostFunction.of(swapType, (caller, values) -> values.reversed());

        FuncType addType = FuncType.of(List.of(NumType.I64, NumType.I64), List.of(NumType.I64));
        HostFunction<Object> add = HostFunction.raw(addType, (caller, slots) -> slots[0] += slots[1]);

        Linker<List<String>> linker = new Linker<>(engine);
        linker.func("host", "log", log).func("host", "swap", swap).func("host", "add", add);
        // @end
        Module module = Module.fromText(engine, """
            (module
              (import "host" "log" (func $log (param i32)))
              (import "host" "swap" (func $swap (param i32 f64) (result f64 i32)))
              (import "host" "add" (func $add (param i64 i64) (result i64)))
              (func (export "all") (result f64 i32 i64)
                (call $log (i32.const 2))
                (call $swap (i32.const 1) (f64.const 0.5))
                (call $add (i64.const 20) (i64.const 22))))
            """);
        try (Store<List<String>> store = new Store<>(engine, new ArrayList<>())) {
            assertThat(linker.instantiate(store, module).getFunc("all").call())
                    .containsExactly(Val.f64(0.5), Val.i32(1), Val.i64(42));
            assertThat(store.data()).containsExactly("level 2");
        }
    }

    @Test
    void aGuestHandsOverText() {
        Module module = Module.fromText(engine, """
            (module
              (import "host" "print" (func $print (param i32 i32)))
              (memory (export "memory") 1)
              (data (i32.const 16) "hello")
              (func (export "main") (call $print (i32.const 16) (i32.const 5))))
            """);
        // @start region="caller"
        Linker<StringBuilder> linker = new Linker<>(engine);
        linker.func(
                "host",
                "print",
                HostFunction.of(
                        Void.class,
                        Integer.class,
                        Integer.class,
                        (Caller<StringBuilder> caller, Integer address, Integer length) -> {
                            Memory memory = caller.getMemory("memory"); // of the instance that calls
                            caller.data().append(memory.readString(Integer.toUnsignedLong(address), length));
                            return null;
                        }));

        try (Store<StringBuilder> store = new Store<>(engine, new StringBuilder())) {
            linker.instantiate(store, module).getFunc("main").call();
            assertThat(store.data()).hasToString("hello");
        }
        // @end
    }

    @Test
    void aGuestWaitsForAnAnswerWithoutAThread() {
        Module module = Module.fromText(engine, """
            (module
              (import "host" "price" (func $price (param i32) (result i32)))
              (func (export "total") (param i32) (result i32)
                (i32.mul (local.get 0) (call $price (i32.const 7)))))
            """);
        // @start region="async"
        Linker<@Nullable Void> linker = new Linker<>(engine);
        linker.func(
                "host",
                "price",
                HostFunction.async(
                        Integer.class, Integer.class, (caller, id) -> CompletableFuture.supplyAsync(() -> 6 * id)));

        try (Store<@Nullable Void> store = Store.of(engine)) {
            Func total = linker.instantiate(store, module).getFunc("total");
            try (Call call = total.begin(Val.i32(2))) {
                Outcome outcome = call.resume();
                while (outcome instanceof Outcome.AwaitingHost(String _, CompletionStage<Void> ready)) {
                    ready.toCompletableFuture().join(); // or do something else meanwhile
                    outcome = call.resume();
                }
                assertThat(outcome).isEqualTo(new Outcome.Returned(List.of(Val.i32(84))));
            }
        }
        // @end
    }

    @Test
    void aCallThatCannotWait() {
        Module module = Module.fromText(engine, """
            (module
              (import "host" "ask" (func $ask (result i32)))
              (func (export "main") (result i32) (call $ask)))
            """);
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        Linker<@Nullable Void> linker = new Linker<>(engine);
        linker.func("host", "ask", HostFunction.async(Integer.class, caller -> answer));
        String problem = "";
        List<Val> results = List.of();
        // @start region="cannot-suspend"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Func main = linker.instantiate(store, module).getFunc("main");
            try {
                main.call(); // would have to wait for the host function's answer
            } catch (CannotSuspendException e) {
                problem = e.getMessage();
            }
            // The mend: begin the call, and go on when the answer is there.
            try (Call call = main.begin()) {
                assertThat(call.resume()).isInstanceOf(Outcome.AwaitingHost.class);
                answer.complete(42);
                results = call.run();
            }
        }
        // @end
        assertThat(problem.toLowerCase(Locale.ROOT)).contains("ask");
        assertThat(results).containsExactly(Val.i32(42));
    }

    @Test
    void aCallerIsNotKept() {
        Module module = Module.fromText(engine, """
            (module
              (import "host" "subscribe" (func $subscribe))
              (func (export "main") (call $subscribe)))
            """);
        String problem = "";
        List<Caller<String>> kept = new ArrayList<>();
        // @start region="expired-caller"
        Linker<String> linker = new Linker<>(engine);
        linker.func("host", "subscribe", HostFunction.<String, Void>of(Void.class, caller -> {
            kept.add(caller); // wrong: it is valid during this call only
            return null;
        }));
        try (Store<String> store = new Store<>(engine, "tenant 7")) {
            linker.instantiate(store, module).getFunc("main").call();
            try {
                kept.getFirst().data();
            } catch (ExpiredCallerException e) {
                problem = e.getMessage();
            }
            assertThat(store.data()).isEqualTo("tenant 7"); // the mend: keep the Store, or what it gives
        }
        // @end
        assertThat(problem).startsWith("Caller.data");
    }
}
