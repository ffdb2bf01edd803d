package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call may spend, slice by slice, and what the Store has. */
class FuelSlicesTest {
    /** An iteration costs 7. */
    private static final String SUM = """
        (module
          (func (export "sum") (param $n i32) (result i32) (local $sum i32)
            (loop $again
              (local.set $sum (i32.add (local.get $sum) (local.get $n)))
              (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.get $sum)))
        """;

    private static final String CALLING = """
        (module
          (import "host" "f" (func $f (param i32) (result i32)))
          (func (export "run") (param $n i32) (result i32) (local $sum i32)
            (loop $again
              (local.set $sum (i32.add (local.get $sum) (call $f (local.get $n))))
              (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.get $sum)))
        """;

    private static final int SUM_OF_100 = 5050;

    @Test
    void anEndlessLoopStopsWhenTheSliceIsUsedUp() {
        try (MeteredGuest guest = new MeteredGuest("(module (func (export \"f\") (loop (br 0))))");
                Call call = guest.begin("f")) {
            assertThat(call.resume(100)).isEqualTo(new Outcome.OutOfFuel(MeteredGuest.PLENTY - 100));
            assertThat(guest.spent()).isEqualTo(100);
            assertThat(call.resume(50)).isEqualTo(new Outcome.OutOfFuel(MeteredGuest.PLENTY - 150));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 6, 7, 8, 13, 100, 1000, Long.MAX_VALUE})
    void costsTheSameHoweverItIsSliced(long slice) {
        try (MeteredGuest guest = new MeteredGuest(SUM)) {
            guest.call("sum", Val.i32(100));
            long whole = guest.spent();
            guest.refuel();

            assertThat(SlicedRun.results(guest.begin("sum", Val.i32(100)), slice))
                    .containsExactly(Val.i32(SUM_OF_100));
            assertThat(guest.spent()).isEqualTo(whole);
        }
    }

    @Test
    void whatASliceOverdrawsTheNextOneLacks() {
        try (MeteredGuest guest = new MeteredGuest(SUM);
                Call call = guest.begin("sum", Val.i32(1000))) {
            long granted = 0;
            for (int i = 0; i < 200; i++) {
                granted += 5;
                assertThat(call.resume(5)).isInstanceOf(Outcome.OutOfFuel.class);
                assertThat(guest.spent()).isBetween(granted, granted + 10);
            }
        }
    }

    @Test
    void whatASliceLeavesOverTheNextOneHasToo() {
        HostFunction<@Nullable Void> later = HostFunction.async(
                Integer.class, Integer.class, (caller, n) -> new java.util.concurrent.CompletableFuture<Integer>());
        try (MeteredGuest guest = new MeteredGuest(CALLING, Map.of("f", later))) {
            Call call = guest.begin("run", Val.i32(3));
            assertThat(call.resume(1000)).isInstanceOf(Outcome.AwaitingHost.class);
            long before = guest.spent();

            assertThat(call.resume(0)).isInstanceOf(Outcome.AwaitingHost.class);
            assertThat(guest.spent()).isEqualTo(before);
        }
    }

    @Test
    void aSliceOfNothingDoesNothing() {
        try (MeteredGuest guest = new MeteredGuest(SUM);
                Call call = guest.begin("sum", Val.i32(100))) {
            for (int i = 0; i < 3; i++) {
                assertThat(call.resume(0)).isInstanceOf(Outcome.OutOfFuel.class);
            }
            assertThat(guest.spent()).isZero();
            call.resume(9);
            long spent = guest.spent();
            for (int i = 0; i < 3; i++) {
                assertThat(call.resume(0)).isInstanceOf(Outcome.OutOfFuel.class);
            }
            assertThat(guest.spent()).isEqualTo(spent);
            assertThat(SlicedRun.results(call, 1000)).containsExactly(Val.i32(SUM_OF_100));
        }
    }

