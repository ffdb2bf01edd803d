package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.NumType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkerTest {
    private final Engine engine = new Engine();
    private final Store<@Nullable Void> store = Store.of(engine);
    private final Linker<@Nullable Void> linker = new Linker<>(engine);

    private Module module(String text) {
        return Module.fromText(engine, text);
    }

    @Test
    void joinsModulesToHostFunctions() {
        linker.func("host", "double", HostFunction.of(Integer.class, Integer.class, (caller, x) -> 2 * x));
        Instance guest = linker.instantiate(store, module("""
            (module (import "host" "double" (func $double (param i32) (result i32)))
              (func (export "f") (param i32) (result i32)
                (i32.add (call $double (local.get 0)) (i32.const 1))))
            """));

        assertThat(guest.getFunc("f").call(Val.i32(20))).containsExactly(Val.i32(41));
    }

    @Test
    void joinsModulesToOneAnother() {
        linker.module(store, "a", module("(module (func (export \"one\") (result i32) (i32.const 1)))"));
        Instance guest = linker.instantiate(store, module("""
            (module (import "a" "one" (func $one (result i32)))
              (func (export "two") (result i32) (i32.add (call $one) (call $one))))
            """));

        assertThat(guest.getFunc("two").call()).containsExactly(Val.i32(2));
    }

    @Test
    void givesWhatANameStandsFor() {
        Memory memory = Memory.create(store, MemType.of(Limits.atLeast(1)));
        linker.define("m", "mem", memory);

        assertThat(linker.get(store, "m", "mem")).contains(memory);
        assertThat(linker.get(store, "m", "other")).isEmpty();
    }

    @Test
    void anUndefinedImportIsUnknown() {
        assertThatThrownBy(
                        () -> linker.instantiate(store, module("(module (import \"env\" \"f\" (func (param i32))))")))
                .isInstanceOf(LinkException.class)
                .hasMessageStartingWith("unknown import: \"env\" \"f\", func ");
    }

    @Test
    void aFunctionOfAnotherTypeIsIncompatible() {
        linker.func("env", "f", HostFunction.of(Integer.class, caller -> 1));

        assertThatThrownBy(
                        () -> linker.instantiate(store, module("(module (import \"env\" \"f\" (func (param i32))))")))
                .isInstanceOf(LinkException.class)
                .hasMessageStartingWith("incompatible import type: \"env\" \"f\" is ");
    }

    @Test
    void somethingOfAnotherKindIsIncompatible() {
        linker.define("env", "g", Global.create(store, new GlobalType(NumType.I32, false), Val.i32(1)));

        assertThatThrownBy(() -> linker.instantiate(store, module("(module (import \"env\" \"g\" (func)))")))
                .isInstanceOf(LinkException.class)
                .hasMessageStartingWith("incompatible import type: \"env\" \"g\" is i32 where ");
    }

    @Test
    void aMemoryThatHasGrownMatchesByItsPresentSize() {
        Memory memory = Memory.create(store, MemType.of(Limits.atLeast(1)));
        linker.define("env", "m", memory);
        Module module = module("(module (import \"env\" \"m\" (memory 2)))");

        assertThatThrownBy(() -> linker.instantiate(store, module)).isInstanceOf(LinkException.class);
        memory.grow(1);
        assertThat(linker.instantiate(store, module)).isNotNull();
    }

    @Test
    void aNameIsDefinedOnce() {
        HostFunction<@Nullable Void> function = HostFunction.of(Integer.class, caller -> 1);
        linker.func("env", "f", function);

        assertThatThrownBy(() -> linker.func("env", "f", function))
                .isInstanceOf(LinkException.class)
                .hasMessage("duplicate definition: \"env\" \"f\" is defined already");
    }

    @Test
    void aNameIsDefinedAgainWhereShadowingIsAllowed() {
        linker.allowShadowing(true)
                .func("env", "f", HostFunction.of(Integer.class, caller -> 1))
                .func("env", "f", HostFunction.of(Integer.class, caller -> 2));

        assertThat(((Func) linker.get(store, "env", "f").orElseThrow()).call()).containsExactly(Val.i32(2));
    }

    @Test
    void itemsOfAnotherStoreAreRefused() {
        try (Store<@Nullable Void> other = Store.of(engine)) {
            linker.define("env", "m", Memory.create(other, MemType.of(Limits.atLeast(1))));

            assertThatThrownBy(() -> linker.instantiate(store, module("(module (import \"env\" \"m\" (memory 1)))")))
                    .isInstanceOf(WrongStoreException.class)
                    .hasMessage(
                            "import \"env\" \"m\": a Memory of Store %d was given to Store %d", other.id(), store.id());
        }
    }

    @Test
    void oneLinkerServesSeveralStores() {
        linker.func("host", "seven", HostFunction.of(Integer.class, caller -> 7));
        Module module = module("""
            (module (import "host" "seven" (func $seven (result i32)))
              (func (export "f") (result i32) (call $seven)))
            """);

        for (int i = 0; i < 3; i++) {
            try (Store<@Nullable Void> each = Store.of(engine)) {
                assertThat(linker.instantiate(each, module).getFunc("f").call()).containsExactly(Val.i32(7));
            }
        }
    }

    @Test
    void aModuleOfAnotherEngineIsRefused() {
        Module foreign = Module.fromText(new Engine(), "(module)");

        assertThatThrownBy(() -> linker.instantiate(store, foreign))
                .isInstanceOf(WrongEngineException.class)
                .hasMessage("Linker.instantiate: Module was compiled not for the linker's Engine");
    }

    @Test
    void aStoreOfAnotherEngineIsRefused() {
        try (Store<@Nullable Void> foreign = Store.of(new Engine())) {
            assertThatThrownBy(() -> linker.instantiate(foreign, module("(module)")))
                    .isInstanceOf(WrongEngineException.class)
                    .hasMessage("Linker.instantiate: Store %d is not for the linker's Engine", foreign.id());
        }
    }

    @Test
    void anotherThreadIsRefused() {
        assertThatThrownBy(() -> OtherThread.call("intruder", () -> linker.allowShadowing(true)))
                .isInstanceOf(WrongThreadException.class)
                .hasMessageStartingWith("Linker.allowShadowing on thread \"intruder\": the linker belongs to thread");
    }

    @Test
    void runsTheStartFunction() {
        List<Integer> seen = new ArrayList<>();
        linker.func("host", "see", HostFunction.of(Void.class, Integer.class, (caller, x) -> {
            seen.add(x);
            return null;
        }));

        linker.instantiate(store, module("""
            (module (import "host" "see" (func $see (param i32)))
              (func $main (call $see (i32.const 5)))
              (start $main))
            """));

        assertThat(seen).containsExactly(5);
    }

    @Test
    void aTrapOfTheStartFunctionIsATrap() {
        assertThatThrownBy(() -> linker.instantiate(store, module("(module (func $f unreachable) (start $f))")))
                .isInstanceOf(Trap.class)
                .hasMessageStartingWith("unreachable: func 0");
    }

    @Test
    void theCallersDataReachesHostFunctions() {
        Linker<List<String>> logging = new Linker<>(engine);
        logging.func("log", "number", FuncType.of(List.of(NumType.I64), List.of()), (caller, args) -> {
            caller.data().add(args.getFirst().toString());
            return List.of();
        });
        Store<List<String>> logged = new Store<>(engine, new ArrayList<>());

        logging.instantiate(logged, module("""
            (module (import "log" "number" (func $log (param i64)))
              (func (export "f") (call $log (i64.const 3))))
            """)).getFunc("f").call();

        assertThat(logged.data()).containsExactly("I64[value=3]");
    }
}
