package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptHandleTest {
    private static final Outcome.Interrupted REQUESTED = new Outcome.Interrupted(Outcome.InterruptCause.REQUEST);

    /** Each function tells the host that it runs, and never ends by itself. */
    private static final String ENDLESS = """
        (module
          (import "host" "running" (func $running))
          (memory (export "memory") 1)
          (func (export "loop") (call $running) (loop $again (br $again)))
          (func (export "branch") (call $running) (loop $again (br_if $again (i32.const 1))))
          (func (export "calls") (call $running) (loop $again (call $leaf) (br $again)))
          (func $leaf)
          (func $tail (export "tail") (call $running) (return_call $again))
          (func $again (return_call $again))
          (func (export "recursion") (call $running) (loop $again (drop (call $fib (i32.const 40))) (br $again)))
          (func $fib (param i32) (result i32)
            (if (result i32) (i32.lt_u (local.get 0) (i32.const 2))
              (then (local.get 0))
              (else (i32.add
                (call $fib (i32.sub (local.get 0) (i32.const 1)))
                (call $fib (i32.sub (local.get 0) (i32.const 2)))))))
          (func (export "hosts") (loop $again (call $running) (br $again)))
          (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
          (func (export "count") (param $n i32) (result i32) (local $i i32)
            (loop $again
              (br_if $again
                (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
            (local.get $i)))
        """;

    /** A Store without fuel, a guest in it, and the handle of the call that runs there. */
    private static final class World implements AutoCloseable {
        final Store<@Nullable Void> store = Watchdog.watching(Store.of(new Engine()));
        final AtomicReference<InterruptHandle> handle = new AtomicReference<>();
        final CountDownLatch running = new CountDownLatch(1);
        final Instance instance;

        World() {
            Linker<@Nullable Void> linker = new Linker<>(store.engine());
            linker.func("host", "running", HostFunction.of(Void.class, caller -> {
                handle.compareAndSet(null, caller.interruptHandle());
                running.countDown();
                return null;
            }));
            instance = linker.instantiate(store, Module.fromText(store.engine(), ENDLESS));
        }

        /** Interrupts the call once it runs, from another thread. */
        void interruptOnceItRuns() {
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    running.await();
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                handle.get().interrupt();
            });
        }

        Call begin(String name, Val... args) {
            return instance.getFunc(name).begin(args);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "branch", "calls", "tail", "recursion", "hosts"})
    void stopsACallThatIsResumed(String name) {
        try (World world = new World();
                Call call = world.begin(name)) {
            world.interruptOnceItRuns();

            assertThat(call.resume()).isEqualTo(REQUESTED);
            assertThat(call.isEnded()).isFalse();
            assertThat(call.frames()).isNotEmpty();

            call.interruptHandle().interrupt();
            assertThat(call.resume()).isEqualTo(REQUESTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "branch", "calls", "tail", "recursion", "hosts"})
    void endsACallThatRunsToItsEndAtOnce(String name) {
        try (World world = new World()) {
            world.interruptOnceItRuns();

            assertThatThrownBy(() -> world.instance.getFunc(name).call()).isInstanceOfSatisfying(Trap.class, trap -> {
                assertThat(trap.reason()).isEqualTo(TrapReason.INTERRUPTED);
                assertThat(trap.frames()).isNotEmpty();
                assertThat(trap).hasMessageStartingWith("interrupt: func");
            });
            assertThat(world.instance.getFunc("add").call(Val.i32(2), Val.i32(3)))
                    .containsExactly(Val.i32(5));
            assertThat(world.store.state().executions()).isEmpty();
        }
    }

    @Test
    void endsACallThatIsRunToItsEnd() {
        try (World world = new World()) {
            Call call = world.begin("loop");
            world.interruptOnceItRuns();

            assertThatThrownBy(call::run)
                    .isInstanceOfSatisfying(
                            Trap.class, trap -> assertThat(trap.reason()).isEqualTo(TrapReason.INTERRUPTED));
            assertThat(call.isEnded()).isTrue();
        }
    }

    @Test
    void beforeTheFirstResumeStopsTheCallBeforeItDoesAnything() {
        try (World world = new World();
                Call call = world.begin("hosts")) {
            call.interruptHandle().interrupt();
            call.interruptHandle().interrupt();

            assertThat(call.resume()).isEqualTo(REQUESTED);
            assertThat(world.handle).hasNullValue();
        }
    }

    @Test
    void stopsAHostFunctionThatTheHostBegan() {
        AtomicReference<Integer> calls = new AtomicReference<>(0);
        try (World world = new World()) {
            Func host = Func.of(world.store, HostFunction.of(Void.class, caller -> {
                calls.updateAndGet(n -> n + 1);
                return null;
            }));
            Call call = host.begin();
            call.interruptHandle().interrupt();

            assertThat(call.resume()).isEqualTo(REQUESTED);
            assertThat(calls).hasValue(0);
            assertThat(call.resume()).isInstanceOf(Outcome.Returned.class);
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void severalBeforeAResumeAreOne() {
        try (World world = new World();
                Call call = world.begin("count", Val.i32(1000))) {
            for (int i = 0; i < 5; i++) {
                call.interruptHandle().interrupt();
            }

            assertThat(call.resume()).isEqualTo(REQUESTED);
            assertThat(call.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(1000))));
        }
    }

    @Test
    void inAHostCallTakesEffectRightAfterIt() {
        List<String> trace = new ArrayList<>();
        HostFunction<@Nullable Void> interrupting = HostFunction.of(Integer.class, caller -> {
            caller.interruptHandle().interrupt();
            trace.add("host");
            return 7;
        });
        HostFunction<@Nullable Void> noting = HostFunction.of(Void.class, Integer.class, (caller, n) -> {
            trace.add("noted " + n);
            return null;
        });
        try (MeteredGuest guest = new MeteredGuest("""
            (module
              (import "host" "f" (func $f (result i32)))
              (import "host" "note" (func $note (param i32)))
              (global (export "g") (mut i32) (i32.const 0))
              (func (export "run") (global.set 0 (call $f)) (call $note (global.get 0))))
            """, Map.of("f", interrupting, "note", noting))) {
            Call call = guest.begin("run");

            assertThat(call.resume()).isEqualTo(REQUESTED);
            assertThat(guest.instance.getGlobal("g").get()).isEqualTo(Val.i32(0));
            assertThat(call.resume()).isInstanceOf(Outcome.Returned.class);
            assertThat(trace).containsExactly("host", "noted 7");
        }
    }

    @Test
    void meetsOnlyTheCallThatItIsMeantFor() {
        try (World world = new World();
                Call one = world.begin("count", Val.i32(1000));
                Call other = world.begin("count", Val.i32(1000))) {
            one.interruptHandle().interrupt();

            assertThat(other.resume()).isInstanceOf(Outcome.Returned.class);
            assertThat(world.instance.getFunc("count").call(Val.i32(5))).containsExactly(Val.i32(5));
            assertThat(one.resume()).isEqualTo(REQUESTED);
        }
    }

    @Test
    void neverMeetsALaterCall() {
        try (World world = new World()) {
            Call ended = world.begin("count", Val.i32(5));
            InterruptHandle early = ended.interruptHandle();
            ended.resume();
            Call closed = world.begin("loop");
            InterruptHandle late = closed.interruptHandle();
            late.interrupt();
            closed.close();
            assertThatThrownBy(() -> {
                        world.interruptOnceItRuns();
                        world.instance.getFunc("hosts").call();
                    })
                    .isInstanceOf(Trap.class);

            for (int i = 0; i < 50; i++) {
                early.interrupt();
                late.interrupt();
                world.handle.get().interrupt();
                assertThat(world.instance.getFunc("count").call(Val.i32(100))).containsExactly(Val.i32(100));
                try (Call call = world.begin("count", Val.i32(100))) {
                    assertThat(call.resume()).isInstanceOf(Outcome.Returned.class);
                }
            }
        }
    }

    @Test
    void nestedCallsAreStoppedOneByOne() {
        AtomicReference<@Nullable InterruptHandle> outer = new AtomicReference<>();
        AtomicReference<@Nullable Instance> self = new AtomicReference<>();
        List<Object> inner = new ArrayList<>();
        HostFunction<@Nullable Void> nesting = HostFunction.of(Void.class, caller -> {
            outer.get().interrupt();
            inner.add(self.get().getFunc("count").call(Val.i32(100)).getFirst());
            return null;
        });
        try (MeteredGuest guest = new MeteredGuest("""
            (module
              (import "host" "f" (func $f))
              (func (export "run") (call $f))
              (func (export "count") (param $n i32) (result i32) (local $i i32)
                (loop $again
                  (br_if $again
                    (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
                (local.get $i)))
            """, Map.of("f", nesting))) {
            self.set(guest.instance);
            Call call = guest.begin("run");
            outer.set(call.interruptHandle());

            assertThat(call.resume()).isEqualTo(REQUESTED);
            assertThat(inner).containsExactly(Val.i32(100));
            assertThat(call.resume()).isInstanceOf(Outcome.Returned.class);
        }
    }

    @Test
    void worksFromAnyThreadAndAfterEverythingHasEnded() throws Throwable {
        World world = new World();
        InterruptHandle handle = world.begin("loop").interruptHandle();
        world.close();

        assertThatCode(handle::interrupt).doesNotThrowAnyException();
        assertThat(OtherThread.call("other", () -> {
                    handle.interrupt();
                    return true;
                }))
                .isTrue();
    }

    @Test
    void comesOutAfterTheSliceWhereBothAreDue() {
        try (MeteredGuest guest = new MeteredGuest("(module (func (export \"f\") (loop (br 0))))");
                Call call = guest.begin("f")) {
            call.resume(10);
            call.interruptHandle().interrupt();

            assertThat(call.resume(0)).isInstanceOf(Outcome.OutOfFuel.class);
            assertThat(call.resume(10)).isEqualTo(REQUESTED);
            assertThat(call.resume(10)).isInstanceOf(Outcome.OutOfFuel.class);
        }
    }

    @Test
    void aStormOfInterruptsChangesNoResult() throws InterruptedException {
        try (World world = new World()) {
            Call call = world.begin("count", Val.i32(3_000_000));
            InterruptHandle handle = call.interruptHandle();
            AtomicReference<Boolean> stop = new AtomicReference<>(false);
            Thread storm = Thread.ofPlatform().daemon().start(() -> {
                while (!stop.get()) {
                    handle.interrupt();
                    Thread.onSpinWait();
                }
            });
            int interrupted = 0;
            Outcome outcome = call.resume();
            while (outcome instanceof Outcome.Interrupted) {
                if (++interrupted == 200) {
                    stop.set(true);
                    storm.join(Duration.ofSeconds(30));
                }
                outcome = call.resume();
            }
            stop.set(true);
            assertThat(outcome).isEqualTo(new Outcome.Returned(List.of(Val.i32(3_000_000))));
        }
    }
}
