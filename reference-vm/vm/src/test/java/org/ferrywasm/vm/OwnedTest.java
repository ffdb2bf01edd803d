package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ferrywasm.contract.Clause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnedTest {
    private final Engine engine = new Engine();
    private final Store<@Nullable Void> store = Store.of(engine);
    private final Store<@Nullable Void> other = Store.of(engine);

    record Session(String user, Owned<List<String>> log) {}

    @Test
    void isReachedByTheOwnerOfItsStore() {
        Owned<List<String>> log = Owned.of(ArrayList::new);

        log.get(store).add("a");
        assertThat(log.<Integer>with(store, List::size)).isEqualTo(1);
        assertThat(log).hasToString("Owned of Store " + store.id());
    }

    @Test
    void isReachedByHostFunctionsOfItsStore() {
        Owned<List<Integer>> log = Owned.of(ArrayList::new);
        Func host = Func.of(
                store,
                HostFunction.<@Nullable Void, Integer, @Nullable Void>of(Void.class, Integer.class, (caller, x) -> {
                    log.get(caller).add(x);
                    return log.with(caller, list -> null);
                }));

        host.call(Val.i32(7));

        assertThat(log.get(store)).containsExactly(7);
    }

    @Test
    @Clause("D-14")
    void d14_bindsToTheFirstStoreAndIsRefusedByASecond() {
        Owned<List<String>> log = Owned.of(ArrayList::new);
        log.get(store);

        assertThatThrownBy(() -> log.get(other))
                .isInstanceOf(WrongStoreException.class)
                .hasMessageContaining("Store " + store.id());
        assertThatThrownBy(() -> ExternRef.of(other, log)).isInstanceOf(WrongStoreException.class);
        assertThatThrownBy(() -> new Store<>(engine, log)).isInstanceOf(WrongStoreException.class);
        assertThat(other.hostObjects()).isZero();
        assertThat(ExternRef.of(store, log).value()).isSameAs(log);
    }

    @Test
    @Clause("D-14")
    void d14_aSendableStoreRefusesTheOwnedOfAnotherStore() {
        Owned<List<String>> log = Owned.of(ArrayList::new);
        Store<Session> first = Store.sendable(engine, new Session("a", log));

        assertThatThrownBy(() -> Store.sendable(engine, new Session("b", log)))
                .isInstanceOfSatisfying(
                        NotSendableException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::reason, Violation::path)
                                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                                        Violation.Reason.OWNED_ELSEWHERE,
                                        "data -> org.ferrywasm.vm.OwnedTest$Session.log -> org.ferrywasm.vm.Owned")));
        assertThat(first.data().log().get(first)).isEmpty();
        assertThatThrownBy(() -> log.get(other)).isInstanceOf(WrongStoreException.class);
    }

    @Test
    void aRefusedInsertionBindsNothing() {
        Owned<List<String>> log = Owned.of(ArrayList::new);

        assertThatThrownBy(() -> Store.sendable(engine, List.of(log, new int[1])))
                .isInstanceOf(NotSendableException.class);
        assertThat(log).hasToString("Owned of no Store yet");
        assertThat(log.get(store)).isEmpty();
    }

    @Test
    void askingWhatWouldGoAlongBindsNothing() {
        Owned<List<String>> log = Owned.of(ArrayList::new);
        Store<Session> plain = new Store<>(engine, new Session("a", log));

        SendabilityReport report = plain.sendability();
        assertThat(report.isSendable()).isTrue();
        assertThat(report.promises())
                .singleElement()
                .satisfies(promise -> assertThat(promise.path())
                        .isEqualTo("data -> org.ferrywasm.vm.OwnedTest$Session.log -> org.ferrywasm.vm.Owned"));
        assertThat(log).hasToString("Owned of no Store yet");
    }

    @Test
    void mayHoldHandlesOfItsStoreAndNoneOfAnother() {
        Owned<Map<String, Object>> state = Owned.of(HashMap::new);
        Store<Owned<Map<String, Object>>> plain = new Store<>(engine, state);
        state.get(plain).put("handle", ExternRef.of(plain, "x"));
        assertThat(plain.sendability().violations()).isEmpty();

        state.get(plain).put("foreign", ExternRef.of(store, "x"));
        assertThat(plain.sendability().violations()).singleElement().satisfies(violation -> {
            assertThat(violation.reason()).isEqualTo(Violation.Reason.FOREIGN_HANDLE);
            assertThat(violation.path()).startsWith("data -> org.ferrywasm.vm.Owned.value -> java.util.HashMap[");
            assertThat(violation.className()).isEqualTo("org.ferrywasm.vm.ExternRef");
        });
    }

    @Test
    void mayNotHoldWhatBelongsToAThread() {
        assertThatThrownBy(() -> Store.sendable(engine, Owned.of(() -> new Object[] {Thread.currentThread()})))
                .isInstanceOf(NotSendableException.class)
                .hasMessageContaining(
                        "data -> org.ferrywasm.vm.Owned.value -> java.lang.Object[][0] -> java.lang.Thread");
        assertThat(Store.sendable(engine, Owned.of(() -> new Object[] {new ArrayList<>()}))
                        .sendability()
                        .isSendable())
                .isTrue();
    }

    @Test
    void theSupplierMustShareNothing() {
        List<String> shared = new ArrayList<>();

        assertThatThrownBy(() -> Owned.of(() -> shared))
                .isInstanceOf(NotSendableException.class)
                .hasMessageContaining("supplier -> org.ferrywasm.vm.OwnedTest$$Lambda.arg$1 -> java.util.ArrayList");
        List<String> copied = List.of("a");
        assertThat(Owned.of(() -> new ArrayList<>(copied)).get(store)).containsExactly("a");
    }

    @Test
    void theSupplierMayRelyOnAnEnginesConfiguration() {
        Engine lenient = new Engine(Config.DEFAULT.registerImmutable(OwnedTest.class));

        assertThatThrownBy(() -> Owned.of(() -> List.of(hashCode()))).isInstanceOf(NotSendableException.class);
        assertThat(Owned.of(lenient, () -> List.of(hashCode())).get(store)).containsExactly(hashCode());
    }

    @Test
    @SuppressWarnings("NullAway")
    void theSupplierMustGiveSomething() {
        assertThatThrownBy(() -> Owned.of(() -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gave null");
    }

    @Test
    void isRefusedToOtherThreadsAndAfterTheEnd() throws Throwable {
        Owned<List<String>> log = Owned.of(ArrayList::new);
        log.get(store);

        assertThat(OtherThread.call("intruder", () -> thrownBy(() -> log.get(store))))
                .isInstanceOf(WrongThreadException.class);
        store.close();
        assertThat(thrownBy(() -> log.get(store))).isInstanceOf(StoreClosedException.class);
    }

    private static @Nullable Throwable thrownBy(Runnable action) {
        try {
            action.run();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }
}
