package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.ClosedHandleException;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.MemoryView;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.NotSendableException;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Owned;
import org.ferrywasm.vm.ResourceLimiter;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.StaleHandleException;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreBusyException;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.StoreProbe;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.Violation;
import org.ferrywasm.vm.WasmException;
import org.ferrywasm.vm.WrongStoreException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Group E, transfers that are refused, when nothing has changed, and what is too dead to refuse one. */
@Timeout(120)
class RefusedTransferClausesTest {
    private static final Engine ENGINE = new Engine(Config.DEFAULT.consumeFuel(true));

    private final Luggage luggage = new Luggage(ENGINE);
    private final Store<@Nullable Object> store = luggage.store;

    private static List<String> paths(NotSendableException refusal) {
        return refusal.violations().stream().map(Violation::path).toList();
    }

    @Clause("E-07")
    @Test
    void e07_aStoreWithACallOnTheJavaStackStaysAndTheCallGoesOn() {
        List<@Nullable Throwable> refusals = new ArrayList<>();
        Store<List<@Nullable Throwable>> busy = new Store<>(ENGINE, refusals);
        busy.setFuel(Luggage.FUEL);
        Linker<List<@Nullable Throwable>> linker = new Linker<>(ENGINE);
        linker.func("host", "f", HostFunction.<List<@Nullable Throwable>, Integer>of(Integer.class, caller -> {
            caller.data().add(Crew.thrown(caller.store()::detach));
            return 5;
        }));
        Func f = linker.instantiate(busy, Module.fromText(ENGINE, """
            (module (import "host" "f" (func $f (result i32)))
              (func (export "f") (result i32) (i32.add (call $f) (call $f))))
            """)).getFunc("f");

        assertThat(f.call()).containsExactly(Val.i32(10));
        assertThat(((Outcome.Returned) f.begin().resume()).results()).containsExactly(Val.i32(10));
        assertThat(refusals)
                .hasSize(4)
                .allSatisfy(refusal -> assertThat(refusal)
                        .isInstanceOf(StoreBusyException.class)
                        .hasMessageContaining("Store.detach")
                        .hasMessageContaining("1 calls into Store " + busy.id())
                        .hasMessageContaining("func 1"));
        busy.setData(List.of());
        busy.detach().attach().audit();
    }

    /** Limiters run in the middle of an operation, also where no call is on the Java stack. */
    private static final class Meddler implements ResourceLimiter {
        @Nullable
        Store<?> store;

        final List<@Nullable Throwable> refusals = new ArrayList<>();

        private boolean meddle() {
            if (store != null) {
                refusals.add(Crew.thrown(store::detach));
                refusals.add(Crew.thrown(store::close));
            }
            return true;
        }

        @Override
        public boolean memoryGrowing(long currentBytes, long desiredBytes) {
            return meddle();
        }

        @Override
        public boolean tableGrowing(long currentElements, long desiredElements) {
            return meddle();
        }

        @Override
        public boolean heapGrowing(long currentBytes, long desiredBytes) {
            return meddle();
        }

        @Override
        public boolean instantiating(long currentInstances) {
            return meddle();
        }

        @Override
        public boolean hostObjectAdded(long currentObjects) {
            return meddle();
        }
    }

    @Clause({"E-07", "H-03"})
    @Test
    void e07_aStoreWhoseLimiterRunsStaysAndIsNotClosed() {
        Meddler meddler = new Meddler();
        Luggage limited = new Luggage(ENGINE, StoreLimits.DEFAULT.withLimiter(meddler), null);
        meddler.store = limited.store;

        assertThat(limited.guest.getMemory("memory").grow(1)).isEqualTo(2);
        assertThat(limited.guest.getTable("objects").grow(1, (Val.RefVal) Luggage.NULL))
                .isEqualTo(4);
        Memory.create(limited.store, MemType.of(Limits.atLeast(1)));
        ExternRef.of(limited.store, "object").close();
        new WasmException(limited.guest.getTag("tag"), Luggage.NULL).exception().close();
        new Linker<@Nullable Object>(ENGINE).instantiate(limited.store, Module.fromText(ENGINE, "(module)"));

        assertThat(meddler.refusals)
                .hasSize(12)
                .allSatisfy(refusal -> assertThat(refusal).isInstanceOf(StoreBusyException.class));
        meddler.store = null;
        limited.sings();
        limited.close();
    }

