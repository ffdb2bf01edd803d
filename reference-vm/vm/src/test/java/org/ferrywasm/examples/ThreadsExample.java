package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.NotSendableException;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.StaleHandleException;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The examples of docs/threads.md. */
class ThreadsExample {
    private final Engine engine = new Engine();

    @Test
    void aStoreForEachRequest() throws Exception {
        Module module = Module.fromText(engine, """
            (module (func (export "handle") (param i32) (result i32)
              (i32.mul (local.get 0) (local.get 0))))
            """);
        List<Future<Integer>> answers = new ArrayList<>();
        // @start region="per-request"
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int request : new int[] {1, 2, 3}) {
                answers.add(requests.submit(() -> {
                    try (Store<Integer> store = new Store<>(engine, request)) { // this request's, on this thread
                        Func handle = new Linker<Integer>(engine)
                                .instantiate(store, module)
                                .getFunc("handle");
                        return handle.call(Val.i32(request)).getFirst().asInt();
                    }
                }));
            }
        }
        // @end
        assertThat(answers).extracting(Future::get).containsExactly(1, 4, 9);
    }

    @Test
    void aStoreWithAThreadOfItsOwn() throws Exception {
        Module module = Module.fromText(engine, """
            (module
              (global $served (mut i32) (i32.const 0))
              (func (export "handle") (param i32) (result i32)
                (global.set $served (i32.add (global.get $served) (i32.const 1)))
                (i32.add (local.get 0) (global.get $served))))
            """);
        // @start region="own-thread"
        BlockingQueue<Consumer<Func>> tasks = new LinkedBlockingQueue<>();
        Thread owner = Thread.ofVirtual().start(() -> {
            try (Store<@Nullable Void> store = Store.of(engine)) { // lives as long as the plug-in
                Func handle = new Linker<@Nullable Void>(engine)
                        .instantiate(store, module)
                        .getFunc("handle");
                while (true) {
                    tasks.take().accept(handle);
                }
            } catch (InterruptedException e) {
                // asked to end: the Store is closed by its owner
            }
        });

        CompletableFuture<Integer> answer = new CompletableFuture<>(); // a request, on any thread
        tasks.add(handle -> answer.complete(handle.call(Val.i32(41)).getFirst().asInt()));
        assertThat(answer.get()).isEqualTo(42);

        owner.interrupt();
        owner.join();
        // @end
    }

    @Test
    void aCallThatWaitsIsResumedByTheOwner() throws Exception {
        Module module = Module.fromText(engine, """
            (module
              (import "host" "fetch" (func $fetch (param i32) (result i32)))
              (func (export "handle") (param i32) (result i32) (call $fetch (local.get 0))))
            """);
        List<Integer> answers = new ArrayList<>();
        Linker<@Nullable Void> linker = new Linker<>(engine);
        linker.func(
                "host",
                "fetch",
                HostFunction.async(
                        Integer.class, Integer.class, (caller, id) -> CompletableFuture.supplyAsync(() -> 2 * id)));
        // @start region="event-loop"
        BlockingQueue<Call> ready = new LinkedBlockingQueue<>();
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Func handle = linker.instantiate(store, module).getFunc("handle");
            for (int request : new int[] {1, 2, 3}) {
                ready.add(handle.begin(Val.i32(request)));
            }
            while (answers.size() < 3) {
                Call call = ready.take();
                switch (call.resume()) {
                    case Outcome.Returned(List<Val> results) ->
                        answers.add(results.getFirst().asInt());
                    case Outcome.AwaitingHost(String _, CompletionStage<Void> stage) ->
                        stage.thenRun(() -> ready.add(call)); // whoever completes it only passes the call on
                    case Outcome outcome -> throw new IllegalStateException("no answer: " + outcome);
                }
            }
        }
        // @end
        assertThat(answers).containsExactlyInAnyOrder(2, 4, 6);
    }

    private final Module answering = Module.fromText(engine, """
        (module
          (table (export "table") 1 externref)
          (func (export "answer") (result i32) (i32.const 42)))
        """);

    private <T> Instance instance(Store<T> store) {
        return new Linker<T>(engine).instantiate(store, answering);
    }

    @Test
    void aWrongThreadIsToldWhoseStoreItIs() throws InterruptedException {
        List<String> printed = new ArrayList<>();
        // @start region="wrong-thread"
        try (Store<String> store = new Store<>(engine, "data")) {
            Func answer = instance(store).getFunc("answer");
            Thread worker = Thread.ofPlatform().name("a worker").start(() -> {
                try {
                    answer.call();
                } catch (WrongThreadException e) {
                    printed.add(e.getMessage());
                }
            });
            worker.join();
        }
        // @end
        assertThat(Documents.threads()).contains(Documents.asText(printed.getFirst()));
    }

    @Test
    void aStaleHandleSaysHowToKeepIt() {
        List<String> printed = new ArrayList<>();
        // @start region="stale"
        Store<String> store = new Store<>(engine, "data");
        Func answer = instance(store).getFunc("answer");
        try (Store<String> moved = store.detach().attach()) { // without a companion, to this very thread
            answer.call();
            instance(moved);
        } catch (StaleHandleException e) {
            printed.add(e.getMessage());
        }
        // @end
        assertThat(Documents.threads()).contains(Documents.asText(printed.getFirst()));
    }

    @Test
    void whatMayNotGoIsNamed() {
        List<String> printed = new ArrayList<>();
        // @start region="not-sendable"
        try (Store<StringBuilder> store = new Store<>(engine, new StringBuilder())) {
            instance(store).getTable("table").set(0, ExternRef.of(store, Thread.currentThread()));
            store.detach();
        } catch (NotSendableException e) {
            printed.add(e.getMessage());
        }
        // @end
        assertThat(Documents.threads()).contains(Documents.asText(printed.getFirst()));
    }
}
