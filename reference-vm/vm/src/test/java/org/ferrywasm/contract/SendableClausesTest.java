package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.transfer.JdkRow;
import org.ferrywasm.vm.DropAction;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.FrozenLinker;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.NotSendableException;
import org.ferrywasm.vm.Owned;
import org.ferrywasm.vm.ResourceLimiter;
import org.ferrywasm.vm.SendabilityReport;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.Violation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Linkers of several threads, and what a Store takes in: each refusal beside the same thing rightly done. */
class SendableClausesTest {
    private static final String CALLING = """
        (module (import "host" "f" (func $f (result i32)))
          (func (export "g") (result i32) (call $f)))
        """;

    private final Engine engine = new Engine();

    record Session(String user, Object cache) {}

    /** A class of the embedder's whose object must not leave its thread. */
    static class Connection {
        int transactions;

        int next() {
            return ++transactions;
        }
    }

    /** The first violation of a refusal. */
    private static Violation refused(Runnable action) {
        try {
            action.run();
        } catch (NotSendableException e) {
            assertThat(e.violations()).isNotEmpty();
            return e.violations().getFirst();
        }
        throw new AssertionError("not refused");
    }

    private static <R> R onAnotherThread(java.util.concurrent.Callable<R> action) throws Exception {
        FutureTask<R> task = new FutureTask<>(action);
        Thread.ofPlatform().name("intruder").start(task);
        return task.get();
    }

    /** That a Store still does its work and is in order. */
    private static void canary(Store<?> store) {
        assertThat(store.audit().hostObjects()).isEqualTo(store.hostObjects());
        Memory memory = Memory.create(store, MemType.of(Limits.atLeast(1)));
        memory.writeInt(8, 42);
        assertThat(memory.readInt(8)).isEqualTo(42);
    }

    @Test
    @Clause("B-09")
    void b09_aLinkerIsRefusedToAnotherThreadAndAFrozenOneServesIt() throws Exception {
        Linker<@Nullable Void> linker = new Linker<>(engine);
        linker.func("host", "f", HostFunction.of(Integer.class, caller -> 7));
        Module module = Module.fromText(engine, CALLING);

        assertThat(onAnotherThread(() -> {
                    try (Store<@Nullable Void> store = Store.of(engine)) {
                        assertThatThrownBy(() -> linker.instantiate(store, module))
                                .isInstanceOf(WrongThreadException.class)
                                .hasMessageContaining("intruder");
                        assertThatThrownBy(linker::freeze).isInstanceOf(WrongThreadException.class);
                        canary(store);
                        return "refused";
                    }
                }))
                .isEqualTo("refused");

        FrozenLinker<@Nullable Void> frozen = linker.freeze();
        assertThat(onAnotherThread(() -> {
                    try (Store<@Nullable Void> store = Store.of(engine)) {
                        return frozen.instantiate(store, module).getFunc("g").call();
                    }
                }))
                .containsExactly(Val.i32(7));
        try (Store<@Nullable Void> store = Store.of(engine)) {
            assertThat(linker.instantiate(store, module).getFunc("g").call()).containsExactly(Val.i32(7));
        }
    }

    @Test
    @Clause("B-10")
    void b10_aLinkerWithAHostFunctionThatIsNotSendableIsNotFrozen() {
        Connection connection = new Connection();
        Linker<@Nullable Void> linker = new Linker<>(engine);
        linker.define(
                "host", "memory", SharedMemory.create(new MemType(AddressType.I32, Limits.between(1, 1), true, 16)));
        linker.func("host", "f", HostFunction.of(Integer.class, caller -> connection.next()));

        Violation violation = refused(linker::freeze);
        assertThat(violation.path())
                .startsWith("\"host\" \"f\" -> ")
                .endsWith(" -> org.ferrywasm.contract.SendableClausesTest$Connection");

        try (Store<@Nullable Void> store = Store.of(engine)) {
            assertThat(linker.instantiate(store, Module.fromText(engine, CALLING))
                            .getFunc("g")
                            .call())
                    .containsExactly(Val.i32(1));
        }
        Owned<List<String>> perStore = Owned.of(ArrayList::new);
        linker.allowShadowing(true)
                .func(
                        "host",
                        "f",
                        HostFunction.of(
                                Integer.class, caller -> perStore.get(caller).size()));
        assertThat(refused(linker::freeze).reason()).isEqualTo(Violation.Reason.OWNED_ELSEWHERE);

        linker.func("host", "f", HostFunction.of(Integer.class, caller -> 1));
        assertThat(linker.freeze().engine()).isSameAs(engine);
    }

