package org.ferrywasm.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.suppressed;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.vm.AuditException;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.MemoryView;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreBusyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class FerryExtensionTest {
    /** The objects that the Stores of the test classes below have dropped, which tells that they were closed. */
    private static final List<Object> DROPPED = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void forget() {
        DROPPED.clear();
    }

    private static void put(Store<?> store, String object) {
        // the method reference would capture the list, which may not go
        ExternRef.of(store, object, dropped -> DROPPED.add(dropped));
    }

    private static void assertAllPass(Events events) {
        assertThat(events.failed().stream()
                        .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow()))
                .isEmpty();
    }

    private static Events run(Class<?> testClass, String... settings) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter").selectors(selectClass(testClass));
        for (int i = 0; i < settings.length; i += 2) {
            kit.configurationParameter(settings[i], settings[i + 1]);
        }
        return kit.execute().allEvents();
    }

    @ExtendWith(FerryExtension.class)
    static class Kinds {
        private final Stores stores;

        Kinds(Stores stores) {
            this.stores = stores;
        }

        @BeforeEach
        void before(Stores same) {
            assertThat(same).isSameAs(stores);
            put(stores.open(), "before");
        }

        @AfterEach
        void after(Stores same) {
            assertThat(same).isSameAs(stores);
            put(same.open(), "after");
        }

        @Test
        void plain(Engine engine) {
            assertThat(engine).isSameAs(stores.engine());
            put(stores.sendable("data"), "plain");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void parameterised(int number) {
            assertThat(DROPPED).doesNotContain("number " + number);
            put(stores.open(number), "number " + number);
        }

        @TestFactory
        Stream<DynamicTest> factory(Stores same) {
            Store<String> common = same.open("common");
            put(common, "common");
            return IntStream.range(0, 2)
                    .mapToObj(i -> DynamicTest.dynamicTest("dynamic " + i, () -> {
                        assertThat(common.data()).isEqualTo("common");
                        put(same.open(), "dynamic " + i);
                    }));
        }

        @Nested
        class Inner {
            @Test
            void nested(Stores same) {
                put(same.open(), "nested");
            }
        }

        @FerryTest
        void closedByItself() {
            Store<@Nullable Void> store = stores.open();
            put(store, "closed by itself");
            store.close();
        }
    }

    @Test
    void allKindsOfTestsCloseTheirStores() {
        assertAllPass(run(Kinds.class));

        assertThat(DROPPED)
                .contains("plain", "number 1", "number 2", "common", "dynamic 0", "dynamic 1", "nested")
                .contains("closed by itself", "before", "after");
    }

    @Test
    void testsMayRunInParallel() {
        assertAllPass(run(
                Kinds.class,
                "junit.jupiter.execution.parallel.enabled",
                "true",
                "junit.jupiter.execution.parallel.mode.default",
                "concurrent"));

        assertThat(DROPPED).contains("plain", "number 1", "number 2", "common", "dynamic 0", "dynamic 1", "nested");
    }

    @ExtendWith(FerryExtension.class)
    @TestInstance(Lifecycle.PER_CLASS)
    static class ForAClass {
        private final Store<String> common;

        ForAClass(Stores stores) {
            common = stores.open("common");
            put(common, "common");
        }

        @BeforeAll
        void before(Stores stores) {
            put(stores.open(), "before all");
        }

        @Test
        void first(Stores own) {
            assertThat(common.data()).isEqualTo("common");
            put(own.open(), "own");
        }

        @Test
        void second() {
            assertThat(common.data()).isEqualTo("common");
            assertThat(DROPPED).doesNotContain("common");
        }
    }

    @Test
    void storesOfAClassEndWithIt() {
        assertAllPass(run(ForAClass.class));

        assertThat(DROPPED).containsExactlyInAnyOrder("own", "common", "before all");
    }

    @ExtendWith(FerryExtension.class)
    static class Elsewhere {
        @Test
        void inAParcel(Stores stores) {
            Store<String> store = stores.open("parcel");
            put(store, "in a parcel");
            ExternRef kept = ExternRef.of(store, "kept", dropped -> DROPPED.add(dropped));
            stores.register(store.detach(kept));
        }

        @Test
        void ofAThreadThatHasEnded(Stores stores) throws InterruptedException {
            Thread.ofPlatform()
                    .start(() -> put(stores.open("orphan"), "orphan"))
                    .join();
        }
    }

    @Test
    void storesAreClosedWhereverTheyHaveGone() {
        assertAllPass(run(Elsewhere.class));

        assertThat(DROPPED).containsExactlyInAnyOrder("in a parcel", "kept", "orphan");
    }

    @ExtendWith(FerryExtension.class)
    static class Faulty {
        private static final CountDownLatch END = new CountDownLatch(1);

        @Test
        void keptByALiveThread(Stores stores) throws InterruptedException {
            CountDownLatch opened = new CountDownLatch(1);
            Thread.ofPlatform().name("squatter").daemon().start(() -> {
                stores.open("kept");
                opened.countDown();
                try {
                    END.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            opened.await();
        }

        @Test
        void inAForgottenParcel(Stores stores) {
            parcels.add(stores.open("forgotten").detach());
        }

        private static final List<Object> parcels = new ArrayList<>();

        @Test
        void busy(Stores stores) {
            Store<String> store = stores.open("busy");
            Memory memory = Memory.create(
                    store, new MemType(AddressType.I32, new Limits(1, java.util.OptionalLong.empty()), false, 16));
            views.add(memory.view(0, 8));
        }

        private static final List<MemoryView> views = new ArrayList<>();

        @Test
        void miscounted(Stores stores) throws ReflectiveOperationException {
            Store<String> store = stores.open("miscounted");
            ExternRef.of(store, "an object");
            Field state = Store.class.getDeclaredField("state");
            state.setAccessible(true);
            ((StoreState) state.get(store)).retain(Ref.of(Ref.HOST, 0), 1);
        }

        @Test
        void failing(Stores stores) {
            ExternRef.of(stores.open("failing"), "object", dropped -> {
                throw new IllegalStateException("the drop action fails too");
            });
            throw new AssertionError("the test fails");
        }
    }

    @Test
    void faultsAreReportedAndHideNothing() {
        Events events = run(Faulty.class);
        Faulty.END.countDown();

        events.assertStatistics(all -> all.failed(5));
        events.assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(AssertionError.class),
                                message(text -> text.contains("is still owned by a thread that runs")
                                        && text.contains("is owned by thread \"squatter\"")))))
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                message(text -> text.contains("is in a parcel that nobody has attached")))))
                .haveExactly(1, event(finishedWithFailure(instanceOf(StoreBusyException.class))))
                .haveExactly(1, event(finishedWithFailure(instanceOf(AuditException.class))))
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                message("the test fails"), suppressed(0, message("the drop action fails too")))));
    }

    static class Strict {
        @RegisterExtension
        static final FerryExtension FERRY = new FerryExtension().requireClosedHandles();

        @Test
        void leaks(Stores stores) {
            HANDLES.add(ExternRef.of(stores.open(), "leaked"));
        }

        private static final List<Object> HANDLES = new ArrayList<>();

        @Test
        void closes(Stores stores) {
            ExternRef.of(stores.open(), "closed").close();
        }
    }

    @Test
    void openHandlesAreFaultsIfAsked() {
        Events events = run(Strict.class);

        events.assertStatistics(all -> all.failed(1));
        events.assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(message(text -> text.contains("ends with 1 open handles")
                                && text.contains("Strict.leaks(FerryExtensionTest.java")))));
    }

    static class Configured {
        private static final Engine ENGINE = new Engine();

        @RegisterExtension
        static final FerryExtension FERRY = FerryExtension.of(ENGINE);

        @Test
        void usesIt(Stores stores, Engine engine) {
            assertThat(engine).isSameAs(ENGINE);
            assertThat(stores.open().engine()).isSameAs(ENGINE);
        }
    }

    @Test
    void anEngineMayBeChosen() {
        run(Configured.class).assertStatistics(all -> all.failed(0).succeeded(3));
    }
}
