package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.NotSendableException;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Owned;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
import org.junit.jupiter.api.Test;

/**
 * A session with memory, host state and a call under way goes round eight threads, one slice of fuel on each, and ends as it would
 * have ended where it began; and a session that cannot go, with what is said about it.
 */
class HoppingSessionExample {
    private static final int THREADS = 8;

    /** Sums the numbers up to 1000 in memory, and reports every hundredth to the host. */
    private static final String GUEST = """
        (module
          (import "session" "note" (func $note (param i32)))
          (memory (export "memory") 1)
          (func (export "sum") (result i32) (local $n i32)
            (loop $again
              (local.set $n (i32.add (local.get $n) (i32.const 1)))
              (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (local.get $n)))
              (if (i32.eqz (i32.rem_u (local.get $n) (i32.const 100)))
                (then (call $note (i32.load (i32.const 0)))))
              (br_if $again (i32.lt_u (local.get $n) (i32.const 1000))))
            (i32.load (i32.const 0))))
        """;

    private final Engine engine = new Engine(Config.DEFAULT.consumeFuel(true));
    private final Module module = Module.fromText(engine, GUEST);

    /** What belongs to a session: notes, which change, and so are in a box that belongs to its Store. */
    record Session(String user, Owned<List<Integer>> notes) {}

    /** A session whose cart anybody could change who has kept a reference to it. */
    record Shopping(String user, Map<String, Integer> cart) {}

    private Store<Session> session() {
        Store<Session> store = new Store<>(engine, new Session("ada", Owned.of(ArrayList::new)));
        store.setFuel(1_000_000);
        return store;
    }

    private Linker<Session> linker() {
        return new Linker<Session>(engine)
                .func(
                        "session",
                        "note",
                        HostFunction.<Session, Integer, Void>of(Void.class, Integer.class, (caller, sum) -> {
                            caller.data().notes().get(caller).add(sum);
                            return null;
                        }));
    }

    @Test
    void aSessionGoesRoundEightThreads() throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        List<String> route = Collections.synchronizedList(new ArrayList<>());
        // @start region="round"
        record Hop(StoreParcel<Session> parcel, Call sum, Memory memory) {}
        List<BlockingQueue<Hop>> queues = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            queues.add(new ArrayBlockingQueue<>(1));
        }
        for (int i = 0; i < THREADS; i++) {
            BlockingQueue<Hop> mine = queues.get(i);
            BlockingQueue<Hop> next = queues.get((i + 1) % THREADS);
            Thread.ofPlatform().daemon().name("worker " + i).start(() -> {
                while (!result.isDone()) {
                    Hop hop = take(mine);
                    route.add(Thread.currentThread().getName());
                    Store<Session> store = hop.parcel().attach(); // from here on all of it is this thread's
                    switch (hop.sum().resume(1000)) { // a slice of the call that is under way
                        case Outcome.OutOfFuel _ -> {
                            StoreParcel<Session> parcel = store.detach(hop.sum(), hop.memory());
                            next.add(new Hop(parcel, hop.sum(), hop.memory())); // and from here on the next one's
                        }
                        case Outcome end -> {
                            result.complete(summary(store, end, hop.memory()));
                            store.close();
                        }
                    }
                }
            });
        }
        Store<Session> store = session();
        Instance instance = linker().instantiate(store, module);
        Call sum = instance.getFunc("sum").begin();
        Memory memory = instance.getMemory("memory");
        queues.getFirst().add(new Hop(store.detach(sum, memory), sum, memory));
        // @end

        assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(unmoved()).contains("500500");
        assertThat(route.stream().distinct()).hasSize(THREADS);
    }

    private static <T> T take(BlockingQueue<T> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a worker", e);
        }
    }

    /** What a session has come to. */
    private static String summary(Store<Session> store, Outcome outcome, Memory memory) {
        return "%s, in memory %d, notes %s"
                .formatted(outcome, memory.readInt(0), store.data().notes().get(store));
    }

    private String unmoved() {
        try (Store<Session> store = session()) {
            Instance instance = linker().instantiate(store, module);
            Outcome outcome = instance.getFunc("sum").begin().resume();
            return summary(store, outcome, instance.getMemory("memory"));
        }
    }

    @Test
    void aSessionThatCannotGoSaysWhy() {
        List<String> printed = new ArrayList<>();
        // @start region="refused"
        Store<Shopping> store = new Store<>(engine, new Shopping("ada", new HashMap<>()));
        try {
            store.detach();
        } catch (NotSendableException e) {
            printed.add(e.getMessage()); // and the Store is what it was
        }
        // @end
        store.close();
        assertThat(Documents.readme()).contains(Documents.asText(printed.getFirst()));
        assertThat(printed).singleElement().asString().contains("Shopping.cart -> java.util.HashMap");
    }
}