    @Test
    @Clause("D-06")
    void d06_aSendableStoreRefusesWhatIsNotSendableWhereItEnters() {
        Connection connection = new Connection();
        HostFunction<Object> harmful = HostFunction.of(Integer.class, caller -> connection.next());
        HostFunction<Object> harmless = HostFunction.of(Integer.class, caller -> 1);
        DropAction<String> harmfulDrop = value -> connection.next();
        try (Store<Object> store = Store.sendable(engine, "data")) {
            assertThat(refused(() -> ExternRef.of(store, connection)).path())
                    .isEqualTo("host object -> org.ferrywasm.contract.SendableClausesTest$Connection");
            assertThat(refused(() -> ExternRef.of(store, "x", harmfulDrop)).path())
                    .startsWith("drop action -> ");
            assertThat(refused(() -> Func.of(store, harmful)).path()).startsWith("host function host -> ");
            assertThat(refused(() -> store.setData(connection)).path()).startsWith("data -> ");
            assertThat(store.hostObjects()).isZero();
            assertThat(store.data()).isEqualTo("data");
            assertThat(connection.transactions).isZero();
            assertThat(store.sendability().isSendable()).isTrue();

            assertThat(ExternRef.of(store, "x", value -> {}).value()).isEqualTo("x");
            assertThat(Func.of(store, harmless).call()).containsExactly(Val.i32(1));
            store.setData("other");
            assertThat(store.data()).isEqualTo("other");
            canary(store);
        }
    }

    @Test
    @Clause("D-06")
    void d06_aSendableStoreRefusesImportsBeforeAnyOfThemEnters() {
        Connection connection = new Connection();
        Linker<Object> linker = new Linker<>(engine);
        linker.func("host", "f", HostFunction.of(Integer.class, caller -> 1));
        linker.func("host", "g", HostFunction.of(Integer.class, caller -> connection.next()));
        linker.func("host", "h", HostFunction.of(Integer.class, caller -> connection.next() + 1));
        Module module = Module.fromText(engine, """
            (module (import "host" "f" (func (result i32))) (import "host" "g" (func (result i32)))
              (import "host" "h" (func (result i32))))
            """);
        try (Store<Object> store = Store.sendable(engine, "data");
                Store<Object> plain = new Store<>(engine, "data")) {
            assertThatThrownBy(() -> linker.instantiate(store, module))
                    .isInstanceOfSatisfying(
                            NotSendableException.class,
                            e -> assertThat(e.violations())
                                    .extracting(
                                            violation -> violation.path().substring(0, "host function host.g".length()))
                                    .containsExactly("host function host.g", "host function host.h"));
            assertThatThrownBy(() -> linker.begin(store, module)).isInstanceOf(NotSendableException.class);
            assertThat(store.sendability().promises()).isEmpty();
            canary(store);

            linker.instantiate(plain, module);
            assertThat(plain.sendability().violations())
                    .extracting(Violation::className)
                    .containsExactly(Connection.class.getName(), Connection.class.getName());
            assertThat(linker.instantiate(store, Module.fromText(engine, CALLING))
                            .getFunc("g")
                            .call())
                    .containsExactly(Val.i32(1));
        }
    }

    @Test
    @Clause({"D-06", "D-09"})
    void d09_dataAndLimiterFollowTheRule() {
        Map<String, String> map = new HashMap<>();
        assertThat(refused(() -> Store.sendable(engine, new Session("a", map))).path())
                .isEqualTo("data -> org.ferrywasm.contract.SendableClausesTest$Session.cache -> java.util.HashMap");
        ResourceLimiter limiter = new ResourceLimiter() {
            private int asked;

            @Override
            public boolean memoryGrowing(long currentBytes, long desiredBytes) {
                return ++asked < 10;
            }
        };
        assertThat(refused(() -> Store.sendable(engine, "data", StoreLimits.DEFAULT.withLimiter(limiter)))
                        .path())
                .startsWith("limiter -> ");

        try (Store<Session> plain =
                        new Store<>(engine, new Session("a", map), StoreLimits.DEFAULT.withLimiter(limiter));
                Store<Session> store = Store.sendable(engine, new Session("a", Map.copyOf(map)))) {
            assertThat(plain.isSendable()).isFalse();
            assertThat(plain.sendability().violations()).hasSize(2);
            assertThat(store.isSendable()).isTrue();
            assertThat(store.sendability().isSendable()).isTrue();
            canary(store);
        }
    }