    @Clause("E-08")
    @Test
    void e08_aStoreWithAnOpenViewStaysAndIsNotClosed() {
        MemoryView view = luggage.guest.getMemory("memory").view();
        MemoryView part = view.slice(8, 8);
        view.close();

        for (Crew.Action action : List.<Crew.Action>of(store::detach, () -> store.detach(part), store::close)) {
            assertThat(Crew.thrown(action))
                    .isInstanceOf(StoreBusyException.class)
                    .hasMessageContaining("8 bytes at address 0x8 of memory 0");
        }
        part.writeInt(0, 9);
        assertThat(part.readInt(0)).isEqualTo(9);
        part.close();
        luggage.hop(part);
        assertThat(Crew.thrown(() -> part.readInt(0))).isInstanceOf(ClosedHandleException.class);
        assertThat(Crew.thrown(() -> view.readInt(0))).isInstanceOf(StaleHandleException.class);
        luggage.sings();
        luggage.close();
    }

    @Clause("E-09")
    @Test
    void e09_oneThatIsNotSendableRefusesAndNothingHasChanged() {
        luggage.fill();
        Owned<int[]> box = Owned.of(() -> new int[3]);
        record Data(Owned<int[]> box) {}
        store.setData(new Data(box));
        ExternRef left = ExternRef.of(store, "left");
        ExternRef kept = ExternRef.of(store, "kept");
        Call call = luggage.begin("hold", kept, Val.i32(100));
        call.resume(50);
        Call leftCall = luggage.begin("countUp", Val.i32(100));
        leftCall.resume(50);
        luggage.put(2, new HashMap<>(Map.of("k", "v")));
        Map<String, Object> state = luggage.state();
        long fuel = store.getFuel();
        int roots = StoreProbe.roots(store);
        List<String> before = StoreProbe.picture(store, left, kept, call, leftCall);

        assertThatThrownBy(() -> luggage.detach(kept, call))
                .isInstanceOfSatisfying(
                        NotSendableException.class,
                        e -> assertThat(paths(e)).containsExactly("table 1[2] -> java.util.HashMap"));

        assertThat(store.getFuel()).isEqualTo(fuel);
        assertThat(StoreProbe.picture(store, left, kept, call, leftCall)).isEqualTo(before);
        assertThat(luggage.state()).isEqualTo(state);
        assertThat(StoreProbe.roots(store)).isEqualTo(roots);
        assertThat(box.toString()).isEqualTo("Owned of no Store yet");
        assertThat(left.value()).isEqualTo("left");
        assertThat(leftCall.resume()).isInstanceOf(Outcome.Returned.class);
        luggage.sings();

        luggage.take(2);
        luggage.on(
                "next",
                () -> {
                    ExternRef held = (ExternRef)
                            ((Outcome.Returned) call.resume()).results().getFirst();
                    assertThat(held.refersToSameAs(kept)).isTrue();
                    luggage.sings();
                    return null;
                },
                kept,
                call);
        assertThat(box.toString()).isEqualTo("Owned of Store " + store.id());
        assertThat(Crew.thrown(left::value)).isInstanceOf(StaleHandleException.class);
        luggage.sings();
    }

    @Clause("E-09")
    @Test
    void e09_aCompanionThatIsNoneRefusesAndNothingHasChanged() {
        Luggage other = new Luggage(ENGINE);
        ExternRef closed = ExternRef.of(store, "closed");
        closed.close();
        Map<Object, Class<?>> refused = new java.util.LinkedHashMap<>();
        refused.put("text", IllegalArgumentException.class);
        refused.put(ENGINE, IllegalArgumentException.class);
        refused.put(
                SharedMemory.create(new MemType(org.ferrywasm.syntax.AddressType.I32, Limits.between(1, 1), true, 16)),
                IllegalArgumentException.class);
        refused.put(other.func("fib"), WrongStoreException.class);
        refused.put(other.store, WrongStoreException.class);
        refused.put(closed, ClosedHandleException.class);
        List<String> before = StoreProbe.picture(store, luggage.guest);

        refused.forEach((companion, type) -> {
            assertThat(Crew.thrown(() -> luggage.detach(companion))).isInstanceOf(type);
            assertThat(StoreProbe.picture(store, luggage.guest)).isEqualTo(before);
        });
        assertThat(Crew.thrown(() -> store.detach(luggage.guest, null))).isInstanceOf(IllegalArgumentException.class);
        assertThat(StoreProbe.picture(store, luggage.guest)).isEqualTo(before);

        luggage.hop(store, luggage.guest, luggage.func("fib"));
        luggage.sings();
        other.sings();
    }

