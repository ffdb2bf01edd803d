package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.TableType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreTest {
    private final Engine engine = new Engine();

    @Test
    void noTwoHaveTheSameId() {
        assertThat(Store.of(engine).id()).isNotEqualTo(Store.of(engine).id());
    }

    @Test
    void keepsTheEmbeddersData() {
        Store<String> store = new Store<>(engine, "first");

        assertThat(store.data()).isEqualTo("first");
        store.setData("second");
        assertThat(store.data()).isEqualTo("second");
    }

    @Test
    void isRefusedToAnotherThreadWhichLearnsWhoOwnsIt() {
        Store<String> store = new Store<>(engine, "data");
        String owner = Thread.currentThread().getName();

        assertThatThrownBy(() -> OtherThread.call("intruder", store::data))
                .isInstanceOf(WrongThreadException.class)
                .hasMessage("Store.data on thread \"intruder\": Store %d is owned by thread \"%s\"", store.id(), owner);
    }

    @Test
    void tellsAnyThreadWhetherItIsTheOwner() throws Throwable {
        Store<?> store = Store.of(engine);

        assertThat(store.isOwnedByCurrentThread()).isTrue();
        assertThat(OtherThread.call("other", store::isOwnedByCurrentThread)).isFalse();
        assertThat(OtherThread.call("other", store::toString)).isEqualTo("Store " + store.id());
    }

    @Test
    void aVirtualThreadOwnsTheStoreThatItMade() throws Exception {
        AtomicReference<Store<?>> made = new AtomicReference<>();
        Thread.ofVirtual().start(() -> made.set(Store.of(engine))).join();

        assertThat(made.get().isOwnedByCurrentThread()).isFalse();
        assertThatThrownBy(() -> made.get().gc()).isInstanceOf(WrongThreadException.class);
    }

    @Test
    void refusesEverythingOnceClosed() {
        Store<?> store = Store.of(engine);
        Func func = Guests.instantiate(store, "(module (func (export \"f\")))").getFunc("f");

        store.close();

        assertThatThrownBy(store::data)
                .isInstanceOf(StoreClosedException.class)
                .hasMessageStartingWith("Store.data on thread")
                .hasMessageEndingWith("Store " + store.id() + " is closed");
        assertThatThrownBy(func::call)
                .isInstanceOf(StoreClosedException.class)
                .hasMessageStartingWith("Func.call on thread")
                .hasMessageEndingWith("Store " + store.id() + " is closed");
    }

    @Test
    void closesOnce() {
        Store<?> store = Store.of(engine);

        store.close();

        assertThatCode(store::close).doesNotThrowAnyException();
    }

    @Test
    void onlyTheOwnerCloses() {
        Store<String> store = new Store<>(engine, "data");

        assertThatThrownBy(() -> OtherThread.call("intruder", () -> {
                    store.close();
                    return 0;
                }))
                .isInstanceOf(WrongThreadException.class);
        assertThat(store.data()).isEqualTo("data");
    }

    @Test
    void doesNotCloseInsideAHostCall() {
        try (Store<String> store = new Store<>(engine, "data")) {
            Func func = Func.of(store, HostFunction.<String, Void>of(Void.class, caller -> {
                caller.store().close();
                return null;
            }));

            assertThatThrownBy(func::call)
                    .isInstanceOf(StoreBusyException.class)
                    .hasMessageStartingWith("Store.close: 1 calls into Store " + store.id() + " are on the Java stack");
            assertThat(store.data()).isEqualTo("data");
        }
    }

    @Test
    void fuelIsRefusedWhereCodeDoesNotConsumeIt() {
        Store<?> store = Store.of(engine);

        assertThatThrownBy(store::getFuel)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("fuel is not switched on: see Config.consumeFuel");
        assertThatThrownBy(() -> store.setFuel(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void fuelIsSpentAndRunsOut() {
        Store<?> store = Store.of(new Engine(Config.DEFAULT.consumeFuel(true)));
        Instance guest = Guests.instantiate(store, """
            (module
              (func (export "three") (result i32) (i32.add (i32.const 1) (i32.const 2)))
              (func (export "forever") (loop $again (br $again))))
            """);

        store.setFuel(1_000);
        guest.getFunc("three").call();
        assertThat(store.getFuel()).isLessThan(1_000).isGreaterThan(900);

        assertThatThrownBy(() -> guest.getFunc("forever").call())
                .isInstanceOfSatisfying(
                        Trap.class, trap -> assertThat(trap.reason()).isEqualTo(TrapReason.OUT_OF_FUEL))
                .hasMessageStartingWith("out of fuel");
        assertThat(store.getFuel()).isZero();

        store.setFuel(100);
        assertThat(guest.getFunc("three").call()).containsExactly(Val.i32(3));
    }

    @Test
    void aHostFunctionSeesAndChangesTheFuelOfItsCaller() {
        Store<@Nullable Void> store = Store.of(new Engine(Config.DEFAULT.consumeFuel(true)));
        store.setFuel(1_000);
        Linker<@Nullable Void> linker = new Linker<>(store.engine());
        linker.func("host", "refuel", HostFunction.of(Void.class, caller -> {
            assertThat(caller.store().getFuel()).isLessThan(1_000);
            caller.store().setFuel(50_000);
            return null;
        }));
        Instance guest = linker.instantiate(store, Module.fromText(store.engine(), """
            (module (import "host" "refuel" (func $refuel))
              (func (export "f") (call $refuel)))
            """));

        guest.getFunc("f").call();

        assertThat(store.getFuel()).isBetween(49_900L, 50_000L);
    }

    @Test
    void negativeFuelIsRefused() {
        Store<?> store = Store.of(new Engine(Config.DEFAULT.consumeFuel(true)));

        assertThatThrownBy(() -> store.setFuel(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void collectsWhatNothingRefersTo() {
        Store<?> store = Store.of(engine);
        Instance guest = Guests.instantiate(store, """
            (module (type $s (struct (field i64)))
              (global $kept (mut (ref null $s)) (ref.null $s))
              (func (export "make") (drop (struct.new $s (i64.const 1))) (global.set $kept (struct.new_default $s))))
            """);

        guest.getFunc("make").call();
        long before = store.heapBytes();
        store.gc();

        assertThat(store.heapBytes()).isEqualTo(before / 2).isPositive();
    }

    @Test
    void limitsMemory() {
        Store<?> store = new Store<>(engine, "", StoreLimits.DEFAULT.withMemoryBytes(2 * 65_536));
        Memory memory =
                Guests.instantiate(store, "(module (memory (export \"m\") 1))").getMemory("m");

        assertThat(memory.grow(1)).isEqualTo(1);
        assertThat(memory.grow(1)).isEqualTo(-1);
        assertThatThrownBy(() -> Guests.instantiate(store, "(module (memory 1))"))
                .isInstanceOf(Trap.class)
                .hasMessage("allocation size too large: memory 0");
    }

    @Test
    void limitsTheDepthOfCalls() {
        Store<?> store = new Store<>(engine, "", StoreLimits.DEFAULT.withCallDepth(10));
        Instance guest = Guests.instantiate(store, """
            (module (func $down (export "down") (param i32) (result i32)
              (if (result i32) (local.get 0)
                (then (call $down (i32.sub (local.get 0) (i32.const 1))))
                (else (i32.const 7)))))
            """);

        assertThat(guest.getFunc("down").call(Val.i32(9))).containsExactly(Val.i32(7));
        assertThatThrownBy(() -> guest.getFunc("down").call(Val.i32(10)))
                .isInstanceOf(Trap.class)
                .hasMessageStartingWith("call stack exhausted");
    }

    @Test
    void asksTheLimiter() {
        Store<?> store = new Store<>(engine, "", StoreLimits.DEFAULT.withLimiter(new ResourceLimiter() {
            @Override
            public boolean memoryGrowing(long currentBytes, long desiredBytes) {
                return desiredBytes <= 3 * 65_536;
            }

            @Override
            public boolean tableGrowing(long currentElements, long desiredElements) {
                return desiredElements != 5;
            }
        }));
        Instance guest =
                Guests.instantiate(store, "(module (memory (export \"m\") 1) (table (export \"t\") 1 funcref))");

        assertThat(guest.getMemory("m").grow(3)).isEqualTo(-1);
        assertThat(guest.getMemory("m").grow(2)).isEqualTo(1);
        Val.RefVal none = Val.nullRef(AbsHeapType.FUNC);
        assertThat(guest.getTable("t").grow(4, none)).isEqualTo(-1);
        assertThat(guest.getTable("t").grow(3, none)).isEqualTo(1);
    }

    @Test
    void aFailureOfTheJvmInsideAnOperationLeavesAStoreThatCanOnlyBeClosed() throws Throwable {
        OutOfMemoryError failure = new OutOfMemoryError("made for the test");
        ResourceLimiter failing = new ResourceLimiter() {
            @Override
            public boolean tableGrowing(long currentElements, long desiredElements) {
                throw failure;
            }
        };
        Store<?> store = new Store<>(engine, null, StoreLimits.DEFAULT.withLimiter(failing));
        List<String> dropped = new ArrayList<>();
        ExternRef.of(store, "value", dropped::add);
        Memory memory = Memory.create(store, MemType.of(Limits.atLeast(1)));

        assertThatThrownBy(() -> Table.create(
                        store, TableType.of(Limits.atLeast(1), RefType.FUNCREF), Val.nullRef(AbsHeapType.FUNC)))
                .isSameAs(failure);

        assertThatThrownBy(memory::size)
                .isInstanceOf(StorePoisonedException.class)
                .hasCause(failure)
                .hasMessageContaining("Memory.size")
                .hasMessageContaining("can only be closed");
        assertThat(OtherThread.call("intruder", () -> catchThrowable(memory::size)))
                .isInstanceOf(WrongThreadException.class);
        assertThat(OtherThread.call("intruder", () -> catchThrowable(store::close)))
                .isInstanceOf(WrongThreadException.class);
        store.close();
        assertThat(dropped).containsExactly("value");
        assertThatThrownBy(memory::size).isInstanceOf(StoreClosedException.class);
    }
}
