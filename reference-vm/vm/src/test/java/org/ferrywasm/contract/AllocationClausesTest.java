package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Set;
import java.util.TreeSet;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.FailingLimiter;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.ResourceLimiter;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.StoreProbe;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Clause H-06: a failed instantiation leaves nothing, wherever it fails. */
class AllocationClausesTest {
    /** Its instantiation asks for every kind of thing that a limiter is asked for. */
    private static final String GUEST = """
        (module
          (type $s (struct (field i64) (field (ref null $s))))
          (type $a (array (ref null $s)))
          (memory (export "m") 1 4) (memory 2) (memory 1 3 shared)
          (global $g (mut (ref $s)) (struct.new $s (i64.const 1) (struct.new $s (i64.const 2) (ref.null $s))))
          (global $h (ref $a) (array.new $a (ref.null $s) (i32.const 10)))
          (table $t 3 funcref) (table $u 2 (ref null $s) (struct.new $s (i64.const 3) (ref.null $s)))
          (elem (table $t) (i32.const 0) func $f $f)
          (elem (table $u) (i32.const 1) (ref null $s) (item (struct.new $s (i64.const 4) (ref.null $s))))
          (elem $passive (ref null $s) (item (struct.new_default $s)) (item (struct.new_default $s)))
          (elem declare func $f)
          (data (i32.const 5) "data")
          (tag $x (param i64))
          (func $f (export "f") (result i64) (struct.get $s 0 (global.get $g))))
        """;

    /** How often it asks: for itself, three memories, two tables, six structures and an array. */
    private static final int REQUESTS = 13;

    private static final String CANARY = """
        (module (type $s (struct (field i32))) (memory 1)
          (func (export "sum") (param i32) (result i32)
            (i32.store (i32.const 8) (local.get 0))
            (i32.add (i32.load (i32.const 8)) (struct.get $s 0 (struct.new $s (i32.const 1))))))
        """;

    private final Engine engine = new Engine();
    private final Module guest = Module.fromText(engine, GUEST);
    private final Module canary = Module.fromText(engine, CANARY);

    /** A limiter that asks another one as soon as it has one. */
    private static final class Switched implements ResourceLimiter {
        private @Nullable ResourceLimiter next;

        @Override
        public boolean memoryGrowing(long currentBytes, long desiredBytes) {
            return next == null || next.memoryGrowing(currentBytes, desiredBytes);
        }

        @Override
        public boolean tableGrowing(long currentElements, long desiredElements) {
            return next == null || next.tableGrowing(currentElements, desiredElements);
        }

        @Override
        public boolean heapGrowing(long currentBytes, long desiredBytes) {
            return next == null || next.heapGrowing(currentBytes, desiredBytes);
        }

        @Override
        public boolean instantiating(long currentInstances) {
            return next == null || next.instantiating(currentInstances);
        }
    }

    @Test
    @Clause("H-06")
    void h06_anInstantiationThatFailsAtAnyAllocationLeavesNothing() {
        Switched limiter = new Switched();
        Store<String> store = new Store<>(engine, "", StoreLimits.DEFAULT.withLimiter(limiter));
        Instance witness = new Linker<String>(engine).instantiate(store, canary);
        Linker<String> linker = new Linker<>(engine);
        StoreState.Extent before = StoreProbe.extent(store);
        int objects = StoreProbe.objectsAfterGc(store);
        long heapBytes = store.heapBytes();
        int roots = StoreProbe.roots(store);
        Set<String> places = new TreeSet<>();

        FailingLimiter failing = ResourceLimiter.failingAt(1);
        for (long k = 1; ; k++, failing = ResourceLimiter.failingAt(k)) {
            limiter.next = failing;
            Throwable thrown = catchThrowable(() -> linker.instantiate(store, guest));
            limiter.next = null;
            if (!failing.hasFailed()) {
                assertThat(thrown).isNull();
                break;
            }
            assertThat(thrown).isInstanceOf(Trap.class).hasMessageStartingWith("allocation size too large (refused");
            places.add(thrown.getMessage().replaceFirst(".*\\): ", ""));
            assertThat(StoreProbe.extent(store)).as("after failure %d", k).isEqualTo(before);
            assertThat(StoreProbe.objectsAfterGc(store)).isEqualTo(objects);
            assertThat(store.heapBytes()).isEqualTo(heapBytes);
            assertThat(StoreProbe.roots(store)).isEqualTo(roots);
            assertThat(witness.getFunc("sum").call(Val.i32(40))).containsExactly(Val.i32(41));
        }
        assertThat(failing.asked()).isEqualTo(REQUESTS);
        assertThat(places)
                .containsExactly(
                        "element segment 1",
                        "element segment 2",
                        "initialiser of global 0",
                        "initialiser of global 1",
                        "instantiation",
                        "memory 0",
                        "memory 1",
                        "memory 2",
                        "table 0",
                        "table 1");
        assertThat(StoreProbe.extent(store)).isNotEqualTo(before);
    }
}
