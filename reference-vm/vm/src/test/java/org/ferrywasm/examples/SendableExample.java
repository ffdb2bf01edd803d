package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.FailingLimiter;
import org.ferrywasm.vm.FrozenLinker;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.NotSendableException;
import org.ferrywasm.vm.Owned;
import org.ferrywasm.vm.ResourceLimiter;
import org.ferrywasm.vm.SendabilityReport;
import org.ferrywasm.vm.Sendable;
import org.ferrywasm.vm.SendableSupplier;
import org.ferrywasm.vm.Shared;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.Trusted;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.Violation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SendableExample {
    private final Engine engine = new Engine();

    @Test
    void aSendableStoreTakesWhatIsSendable() {
        // @start region="sendable"
        // It says of itself that any thread may use its objects.
        final class Metrics implements Sendable {
            private final Map<String, Long> counts = new ConcurrentHashMap<>();

            void count(String event) {
                counts.merge(event, 1L, Long::sum);
            }
        }

        try (Store<Metrics> store = Store.sendable(engine, new Metrics())) {
            store.data().count("started");
            assertThat(store.data().counts).containsEntry("started", 1L);
            assertThat(store.sendability().isSendable()).isTrue();
        }
        // @end
    }

    @Test
    void mutableStateLivesInABox() {
        // @start region="owned"
        SendableSupplier<List<String>> empty = ArrayList::new;
        Owned<List<String>> log = Owned.of(empty); // made inside the box: nobody else has it

        try (Store<Owned<List<String>>> store = Store.sendable(engine, log)) {
            store.data().get(store).add("opened");
            int lines = store.data().with(store, List::size);
            assertThat(lines).isEqualTo(1);
        }
        // @end
    }

    @Test
    void aContainerIsSharedOnPurpose() {
        // @start region="shared"
        Shared<ConcurrentHashMap<String, Integer>> hits =
                Shared.of(new ConcurrentHashMap<>(), String.class, Integer.class);

        try (Store<Shared<ConcurrentHashMap<String, Integer>>> store = Store.sendable(engine, hits)) {
            store.data().get().merge("/index", 1, Integer::sum);
            assertThat(hits.get()).containsEntry("/index", 1); // other threads see it too
        }
        // @end
    }

    @Test
    void theEmbeddersWordIsListedWithItsReason() {
        // @start region="trusted"
        Map<String, String> settings = new HashMap<>(Map.of("region", "north"));
        Trusted<Map<String, String>> word = Trusted.of(settings, "filled at start-up, never written again");

        try (Store<Trusted<Map<String, String>>> store = Store.sendable(engine, word)) {
            assertThat(store.data().value()).containsEntry("region", "north");
            assertThat(store.sendability().promises())
                    .singleElement()
                    .satisfies(promise -> assertThat(promise.word()).contains("never written again"));
        }
        // @end
    }

    @Test
    void whatIsNotSendableIsRefusedWithItsPath() {
        // @start region="refused"
        record Session(String user, List<String> cart) {}
        try (Store<@Nullable Object> store = Store.sendable(engine, null)) {
            ExternRef.of(store, new Session("ann", new ArrayList<>()));
        } catch (NotSendableException e) {
            Violation violation = e.violations().getFirst();
            assertThat(violation.path()).contains("Session.cart");
            assertThat(violation.mend()).contains("List.copyOf");
        }
        // @end
    }

    @Test
    void anyStoreSaysWhatWouldKeepItHere() {
        // @start region="report"
        try (Store<int[]> store = new Store<>(engine, new int[] {1, 2, 3})) {
            SendabilityReport report = store.sendability();
            assertThat(report.isSendable()).isFalse();
            assertThat(report.violations().getFirst().path()).startsWith("data");
        }
        // @end
    }

    @Test
    void aFrozenLinkerServesAllThreads() {
        // @start region="frozen"
        Module module = Module.fromText(engine, """
            (module
              (import "host" "vat" (func $vat (param i32) (result i32)))
              (func (export "gross") (param i32) (result i32) (call $vat (local.get 0))))
            """);
        Linker<@Nullable Void> linker = new Linker<>(engine);
        linker.func("host", "vat", HostFunction.of(Integer.class, Integer.class, (caller, net) -> net * 119 / 100));
        FrozenLinker<@Nullable Void> frozen = linker.freeze(); // from here on it may go anywhere

        try (Store<@Nullable Void> store = Store.of(engine)) {
            assertThat(frozen.instantiate(store, module).getFunc("gross").call(Val.i32(100)))
                    .containsExactly(Val.i32(119));
        }
        // @end
    }

    @Test
    void everyAllocationFailsInTurn() {
        Module module = Module.fromText(engine, "(module (memory 1) (memory 1) (table 4 funcref))");
        // @start region="failing"
        int failures = 0;
        for (long k = 1; ; k++) {
            FailingLimiter limiter = ResourceLimiter.failingAt(k);
            try (Store<@Nullable Void> store = new Store<>(engine, null, StoreLimits.DEFAULT.withLimiter(limiter))) {
                new Linker<@Nullable Void>(engine).instantiate(store, module);
            } catch (Trap refused) {
                failures++;
            }
            if (!limiter.hasFailed()) {
                break; // there are fewer than k allocations
            }
        }
        assertThat(failures).isEqualTo(4); // the instance, two memories, a table
        // @end
    }
}
