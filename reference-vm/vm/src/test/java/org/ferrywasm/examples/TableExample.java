package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableExample {
    private final Engine engine = new Engine();

    @Test
    void theHostFillsATableOfHandlers() {
        Module module = Module.fromText(engine, """
            (module
              (import "env" "handlers" (table 1 funcref))
              (type $handler (func (param i32) (result i32)))
              (func (export "dispatch") (param $event i32) (param $value i32) (result i32)
                (call_indirect (type $handler) (local.get $value) (local.get $event))))
            """);
        // @start region="handlers"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            TableType type = TableType.of(Limits.between(4, 64), RefType.FUNCREF);
            Table handlers = Table.create(store, type, Val.nullRef(AbsHeapType.FUNC));
            Func negate = Func.of(store, HostFunction.of(Integer.class, Integer.class, (caller, x) -> -x));
            handlers.set(2, negate);

            Instance instance = new Linker<@Nullable Void>(engine)
                    .define("env", "handlers", handlers)
                    .instantiate(store, module);
            assertThat(instance.getFunc("dispatch").call(Val.i32(2), Val.i32(7)))
                    .containsExactly(Val.i32(-7));
        }
        // @end
    }

    @Test
    void aGlobalIsASwitchThatBothSidesSee() {
        Module module = Module.fromText(engine, """
            (module
              (import "env" "verbose" (global $verbose (mut i32)))
              (func (export "isVerbose") (result i32) (global.get $verbose)))
            """);
        // @start region="global"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Global verbose = Global.create(store, new GlobalType(NumType.I32, true), Val.i32(0));
            Instance instance = new Linker<@Nullable Void>(engine)
                    .define("env", "verbose", verbose)
                    .instantiate(store, module);
            verbose.set(Val.i32(1)); // also while calls are suspended
            assertThat(instance.getFunc("isVerbose").call()).containsExactly(Val.i32(1));
            assertThat(verbose.get().asInt()).isEqualTo(1);
        }
        // @end
    }
}
