package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreBusyException;
import org.ferrywasm.vm.StoreClosedException;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Group H of the contract: the end of a Store and of what it was made from. Clause H-01 is in {@code ConfinementTest}. */
@Timeout(300)
class EndClausesTest {
    private static final long QUICK_MILLIS = 5_000;

    private static final String ADDING = """
        (module (import "host" "add" (func $add (param i32 i32) (result i32)))
          (func (export "f") (param i32) (result i32) (call $add (local.get 0) (i32.const 1))))
        """;

    @Clause("H-02")
    @Test
    void h02_onlyTheOwnerCloses() {
        Canary canary = new Canary();

        assertThat(Crew.thrownOn("intruder", canary.store::close)).isInstanceOf(WrongThreadException.class);
        canary.sings();
        canary.duringHostCall(() ->
                assertThat(Crew.thrownOn("intruder", canary.store::close)).isInstanceOf(WrongThreadException.class));
        canary.sings();

        canary.store.close();
        canary.store.close();
        assertThatThrownBy(canary.increment::call).isInstanceOf(StoreClosedException.class);
    }

    @Clause("H-03")
    @Test
    void h03_aStoreThatRunsIsNotClosed() throws Exception {
        SpinningGuest spinning = new SpinningGuest();
        CompletableFuture<Canary> made = new CompletableFuture<>();
        FutureTask<?> owner = Crew.start("owner", () -> {
            Canary canary = new Canary();
            made.complete(canary);
            spinning.run(canary);
            canary.sings();
            canary.store.close();
            return null;
        });
        Canary canary = made.get(Crew.BOUND_SECONDS, TimeUnit.SECONDS);
        spinning.awaitBegun();

        long start = System.nanoTime();
        Throwable thrown = Crew.thrown(canary.store::close);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        boolean ran = !owner.isDone();
        spinning.end();

        assertThat(thrown).isInstanceOf(WrongThreadException.class);
        assertThat(millis).as("milliseconds until the refusal").isLessThan(QUICK_MILLIS);
        assertThat(ran).isTrue();
        Crew.result(owner);
    }

    @Clause({"H-03", "H-04"})
    @Test
    void h04_aStoreIsNotClosedInsideAHostCall() {
        Canary canary = new Canary();

        canary.duringHostCall(() -> assertThatThrownBy(canary.store::close)
                .isInstanceOf(StoreBusyException.class)
                .hasMessageStartingWith("Store.close")
                .hasMessageContaining("Store " + canary.store.id()));

        canary.sings();
        canary.store.close();
        assertThat(canary.store.isOwnedByCurrentThread()).isFalse();
    }

    @Clause("H-05")
    @Test
    void h05_suspendedCallsFailTypedOnceTheirStoreIsClosed() throws Exception {
        Canary canary = new Canary(Config.DEFAULT.consumeFuel(true));
        CompletableFuture<Integer> never = new CompletableFuture<>();
        Func waiting = Func.of(canary.store, HostFunction.<String, Integer>async(Integer.class, caller -> never));
        Call awaiting = waiting.begin();
        Outcome.AwaitingHost outcome = (Outcome.AwaitingHost) awaiting.resume();
        Call begun = canary.func("fib").begin(Val.i32(10));
        Call started = canary.func("fib").begin(Val.i32(20));
        assertThat(started.resume(100)).isInstanceOf(Outcome.OutOfFuel.class);

        canary.store.close();

        for (Call call : List.of(awaiting, begun, started)) {
            assertThatThrownBy(call::resume).isInstanceOf(StoreClosedException.class);
            assertThatThrownBy(call::run).isInstanceOf(StoreClosedException.class);
            assertThatThrownBy(call::isEnded).isInstanceOf(StoreClosedException.class);
        }
        outcome.ready().toCompletableFuture().get(Crew.BOUND_SECONDS, TimeUnit.SECONDS);
        assertThat(never).isNotDone();
    }

    /** What may be dropped, in any order. */
    private enum Part {
        ENGINE,
        MODULE,
        LINKER,
        STORE
    }

    @Clause("H-08")
    @Test
    void h08_everythingMayBeDroppedInAnyOrder() {
        List<List<Part>> orders = new ArrayList<>();
        permute(new ArrayList<>(List.of(Part.values())), 0, orders);
        assertThat(orders).hasSize(24);
        List<WeakReference<?>> dropped = new ArrayList<>();

        for (List<Part> order : orders) {
            for (boolean closes : new boolean[] {true, false}) {
                new Parts(dropped).drop(order, closes);
            }
        }

        assertGone(dropped);
    }

    private static void permute(List<Part> parts, int from, List<List<Part>> orders) {
        if (from == parts.size()) {
            orders.add(List.copyOf(parts));
        }
        for (int i = from; i < parts.size(); i++) {
            Collections.swap(parts, from, i);
            permute(parts, from + 1, orders);
            Collections.swap(parts, from, i);
        }
    }

    private static final class Parts {
        private @Nullable Engine engine = new Engine();
        private @Nullable Module module = Module.fromText(engine, ADDING);
        private @Nullable Linker<Integer[]> linker = new Linker<Integer[]>(engine)
                .func(
                        "host",
                        "add",
                        HostFunction.<Integer[], Integer, Integer, Integer>of(
                                Integer.class,
                                Integer.class,
                                Integer.class,
                                (caller, x, y) -> x + y + caller.data()[0]));
        private @Nullable Store<Integer[]> store = new Store<>(engine, new Integer[] {100});
        private @Nullable Instance guest = linker.instantiate(store, module);

        Parts(List<WeakReference<?>> dropped) {
            for (Object part : List.of(engine, module, linker, store, guest)) {
                dropped.add(new WeakReference<>(part));
            }
        }

        void drop(List<Part> order, boolean closes) {
            work();
            for (Part part : order) {
                switch (part) {
                    case ENGINE -> engine = null;
                    case MODULE -> module = null;
                    case LINKER -> linker = null;
                    case STORE -> {
                        if (closes && store != null) {
                            store.close();
                        }
                        store = null;
                        guest = null;
                    }
                }
                work();
            }
        }

        /** What is still there still works. */
        private void work() {
            if (guest != null) {
                assertThat(guest.getFunc("f").call(Val.i32(5))).containsExactly(Val.i32(106));
            }
            if (module != null && linker != null) {
                Store<Integer[]> other = new Store<>(module.engine(), new Integer[] {200});
                assertThat(linker.instantiate(other, module).getFunc("f").call(Val.i32(5)))
                        .containsExactly(Val.i32(206));
            }
            if (engine != null && store != null) {
                assertThat(Instance.class
                                .cast(new Linker<Integer[]>(engine)
                                        .instantiate(store, Module.fromText(engine, "(module)")))
                                .exports())
                        .isEmpty();
            }
        }
    }

    /** Shows that nothing keeps what was dropped; several collections may be needed. */
    private static void assertGone(List<WeakReference<?>> dropped) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Crew.BOUND_SECONDS);
        while (dropped.stream().anyMatch(part -> part.get() != null)) {
            assertThat(System.nanoTime())
                    .as(
                            "%s are still reachable",
                            dropped.stream().map(WeakReference::get).toList())
                    .isLessThan(end);
            System.gc();
        }
    }
}
