package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.ferrywasm.contract.Crew;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransferTest {
    private static final Engine ENGINE = new Engine();
    private static final String GUEST = """
        (module
          (memory (export "memory") 1)
          (table (export "table") 4 externref)
          (global (export "global") (mut externref) (ref.null extern))
          (func (export "add") (param i32) (result i32)
            (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (local.get 0)))
            (i32.load (i32.const 0))))
        """;

    private final Store<@Nullable Object> store = new Store<>(ENGINE, null);
    private final Instance instance =
            new Linker<@Nullable Object>(ENGINE).instantiate(store, Module.fromText(ENGINE, GUEST));

    @Test
    void aStoreMovesToAnotherThread() {
        Func add = instance.getFunc("add");
        Func left = instance.getFunc("add");
        add.call(Val.i32(5));

        StoreParcel<@Nullable Object> parcel = store.detach(add);

        assertThatThrownBy(() -> add.call(Val.i32(1))).isInstanceOf(StoreInTransitException.class);
        assertThatThrownBy(store::gc).isInstanceOf(StoreInTransitException.class);
        assertThatThrownBy(() -> left.call(Val.i32(1)))
                .isInstanceOf(StaleHandleException.class)
                .hasMessageContaining(
                        "transfer 1, by thread \"" + Thread.currentThread().getName());
        Crew.on("receiver", () -> {
            Store<@Nullable Object> here = parcel.attach();
            assertThat(here).isSameAs(store);
            assertThat(add.call(Val.i32(6))).containsExactly(Val.i32(11));
            assertThatThrownBy(() -> left.call(Val.i32(1))).isInstanceOf(StaleHandleException.class);
            here.audit();
            here.close();
            return null;
        });
        assertThatThrownBy(() -> add.call(Val.i32(1))).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(parcel::attach)
                .isInstanceOf(ParcelSpentException.class)
                .hasMessageContaining("attached by thread \"receiver\"");
    }

    @Test
    void movesAreCountedAndAttemptsAreNot() {
        store.setData(new HashMap<>());
        assertThatThrownBy(store::detach).isInstanceOf(NotSendableException.class);
        store.setData(null);
        Func left = instance.getFunc("add");
        store.detach(instance).attach();
        Func leftLater = instance.getFunc("add");
        store.detach(instance).attach();

        assertThatThrownBy(() -> left.call(Val.i32(1))).hasMessageContaining("moved (transfer 1, ");
        assertThatThrownBy(() -> leftLater.call(Val.i32(1))).hasMessageContaining("moved (transfer 2, ");
    }

    @Test
    void aDeadObjectThatMayNotGoIsDroppedHere() {
        HashMap<String, String> map = new HashMap<>();
        List<Object> dropped = new ArrayList<>();
        ExternRef.of(store, map, dropped::add);

        StoreParcel<@Nullable Object> parcel = store.detach();

        assertThat(dropped).containsExactly(map);
        parcel.attach().audit();
    }

    @Test
    void anObjectInATableIsNamedByItsPlace() {
        ExternRef map = ExternRef.of(store, new HashMap<>());
        instance.getTable("table").set(3, map);

        assertThatThrownBy(store::detach)
                .isInstanceOfSatisfying(
                        NotSendableException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::path)
                                .containsExactly("table[3] -> java.util.HashMap"));
        assertThat(map.value()).isInstanceOf(HashMap.class);
        store.audit();
        instance.getTable("table").set(3, Val.nullRef(org.ferrywasm.syntax.AbsHeapType.EXTERN));
        store.detach().attach().audit();
    }

    @Test
    void handlesFoundInDataTravel() {
        Func add = instance.getFunc("add");
        Store<@Nullable Object> other = new Store<>(ENGINE, null);
        record Session(Func func) {}
        store.setData(new Session(add));

        store.detach().attach();

        assertThat(add.call(Val.i32(1))).containsExactly(Val.i32(1));
        assertThatThrownBy(instance::exports).isInstanceOf(StaleHandleException.class);
        other.close();
    }
}
