package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.TableType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens where a count would exceed what an {@code int} holds, or go below zero: nothing, but for the failure. */
class CountLimitsTest {
    private static final Val.RefVal NULL = Val.nullRef(AbsHeapType.EXTERN);

    private final Engine engine = new Engine();
    private final Store<@Nullable Void> store = Store.of(engine);
    private final StoreState state = store.state();
    private final Instance guest = Guests.instantiate(store, """
        (module
          (type $s (struct (field (mut externref)) (field (mut externref))))
          (type $a (array (mut externref)))
          (tag $tag (export "tag") (param externref externref))
          (global $g (export "g") (mut externref) (ref.null extern))
          (table $t (export "t") 3 10 externref)
          (table $two (export "two") 2 externref)
          (global $s (export "s") (mut (ref null $s)) (struct.new_default $s))
          (global $a (export "a") (mut (ref null $a)) (array.new_default $a (i32.const 3)))
          (func (export "global.set") (param externref) (global.set $g (local.get 0)))
          (func (export "table.set") (param externref) (table.set $t (i32.const 1) (local.get 0)))
          (func (export "table.fill") (param externref) (table.fill $t (i32.const 0) (local.get 0) (i32.const 3)))
          (func (export "table.grow") (param externref) (drop (table.grow $t (local.get 0) (i32.const 3))))
          (func (export "table.copy") (param externref) (table.copy $t $two (i32.const 0) (i32.const 0) (i32.const 2)))
          (func (export "struct.new") (param externref)
            (global.set $s (struct.new $s (local.get 0) (local.get 0))))
          (func (export "struct.set") (param externref) (struct.set $s 0 (global.get $s) (local.get 0)))
          (func (export "array.new") (param externref)
            (global.set $a (array.new $a (local.get 0) (i32.const 3))))
          (func (export "array.new_fixed") (param externref)
            (global.set $a (array.new_fixed $a 2 (local.get 0) (local.get 0))))
          (func (export "array.set") (param externref)
            (array.set $a (global.get $a) (i32.const 1) (local.get 0)))
          (func (export "array.fill") (param externref)
            (array.fill $a (global.get $a) (i32.const 0) (local.get 0) (i32.const 3)))
          (func (export "throw") (param externref)
            (block $h (try_table (catch_all $h) (throw $tag (local.get 0) (local.get 0))))))
        """);
    private ExternRef handle;
    private long ref;
    private int taken;

    @BeforeEach
    void putAnObjectIn() {
        handle = ExternRef.of(store, new Object());
        ref = handle.ref();
        guest.getTable("two").fill(0, handle, 2);
    }

    @AfterEach
    void theStoreIsWhole() {
        leaveRoomFor(Integer.MAX_VALUE - 3);
        store.gc();
        assertThat(store.audit().hostReferences()).isEqualTo(3);
        store.close();
    }

    /** Makes as if there were as many references as there can be, but for some. */
    private void leaveRoomFor(int references) {
        int wanted = Integer.MAX_VALUE - 3 - references;
        if (wanted > taken) {
            state.retain(ref, wanted - taken);
        } else {
            state.release(ref, taken - wanted);
        }
        taken = wanted;
    }

    private void assertRefused(ThrowingCallable operation) {
        assertThatThrownBy(operation)
                .isInstanceOfSatisfying(
                        Trap.class, trap -> assertThat(trap.reason()).isEqualTo(TrapReason.ALLOCATION_LIMIT));
    }

    @Test
    @Clause("C-14")
    void c14_aGuestThatExceedsACountTraps() {
        for (String one : List.of("global.set", "table.set", "struct.set", "array.set")) {
            leaveRoomFor(0);
            assertRefused(() -> guest.getFunc(one).call(handle));
        }
        for (String several : List.of(
                "table.fill", "table.grow", "struct.new", "array.new", "array.new_fixed", "array.fill", "throw")) {
            leaveRoomFor(1);
            assertRefused(() -> guest.getFunc(several).call(handle));
        }
        leaveRoomFor(1);
        assertRefused(() -> guest.getFunc("table.copy").call(handle));

        assertThat(guest.getGlobal("g").get()).isEqualTo(NULL);
        assertThat(guest.getTable("t").size()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            assertThat(guest.getTable("t").get(i)).isEqualTo(NULL);
        }
    }

    @Test
    @Clause("C-14")
    void c14_aHostThatExceedsACountIsRefused() {
        Table table = guest.getTable("t");
        StructRef struct = (StructRef) guest.getGlobal("s").get();
        ArrayRef array = (ArrayRef) guest.getGlobal("a").get();
        leaveRoomFor(0);
        assertRefused(() -> guest.getGlobal("g").set(handle));
        assertRefused(() -> Global.create(store, new GlobalType(RefType.EXTERNREF, true), handle));
        assertRefused(() -> table.set(0, handle));
        assertRefused(() -> table.fill(0, handle, 3));
        assertRefused(() -> table.grow(1, handle));
        assertRefused(() -> Table.create(store, TableType.of(Limits.atLeast(2), RefType.EXTERNREF), handle));
        assertRefused(() -> struct.set(0, handle));
        assertRefused(() -> array.set(0, handle));
        assertRefused(() -> StructRef.create(store, struct.type(), handle, handle));
        assertRefused(() -> ArrayRef.create(store, array.type(), 2, handle));
        assertRefused(() -> ExnRef.create(store, guest.getTag("tag"), handle, handle));
        assertRefused(() -> guest.getTable("two").get(0));

        assertThat(table.size()).isEqualTo(3);
        assertThat(table.get(0)).isEqualTo(NULL);
        assertThat(struct.get(0)).isEqualTo(NULL);
        assertThat(array.get(0)).isEqualTo(NULL);
    }

    @Test
    @Clause("C-14")
    void c14_whatFitsExactlyIsDone() {
        leaveRoomFor(3);
        guest.getFunc("table.fill").call(handle);
        guest.getFunc("table.fill").call(NULL);
        leaveRoomFor(1);
        guest.getGlobal("g").set(handle);
        guest.getGlobal("g").set(NULL);
    }

    @Test
    @Clause("C-14")
    void c14_aCountBelowZeroIsAnErrorOfTheVm() {
        assertThatThrownBy(() -> state.release(ref, 4))
                .isInstanceOf(AssertionError.class)
                .hasMessage("host object at address 0 has 3 references, and 4 go");
    }
}
