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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResourceLimiterTest {
    private static final String GUEST = """
        (module (type $s (struct (field i64))) (memory (export "m") 1 9) (table (export "t") 2 9 funcref)
          (func (export "memory") (result i32) (memory.grow (i32.const 1)))
          (func (export "table") (result i32) (table.grow (ref.null func) (i32.const 1)))
          (func (export "heap") (result i64) (struct.get $s 0 (struct.new $s (i64.const 5)))))
        """;

    /** Writes down what it is asked, and answers or throws as it is told. */
    private static final class Recorder implements ResourceLimiter {
        private final List<String> asked = new ArrayList<>();
        private boolean answer = true;
        private @Nullable RuntimeException failure;

        private boolean note(String request) {
            asked.add(request);
            if (failure != null) {
                throw failure;
            }
            return answer;
        }

        @Override
        public boolean memoryGrowing(long currentBytes, long desiredBytes) {
            return note("memory " + currentBytes + " " + desiredBytes);
        }

        @Override
        public boolean tableGrowing(long currentElements, long desiredElements) {
            return note("table " + currentElements + " " + desiredElements);
        }

        @Override
        public boolean heapGrowing(long currentBytes, long desiredBytes) {
            return note("heap " + currentBytes + " " + desiredBytes);
        }

        @Override
        public boolean instantiating(long currentInstances) {
            return note("instance " + currentInstances);
        }

        @Override
        public boolean hostObjectAdded(long currentObjects) {
            return note("host object " + currentObjects);
        }
    }

    private final Recorder limiter = new Recorder();
    private final Store<String> store = new Store<>(new Engine(), "", StoreLimits.DEFAULT.withLimiter(limiter));

    @Test
    void isAskedForEverything() {
        Instance guest = Guests.instantiate(store, GUEST);
        guest.getFunc("memory").call();
        guest.getFunc("table").call();
        guest.getFunc("heap").call();
        ExternRef.of(store, "object");

        assertThat(limiter.asked)
                .containsExactly(
                        "instance 0",
                        "memory 0 65536",
                        "table 0 2",
                        "memory 65536 131072",
                        "table 2 3",
                        "heap 0 32",
                        "host object 0");
    }

    @Test
    void isNotAskedWhatTheLimitsForbid() {
        Store<String> small = new Store<>(
                new Engine(), "", StoreLimits.DEFAULT.withLimiter(limiter).withMemoryBytes(0));

        assertThatThrownBy(() -> Memory.create(small, MemType.of(Limits.atLeast(1))))
                .isInstanceOf(Trap.class);

        assertThat(limiter.asked).isEmpty();
    }

    @Test
    void aRefusalIsATrapOrMinusOne() {
        Instance guest = Guests.instantiate(store, GUEST);
        limiter.answer = false;

        assertThat(guest.getFunc("memory").call()).containsExactly(Val.i32(-1));
        assertThat(guest.getFunc("table").call()).containsExactly(Val.i32(-1));
        assertRefused(() -> guest.getFunc("heap").call());
        assertRefused(() -> ExternRef.of(store, "object"));
        assertRefused(() -> Guests.instantiate(store, GUEST));
        assertRefused(() -> Memory.create(store, MemType.of(Limits.atLeast(1))));
        assertRefused(() ->
                Table.create(store, TableType.of(Limits.atLeast(1), RefType.FUNCREF), Val.nullRef(AbsHeapType.FUNC)));
    }

    private static void assertRefused(ThrowingCallable operation) {
        assertThatThrownBy(operation)
                .isInstanceOfSatisfying(
                        Trap.class, trap -> assertThat(trap.reason()).isEqualTo(TrapReason.ALLOCATION_LIMIT))
                .hasMessageStartingWith("allocation size too large (refused by the Store's ResourceLimiter)");
    }

    /** Something that asks a limiter. */
    interface Operation {
        void run(Store<String> store, Instance guest);
    }

    static Stream<Operation> operations() {
        return Stream.of(
                (store, guest) -> guest.getFunc("memory").call(),
                (store, guest) -> guest.getFunc("table").call(),
                (store, guest) -> guest.getFunc("heap").call(),
                (store, guest) -> guest.getMemory("m").grow(1),
                (store, guest) -> guest.getTable("t").grow(1, Val.nullRef(AbsHeapType.FUNC)),
                (store, guest) -> ExternRef.of(store, "object"),
                (store, guest) -> Guests.instantiate(store, GUEST));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatItThrowsPassesAsTheSameObjectAndNothingHasChanged(Operation operation) {
        Instance guest = Guests.instantiate(store, GUEST);
        ExternRef kept = ExternRef.of(store, "kept");
        var extent = StoreProbe.extent(store);
        int objects = StoreProbe.objectsAfterGc(store);
        RuntimeException failure = new IllegalStateException("no more");
        limiter.failure = failure;

        assertThatThrownBy(() -> operation.run(store, guest)).isSameAs(failure);

        limiter.failure = null;
        assertThat(StoreProbe.extent(store)).isEqualTo(extent);
        assertThat(StoreProbe.objectsAfterGc(store)).isEqualTo(objects);
        assertThat(store.hostObjects()).isEqualTo(1);
        assertThat(kept.value()).isEqualTo("kept");
        assertThat(guest.getMemory("m").size()).isEqualTo(1);
        assertThat(guest.getTable("t").size()).isEqualTo(2);
        assertThat(guest.getFunc("heap").call()).containsExactly(Val.i64(5));
        operation.run(store, guest);
    }

    @Test
    void failingAtRefusesOneRequest() {
        FailingLimiter failing = ResourceLimiter.failingAt(3);

        assertThat(failing.memoryGrowing(0, 1)).isTrue();
        assertThat(failing.instantiating(0)).isTrue();
        assertThat(failing.hasFailed()).isFalse();
        assertThat(failing.hostObjectAdded(0)).isFalse();
        assertThat(failing.hasFailed()).isTrue();
        assertThat(failing.heapGrowing(0, 1)).isTrue();
        assertThat(failing.tableGrowing(0, 1)).isTrue();
        assertThat(failing.asked()).isEqualTo(5);
        assertThatThrownBy(() -> ResourceLimiter.failingAt(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
