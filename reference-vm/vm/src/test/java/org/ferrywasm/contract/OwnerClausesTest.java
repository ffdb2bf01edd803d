package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.vm.Caller;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExpiredCallerException;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.ResourceLimiter;
import org.ferrywasm.vm.StaleHandleException;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.TrapReason;
import org.ferrywasm.vm.Val;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Group A of the contract, where it is about the owner: what thread it may be, and what runs on it. */
@Timeout(300)
class OwnerClausesTest {
    private static final String NESTING = """
        (module
          (import "host" "again" (func $again (param i32) (result i32)))
          (func (export "nest") (param i32) (result i32)
            (if (result i32) (local.get 0)
              (then (i32.add (i32.const 1) (call $again (i32.sub (local.get 0) (i32.const 1)))))
              (else (i32.const 0)))))
        """;
    private static final long BIG_STACK_BYTES = 512L << 20;

    @Clause("A-13")
    @Test
    void a13_aVirtualThreadOwnsOnWhateverCarrier() {
        AtomicBoolean isOver = new AtomicBoolean();
        List<FutureTask<Boolean>> crowd = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            crowd.add(Crew.startVirtual(() -> {
                while (!isOver.get()) {
                    LockSupport.parkNanos(1_000);
                }
                return true;
            }));
        }
        try {
            Crew.result(Crew.startVirtual(() -> {
                Canary canary = new Canary();
                Set<String> carriers = new HashSet<>();
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Crew.BOUND_SECONDS);
                while (carriers.size() < 2) {
                    carriers.add(carrier());
                    canary.sings();
                    assertThat(System.nanoTime())
                            .as("stays on carrier %s", carriers)
                            .isLessThan(end);
                    LockSupport.parkNanos(1_000);
                }
                canary.duringHostCall(() -> LockSupport.parkNanos(1_000_000));
                canary.sings();
                assertThat(Crew.result(Crew.startVirtual(() -> Crew.thrown(canary.increment::call))))
                        .isInstanceOf(WrongThreadException.class);
                assertThat(Crew.thrownOn("platform", canary.increment::call)).isInstanceOf(WrongThreadException.class);
                canary.sings();
                return null;
            }));
        } finally {
            isOver.set(true);
        }
        crowd.forEach(Crew::result);
    }

    /** The thread that carries the current virtual thread: its text form names it after an {@code @}. */
    private static String carrier() {
        String text = Thread.currentThread().toString();
        return text.substring(text.indexOf('@') + 1);
    }

    @Clause("A-14")
    @Test
    void a14_aCallerIsGoodForItsCallOnItsThread() {
        Canary canary = new Canary();
        AtomicReference<Caller<String>> kept = new AtomicReference<>();
        Linker<String> linker = new Linker<>(canary.engine);
        linker.func("host", "f", HostFunction.<String, Integer>of(Integer.class, caller -> {
            kept.set(caller);
            assertThat(Crew.thrownOn("intruder", caller::data)).isInstanceOf(WrongThreadException.class);
            assertThat(Crew.thrownOn("intruder", () -> caller.getExport("f"))).isInstanceOf(WrongThreadException.class);
            return caller.data().length();
        }));
        Instance guest = linker.instantiate(canary.store, Module.fromText(canary.engine, """
            (module (import "host" "f" (func $f (result i32))) (func (export "f") (result i32) (call $f)))
            """));

        assertThat(guest.getFunc("f").call()).containsExactly(Val.i32("data".length()));

        Caller<String> caller = kept.get();
        assertThatThrownBy(caller::data).isInstanceOf(ExpiredCallerException.class);
        assertThatThrownBy(caller::store).isInstanceOf(ExpiredCallerException.class);
        assertThatThrownBy(caller::instance).isInstanceOf(ExpiredCallerException.class);
        assertThatThrownBy(() -> caller.getMemory("m")).isInstanceOf(ExpiredCallerException.class);
        assertThat(Crew.thrownOn("intruder", caller::data)).isInstanceOf(WrongThreadException.class);
        canary.sings();
    }

    @Clause("A-15")
    @Test
    void a15_callbacksRunOnTheOwner() {
        List<Thread> seen = new ArrayList<>();
        ResourceLimiter limiter = new ResourceLimiter() {
            @Override
            public boolean memoryGrowing(long currentBytes, long desiredBytes) {
                return seen.add(Thread.currentThread());
            }

            @Override
            public boolean tableGrowing(long currentElements, long desiredElements) {
                return seen.add(Thread.currentThread());
            }
        };

        Crew.on("owner", () -> {
            Canary canary = new Canary(new Engine(), StoreLimits.DEFAULT.withLimiter(limiter));
            int asked = seen.size();
            assertThat(asked).isPositive();
            canary.memory.grow(1);
            canary.objects.grow(1, Val.nullRef(AbsHeapType.EXTERN));
            assertThat(seen).hasSize(asked + 2);
            canary.duringHostCall(() -> seen.add(Thread.currentThread()));
            assertThat(seen).hasSize(asked + 3).containsOnly(Thread.currentThread());
            return null;
        });
    }

    @Clause("A-16")
    @Test
    void a16_aThousandCallsNestThroughTheHost() {
        Crew.on(task -> new Thread(null, task, "deep", BIG_STACK_BYTES), () -> {
            Engine engine = new Engine();
            Store<Func[]> store = new Store<>(engine, new Func[1], StoreLimits.DEFAULT.withNestedCalls(1_001));
            Func nest = nesting(store);

            assertThat(nest.call(Val.i32(1_000))).containsExactly(Val.i32(1_000));
            assertExhausted(() -> nest.call(Val.i32(1_001)));
            assertThat(nest.call(Val.i32(1_000))).containsExactly(Val.i32(1_000));
            return null;
        });
    }

    @Clause("A-16")
    @Test
    void a16_tooManyAreATrapAndNoMore() {
        Store<Func[]> store = new Store<>(new Engine(), new Func[1]);
        Func nest = nesting(store);
        Canary canary = new Canary();
        int allowed = StoreLimits.DEFAULT.nestedCalls() - 1;

        for (int i = 0; i < 3; i++) {
            assertExhausted(() -> nest.call(Val.i32(1_000_000)));
            assertExhausted(() -> canary.func("forever").call());
            assertThat(nest.call(Val.i32(allowed))).containsExactly(Val.i32(allowed));
            canary.sings();
        }
    }

    private static void assertExhausted(Crew.Action action) {
        assertThat(Crew.thrown(action))
                .isInstanceOfSatisfying(
                        Trap.class, trap -> assertThat(trap.reason()).isEqualTo(TrapReason.CALL_STACK_EXHAUSTED));
    }

    /** A guest function that calls itself through the host as often as it is told. */
    private static Func nesting(Store<Func[]> store) {
        Linker<Func[]> linker = new Linker<>(store.engine());
        linker.func(
                "host",
                "again",
                HostFunction.<Func[], Integer, Integer>of(
                        Integer.class,
                        Integer.class,
                        (caller, n) ->
                                caller.data()[0].call(Val.i32(n)).getFirst().asInt()));
        Func nest = linker.instantiate(store, Module.fromText(store.engine(), NESTING))
                .getFunc("nest");
        store.data()[0] = nest;
        return nest;
    }

    @Clause({"A-18", "E-03", "E-15"})
    @Test
    void a18_aStaleHandleStaysStaleWhenItsStoreComesBack() {
        Canary canary = new Canary();
        Func leftBehind = canary.func("fib");
        Func travels = canary.func("fib");

        canary.store.detach(travels).attach();

        assertThat(canary.store.isOwnedByCurrentThread()).isTrue();
        assertThat(canary.store.data()).isEqualTo("data");
        assertThat(travels.call(Val.i32(10))).containsExactly(Val.i32(55));
        assertThatThrownBy(() -> leftBehind.call(Val.i32(10))).isInstanceOf(StaleHandleException.class);
        assertThatThrownBy(canary.memory::size).isInstanceOf(StaleHandleException.class);
        assertThat(travels.call(Val.i32(10))).containsExactly(Val.i32(55));
    }
}
