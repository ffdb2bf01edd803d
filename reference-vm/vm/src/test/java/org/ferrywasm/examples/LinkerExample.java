package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Extern;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.LinkException;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Tag;
import org.ferrywasm.vm.UnknownExportException;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkerExample {
    private final Engine engine = new Engine();

    @Test
    void aLinkerGivesAModuleWhatItImports() {
        // @start region="link"
        Module module = Module.fromText(engine, """
            (module
              (import "host" "rate" (func $rate (param i32) (result f64)))
              (func (export "price") (param $net f64) (result f64)
                (f64.mul (local.get $net) (call $rate (i32.const 19)))))
            """);
        Linker<@Nullable Void> linker = new Linker<>(engine);
        linker.func(
                "host", "rate", HostFunction.of(Double.class, Integer.class, (caller, percent) -> 1 + percent / 100.0));

        try (Store<@Nullable Void> store = Store.of(engine)) {
            Instance instance = linker.instantiate(store, module);
            assertThat(instance.getFunc("price").call(Val.f64(100))).containsExactly(Val.f64(119));
        }
        // @end
    }

    @Test
    void aModuleUsesAnother() {
        Module library = Module.fromText(engine, """
            (module (func (export "square") (param i32) (result i32)
              (i32.mul (local.get 0) (local.get 0))))
            """);
        Module program = Module.fromText(engine, """
            (module
              (import "math" "square" (func $square (param i32) (result i32)))
              (func (export "main") (result i32) (call $square (i32.const 12))))
            """);
        // @start region="two-modules"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Linker<@Nullable Void> linker = new Linker<>(engine);
            linker.module(store, "math", library); // what it exports, under "math"
            Instance instance = linker.instantiate(store, program);
            assertThat(instance.getFunc("main").call()).containsExactly(Val.i32(144));
        }
        // @end
    }

    @Test
    void anInstanceGivesHandlesToItsExports() {
        Module module = Module.fromText(engine, """
            (module
              (memory (export "memory") 1)
              (global (export "version") i32 (i32.const 3))
              (func (export "init")))
            """);
        // @start region="instance"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Instance instance = new Linker<@Nullable Void>(engine).instantiate(store, module);
            Memory memory = instance.getMemory("memory"); // refused if there is none
            int version = instance.getGlobal("version").get().asInt();
            instance.findExport("init").ifPresent(init -> ((Func) init).call()); // if there is one
            assertThat(memory.size()).isEqualTo(1);
            assertThat(version).isEqualTo(3);
        }
        // @end
    }

    @Test
    void exportsAreOfFiveKinds() {
        Module module = Module.fromText(engine, """
            (module
              (memory (export "memory") 2)
              (func (export "init")))
            """);
        List<String> lines = new ArrayList<>();
        // @start region="extern"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Instance instance = new Linker<@Nullable Void>(engine).instantiate(store, module);
            for (Map.Entry<String, Extern> export : instance.exports().entrySet()) {
                String what = switch (export.getValue()) {
                    case Func func -> "a function " + func.type();
                    case Memory memory -> "a memory of " + memory.sizeBytes() + " bytes";
                    case SharedMemory memory -> "a shared memory of " + memory.sizeBytes() + " bytes";
                    case Table table -> "a table of " + table.size();
                    case Global global -> "a global " + global.type();
                    case Tag tag -> "a tag " + tag.type();
                };
                lines.add(export.getKey() + " is " + what);
            }
        }
        // @end
        assertThat(lines).containsExactly("memory is a memory of 131072 bytes", "init is a function (func)");
    }

    @Test
    void whatIsMissingIsNamed() {
        Module module = Module.fromText(engine, "(module (import \"env\" \"now\" (func (result i64))))");
        String problem = "";
        // @start region="link-exception"
        Linker<@Nullable Void> linker = new Linker<>(engine);
        try (Store<@Nullable Void> store = Store.of(engine)) {
            linker.instantiate(store, module);
        } catch (LinkException e) {
            problem = e.getMessage(); // which import, and what it must be
        }
        // The mend: define it, under both names and with the type that is asked for.
        linker.func("env", "now", HostFunction.of(Long.class, caller -> System.nanoTime()));
        // @end
        assertThat(problem).startsWith("unknown import: \"env\" \"now\"");
        try (Store<@Nullable Void> store = Store.of(engine)) {
            linker.instantiate(store, module);
        }
    }

    @Test
    void anExportThatIsNotThereIsRefused() {
        Module module = Module.fromText(engine, "(module (func (export \"start\")) (memory (export \"memory\") 1))");
        String problem = "";
        // @start region="unknown-export"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Instance instance = new Linker<@Nullable Void>(engine).instantiate(store, module);
            instance.getFunc("main").call();
        } catch (UnknownExportException e) {
            problem = e.getMessage(); // names the exports that there are
        }
        // The mend: ask the module first, before it is instantiated.
        boolean isProgram = module.exportType("main").isPresent();
        // @end
        assertThat(problem).contains("no function \"main\"", "\"start\"", "\"memory\"");
        assertThat(isProgram).isFalse();
    }
}
