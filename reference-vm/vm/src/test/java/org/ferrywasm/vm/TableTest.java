package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.TableType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Val.Null NO_FUNC = Val.nullRef(AbsHeapType.FUNC);
    private static final Val.Null NO_EXTERN = Val.nullRef(AbsHeapType.EXTERN);

    private final Store<@Nullable Void> store = Store.of(new Engine());
    private final Func func = Func.of(store, HostFunction.of(Integer.class, caller -> 3));

    @Test
    void holdsWhatIsPutIn() {
        Table table = Table.create(store, TableType.of(Limits.atLeast(3), RefType.FUNCREF), NO_FUNC);
        table.set(1, func);

        assertThat(table.get(0)).isEqualTo(NO_FUNC);
        assertThat(table.get(1)).isEqualTo(func);
        table.fill(0, func, 3);
        assertThat(table.get(2)).isEqualTo(func);
    }

    @Test
    void guestsCallThroughIt() {
        Table table = Table.create(store, TableType.of(Limits.atLeast(2), RefType.FUNCREF), NO_FUNC);
        table.set(1, func);
        Instance guest = new Linker<@Nullable Void>(store.engine())
                .define("env", "t", table)
                .instantiate(store, Module.fromText(store.engine(), """
                    (module (import "env" "t" (table 2 funcref))
                      (func (export "f") (param i32) (result i32)
                        (call_indirect (result i32) (local.get 0))))
                    """));

        assertThat(guest.getFunc("f").call(Val.i32(1))).containsExactly(Val.i32(3));
        assertThatThrownBy(() -> guest.getFunc("f").call(Val.i32(0)))
                .isInstanceOf(Trap.class)
                .hasMessageStartingWith("uninitialized element");
        assertThatThrownBy(() -> guest.getFunc("f").call(Val.i32(2)))
                .isInstanceOf(Trap.class)
                .hasMessageStartingWith("undefined element");
    }

    @Test
    void growsUpToItsMaximum() {
        Table table = Table.create(store, TableType.of(Limits.between(1, 3), RefType.FUNCREF), func);

        assertThat(table.grow(2, NO_FUNC)).isEqualTo(1);
        assertThat(table.grow(1, NO_FUNC)).isEqualTo(-1);
        assertThat(table.size()).isEqualTo(3);
        assertThat(table.get(0)).isEqualTo(func);
        assertThat(table.type().limits()).isEqualTo(Limits.between(3, 3));
    }

    @Test
    void holdsHostObjects() {
        Table table = Table.create(store, TableType.of(Limits.atLeast(1), RefType.EXTERNREF), NO_EXTERN);
        table.set(0, ExternRef.of(store, "object"));

        assertThat(((ExternRef) table.get(0)).value()).isEqualTo("object");
    }

    @Test
    void refusesReferencesOfOtherTypes() {
        Table table = Table.create(store, TableType.of(Limits.atLeast(1), RefType.FUNCREF), NO_FUNC);

        assertThatThrownBy(() -> table.set(0, ExternRef.of(store, "object")))
                .isInstanceOf(TypeMismatchException.class)
                .hasMessageContaining("where a value of type funcref is asked for");
        assertThatThrownBy(() -> table.set(0, NO_EXTERN)).isInstanceOf(TypeMismatchException.class);
    }

    @Test
    void aTableOfOneFunctionTypeRefusesOthers() {
        RefType empty = store.engine().defType(FuncType.EMPTY).refNull();
        Table table = Table.create(store, TableType.of(Limits.atLeast(1), empty), NO_FUNC);

        assertThatThrownBy(() -> table.set(0, func)).isInstanceOf(TypeMismatchException.class);
    }

    @Test
    void anIndexBeyondTheEndIsRefused() {
        Table table = Table.create(store, TableType.of(Limits.atLeast(2), RefType.FUNCREF), NO_FUNC);

        assertThatThrownBy(() -> table.get(2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("out of bounds table access: Table.get of 1 elements at index 2 of a table of 2");
        assertThatThrownBy(() -> table.set(-1, NO_FUNC)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> table.fill(1, func, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(table.get(1)).isEqualTo(NO_FUNC);
    }

    @Test
    void refusesReferencesOfAnotherStore() {
        try (Store<@Nullable Void> other = Store.of(store.engine())) {
            Table table = Table.create(store, TableType.of(Limits.atLeast(2), RefType.FUNCREF), NO_FUNC);
            Func foreign = Func.of(other, HostFunction.of(Integer.class, caller -> 3));

            assertThatThrownBy(() -> table.set(0, foreign))
                    .isInstanceOf(WrongStoreException.class)
                    .hasMessage("Table.set: a Func of Store %d was given to Store %d", other.id(), store.id());
        }
    }

    @Test
    void refusesTypesOfAnotherEngine() {
        RefType foreign = new Engine().defType(FuncType.EMPTY).refNull();

        assertThatThrownBy(() -> Table.create(store, TableType.of(Limits.atLeast(1), foreign), NO_FUNC))
                .isInstanceOf(WrongEngineException.class)
                .hasMessageContaining("is not a type of this Engine");
    }
}
