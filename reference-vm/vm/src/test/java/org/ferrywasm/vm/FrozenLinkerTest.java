package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrozenLinkerTest {
    private static final String DOUBLING = """
        (module (import "host" "double" (func $double (param i32) (result i32)))
          (func (export "f") (param i32) (result i32) (call $double (local.get 0))))
        """;

    private final Engine engine = new Engine();
    private final Linker<@Nullable Void> linker = new Linker<>(engine);

    private void defineDouble() {
        linker.func("host", "double", HostFunction.of(Integer.class, Integer.class, (caller, x) -> 2 * x));
    }

    @Test
    void servesManyThreadsAtOnce() throws Exception {
        defineDouble();
        linker.define(
                "host",
                "memory",
                SharedMemory.create(
                        new MemType(AddressType.I32, Limits.between(1, 1), true, MemType.DEFAULT_PAGE_SIZE_LOG2)));
        FrozenLinker<@Nullable Void> frozen = linker.freeze();
        Module module = Module.fromText(engine, DOUBLING);

        List<Thread> threads = new ArrayList<>();
        List<List<Val>> results = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try (Store<@Nullable Void> store = Store.of(engine)) {
                    results.add(frozen.instantiate(store, module).getFunc("f").call(Val.i32(21)));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(results).hasSize(4).containsOnly(List.of(Val.i32(42)));
        assertThat(frozen.engine()).isSameAs(engine);
    }

    @Test
    void keepsTheDefinitionsThatItWasFrozenWith() {
        defineDouble();
        FrozenLinker<@Nullable Void> frozen = linker.freeze();
        linker.func("host", "later", HostFunction.of(Void.class, caller -> null));

        try (Store<@Nullable Void> store = Store.of(engine)) {
            assertThat(frozen.get(store, "host", "double")).isPresent();
            assertThat(frozen.get(store, "host", "later")).isEmpty();
            assertThat(linker.get(store, "host", "later")).isPresent();
        }
    }

    @Test
    void instantiatesAsACall() {
        defineDouble();
        FrozenLinker<@Nullable Void> frozen = linker.freeze();

        try (Store<@Nullable Void> store = Store.of(engine)) {
            InstantiationCall call = frozen.begin(store, Module.fromText(engine, DOUBLING));
            call.run();
            assertThat(call.instance().getFunc("f").call(Val.i32(1))).containsExactly(Val.i32(2));
        }
    }

    @Test
    @Clause("B-10")
    void b10_aHostFunctionThatMayNotGoIsNamed() {
        defineDouble();
        List<String> log = new ArrayList<>();
        linker.func("host", "log", HostFunction.of(Integer.class, caller -> log.size()));
        int[] counter = new int[1];
        linker.func("host", "count", HostFunction.of(Integer.class, caller -> counter[0]++));

        assertThatThrownBy(linker::freeze)
                .isInstanceOfSatisfying(
                        NotSendableException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::path)
                                .containsExactlyInAnyOrder(
                                        "\"host\" \"log\" -> org.ferrywasm.vm.HostFunction.code ->"
                                                + " org.ferrywasm.vm.FrozenLinkerTest$$Lambda.arg$1 ->"
                                                + " java.util.ArrayList",
                                        "\"host\" \"count\" -> org.ferrywasm.vm.HostFunction.code"
                                                + " -> org.ferrywasm.vm.FrozenLinkerTest$$Lambda.arg$1 -> int[]"));
    }

    @Test
    void anItemOfAStoreIsNamed() {
        try (Store<@Nullable Void> store = Store.of(engine)) {
            linker.define("host", "memory", Memory.create(store, MemType.of(Limits.atLeast(1))));

            assertThatThrownBy(linker::freeze)
                    .isInstanceOf(NotSendableException.class)
                    .hasMessageContaining("\"host\" \"memory\" -> org.ferrywasm.vm.Memory: it is connected to a Store");
        }
    }

    @Test
    void anOwnedSuitsOneStoreAlone() {
        Owned<List<String>> log = Owned.of(ArrayList::new);
        linker.func("host", "log", HostFunction.of(Void.class, caller -> {
            log.get(caller).add("x");
            return null;
        }));

        assertThatThrownBy(linker::freeze)
                .isInstanceOfSatisfying(
                        NotSendableException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::reason)
                                .containsExactly(Violation.Reason.OWNED_ELSEWHERE));
    }

    @Test
    void aStoreOfAnotherEngineIsRefused() {
        FrozenLinker<@Nullable Void> frozen = linker.freeze();
        Engine foreign = new Engine();

        try (Store<@Nullable Void> store = Store.of(foreign)) {
            assertThatThrownBy(() -> frozen.instantiate(store, Module.fromText(engine, "(module)")))
                    .isInstanceOf(WrongEngineException.class);
        }
    }

    @Test
    void theStoreIsStillItsOwners() throws Throwable {
        FrozenLinker<@Nullable Void> frozen = linker.freeze();
        Module module = Module.fromText(engine, "(module)");

        try (Store<@Nullable Void> store = Store.of(engine)) {
            assertThat(OtherThread.call("intruder", () -> {
                        try {
                            return frozen.instantiate(store, module);
                        } catch (WrongThreadException e) {
                            return e;
                        }
                    }))
                    .isInstanceOf(WrongThreadException.class);
            assertThat(frozen.instantiate(store, module).exports()).isEmpty();
        }
    }
}
