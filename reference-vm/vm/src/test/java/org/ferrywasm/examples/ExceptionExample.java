package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.util.List;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExnRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.GuestFrame;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Tag;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.TrapReason;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.WasmException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExceptionExample {
    private final Engine engine = new Engine();

    @Test
    void aHostFunctionThrowsWhatAGuestCatches() {
        Module module = Module.fromText(engine, """
            (module
              (import "host" "refused" (tag $refused (param i32)))
              (import "host" "pay" (func $pay (param i32)))
              (func (export "order") (param i32) (result i32)
                (block $caught (result i32)
                  (try_table (catch $refused $caught) (call $pay (local.get 0)))
                  (i32.const 0))))
            """);
        // @start region="throw"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Tag refused = Tag.create(store, NumType.I32); // carries a reason
            Linker<@Nullable Void> linker = new Linker<>(engine);
            linker.define("host", "refused", refused);
            linker.func("host", "pay", HostFunction.of(Void.class, Integer.class, (caller, amount) -> {
                if (amount > 100) {
                    throw new WasmException(refused, Val.i32(402)); // guests catch it by its tag
                }
                return null;
            }));
            Func order = linker.instantiate(store, module).getFunc("order");
            assertThat(order.call(Val.i32(50))).containsExactly(Val.i32(0));
            assertThat(order.call(Val.i32(500))).containsExactly(Val.i32(402));
        }
        // @end
    }

    @Test
    void theHostCatchesWhatNoGuestCaught() {
        Module module = Module.fromText(engine, """
            (module
              (tag $error (export "error") (param i32))
              (func (export "parse") (throw $error (i32.const 17))))
            """);
        int line = 0;
        // @start region="catch"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Instance instance = new Linker<@Nullable Void>(engine).instantiate(store, module);
            try {
                instance.getFunc("parse").call();
            } catch (WasmException e) {
                if (!e.tag().equals(instance.getTag("error"))) {
                    throw e; // some other exception of the guest
                }
                line = e.fields().getFirst().asInt();
            }
        }
        // @end
        assertThat(line).isEqualTo(17);
    }

    @Test
    void anExceptionIsAlsoAValue() {
        Module module = Module.fromText(engine, """
            (module
              (import "host" "error" (tag $error (param i32)))
              (func (export "fail") (param exnref) (throw_ref (local.get 0))))
            """);
        List<Val> fields = List.of();
        // @start region="exnref"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Tag error = Tag.create(store, NumType.I32);
            Linker<@Nullable Void> linker = new Linker<>(engine);
            linker.define("host", "error", error);
            Func fail = linker.instantiate(store, module).getFunc("fail");
            try (ExnRef exception = ExnRef.create(store, error, Val.i32(5))) {
                fail.call(exception);
            } catch (WasmException e) {
                fields = e.exception().fields();
            }
        }
        // @end
        assertThat(fields).containsExactly(Val.i32(5));
    }

    @Test
    void aJavaExceptionArrivesAsTheSameObject() {
        Module module = Module.fromText(engine, """
            (module
              (import "host" "open" (func $open))
              (func (export "main") (call $open)))
            """);
        Exception arrived = null;
        // @start region="host-exception"
        FileNotFoundException missing = new FileNotFoundException("config.toml");
        Linker<@Nullable Void> linker = new Linker<>(engine);
        linker.func("host", "open", HostFunction.of(Void.class, caller -> {
            throw missing; // passes through the guest, which cannot catch it
        }));
        try (Store<@Nullable Void> store = Store.of(engine)) {
            linker.instantiate(store, module).getFunc("main").call();
        } catch (Exception e) {
            arrived = e;
        }
        // @end
        assertThat(arrived).isSameAs(missing);
    }

    @Test
    void aTrapSaysWhyAndWhere() {
        Module module = Module.fromText(engine, """
            (module $shop
              (func $share (param i32 i32) (result i32) (i32.div_u (local.get 0) (local.get 1)))
              (func (export "main") (param i32) (result i32) (call $share (i32.const 10) (local.get 0))))
            """);
        String report = "";
        // @start region="trap"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Func main = new Linker<@Nullable Void>(engine)
                    .instantiate(store, module)
                    .getFunc("main");
            try {
                main.call(Val.i32(0));
            } catch (Trap trap) {
                report = trap.reason() + " in " + trap.frames().getFirst().funcName();
            }
            assertThat(main.call(Val.i32(5))).containsExactly(Val.i32(2)); // the Store stays usable
        }
        // @end
        assertThat(report).isEqualTo("integer divide by zero in share");
    }

    @Test
    void whatAnApplicationDoesAboutATrap() {
        Module module = Module.fromText(engine, "(module (func $deep (export \"main\") (call $deep)))");
        String advice = "";
        // @start region="reason"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            new Linker<@Nullable Void>(engine)
                    .instantiate(store, module)
                    .getFunc("main")
                    .call();
        } catch (Trap trap) {
            TrapReason reason = trap.reason();
            advice = switch (reason) {
                case OUT_OF_FUEL, INTERRUPTED -> "took too long: try again later";
                case CALL_STACK_EXHAUSTED, ALLOCATION_LIMIT -> "needs more than it may have";
                default -> "has an error in it: " + reason;
            };
        }
        // @end
        assertThat(advice).isEqualTo("needs more than it may have");
    }

    @Test
    void aBacktraceForThePluginsAuthor() {
        Module module = Module.fromText(engine, """
            (module $plugin
              (func $inner (unreachable))
              (func $outer (export "main") (call $inner)))
            """);
        StringBuilder backtrace = new StringBuilder();
        // @start region="frames"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            new Linker<@Nullable Void>(engine)
                    .instantiate(store, module)
                    .getFunc("main")
                    .call();
        } catch (Trap trap) {
            for (GuestFrame frame : trap.frames()) { // the innermost first
                backtrace.append("at ").append(frame).append('\n');
            }
        }
        // @end
        assertThat(backtrace.toString().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("at module \"plugin\", func 0 \"inner\", offset 0x");
    }
}
