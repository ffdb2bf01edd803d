package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EpochTest {
    private static final Outcome.Interrupted DEADLINE = new Outcome.Interrupted(Outcome.InterruptCause.EPOCH);

    private static final String GUEST = """
        (module
          (import "host" "tick" (func $tick))
          (func (export "endless") (loop $again (br $again)))
          (func (export "ticking") (param $n i32) (result i32) (local $i i32)
            (loop $again
              (call $tick)
              (br_if $again
                (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
            (local.get $i))
          (func (export "seven") (result i32) (i32.const 7)))
        """;

    private final Engine engine = new Engine();
    private final Store<@Nullable Void> store = Store.of(engine);
    private final Instance guest = instantiate();

    private Instance instantiate() {
        Linker<@Nullable Void> linker = new Linker<>(engine);
        linker.func("host", "tick", HostFunction.of(Void.class, caller -> {
            engine.incrementEpoch();
            return null;
        }));
        return linker.instantiate(store, Module.fromText(engine, GUEST));
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Ticks so many times, or until it is interrupted. */
    private Thread tickFromAnotherThread(long epochs) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                for (long i = 0; i < epochs; i++) {
                    Thread.sleep(5);
                    engine.incrementEpoch();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void begunAtZeroAndCountUp() {
        assertThat(engine.epoch()).isZero();
        engine.incrementEpoch();
        assertThat(engine.epoch()).isEqualTo(1);
    }

    @Test
    void withoutADeadlineNothingStops() {
        try (Call call = guest.getFunc("ticking").begin(Val.i32(100))) {
            assertThat(call.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(100))));
        }
        assertThat(guest.getFunc("ticking").call(Val.i32(100))).containsExactly(Val.i32(100));
    }

    @Test
    void anotherThreadStopsACall() {
        try (Call call = guest.getFunc("endless").begin()) {
            call.setEpochDeadline(3);
            tickFromAnotherThread(3);

            assertThat(call.resume()).isEqualTo(DEADLINE);
            assertThat(engine.epoch()).isEqualTo(3);
        }
    }

    @Test
    void anotherThreadEndsACallThatRunsToItsEndAtOnce() {
        store.setEpochDeadline(2); // from when each call begins, which may be after some ticks
        Thread ticking = tickFromAnotherThread(Long.MAX_VALUE);

        assertThatThrownBy(() -> guest.getFunc("endless").call()).isInstanceOfSatisfying(Trap.class, trap -> {
            assertThat(trap.reason()).isEqualTo(TrapReason.INTERRUPTED);
            assertThat(trap).hasMessageStartingWith("interrupt at the epoch deadline: func");
        });
        ticking.interrupt();
        assertThat(guest.getFunc("seven").call()).containsExactly(Val.i32(7));
    }

    @Test
    void aCallStopsAtEachResumeUntilItGetsANewDeadline() {
        try (Call call = guest.getFunc("ticking").begin(Val.i32(10))) {
            call.setEpochDeadline(4);
            assertThat(call.resume()).isEqualTo(DEADLINE);
            assertThat(engine.epoch()).isEqualTo(4);

            assertThat(call.resume()).isEqualTo(DEADLINE);
            assertThat(call.resume()).isEqualTo(DEADLINE);
            assertThat(engine.epoch()).isEqualTo(4);

            call.setEpochDeadline(2);
            assertThat(call.resume()).isEqualTo(DEADLINE);
            assertThat(engine.epoch()).isEqualTo(6);

            call.setEpochDeadline(100);
            assertThat(call.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(10))));
        }
    }

    @Test
    void deadlinesAreEachCallsOwn() {
        List<Call> calls = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            Call call = guest.getFunc("ticking").begin(Val.i32(30));
            call.setEpochDeadline(i);
            calls.add(call);
        }
        Call unlimited = guest.getFunc("ticking").begin(Val.i32(5));
        assertThat(unlimited.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(5))));

        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).resume()).isEqualTo(DEADLINE);
            assertThat(engine.epoch()).isGreaterThanOrEqualTo(i + 1);
        }
        for (Call call : calls) {
            call.setEpochDeadline(1000);
            assertThat(call.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(30))));
        }
    }

    @Test
    void aDeadlineThatComesWhileTheCallIsSuspendedStopsItAtOnce() {
        try (Call call = guest.getFunc("ticking").begin(Val.i32(5))) {
            call.setEpochDeadline(1);
            engine.incrementEpoch();

            assertThat(call.resume()).isEqualTo(DEADLINE);
            assertThat(engine.epoch()).isEqualTo(1);
        }
    }

    @Test
    void theStoresDeadlineCountsFromTheBeginningOfEachCall() {
        store.setEpochDeadline(3);
        for (int i = 0; i < 5; i++) {
            assertThat(guest.getFunc("ticking").call(Val.i32(2))).containsExactly(Val.i32(2));
        }
        assertThatThrownBy(() -> guest.getFunc("ticking").call(Val.i32(3))).isInstanceOf(Trap.class);
        Call call = guest.getFunc("ticking").begin(Val.i32(5));
        assertThat(call.resume()).isEqualTo(DEADLINE);
        assertThatThrownBy(call::run)
                .isInstanceOf(Trap.class)
                .hasMessageStartingWith("interrupt at the epoch deadline");

        store.setEpochDeadline(0);
        assertThat(guest.getFunc("ticking").call(Val.i32(100))).containsExactly(Val.i32(100));
        assertThat(guest.getFunc("ticking").typed().call(100)).isEqualTo(100);
    }

    @Test
    void instantiationHasADeadlineToo() {
        store.setEpochDeadline(2);
        Linker<@Nullable Void> linker = new Linker<>(engine);
        linker.func("host", "tick", HostFunction.of(Void.class, caller -> {
            engine.incrementEpoch();
            return null;
        }));
        String text = """
            (module
              (import "host" "tick" (func $tick))
              (func $f (loop $again (call $tick) (br $again)))
              (start $f))
            """;
        assertThatThrownBy(() -> linker.instantiate(store, Module.fromText(engine, text)))
                .isInstanceOf(Trap.class);
        try (InstantiationCall call = linker.begin(store, Module.fromText(engine, text))) {
            assertThat(call.resume()).isEqualTo(DEADLINE);
        }
    }

    @Test
    void aNestedCallsDeadlineIsNotTheOuters() {
        List<Object> seen = new ArrayList<>();
        HostFunction<@Nullable Void> nesting = HostFunction.of(Void.class, caller -> {
            try (Call inner = guest.getFunc("ticking").begin(Val.i32(50))) {
                inner.setEpochDeadline(5);
                seen.add(inner.resume());
            }
            return null;
        });
        Linker<@Nullable Void> linker = new Linker<>(engine);
        linker.func("host", "f", nesting);
        Instance outer = linker.instantiate(
                store,
                Module.fromText(
                        engine,
                        "(module (import \"host\" \"f\" (func $f)) (func (export \"run\") (call $f) (call $f)))"));
        Call call = outer.getFunc("run").begin();
        call.setEpochDeadline(7);

        assertThat(call.resume()).isEqualTo(DEADLINE);
        assertThat(seen).containsExactly(DEADLINE, DEADLINE);
        call.setEpochDeadline(1);
        assertThat(call.resume()).isInstanceOf(Outcome.Returned.class);
    }

    @Test
    void aRequestIsReportedBeforeTheDeadlineAndNeitherIsLost() {
        try (Call call = guest.getFunc("endless").begin()) {
            call.setEpochDeadline(1);
            engine.incrementEpoch();
            call.interruptHandle().interrupt();

            assertThat(call.resume()).isEqualTo(new Outcome.Interrupted(Outcome.InterruptCause.REQUEST));
            assertThat(call.resume()).isEqualTo(DEADLINE);
        }
    }

    @Test
    void withFuelTooTheDeadlineStops() {
        try (MeteredGuest metered = new MeteredGuest("(module (func (export \"f\") (loop (br 0))))", Map.of());
                Call call = metered.begin("f")) {
            call.setEpochDeadline(1);
            assertThat(call.resume(10)).isInstanceOf(Outcome.OutOfFuel.class);
            metered.store.engine().incrementEpoch();
            assertThat(call.resume(10)).isEqualTo(DEADLINE);
            call.setEpochDeadline(1);
            assertThat(call.resume(0)).isInstanceOf(Outcome.OutOfFuel.class);
            // The slice that the deadline left over.
            assertThat(metered.spent()).isEqualTo(20);
        }
    }

    @Test
    void wrongDeadlinesAreRefused() {
        try (Call call = guest.getFunc("endless").begin()) {
            assertThatThrownBy(() -> call.setEpochDeadline(0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> call.setEpochDeadline(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.setEpochDeadline(-1)).isInstanceOf(IllegalArgumentException.class);
            call.setEpochDeadline(Long.MAX_VALUE);
            engine.incrementEpoch();
            call.setEpochDeadline(Long.MAX_VALUE);
            call.interruptHandle().interrupt();
            assertThat(call.resume()).isEqualTo(new Outcome.Interrupted(Outcome.InterruptCause.REQUEST));
        }
    }
}