    @Test
    void anEmptyStoreStopsTheCallAndTakesFuelWhileItIsSuspended() {
        try (MeteredGuest guest = new MeteredGuest(SUM);
                Call call = guest.begin("sum", Val.i32(100))) {
            guest.store.setFuel(20);

            assertThat(call.resume()).isEqualTo(new Outcome.OutOfFuel(0));
            assertThat(call.resume()).isEqualTo(new Outcome.OutOfFuel(0));
            assertThat(guest.store.getFuel()).isZero();

            guest.store.addFuel(1);
            assertThat(call.resume(1_000)).isEqualTo(new Outcome.OutOfFuel(0));
            guest.store.addFuel(100_000);
            assertThat(call.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(SUM_OF_100))));
        }
    }

    @Test
    void whatTheStoreOwesIsTakenOffFirst() {
        try (MeteredGuest guest = new MeteredGuest(SUM)) {
            guest.call("sum", Val.i32(100));
            long whole = guest.spent();

            guest.store.setFuel(0);
            long added = 0;
            Call call = guest.begin("sum", Val.i32(100));
            while (call.resume() instanceof Outcome.OutOfFuel) {
                guest.store.addFuel(1);
                added++;
            }
            assertThat(added - guest.store.getFuel()).isBetween(whole - 10, whole);
            guest.store.addFuel(10);
            assertThat(added + 10 - guest.store.getFuel()).isEqualTo(whole);
        }
    }

    @Test
    void fuelThatIsSetForgetsTheDebt() {
        try (MeteredGuest guest = new MeteredGuest(SUM);
                Call call = guest.begin("sum", Val.i32(100))) {
            guest.store.setFuel(2);
            assertThat(call.resume()).isEqualTo(new Outcome.OutOfFuel(0));

            guest.store.setFuel(5);

            assertThat(guest.store.getFuel()).isEqualTo(5);
        }
    }

    @Test
    void addingFuelStopsAtTheGreatestNumber() {
        try (MeteredGuest guest = new MeteredGuest(SUM)) {
            guest.store.addFuel(Long.MAX_VALUE);
            assertThat(guest.store.getFuel()).isEqualTo(Long.MAX_VALUE);

            assertThat(guest.call("sum", Val.i32(100))).containsExactly(Val.i32(SUM_OF_100));
            assertThat(guest.store.getFuel()).isLessThan(Long.MAX_VALUE);
            assertThatThrownBy(() -> guest.store.addFuel(-1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anUnlimitedResumeBetweenSlicesChargesTheStoreAlone() {
        HostFunction<@Nullable Void> stopping = HostFunction.of(Integer.class, Integer.class, (caller, n) -> {
            if (n == 50) {
                caller.interruptHandle().interrupt();
            }
            return n;
        });
        try (MeteredGuest guest = new MeteredGuest(CALLING, Map.of("f", stopping))) {
            Call whole = guest.begin("run", Val.i32(100));
            whole.resume();
            whole.resume();
            long spent = guest.spent();
            guest.refuel();

            Call call = guest.begin("run", Val.i32(100));
            assertThat(call.resume(11)).isInstanceOf(Outcome.OutOfFuel.class);
            assertThat(call.resume()).isInstanceOf(Outcome.Interrupted.class);
            assertThat(SlicedRun.results(call, 3)).containsExactly(Val.i32(SUM_OF_100));
            assertThat(guest.spent()).isEqualTo(spent);
        }
    }

    @Test
    void aNegativeSliceIsRefusedAndChangesNothing() {
        try (MeteredGuest guest = new MeteredGuest(SUM);
                Call call = guest.begin("sum", Val.i32(100))) {
            assertThatThrownBy(() -> call.resume(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Call.resume: negative fuel: -1");
            assertThat(SlicedRun.results(call, 10)).containsExactly(Val.i32(SUM_OF_100));
        }
    }

    @Test
    void theGreatestSliceOverAndOverIsNoOverflow() {
        HostFunction<@Nullable Void> stopping = HostFunction.of(Integer.class, Integer.class, (caller, n) -> {
            caller.interruptHandle().interrupt();
            return n;
        });
        try (MeteredGuest guest = new MeteredGuest(CALLING, Map.of("f", stopping));
                Call call = guest.begin("run", Val.i32(5))) {
            for (int i = 0; i < 5; i++) {
                assertThat(call.resume(Long.MAX_VALUE)).isInstanceOf(Outcome.Interrupted.class);
            }
            assertThat(SlicedRun.results(call.resume(Long.MAX_VALUE))).containsExactly(Val.i32(15));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 11, 64})
    void aTrapCostsTheSameHoweverTheCallIsSliced(long slice) {
        try (MeteredGuest guest = new MeteredGuest("""
            (module
              (func $div (param i32 i32) (result i32)
                (i32.div_s (i32.add (local.get 0) (i32.const 1)) (local.get 1)))
              (func (export "f") (param $n i32) (result i32)
                (loop $again (result i32)
                  (drop (call $div (i32.const 100) (local.get $n)))
                  (local.set $n (i32.sub (local.get $n) (i32.const 1)))
                  (br $again))))
            """)) {
            Outcome atOnce = guest.begin("f", Val.i32(20)).resume();
            long whole = guest.spent();
            guest.refuel();

            Trap trap = SlicedRun.trap(
                    SlicedRun.of(guest.begin("f", Val.i32(20)), slice).outcome());

            assertThat(guest.spent()).isEqualTo(whole);
            assertThat(trap).hasMessage(SlicedRun.trap(atOnce).getMessage());
            assertThat(trap.frames()).isEqualTo(SlicedRun.trap(atOnce).frames()).hasSize(2);
        }
    }

    @Test
    void aHostFunctionSeesWhatIsLeftInTheStore() {
        List<Long> seen = new ArrayList<>();
        HostFunction<@Nullable Void> looking = HostFunction.of(Integer.class, Integer.class, (caller, n) -> {
            seen.add(caller.store().getFuel());
            return n;
        });
        try (MeteredGuest guest = new MeteredGuest(CALLING, Map.of("f", looking))) {
            guest.call("run", Val.i32(10));
            List<Long> atOnce = List.copyOf(seen);
            seen.clear();
            guest.refuel();

            SlicedRun.results(guest.begin("run", Val.i32(10)), 1);

            assertThat(seen).isEqualTo(atOnce).doesNotHaveDuplicates();
        }
    }

    @Test
    void aHostFunctionMayAddFuelToARunningCall() {
        HostFunction<@Nullable Void> adding = HostFunction.of(Integer.class, Integer.class, (caller, n) -> {
            caller.store().addFuel(100);
            return n;
        });
        try (MeteredGuest guest = new MeteredGuest(CALLING, Map.of("f", adding))) {
            guest.store.setFuel(50);

            assertThat(guest.call("run", Val.i32(100))).containsExactly(Val.i32(SUM_OF_100));
        }
    }

    @Test
    void fuelThatAHostFunctionAddsIsTheStoresNotTheSlices() {
        HostFunction<@Nullable Void> adding = HostFunction.of(Integer.class, Integer.class, (caller, n) -> {
            caller.store().addFuel(1_000_000);
            return n;
        });
        try (MeteredGuest guest = new MeteredGuest(CALLING, Map.of("f", adding));
                Call call = guest.begin("run", Val.i32(1000))) {
            assertThat(call.resume(100)).isInstanceOf(Outcome.OutOfFuel.class);
            assertThat(call.resume(100)).isInstanceOf(Outcome.OutOfFuel.class);
        }
    }

    @Test
    void aHostFunctionMayTakeAllFuelAway() {
        HostFunction<@Nullable Void> taking = HostFunction.of(Integer.class, Integer.class, (caller, n) -> {
            caller.store().setFuel(0);
            return n;
        });
        try (MeteredGuest guest = new MeteredGuest(CALLING, Map.of("f", taking));
                Call call = guest.begin("run", Val.i32(2))) {
            assertThat(call.resume()).isEqualTo(new Outcome.OutOfFuel(0));
            guest.store.setFuel(100);
            assertThat(call.resume()).isEqualTo(new Outcome.OutOfFuel(0));
            guest.store.setFuel(100);
            assertThat(call.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(3))));
        }
    }

    @Test
    void aNestedCallSpendsTheStoresFuelButNotTheOutersSlice() {
        try (MeteredGuest inner = new MeteredGuest(SUM)) {
            Func sum = inner.instance.getFunc("sum");
            inner.call("sum", Val.i32(100));
            long innerCost = inner.spent();
            HostFunction<@Nullable Void> nesting = HostFunction.of(Integer.class, Integer.class, (caller, n) -> {
                SlicedRun.results(sum.begin(Val.i32(100)), 5);
                return n;
            });
            Linker<@Nullable Void> linker = new Linker<>(inner.store.engine());
            linker.func("host", "f", nesting);
            Instance outer = linker.instantiate(inner.store, Module.fromText(inner.store.engine(), CALLING));
            linker.allowShadowing(true).func("host", "f", HostFunction.of(Integer.class, Integer.class, (c, n) -> n));
            Instance plain = linker.instantiate(inner.store, Module.fromText(inner.store.engine(), CALLING));
            inner.refuel();
            plain.getFunc("run").call(Val.i32(10));
            long outerCost = inner.spent();
            inner.refuel();

            assertThat(SlicedRun.results(outer.getFunc("run").begin(Val.i32(10)), outerCost))
                    .containsExactly(Val.i32(55));
            assertThat(inner.spent()).isEqualTo(outerCost + 10 * innerCost);
        }
    }

    @Test
    void synchronousCallsTrapWhereTheStoreIsEmpty() {
        try (MeteredGuest guest = new MeteredGuest(SUM)) {
            guest.store.setFuel(50);

            assertThatThrownBy(() -> guest.call("sum", Val.i32(100)))
                    .isInstanceOfSatisfying(
                            Trap.class, trap -> assertThat(trap.reason()).isEqualTo(TrapReason.OUT_OF_FUEL));
            assertThat(guest.store.getFuel()).isZero();
            guest.refuel();
            assertThat(guest.call("sum", Val.i32(100))).containsExactly(Val.i32(SUM_OF_100));
        }
    }
}