    @TestFactory
    @Clause({"D-07", "D-08"})
    Stream<DynamicTest> d07_aSendableStoreTakesInEachRowOfTheTableOrNot() {
        return JdkRow.all().stream()
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
                    Object value = row.value().call();
                    try (Store<@Nullable Object> plain = new Store<>(engine, value)) {
                        if (row.reason() == null) {
                            Store.sendable(engine, value).close();
                            assertThat(plain.sendability().isSendable()).isTrue();
                        } else {
                            Violation violation = refused(() -> Store.<@Nullable Object>sendable(engine, value));
                            assertThat(violation.reason().name())
                                    .isEqualTo(row.reason().name());
                            assertThat(plain.sendability().violations()).containsExactly(violation);
                            plain.setData(null);
                        }
                    }
                }));
    }

    @Test
    @Clause("D-08")
    void d08_nullNeverBlocks() {
        try (Store<@Nullable Object> store = Store.sendable(engine, null)) {
            store.setData(null);
            assertThat(store.data()).isNull();
            assertThat(store.sendability().isSendable()).isTrue();
        }
    }

    /** A class that host functions capture by {@code this}. */
    private static final class Plugin {
        private final Object state;

        Plugin(Object state) {
            this.state = state;
        }

        HostFunction<Object> function() {
            return HostFunction.of(Integer.class, caller -> state.hashCode());
        }
    }

    @Test
    @Clause("D-12")
    void d12_capturedThisIsJudged() {
        try (Store<Object> store = Store.sendable(engine, "data")) {
            assertThat(refused(() -> Func.of(store, new Plugin(new ArrayList<>()).function()))
                            .path())
                    .isEqualTo("host function host -> org.ferrywasm.vm.HostFunction.code"
                            + " -> org.ferrywasm.contract.SendableClausesTest$Plugin$$Lambda.arg$1"
                            + " -> org.ferrywasm.contract.SendableClausesTest$Plugin.state -> java.util.ArrayList");
            assertThat(Func.of(store, new Plugin("text").function()).call())
                    .containsExactly(Val.i32("text".hashCode()));
        }
    }

    @Test
    void handlesOfTheStoreAreNoObstacleThoseOfAnotherAre() {
        Owned<List<Object>> box = Owned.of(ArrayList::new);
        try (Store<Object> store = Store.sendable(engine, box);
                Store<Object> other = new Store<>(engine, "other")) {
            Instance guest =
                    new Linker<>(engine).instantiate(store, Module.fromText(engine, "(module (func (export \"f\")))"));
            box.get(store).addAll(List.of(guest, guest.getFunc("f"), ExternRef.of(store, "x"), store));
            assertThat(store.sendability().isSendable()).isTrue();
            Func host = Func.of(
                    store,
                    HostFunction.<Object, Integer>of(
                            Integer.class, caller -> guest.exports().size()));
            assertThat(host.call()).containsExactly(Val.i32(1));

            box.get(store).add(ExternRef.of(other, "x"));
            assertThat(store.sendability().violations())
                    .extracting(Violation::reason)
                    .containsExactly(Violation.Reason.FOREIGN_HANDLE);
            assertThat(refused(() -> Func.of(
                                    store,
                                    HostFunction.<Object, Integer>of(Integer.class, caller -> other.hostObjects())))
                            .reason())
                    .isEqualTo(Violation.Reason.FOREIGN_HANDLE);
        }
    }

    /** An enum constant with a map in it. */
    enum Registry {
        INSTANCE;

        private final Map<String, String> names = new HashMap<>();

        int size() {
            return names.size();
        }
    }

    /** A record that shows something other than it holds. */
    record Mask(Object face) {
        @Override
        public Object face() {
            return "harmless";
        }
    }

    @Test
    @Clause("D-14")
    void d14_nothingSlipsInBetweenCheckAndUse() {
        List<Object> backing = new ArrayList<>();
        assertThat(refused(() -> Store.sendable(engine, Collections.unmodifiableList(backing)))
                        .reason())
                .isEqualTo(Violation.Reason.VIEW);
        assertThat(refused(() -> Store.sendable(engine, new Mask(backing))).reason())
                .isEqualTo(Violation.Reason.MUTABLE);
        assertThat(refused(() -> Store.sendable(engine, Registry.INSTANCE)).path())
                .isEqualTo("data -> org.ferrywasm.contract.SendableClausesTest$Registry.names -> java.util.HashMap");

        try (Store<Object> store = Store.sendable(engine, List.copyOf(backing))) {
            backing.add(new int[1]);
            assertThat(store.data()).isEqualTo(List.of());
            assertThat(Registry.INSTANCE.size()).isZero();
        }
        Store.sendable(engine, new Mask("honest")).close();
    }

    @Test
    @Clause("I-05")
    void i05_theMessageNamesClassPathAndMendOfAll() {
        Linker<Object> linker = new Linker<>(engine);
        Connection connection = new Connection();
        linker.func("host", "f", HostFunction.of(Integer.class, caller -> connection.next()));

        try (Store<Object> store = new Store<>(engine, new Session("a", new HashMap<>()))) {
            Func.of(store, HostFunction.of(Integer.class, caller -> connection.next()));
            ExternRef held = ExternRef.of(store, Thread.currentThread());

            SendabilityReport report = store.sendability();
            assertThat(report.violations())
                    .extracting(Violation::className)
                    .containsExactlyInAnyOrder("java.util.HashMap", Connection.class.getName(), "java.lang.Thread");
            assertThat(report.violations()).allSatisfy(violation -> {
                assertThat(violation.path()).endsWith(violation.className());
                assertThat(violation.why()).isNotBlank();
                assertThat(violation.mend()).isNotBlank();
                assertThat(violation.toString()).contains(violation.path(), violation.why(), violation.mend());
            });
            held.close();
            store.gc();
            assertThat(store.sendability().violations()).hasSize(2);
        }
        assertThatThrownBy(() -> Store.sendable(
                        engine, List.of(new Session("a", new HashMap<>()), new int[1], Thread.currentThread())))
                .isInstanceOf(NotSendableException.class)
                .hasMessageContaining("Store.sendable: not Sendable: 3 objects may not go to another thread\n")
                .hasMessageContaining(
                        "Session.cache -> java.util.HashMap: it is a collection that can be changed; to mend it, use"
                                + " Map.copyOf")
                .hasMessageContaining("[1] -> int[]: it is an array")
                .hasMessageContaining("[2] -> java.lang.Thread: it is a thread; to mend it, keep its name");
    }

    @Test
    @Clause("I-05")
    void i05_aMessageOfVeryManyIsShortened() {
        List<Object> arrays = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            arrays.add(new int[i]);
        }

        assertThatThrownBy(() -> Store.sendable(engine, List.copyOf(arrays)))
                .isInstanceOfSatisfying(
                        NotSendableException.class,
                        e -> assertThat(e.violations()).hasSize(60))
                .hasMessageContaining("not Sendable: 60 objects")
                .hasMessageEndingWith("\n  and 10 more");
    }

    @Test
    @Clause("D-07")
    void d07_valuesOfTheEmbeddingApiMayGoWhereTheyBelongToNoStore() {
        List<Object> values = List.of(
                engine,
                Module.fromText(engine, "(module)"),
                new Linker<>(engine).freeze(),
                SharedMemory.create(new MemType(AddressType.I32, Limits.between(1, 1), true, 16)),
                engine.config(),
                StoreLimits.DEFAULT,
                Val.i32(1),
                Val.f64(1),
                NumType.I32,
                MemType.of(Limits.atLeast(1)),
                HostFunction.of(Integer.class, caller -> 1));

        Store.sendable(engine, values).close();
        assertThat(refused(() -> Store.sendable(engine, new Linker<>(engine))).mend())
                .isEqualTo("freeze it");
    }
}
