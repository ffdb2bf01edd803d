package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.VecType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GlobalTest {
    private final Store<@Nullable Void> store = Store.of(new Engine());

    @Test
    void holdsItsValue() {
        Global global = Global.create(store, new GlobalType(NumType.F64, true), Val.f64(1.5));

        assertThat(global.get()).isEqualTo(Val.f64(1.5));
        global.set(Val.f64(2.5));
        assertThat(global.get()).isEqualTo(Val.f64(2.5));
        assertThat(global.type()).isEqualTo(new GlobalType(NumType.F64, true));
    }

    @Test
    void holdsAWholeVector() {
        Global global = Global.create(store, new GlobalType(VecType.V128, true), Val.v128(1, 2));

        global.set(Val.v128(3, 4));

        assertThat(global.get()).isEqualTo(Val.v128(3, 4));
    }

    @Test
    void guestAndHostSeeTheSameValue() {
        Global global = Global.create(store, new GlobalType(NumType.I32, true), Val.i32(1));
        Instance guest = new Linker<@Nullable Void>(store.engine())
                .define("env", "g", global)
                .instantiate(store, Module.fromText(store.engine(), """
                    (module (import "env" "g" (global $g (mut i32))) (export "g" (global $g))
                      (func (export "f") (global.set $g (i32.const 5))))
                    """));

        guest.getFunc("f").call();

        assertThat(global.get()).isEqualTo(Val.i32(5));
        assertThat(guest.getGlobal("g")).isEqualTo(global).hasSameHashCodeAs(global);
    }

    @Test
    void anImmutableOneIsNotSet() {
        Global global = Global.create(store, new GlobalType(NumType.I32, false), Val.i32(1));

        assertThatThrownBy(() -> global.set(Val.i32(2)))
                .isInstanceOf(TypeMismatchException.class)
                .hasMessage("Global.set: the global is immutable");
        assertThat(global.get()).isEqualTo(Val.i32(1));
    }

    @Test
    void aValueOfAnotherTypeIsRefused() {
        Global global = Global.create(store, new GlobalType(NumType.I32, true), Val.i32(1));

        assertThatThrownBy(() -> global.set(Val.i64(2))).isInstanceOf(TypeMismatchException.class);
        assertThatThrownBy(() -> Global.create(store, new GlobalType(RefType.FUNCREF, true), Val.i32(1)))
                .isInstanceOf(TypeMismatchException.class);
    }

    @Test
    void aTypeWithoutNullRefusesNull() {
        assertThatThrownBy(() -> Global.create(
                        store, new GlobalType(RefType.EXTERNREF.nonNull(), true), Val.nullRef(AbsHeapType.EXTERN)))
                .isInstanceOf(TypeMismatchException.class);
    }

    @Test
    void keepsAHostObjectAlive() {
        Global global = Global.create(store, new GlobalType(RefType.EXTERNREF, true), Val.nullRef(AbsHeapType.EXTERN));
        try (ExternRef ref = ExternRef.of(store, "object")) {
            global.set(ref);
        }

        store.gc();

        assertThat(((ExternRef) global.get()).value()).isEqualTo("object");
    }
}
