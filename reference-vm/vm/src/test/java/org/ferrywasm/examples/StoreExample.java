package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.vm.Audit;
import org.ferrywasm.vm.AuditException;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.ResourceLimiter;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.TrapReason;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreExample {
    private final Engine engine = new Engine();

    @Test
    void aStoreForATenant() {
        Module script = Module.fromText(engine, """
            (module
              (import "tenant" "credit" (func $credit (param i32)))
              (func (export "main") (call $credit (i32.const 5))))
            """);
        Tenant tenant = new Tenant();
        // @start region="open"
        Linker<Tenant> linker = new Linker<>(engine);
        linker.func("tenant", "credit", HostFunction.of(Void.class, Integer.class, (caller, amount) -> {
            caller.data().balance += amount; // the tenant whose script calls
            return null;
        }));
        StoreLimits limits = StoreLimits.DEFAULT.withMemoryBytes(16 << 20);

        try (Store<Tenant> store = new Store<>(engine, tenant, limits)) {
            linker.instantiate(store, script).getFunc("main").call();
        } // everything that the script made is gone
        // @end
        assertThat(tenant.balance).isEqualTo(5);
    }

    private static final class Tenant {
        int balance;
    }

    @Test
    void aStoreWithABudget() {
        Module script = Module.fromText(engine, "(module (func (export \"main\") (loop $again (br $again))))");
        String text = script.toText();
        String answer = "";
        // @start region="fuel"
        Engine metered = new Engine(Config.DEFAULT.consumeFuel(true));
        try (Store<@Nullable Void> store = Store.of(metered)) {
            store.setFuel(100_000); // a new Store has none
            Func main = new Linker<@Nullable Void>(metered)
                    .instantiate(store, Module.fromText(metered, text))
                    .getFunc("main");
            try {
                main.call();
                answer = "done for " + (100_000 - store.getFuel());
            } catch (Trap trap) {
                answer = trap.reason() == TrapReason.OUT_OF_FUEL ? "the budget is used up" : "failed";
            }
        }
        // @end
        assertThat(answer).isEqualTo("the budget is used up");
    }

    @Test
    void aStoreWithLimits() {
        Module greedy = Module.fromText(engine, """
            (module
              (memory (export "memory") 1)
              (func (export "grow") (result i32) (memory.grow (i32.const 100))))
            """);
        // @start region="limits"
        StoreLimits limits = StoreLimits.DEFAULT
                .withMemoryBytes(1 << 20) // all memories together
                .withHeapBytes(1 << 20) // structures, arrays, exceptions
                .withCallDepth(1_000); // frames of a call

        try (Store<@Nullable Void> store = new Store<>(engine, null, limits)) {
            Func grow = new Linker<@Nullable Void>(engine)
                    .instantiate(store, greedy)
                    .getFunc("grow");
            assertThat(grow.call()).containsExactly(Val.i32(-1)); // the guest is told that it may not
        }
        // @end
    }

    @Test
    void aLimiterDecidesWhileTheGuestRuns() {
        Module module = Module.fromText(engine, """
            (module
              (memory 1)
              (func (export "grow") (result i32) (memory.grow (i32.const 1))))
            """);
        // @start region="limiter"
        final class Quota implements ResourceLimiter {
            private long bytes = 2 * 65_536; // shared by all Stores of one tenant, say

            @Override
            public boolean memoryGrowing(long currentBytes, long desiredBytes) {
                boolean isAllowed = desiredBytes - currentBytes <= bytes;
                bytes -= isAllowed ? desiredBytes - currentBytes : 0;
                return isAllowed;
            }
        }
        StoreLimits limits = StoreLimits.DEFAULT.withLimiter(new Quota());
        // @end
        try (Store<@Nullable Void> store = new Store<>(engine, null, limits)) {
            Func grow = new Linker<@Nullable Void>(engine)
                    .instantiate(store, module)
                    .getFunc("grow");
            assertThat(grow.call()).containsExactly(Val.i32(1));
            assertThat(grow.call()).containsExactly(Val.i32(-1));
        }
    }

    @Test
    void aTestEndsWithAnAudit() {
        Module module = Module.fromText(engine, """
            (module
              (global $kept (mut externref) (ref.null extern))
              (func (export "keep") (param externref) (global.set $kept (local.get 0))))
            """);
        // @start region="audit"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Func keep = new Linker<@Nullable Void>(engine)
                    .instantiate(store, module)
                    .getFunc("keep");
            try (ExternRef session = ExternRef.of(store, "a session")) {
                keep.call(session);
            }
            Audit audit = store.audit(); // counts everything anew
            assertThat(audit.hostObjects()).isEqualTo(1); // in the global
            assertThat(audit.openHandles()).isEmpty();
            assertThat(audit.calls()).isZero();
        }
        // @end
    }

    @Test
    void aForgottenHandleIsFound() {
        List<String> forgotten;
        // @start region="trace"
        Engine tracing = new Engine(Config.DEFAULT.traceHandles(true));
        try (Store<@Nullable Void> store = Store.of(tracing)) {
            ExternRef.of(store, "a session"); // and never closed
            forgotten = store.audit().openHandles(); // each with where it was made
        }
        // @end
        assertThat(forgotten).singleElement().asString().contains("StoreExample");
    }

    @Test
    void aStoreThatIsNotWholeIsAFaultOfTheVm() {
        List<String> report = new ArrayList<>();
        // @start region="audit-exception"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            ExternRef.of(store, "a session").close();
            store.audit();
        } catch (AuditException e) {
            report.addAll(e.differences()); // what to tell the authors of the VM
        }
        // @end
        assertThat(report).isEmpty();
    }
}
