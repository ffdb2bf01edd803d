package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InstanceTest {
    private final Store<@Nullable Void> store = Store.of(new Engine());
    private final Instance guest = Guests.instantiate(store, """
        (module $guest
          (func (export "f"))
          (memory (export "m") 1)
          (memory (export "s") 1 1 shared)
          (table (export "t") 1 funcref)
          (global (export "g") i32 (i32.const 9))
          (tag (export "e")))
        """);

    @Test
    void givesItsExportsByNameAndKind() {
        assertThat(guest.getFunc("f").call()).isEmpty();
        assertThat(guest.getMemory("m").size()).isEqualTo(1);
        assertThat(guest.getSharedMemory("s").size()).isEqualTo(1);
        assertThat(guest.getTable("t").size()).isEqualTo(1);
        assertThat(guest.getGlobal("g").get()).isEqualTo(Val.i32(9));
        assertThat(guest.getTag("e").type().params()).isEmpty();
    }

    @Test
    void givesAllItsExportsInOrder() {
        assertThat(guest.exports().keySet()).containsExactly("f", "m", "s", "t", "g", "e");
        assertThat(guest.exports().get("g")).isEqualTo(guest.getGlobal("g"));
    }

    @Test
    void findsAnExportOrNone() {
        assertThat(guest.findExport("f")).contains(guest.getFunc("f"));
        assertThat(guest.findExport("x")).isEmpty();
        assertThat(guest.getExport("m")).isEqualTo(guest.getMemory("m"));
    }

    @Test
    void anUnknownExportIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> guest.getFunc("x"))
                .isInstanceOf(UnknownExportException.class)
                .hasMessage("unknown export: no function \"x\"; the module exports"
                        + " \"f\", \"m\", \"s\", \"t\", \"g\", \"e\"");
        assertThatThrownBy(() -> guest.getExport("x")).hasMessageStartingWith("unknown export: no export \"x\"");
    }

    @Test
    void aModuleWithoutExportsSaysSo() {
        Instance empty = Guests.instantiate(store, "(module)");

        assertThatThrownBy(() -> empty.getFunc("x"))
                .hasMessage("unknown export: no function \"x\"; the module exports nothing");
    }

    @Test
    void anExportOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> guest.getFunc("m"))
                .isInstanceOf(UnknownExportException.class)
                .hasMessage("export \"m\" is a memory, not a function");
        assertThatThrownBy(() -> guest.getMemory("s")).hasMessage("export \"s\" is a shared memory, not a memory");
    }

    @Test
    void knowsItsModule() {
        assertThat(guest.module().name()).contains("guest");
    }

    @Test
    void instancesOfOneModuleShareNothing() {
        Module module = Module.fromText(store.engine(), """
            (module (global $n (mut i32) (i32.const 0))
              (func (export "next") (result i32)
                (global.set $n (i32.add (global.get $n) (i32.const 1))) (global.get $n)))
            """);
        Instance first = new Linker<@Nullable Void>(store.engine()).instantiate(store, module);
        Instance second = new Linker<@Nullable Void>(store.engine()).instantiate(store, module);

        first.getFunc("next").call();

        assertThat(first.getFunc("next").call()).containsExactly(Val.i32(2));
        assertThat(second.getFunc("next").call()).containsExactly(Val.i32(1));
        assertThat(first).isNotEqualTo(second);
    }
}
