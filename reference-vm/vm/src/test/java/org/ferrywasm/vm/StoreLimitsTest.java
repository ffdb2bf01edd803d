package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.TableType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StoreLimitsTest {
    private static final int PAGE = 65_536;

    private final Engine engine = new Engine();

    @TestFactory
    Stream<DynamicTest> refusesWhatCannotBeALimit() {
        StoreLimits limits = StoreLimits.DEFAULT;
        return Stream.<ThrowingCallable>of(
                        () -> limits.withCallDepth(-1),
                        () -> limits.withStackSlots(-1),
                        () -> limits.withNestedCalls(-1),
                        () -> limits.withMemoryBytes(-1),
                        () -> limits.withTableElements(-1),
                        () -> limits.withHeapBytes(-1),
                        () -> limits.withInstances(-1),
                        () -> limits.withHostObjects(-1),
                        () -> limits.withWaiters(-1))
                .map(setter -> DynamicTest.dynamicTest(
                        "a setter",
                        () -> assertThatThrownBy(setter)
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageMatching("StoreLimits\\.with\\w+: -1 is not between 0 and \\d+")));
    }

    @Test
    void aSetterGivesNewLimits() {
        StoreLimits small = StoreLimits.DEFAULT.withInstances(1);

        assertLimit(() -> twice(small), "1 instances are the Store's limit; StoreLimits.withInstances sets it");
        twice(StoreLimits.DEFAULT);
        twice(small.withInstances(2));
    }

    private void twice(StoreLimits limits) {
        Store<String> store = store(limits);
        Guests.instantiate(store, "(module)");
        Guests.instantiate(store, "(module)");
    }

    @Test
    void limitsInstancesBeforeAnythingIsAllocated() {
        Store<String> store = store(StoreLimits.DEFAULT.withInstances(2));
        Guests.instantiate(store, "(module)");
        Instance second = Guests.instantiate(store, "(module (func (export \"seven\") (result i32) (i32.const 7)))");
        var before = StoreProbe.extent(store);

        assertThatThrownBy(() -> Guests.instantiate(store, "(module (memory 1) (table 1 funcref) (func))"))
                .isInstanceOfSatisfying(
                        Trap.class, trap -> assertThat(trap.reason()).isEqualTo(TrapReason.ALLOCATION_LIMIT))
                .hasMessage("allocation size too large (2 instances are the Store's limit;"
                        + " StoreLimits.withInstances sets it): instantiation");

        assertThat(StoreProbe.extent(store)).isEqualTo(before);
        assertThat(second.getFunc("seven").call()).containsExactly(Val.i32(7));
    }

    @Test
    void aFailedInstantiationDoesNotCount() {
        Store<String> store = store(StoreLimits.DEFAULT.withInstances(1).withMemoryBytes(PAGE));

        assertThatThrownBy(() -> Guests.instantiate(store, "(module (memory 2))"))
                .isInstanceOf(Trap.class);

        assertThat(Guests.instantiate(store, "(module (memory (export \"m\") 1))")
                        .getMemory("m")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void limitsHostObjectsThatAreAlive() {
        Store<String> store = store(StoreLimits.DEFAULT.withHostObjects(3));
        List<ExternRef> kept = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            kept.add(ExternRef.of(store, new Object()));
        }

        assertLimit(
                () -> ExternRef.of(store, "one more"),
                "3 host objects are the Store's limit; StoreLimits.withHostObjects sets it");
        kept.removeLast().close();

        ExternRef last = ExternRef.of(store, "one more");
        assertThat(last.value()).isEqualTo("one more");
        assertThat(store.hostObjects()).isEqualTo(3);
        assertThat(kept).allSatisfy(handle -> assertThat(handle.value()).isNotNull());
    }

    @Test
    void aHostFunctionThatIsRefusedAHostObjectMayLetItThrough() {
        Store<String> store = store(StoreLimits.DEFAULT.withHostObjects(0));
        Func host = Func.of(
                store,
                HostFunction.<String, ExternRef>of(
                        ExternRef.class, caller -> ExternRef.of(caller.store(), new Object())));

        assertLimit(host::call, "0 host objects are");
    }

    @Test
    void limitsWaiters() {
        Store<String> store = store(StoreLimits.DEFAULT.withWaiters(2));
        Instance guest = Guests.instantiate(store, """
            (module (memory 1 1 shared)
              (func (export "wait") (result i32)
                (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))
              (func (export "changed") (result i32)
                (memory.atomic.wait32 (i32.const 0) (i32.const 1) (i64.const -1)))
              (func (export "notify") (result i32) (memory.atomic.notify (i32.const 0) (i32.const 9))))
            """);
        Func wait = guest.getFunc("wait");
        Call first = wait.begin();
        Call second = wait.begin();
        Call third = wait.begin();

        assertThat(first.resume()).isInstanceOf(Outcome.AwaitingNotify.class);
        assertThat(second.resume()).isInstanceOf(Outcome.AwaitingNotify.class);
        assertThat(third.resume())
                .isInstanceOfSatisfying(
                        Outcome.Trapped.class,
                        outcome -> assertThat(outcome.trap())
                                .hasMessageStartingWith(
                                        "allocation size too large (2 calls that wait for a notification"
                                                + " are the Store's limit; StoreLimits.withWaiters sets it): func 0"));
        second.close();
        assertThat(guest.getFunc("changed").call()).containsExactly(Val.i32(1));
        assertThat(guest.getFunc("notify").call()).containsExactly(Val.i32(1));
        assertThat(first.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(0))));
    }

    @Test
    void namesTheLimitOnMemoriesTablesAndHeap() {
        Store<String> store = store(
                StoreLimits.DEFAULT.withMemoryBytes(PAGE).withTableElements(5).withHeapBytes(200));
        Instance guest = Guests.instantiate(store, """
            (module (type $s (struct (field i64)))
              (func (export "many") (local (ref null $s) (ref null $s)) (call $more (i32.const 9) (struct.new $s (i64.const 1))))
              (func $more (param i32) (param (ref $s))
                (if (local.get 0) (then
                  (call $more (i32.sub (local.get 0) (i32.const 1)) (struct.new $s (i64.const 1)))
                  (drop (struct.get $s 0 (local.get 1)))))))
            """);

        assertLimit(
                () -> Memory.create(store, MemType.of(Limits.atLeast(2))),
                "65536 bytes of memories are the Store's limit; StoreLimits.withMemoryBytes sets it");
        assertLimit(
                () -> Table.create(
                        store, TableType.of(Limits.atLeast(6), RefType.FUNCREF), Val.nullRef(AbsHeapType.FUNC)),
                "5 elements of tables are the Store's limit; StoreLimits.withTableElements sets it");
        assertLimit(
                () -> guest.getFunc("many").call(),
                "200 bytes of the heap are the Store's limit; StoreLimits.withHeapBytes sets it): func");
    }

    @Test
    void whatCannotBeAddressedIsNoMatterOfLimits() {
        Store<String> store = store(StoreLimits.DEFAULT.withTableElements(Long.MAX_VALUE));

        assertLimit(
                () -> Table.create(
                        store,
                        TableType.of(Limits.atLeast(0xFFFF_FFFFL), RefType.FUNCREF),
                        Val.nullRef(AbsHeapType.FUNC)),
                "more than can be addressed");
    }

    private Store<String> store(StoreLimits limits) {
        return new Store<>(engine, "data", limits);
    }

    private static void assertLimit(ThrowingCallable operation, String words) {
        assertThatThrownBy(operation)
                .isInstanceOfSatisfying(
                        Trap.class, trap -> assertThat(trap.reason()).isEqualTo(TrapReason.ALLOCATION_LIMIT))
                .hasMessageStartingWith("allocation size too large (" + words);
    }
}
