package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
    private static final String GUEST = """
        (module $guest (type $s (struct (field i64)))
          (memory (export "m") 1 2) (table (export "t") 1 2 funcref)
          (func $down (export "down") (param i32)
            (if (local.get 0) (then (call $down (i32.sub (local.get 0) (i32.const 1))))))
          (func $fail (export "fail") unreachable)
          (func $litter (export "litter") (drop (struct.new $s (i64.const 1)))))
        """;

    @TempDir
    Path folder;

    private final Store<String> store = new Store<>(new Engine(Config.DEFAULT.consumeFuel(true)), "");

    EventsTest() {
        store.setFuel(1_000_000);
    }

    /** What is done while events are recorded. */
    private interface Work {
        void run() throws Exception;
    }

    /** The events of one name that concern the Store. */
    private List<RecordedEvent> recorded(String name, Work work) throws Exception {
        Path file = folder.resolve("events.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(name).withThreshold(Duration.ZERO);
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        return eventsIn(file, name);
    }

    private List<RecordedEvent> eventsIn(Path file, String name) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .filter(event -> event.getLong("storeId") == store.id())
                .toList();
    }

    @Test
    void detachments() throws Exception {
        Instance instance = Guests.instantiate(store, GUEST);
        Call call = instance.getFunc("down").begin(Val.i32(1));

        List<RecordedEvent> events = recorded(
                "org.ferrywasm.Detach", () -> store.detach(instance, call).attach());

        assertThat(events).hasSize(1);
        assertThat(events.getFirst().getInt("handles")).isEqualTo(2);
        assertThat(events.getFirst().getInt("calls")).isEqualTo(1);
        assertThat(events.getFirst().getInt("examined")).isPositive();
    }

    @Test
    void attachments() throws Exception {
        List<RecordedEvent> events = recorded("org.ferrywasm.Attach", () -> {
            StoreParcel<String> parcel = store.detach();
            Thread receiver = Thread.ofPlatform()
                    .name("receiver")
                    .start(() -> parcel.attach().close());
            receiver.join();
        });

        assertThat(events).hasSize(1);
        assertThat(events.getFirst().getThread().getJavaName()).isEqualTo("receiver");
    }

    @Test
    void instantiations() throws Exception {
        List<RecordedEvent> events = recorded("org.ferrywasm.Instantiate", () -> {
            Guests.instantiate(store, GUEST);
            assertThatThrownBy(() -> Guests.instantiate(store, "(module (func $f unreachable) (start $f))"))
                    .isInstanceOf(Trap.class);
            new Linker<String>(store.engine())
                    .begin(store, Module.fromText(store.engine(), "(module $later)"))
                    .resume();
        });

        assertThat(events.stream().map(event -> event.getString("module"))).containsExactly("guest", null, "later");
        assertThat(events.getFirst().getInt("instances")).isEqualTo(1);
        assertThat(events.getFirst().getBoolean("succeeded")).isTrue();
        assertThat(events.get(1).getBoolean("succeeded")).isFalse();
        assertThat(events.getLast().getBoolean("succeeded")).isTrue();
    }

    @Test
    void outermostCalls() throws Exception {
        Instance guest = Guests.instantiate(store, GUEST);
        Func inner = guest.getFunc("down");
        Func host = Func.of(store, HostFunction.<String, Void>of(Void.class, caller -> {
            inner.call(Val.i32(1));
            return null;
        }));
        RuntimeException failure = new IllegalStateException("no");
        Func failing = Func.of(store, HostFunction.<String, Void>of(Void.class, caller -> {
            throw failure;
        }));

        List<RecordedEvent> events = recorded("org.ferrywasm.Call", () -> {
            guest.getFunc("down").call(Val.i32(3));
            guest.getFunc("down").typed().callSlots(new long[] {1});
            host.call();
            assertThatThrownBy(failing::call).isSameAs(failure);
            assertThatThrownBy(() -> guest.getFunc("fail").call()).isInstanceOf(Trap.class);
            Guests.instantiate(store, "(module)");
        });

        assertThat(events.stream().map(e -> e.getString("function") + " " + e.getString("outcome")))
                .containsExactly(
                        "func 0 \"down\" RETURNED",
                        "func 0 \"down\" RETURNED",
                        "host function \"host\" RETURNED",
                        "host function \"host\" FAILED",
                        "func 1 \"fail\" TRAPPED",
                        "instantiation RETURNED");
    }

    @Test
    void callsAreRecordedFromTwentyMillisecondsOn() throws Exception {
        Func quick = Guests.instantiate(store, GUEST).getFunc("down");
        Func slow = Func.of(store, HostFunction.<String, Void>of(Void.class, caller -> {
            sleep();
            return null;
        }));
        Path file = folder.resolve("threshold.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("org.ferrywasm.Call");
            recording.start();
            slow.call();
            quick.call(Val.i32(1));
            recording.stop();
            recording.dump(file);
        }

        List<RecordedEvent> events = eventsIn(file, "org.ferrywasm.Call");

        assertThat(events).isNotEmpty();
        assertThat(events).allSatisfy(event -> assertThat(event.getDuration()).isGreaterThan(Duration.ofMillis(19)));
    }

    private static void sleep() {
        try {
            Thread.sleep(40);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void traps() throws Exception {
        Instance guest = Guests.instantiate(store, GUEST);

        List<RecordedEvent> events = recorded("org.ferrywasm.Trap", () -> {
            assertThatThrownBy(() -> guest.getFunc("fail").call()).isInstanceOf(Trap.class);
            guest.getFunc("fail").begin().resume();
            store.setFuel(0);
            assertThatThrownBy(() -> guest.getFunc("down").call(Val.i32(1))).isInstanceOf(Trap.class);
        });

        assertThat(events.stream().map(event -> event.getString("reason")))
                .containsExactly("unreachable", "unreachable", "out of fuel");
        assertThat(events.getFirst().getString("message"))
                .startsWith("unreachable: ")
                .contains("func 1 \"fail\"");
        assertThat(events.getFirst().getString("function")).contains("func 1 \"fail\"");
        assertThat(events.getFirst().getStackTrace()).isNotNull();
    }

    @Test
    void suspensionsAndResumptions() throws Exception {
        Call call = Guests.instantiate(store, GUEST).getFunc("down").begin(Val.i32(500));

        List<RecordedEvent> suspensions = recorded("org.ferrywasm.Suspend", () -> {
            assertThat(call.resume(20)).isInstanceOf(Outcome.OutOfFuel.class);
            call.interruptHandle().interrupt();
            assertThat(call.resume(20)).isInstanceOf(Outcome.Interrupted.class);
        });
        List<RecordedEvent> resumptions = recorded("org.ferrywasm.Resume", () -> {
            call.resume(30);
            call.resume();
        });

        assertThat(suspensions.stream().map(event -> event.getString("reason")))
                .containsExactly("OUT_OF_FUEL", "INTERRUPTED");
        assertThat(suspensions.getFirst().getString("function")).isEqualTo("func 0 \"down\"");
        assertThat(suspensions.getFirst().getInt("depth")).isBetween(1, 20);
        assertThat(resumptions).hasSize(2);
        assertThat(resumptions.getFirst().getString("function")).isEqualTo("func 0 \"down\"");
        assertThat(resumptions.getFirst().getLong("fuel")).isPositive();
        assertThat(resumptions.getLast().getLong("fuel")).isEqualTo(-1);
    }

    @Test
    void growth() throws Exception {
        Instance guest = Guests.instantiate(store, GUEST);
        MemType shared = new MemType(AddressType.I32, Limits.between(1, 2), true, 16);
        SharedMemory memory = SharedMemory.create(shared);
        Func growShared = new Linker<String>(store.engine())
                .define("env", "m", memory)
                .instantiate(
                        store,
                        Module.fromText(
                                store.engine(),
                                "(module (import \"env\" \"m\" (memory 1 2 shared))"
                                        + " (func (export \"grow\") (drop (memory.grow (i32.const 1)))))"))
                .getFunc("grow");

        List<RecordedEvent> events = recorded("org.ferrywasm.Grow", () -> {
            guest.getMemory("m").grow(0);
            guest.getMemory("m").grow(1);
            guest.getMemory("m").grow(1);
            guest.getTable("t").grow(1, Val.nullRef(AbsHeapType.FUNC));
            guest.getTable("t").grow(5, Val.nullRef(AbsHeapType.FUNC));
            growShared.call();
            growShared.call();
        });

        assertThat(events.stream()
                        .map(e -> e.getString("kind") + " " + e.getLong("oldSize") + " " + e.getLong("newSize") + " "
                                + e.getBoolean("refused")))
                .containsExactly(
                        "memory 1 2 false",
                        "memory 2 3 true",
                        "table 1 2 false",
                        "table 2 7 true",
                        "memory 1 2 false",
                        "memory 2 3 true");
    }

    @Test
    void collections() throws Exception {
        Func litter = Guests.instantiate(store, GUEST).getFunc("litter");
        litter.call();
        litter.call();

        List<RecordedEvent> events = recorded("org.ferrywasm.Collect", store::gc);

        assertThat(events).hasSize(1);
        assertThat(events.getFirst().getLong("bytesBefore")).isEqualTo(64);
        assertThat(events.getFirst().getLong("bytesAfter")).isZero();
        assertThat(events.getFirst().getInt("objectsBefore")).isEqualTo(2);
        assertThat(events.getFirst().getInt("objectsAfter")).isZero();
    }

    @Test
    void nothingIsRecordedThatIsOff() throws Exception {
        Instance guest = Guests.instantiate(store, GUEST);

        List<RecordedEvent> events = recorded("org.ferrywasm.Collect", () -> {
            guest.getMemory("m").grow(1);
            guest.getFunc("down").call(Val.i32(1));
        });

        assertThat(events).isEmpty();
    }
}
