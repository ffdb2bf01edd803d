package org.ferrywasm.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.ferrywasm.contract.spi.Creating;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.contract.spi.EngineSettings;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.HostCode;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Interruptible;
import org.ferrywasm.contract.spi.Sharing;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedMemory;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.spi.TestedTable;
import org.ferrywasm.contract.spi.ValueType;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each adapter does on its engine what the interface of the kit says, or says what the engine lacks. */
@Timeout(60)
class AdapterTest {
    private static final Signature I32_TO_I32 = new Signature(List.of(ValueType.I32), List.of(ValueType.I32));
    private static final Signature EXTERNREF_TO_EXTERNREF =
            new Signature(List.of(ValueType.EXTERNREF), List.of(ValueType.EXTERNREF));

    /** Of the adapters here alone: others have tests of their own. */
    private static final Set<String> PEERS = Set.of("chicory", "endive", "graalwasm", "wasmtime-java");

    /** What an engine has not, and says so in a sentence. */
    private static final Set<String> GAPS = Set.of(
            "graalwasm: caller",
            "graalwasm: shared memory",
            "wasmtime-java: shared memory",
            "wasmtime-java: operations on tables",
            "wasmtime-java: externref",
            "wasmtime-java: globals of the host's");

    static Stream<EngineAdapter> adapters() {
        List<EngineAdapter> adapters = new ArrayList<>();
        for (EngineAdapter adapter : ServiceLoader.load(EngineAdapter.class)) {
            if (PEERS.contains(adapter.name())) {
                adapters.add(adapter);
            }
        }
        assertThat(adapters).extracting(EngineAdapter::name).containsExactlyInAnyOrderElementsOf(PEERS);
        return adapters.stream();
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void namesTheVersionThatTheBuildHas(EngineAdapter adapter) {
        assertThat(adapter.version()).matches("\\d+\\.\\d+\\.\\d+");
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void callsFunctionsOfTheCanary(EngineAdapter adapter) {
        try (Opened opened = new Opened(adapter)) {
            TestedInstance canary = opened.canary((caller, arguments) -> new Object[] {arguments[0]});
            assertThat(call(canary, "fib", 15)).containsExactly(610);
            assertThat(call(canary, "dispatch", 0, 5)).containsExactly(5);
            assertThat(call(canary, "fillAndSum", 100)).containsExactly(5050);
            assertThat(call(canary, "increment")).isEmpty();
            assertThatThrownBy(NoSuchElementException.class, () -> canary.export("nothing"));
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void readsAndWritesGlobals(EngineAdapter adapter) {
        try (Opened opened = new Opened(adapter)) {
            TestedInstance canary = opened.canary((caller, arguments) -> arguments);
            TestedGlobal counter = (TestedGlobal) canary.export("counter");
            call(canary, "increment");
            call(canary, "increment");
            assertThat(counter.get()).isEqualTo(2);
            counter.set(40);
            call(canary, "increment");
            assertThat(counter.get()).isEqualTo(41);
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void readsWritesAndGrowsMemories(EngineAdapter adapter) {
        try (Opened opened = new Opened(adapter)) {
            TestedInstance canary = opened.canary((caller, arguments) -> arguments);
            TestedMemory memory = (TestedMemory) canary.export("memory");
            assertThat(memory.pages()).isEqualTo(1);
            assertThat(memory.grow(2)).isEqualTo(1);
            assertThat(memory.pages()).isEqualTo(3);
            memory.write(65_534, new byte[] {1, 2, -3});
            assertThat(memory.read(65_533, 5)).containsExactly(0, 1, 2, -3, 0);
            call(canary, "fillAndSum", 2);
            assertThat(memory.read(0, 8)).containsExactly(1, 0, 0, 0, 2, 0, 0, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void readsWritesAndGrowsTables(EngineAdapter adapter) {
        try (Opened opened = new Opened(adapter)) {
            TestedInstance canary = opened.canary((caller, arguments) -> arguments);
            TestedTable functions = (TestedTable) canary.export("functions");
            if (lacks(adapter, "operations on tables", functions::size)) {
                return;
            }
            assertThat(functions.size()).isEqualTo(3);
            TestedFunction twice = (TestedFunction) functions.get(1);
            assertThat(twice.call(21)).containsExactly(42);
            assertThat(functions.grow(2, twice)).isEqualTo(3);
            functions.set(3, null);
            functions.set(0, canary.export("fib"));
            assertThat(functions.get(3)).isNull();
            assertThat(call(canary, "dispatch", 4, 3)).containsExactly(0);
            assertThat(((TestedFunction) functions.get(0)).call(15)).containsExactly(610);
            assertThat(functions.size()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void callsTheHost(EngineAdapter adapter) {
        try (Opened opened = new Opened(adapter)) {
            Thread owner = Thread.currentThread();
            TestedInstance canary = opened.canary((caller, arguments) -> {
                assertThat(Thread.currentThread()).isSameAs(owner);
                return new Object[] {(Integer) arguments[0] + 1};
            });
            assertThat(call(canary, "through", 41)).containsExactly(42);
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void tellsHostFunctionsWhoCalled(EngineAdapter adapter) {
        try (Opened opened = new Opened(adapter)) {
            TestedInstance canary = opened.canary((caller, arguments) -> {
                if (lacks(adapter, "caller", () -> caller.export("fib"))) {
                    return new Object[] {610};
                }
                ((TestedMemory) caller.export("memory")).write(0, new byte[] {9});
                return ((TestedFunction) caller.export("fib")).call(arguments[0]);
            });
            assertThat(call(canary, "through", 15)).containsExactly(610);
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void letsCheckedExceptionsOfTheHostThrough(EngineAdapter adapter) {
        try (Opened opened = new Opened(adapter)) {
            IOException thrown = new IOException("from the host");
            TestedInstance canary = opened.canary((caller, arguments) -> {
                throw thrown;
            });
            Throwable caught = catchThrowable(() -> call(canary, "through", 1));
            switch (adapter.name()) {
                case "chicory", "endive" -> assertThat(caught).isSameAs(thrown);
                // These wrap it, or keep no more than its message, or not even that.
                default -> assertThat(adapter.failure(caught)).isEqualTo(Failure.UNTYPED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void tellsTrapsFromExhaustion(EngineAdapter adapter) {
        try (Opened opened = new Opened(adapter)) {
            TestedInstance canary = opened.canary((caller, arguments) -> arguments);
            assertThat(call(canary, "divide", 7, 2)).containsExactly(3);
            assertThat(adapter.failure(catchThrowable(() -> call(canary, "divide", 7, 0))))
                    .isEqualTo(Failure.TRAP);
            assertThat(adapter.failure(catchThrowable(() -> call(canary, "deep", 0))))
                    .isEqualTo(Failure.EXHAUSTED);
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void stopsCalls(EngineAdapter adapter) {
        try (Opened opened = new Opened(adapter)) {
            TestedInstance canary = opened.canary((caller, arguments) -> arguments);
            Interruptible spin = (Interruptible) canary.export("spin");
            Interruptible.Interrupted call = spin.prepare(-1);
            AtomicBoolean stopped = new AtomicBoolean();
            Thread stopper = Thread.ofPlatform().start(() -> {
                // A stop that comes before the call is lost on some engines.
                while (!stopped.get()) {
                    call.interrupt();
                    LockSupport.parkNanos(10_000_000);
                }
            });
            Throwable thrown = catchThrowable(call::run);
            stopped.set(true);
            while (stopper.isAlive() || Thread.interrupted()) {
                // Engines that listen to the thread's own flag leave it set.
                Thread.interrupted();
            }
            assertThat(adapter.failure(thrown)).isEqualTo(Failure.INTERRUPTED);
            assertThat(call(canary, "fib", 15)).containsExactly(610);
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void passesHostObjects(EngineAdapter adapter) {
        try (Opened opened = new Opened(adapter)) {
            Object host = "an object that is a string";
            if (lacks(adapter, "externref", () -> opened.store.reference(host))) {
                return;
            }
            List<Object> seen = new ArrayList<>();
            TestedInstance references = opened.instantiate(
                    "canary-references",
                    new HostImport.Function("host", "keep", EXTERNREF_TO_EXTERNREF, (caller, arguments) -> {
                        seen.add(arguments[0] == null ? "null" : ((TestedReference) arguments[0]).host());
                        return arguments;
                    }));
            Object[] results = call(references, "round", opened.store.reference(host));
            assertThat(((TestedReference) results[0]).host()).isSameAs(host);
            assertThat(call(references, "round", (Object) null)).containsExactly((Object) null);
            assertThat(seen).containsExactly(host, "null");
            TestedTable objects = (TestedTable) references.export("objects");
            assertThat(objects.get(0)).isNull();
            objects.set(1, opened.store.reference(host));
            assertThat(((TestedReference) objects.get(1)).host()).isSameAs(host);
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void givesExportsToOtherInstances(EngineAdapter adapter) {
        try (Opened opened = new Opened(adapter)) {
            TestedInstance first = opened.canary((caller, arguments) -> arguments);
            TestedInstance second =
                    opened.instantiate("canary", new HostImport.Item("host", "echo", first.export("fib")));
            assertThat(call(second, "through", 15)).containsExactly(610);
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void makesWhatTheHostAsksFor(EngineAdapter adapter) {
        try (Opened opened = new Opened(adapter)) {
            Creating store = (Creating) opened.store;
            TestedMemory memory = store.newMemory(1, 3);
            memory.write(5, new byte[] {5});
            assertThat(memory.read(4, 3)).containsExactly(0, 5, 0);
            assertThat(memory.grow(1)).isEqualTo(1);
            if (lacks(adapter, "globals of the host's", () -> store.newGlobal(1))) {
                return;
            }
            TestedGlobal global = store.newGlobal(7);
            assertThat(global.get()).isEqualTo(7);
            global.set(8);
            assertThat(global.get()).isEqualTo(8);
            TestedTable table = store.newTable(1, 4);
            assertThat(table.grow(2, store.reference("a"))).isEqualTo(1);
            assertThat(((TestedReference) table.get(2)).host()).isEqualTo("a");
            assertThat(table.get(0)).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void refusesSettingsThatTheEngineHasNot(EngineAdapter adapter) {
        assertThatThrownBy(
                UnsupportedOperationException.class,
                () -> adapter.open(new EngineSettings(
                        /* fuel= */ true, /* collectAlways= */ false, /* nestedCalls= */ 0, Set.of())));
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void runsTheFeaturesThatItDeclaresAndNoOthers(EngineAdapter adapter) {
        for (Feature feature : Feature.values()) {
            try (Opened opened = new Opened(adapter)) {
                byte[] binary = FeatureSample.binary(feature);
                Throwable thrown = catchThrowable(() -> {
                    TestedInstance sample = opened.store.instantiate(opened.engine.load(binary), List.of());
                    assertThat(call(sample, "run")).containsExactly(7);
                });
                if (adapter.features().contains(feature)) {
                    assertThat(thrown).as("%s on %s", feature, adapter.name()).isNull();
                } else {
                    assertThat(thrown).as("%s on %s", feature, adapter.name()).isNotNull();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void sharesMemories(EngineAdapter adapter) {
        try (Opened opened = new Opened(adapter)) {
            if (!(opened.engine instanceof Sharing engine)) {
                assertThat(GAPS).contains(adapter.name() + ": shared memory");
                return;
            }
            TestedMemory shared = engine.newSharedMemory(1, 2);
            shared.write(0, new byte[] {3});
            assertThat(shared.read(0, 1)).containsExactly(3);
            assertThat(shared.pages()).isEqualTo(1);
        }
    }

    private static Object[] call(TestedInstance instance, String name, Object... arguments) {
        return ((TestedFunction) instance.export(name)).call(arguments);
    }

    /** Whether an engine lacks something, as is known and as it must say. */
    private static boolean lacks(EngineAdapter adapter, String what, Runnable operation) {
        Throwable thrown = catchThrowable(operation::run);
        boolean isKnown = GAPS.contains(adapter.name() + ": " + what);
        assertThat(thrown instanceof UnsupportedOperationException)
                .as("%s of %s is lacking: %s", what, adapter.name(), thrown)
                .isEqualTo(isKnown);
        return isKnown;
    }

    private static void assertThatThrownBy(Class<? extends Throwable> type, Runnable operation) {
        assertThat(catchThrowable(operation::run)).isInstanceOf(type);
    }

    /** An engine with a Store. */
    private static final class Opened implements AutoCloseable {
        private final TestedEngine engine;
        private final TestedStore store;

        Opened(EngineAdapter adapter) {
            engine = adapter.open(
                    new EngineSettings(/* fuel= */ false, /* collectAlways= */ false, /* nestedCalls= */ 0, Set.of()));
            store = engine.newStore();
        }

        TestedInstance canary(HostCode echo) {
            return instantiate("canary", new HostImport.Function("host", "echo", I32_TO_I32, echo));
        }

        TestedInstance instantiate(String guest, HostImport... imports) {
            return store.instantiate(engine.load(guest(guest)), List.of(imports));
        }

        @Override
        public void close() {
            store.close();
            engine.close();
        }

        private static byte[] guest(String name) {
            String resource = "/org/ferrywasm/contract/guests/" + name + ".wasm";
            try (InputStream in = AdapterTest.class.getResourceAsStream(resource)) {
                return in == null ? fail("no guest " + resource) : in.readAllBytes();
            } catch (IOException e) {
                return fail(e);
            }
        }
    }
}