    @Clause({"E-09", "E-11"})
    @Test
    void e09_aCompanionKeepsWhatIsNotSendableAliveAndSoPins() {
        ExternRef map = ExternRef.of(store, new HashMap<>());

        assertThatThrownBy(() -> luggage.detach(map))
                .isInstanceOfSatisfying(
                        NotSendableException.class,
                        e -> assertThat(paths(e)).containsExactly("a handle -> java.util.HashMap"));
        Call call = luggage.begin("hold", map, Val.i32(10));
        assertThatThrownBy(() -> luggage.detach(call)).isInstanceOf(NotSendableException.class);
        assertThat(map.value()).isInstanceOf(HashMap.class);
        luggage.sings();

        luggage.hop();
        assertThat(store.hostObjects()).isZero();
        luggage.sings();
    }

    @Clause("E-10")
    @Test
    void e10_aDeadOneDoesNotBlock() {
        MovingDrops drops = new MovingDrops();
        Object pinned = new Object[] {"not Sendable"};
        Map<String, Crew.Action> lives = new java.util.LinkedHashMap<>();
        lives.put("push", () -> luggage.call("pop"));
        lives.put("putArray", () -> luggage.call("clear"));
        lives.put("putException", () -> luggage.call("clear"));
        lives.forEach((put, end) -> {
            try (ExternRef ref = drops.put(store, put, pinned)) {
                luggage.call(put, put.equals("push") ? new Val[] {Val.i32(1), ref} : new Val[] {ref});
            }
            assertThat(Crew.thrown(luggage::detach)).isInstanceOf(NotSendableException.class);
            assertThat(Crew.thrown(end)).isNull();
            assertThat(drops.names()).doesNotContain(put);
            luggage.hop();
            assertThat(drops.names()).contains(put);
            assertThat(store.hostObjects()).isZero();
            luggage.sings();
        });
        ExternRef handle = drops.put(store, "handle", pinned);
        Call call = luggage.begin("hold", drops.put(store, "frame", pinned), Val.i32(10));
        call.resume(10);

        luggage.hop();

        assertThat(drops.names()).contains("handle", "frame");
        assertThat(Crew.thrown(handle::value)).isInstanceOf(StaleHandleException.class);
        assertThat(Crew.thrown(call::resume)).isInstanceOf(StaleHandleException.class);
        luggage.sings();
    }

    @Clause("E-10")
    @Test
    void e10_aDeadOneThatTheGuestsHeapHoldsTakesNothingAliveAlong() {
        try (ExternRef pinned = ExternRef.of(store, new ArrayList<>());
                ExternRef fine = ExternRef.of(store, "fine")) {
            luggage.call("push", Val.i32(1), fine);
            luggage.call("push", Val.i32(2), pinned);
            luggage.call("pop");
        }
        Call call = luggage.begin("hold", ExternRef.of(store, "framed"), Val.i32(10));
        call.resume(10);
        ExternRef kept = ExternRef.of(store, "kept");

        luggage.on(
                "next",
                () -> {
                    assertThat(store.hostObjects()).isEqualTo(3);
                    assertThat(kept.value()).isEqualTo("kept");
                    assertThat(((ExternRef) ((Outcome.Returned) call.resume())
                                            .results()
                                            .getFirst())
                                    .value())
                            .isEqualTo("framed");
                    assertThat(luggage.call("sum")).containsExactly(Val.i32(1));
                    return null;
                },
                call,
                kept);
        luggage.sings();
    }

    @Clause("E-17")
    @Test
    void e17_aStoreThatCannotMoveSaysWhyAllOfIt() {
        luggage.put(0, new ArrayList<>());
        luggage.put(1, new Object[0]);
        store.setData(new HashMap<>());
        Thread thread = Thread.currentThread();
        luggage.put(3, thread);

        assertThatThrownBy(luggage::detach).isInstanceOfSatisfying(NotSendableException.class, e -> {
            assertThat(paths(e))
                    .containsExactlyInAnyOrder(
                            "data -> java.util.HashMap",
                            "table 1[0] -> java.util.ArrayList",
                            "table 1[1] -> java.lang.Object[]",
                            "table 1[3] -> java.lang.Thread");
            assertThat(e.violations()).allSatisfy(violation -> {
                assertThat(violation.mend()).isNotBlank();
                assertThat(e).hasMessageContaining(violation.path());
            });
        });
        assertThat(store.sendability().violations()).hasSize(4);

        store.setData(Map.of());
        luggage.put(0, List.of());
        luggage.put(1, "text");
        luggage.take(3);
        assertThat(store.sendability().isSendable()).isTrue();
        luggage.hop();
        luggage.sings();
    }
}
