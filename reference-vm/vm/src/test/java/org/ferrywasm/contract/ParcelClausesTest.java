package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.NotSendableException;
import org.ferrywasm.vm.Owned;
import org.ferrywasm.vm.ParcelSpentException;
import org.ferrywasm.vm.StaleHandleException;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreClosedException;
import org.ferrywasm.vm.StoreInTransitException;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.StoreProbe;
import org.ferrywasm.vm.Trusted;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Group E, the parcel: who gets it, what it costs, what it orders, and what it leaves behind. */
@Timeout(240)
class ParcelClausesTest {
    private static final Engine ENGINE = new Engine(Config.DEFAULT.consumeFuel(true));
    private static final int RACERS = 8;
    private static final int HOPS = 100_000;
    private static final int PING_PONGS = 10_000;

    private final Luggage luggage = new Luggage(ENGINE);
    private final Store<@Nullable Object> store = luggage.store;

    @Clause({"E-05", "H-02"})
    @Test
    void e05_ofEightRacersOneWins() {
        for (int round = 0; round < 200; round++) {
            StoreParcel<@Nullable Object> parcel = luggage.detach();
            List<Callable<Object>> racers = Collections.nCopies(RACERS, () -> {
                try {
                    Store<@Nullable Object> won = parcel.attach();
                    luggage.call("add", Val.i32(0), Val.i32(1));
                    won.audit();
                    return luggage.detach();
                } catch (ParcelSpentException e) {
                    assertThat(Crew.thrown(store::gc))
                            .isInstanceOfAny(
                                    WrongThreadException.class,
                                    StoreInTransitException.class,
                                    StaleHandleException.class);
                    return "refused";
                }
            });

            List<Object> results = Crew.together(racers);

            assertThat(results).filteredOn("refused"::equals).hasSize(RACERS - 1);
            StoreParcel<?> back = (StoreParcel<?>) results.stream()
                    .filter(StoreParcel.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            back.attach();
            assertThat(Crew.thrown(parcel::attach)).isInstanceOf(ParcelSpentException.class);
        }
        assertThat(luggage.call("add", Val.i32(0), Val.i32(0))).containsExactly(Val.i32(200));
        luggage.sings();
    }

    /** How many values are looked at when a Store of such a size is packed. */
    private static int examined(int hostObjects, int pages, int heapObjects) {
        Luggage big = new Luggage(ENGINE);
        big.guest.getMemory("memory").grow(pages);
        big.guest.getTable("objects").grow(hostObjects, (Val.RefVal) Luggage.NULL);
        if (heapObjects > 0) {
            big.call("waste", Val.i32(heapObjects));
        }
        for (int i = 0; i < heapObjects / 10; i++) {
            big.call("push", Val.i32(i), Luggage.NULL);
        }
        for (int i = 0; i < hostObjects; i++) {
            big.put(4 + i, "object " + i);
        }
        try (StoreParcel<?> parcel = big.detach()) {
            return parcel.examined();
        }
    }

    @Clause("E-12")
    @Test
    void e12_detachLooksAtTheHostObjectsOnlyHoweverLargeTheStore() {
        int small = examined(3, 0, 0);
        int large = examined(3, 6, 100_000);
        int more = examined(12, 0, 0);

        assertThat(large).isEqualTo(small);
        assertThat(more).isEqualTo(small + 9);
    }

    @Clause("E-12")
    @Test
    void e12_attachLooksAtNothing() {
        Owned<List<Object>> box = Owned.of(() -> new ArrayList<>(List.of(1, 2, 3)));
        store.setData(box);
        List<Object> leaked = box.get(store);
        StoreParcel<@Nullable Object> parcel = luggage.detach();
        leaked.add(Thread.currentThread());

        parcel.attach();

        assertThat(Crew.thrown(luggage::detach)).isInstanceOf(NotSendableException.class);
        leaked.removeLast();
        luggage.hop();
        luggage.sings();
    }

    @Test
    void aParcelSaysWhatTravelsOnSomebodysWord() {
        luggage.put(0, Trusted.of(new int[1], "nobody else has it"));
        store.setData(Owned.of(ArrayList::new));

        try (StoreParcel<@Nullable Object> parcel = luggage.detach()) {
            assertThat(parcel.promises())
                    .hasSize(3)
                    .anySatisfy(promise -> assertThat(promise.word()).startsWith("owned: "))
                    .anySatisfy(promise -> assertThat(promise.word()).startsWith("a stage: "))
                    .anySatisfy(promise -> assertThat(promise.word()).isEqualTo("nobody else has it"));
            assertThat(parcel.storeId()).isEqualTo(store.id());
            assertThat(parcel.toString()).contains("Store " + store.id());
        }
    }

    /** Takes a parcel from one thread to another through a data race: coherent, and no more. */
    private static final class Doorstep {
        private static final VarHandle PARCEL;

        static {
            try {
                PARCEL = MethodHandles.lookup().findVarHandle(Doorstep.class, "parcel", StoreParcel.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        @SuppressWarnings("unused") // through PARCEL
        private @Nullable StoreParcel<?> parcel;

        void leave(StoreParcel<?> left) {
            PARCEL.setOpaque(this, left);
        }

        @SuppressWarnings("ThreadPriorityCheck") // lets the other thread on, no more
        StoreParcel<?> take() {
            long end = System.nanoTime() + Crew.BOUND_SECONDS * 2_000_000_000L;
            StoreParcel<?> found = (StoreParcel<?>) PARCEL.getOpaque(this);
            for (int i = 1; found == null; i++) {
                if (i % 64 == 0) {
                    Thread.yield();
                    assertThat(System.nanoTime()).as("hangs: no parcel came").isLessThan(end);
                }
                Thread.onSpinWait();
                found = (StoreParcel<?>) PARCEL.getOpaque(this);
            }
            PARCEL.setOpaque(this, null);
            return found;
        }
    }

    @Clause("E-13")
    @Test
    void e13_whatOneOwnerDidIsSeenByTheNextEvenWhenTheParcelRaces() {
        Store<Owned<long[]>> travelling = new Store<>(ENGINE, Owned.of(() -> new long[1]));
        travelling.setFuel(Luggage.FUEL);
        Instance guest = new Linker<Owned<long[]>>(ENGINE).instantiate(travelling, Module.fromText(ENGINE, """
            (module (memory (export "memory") 1) (global $g (mut i32) (i32.const 0))
              (func (export "add") (result i32)
                (i32.store (i32.const 8) (i32.add (i32.load (i32.const 8)) (i32.const 1)))
                (global.set $g (i32.add (global.get $g) (i32.const 1)))
                (i32.sub (i32.load (i32.const 8)) (global.get $g))))
            """));
        Func add = guest.getFunc("add");
        long[] plain = {0};
        Doorstep there = new Doorstep();
        Doorstep back = new Doorstep();
        there.leave(travelling.detach(add, guest));

        List<Integer> wrong = Crew.together(List.<Callable<Integer>>of(
                () -> hops(there, back, travelling, add, guest, plain),
                () -> hops(back, there, travelling, add, guest, plain)));

        assertThat(wrong).containsExactly(0, 0);
        there.take().attach();
        assertThat(guest.getMemory("memory").readInt(8)).isEqualTo(HOPS);
        assertThat(travelling.data().get(travelling)[0]).isEqualTo(HOPS);
        assertThat(plain[0]).isEqualTo(HOPS);
        travelling.audit();
        travelling.close();
    }

    /** Adds one in each place, half of the hops; gives how often a place was behind. */
    private static int hops(
            Doorstep from, Doorstep to, Store<Owned<long[]>> travelling, Func add, Instance guest, long[] plain) {
        int wrong = 0;
        for (int i = 0; i < HOPS / 2; i++) {
            from.take().attach();
            long[] owned = travelling.data().get(travelling);
            owned[0]++;
            plain[0]++;
            wrong += add.call().getFirst().asInt() == 0 && owned[0] == plain[0] ? 0 : 1;
            to.leave(travelling.detach(add, guest));
        }
        return wrong;
    }

    /** One journey there and back, which leaves a handle, a call and a host object behind each time. */
    private void pingPong(MovingDrops drops) {
        for (int i = 0; i < 2; i++) {
            luggage.func("fib");
            drops.put(store, "left");
            Call call = luggage.begin("hold", drops.put(store, "framed"), Val.i32(20));
            call.resume(10);
            luggage.call("push", Val.i32(1), Luggage.NULL);
            luggage.call("clear");
            luggage.hop();
        }
    }

    private static long heapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The Java heap, once cleaners and whatever else runs in the JVM have come below a bound, or after some seconds. */
    private static long settledHeapBytes(long bound) throws InterruptedException {
        long bytes = heapBytes();
        for (int i = 0; i < 50 && bytes >= bound; i++) {
            Thread.sleep(50);
            bytes = heapBytes();
        }
        return bytes;
    }

    @Clause("E-14")
    @Test
    void e14_tenThousandPingPongsLeakNothing() throws InterruptedException {
        AtomicInteger dropped = new AtomicInteger();
        for (int i = 0; i < 500; i++) {
            pingPong(new MovingDrops());
        }
        store.gc();
        int objects = StoreProbe.objects(store);
        int roots = StoreProbe.roots(store);
        long guestBytes = store.heapBytes();
        long javaBytes = heapBytes();

        for (int i = 0; i < PING_PONGS; i++) {
            MovingDrops drops = new MovingDrops();
            pingPong(drops);
            dropped.addAndGet(drops.names().size());
        }

        store.gc();
        assertThat(dropped).hasValue(4 * PING_PONGS);
        assertThat(StoreProbe.objects(store)).isLessThanOrEqualTo(objects + 50);
        assertThat(StoreProbe.roots(store)).isEqualTo(roots).isZero();
        assertThat(StoreProbe.calls(store)).isZero();
        assertThat(store.heapBytes()).isEqualTo(guestBytes);
        assertThat(store.hostObjects()).isZero();
        long bound = javaBytes + 100L * PING_PONGS;
        assertThat(settledHeapBytes(bound)).isLessThan(bound);
        luggage.sings();
    }

    @Clause("E-16")
    @Test
    void e16_aParcelThatNobodyAttachesIsClosedOnce() {
        MovingDrops drops = new MovingDrops();
        try (ExternRef kept = drops.put(store, "in the table")) {
            luggage.guest.getTable("objects").set(0, kept);
        }
        ExternRef handle = drops.put(store, "by a handle");
        Call call = luggage.begin("hold", drops.put(store, "in a frame"), Val.i32(10));
        call.resume(10);
        StoreParcel<@Nullable Object> parcel = luggage.detach(call, handle);

        Crew.on("closer", () -> {
            parcel.close();
            parcel.close();
            return null;
        });

        assertThat(drops.names()).containsExactlyInAnyOrder("in the table", "by a handle", "in a frame");
        assertThat(drops.threads()).containsOnly("closer");
        assertThat(Crew.thrown(parcel::attach))
                .isInstanceOf(ParcelSpentException.class)
                .hasMessageContaining("closed by thread \"closer\"");
        for (Crew.Action use : List.<Crew.Action>of(store::gc, handle::value, call::resume, luggage.guest::exports)) {
            assertThat(Crew.thrown(use)).isInstanceOf(StoreClosedException.class);
        }
        store.close();

        Luggage attached = new Luggage(ENGINE);
        StoreParcel<@Nullable Object> spent = attached.detach();
        spent.attach();
        spent.close();
        attached.sings();
    }

    @Clause("E-16")
    @Test
    void e16_anActionThatThrowsDoesNotKeepAParcelFromClosing() {
        luggage.put(0, new FailsToClose("first"));
        luggage.put(1, new FailsToClose("second"));
        StoreParcel<@Nullable Object> parcel = luggage.detach();

        Throwable thrown = Crew.thrown(parcel::close);

        assertThat(thrown).isInstanceOf(IllegalStateException.class);
        assertThat(thrown.getSuppressed()).hasSize(1);
        assertThat(Crew.thrown(store::gc)).isInstanceOf(StoreClosedException.class);
    }

    /** A host object that cannot be closed. */
    private record FailsToClose(String name) implements AutoCloseable {
        @Override
        public void close() {
            throw new IllegalStateException(name);
        }
    }

    @Clause({"E-05", "E-16"})
    @Test
    void e16_attachAndCloseRaceForTheParcel() {
        int closed = 0;
        for (int round = 0; round < 300; round++) {
            Engine engine = ENGINE;
            Store<@Nullable Void> racing = Store.of(engine);
            MovingDrops drops = new MovingDrops();
            ExternRef ref = drops.put(racing, "object");
            StoreParcel<@Nullable Void> parcel = racing.detach(ref);
            List<String> results = Crew.together(List.<Callable<String>>of(
                    () -> {
                        try {
                            parcel.attach();
                            ref.value();
                            racing.audit();
                            racing.close();
                            return "attached";
                        } catch (ParcelSpentException e) {
                            return "refused";
                        }
                    },
                    () -> {
                        parcel.close();
                        return "";
                    }));
            assertThat(drops.names()).containsExactly("object");
            assertThat(Crew.thrown(racing::gc)).isInstanceOf(StoreClosedException.class);
            closed += results.contains("refused") ? 1 : 0;
        }
        assertThat(closed).isBetween(0, 300);
    }

    /** Loses a parcel; gives the Store. */
    private static Store<@Nullable Object> lose(Engine engine, Object object, MovingDrops drops) {
        Luggage lost = new Luggage(engine);
        try (ExternRef ref = drops.put(lost.store, "lost", object)) {
            lost.guest.getTable("objects").set(0, ref);
        }
        lost.put(1, object);
        lost.detach();
        return lost.store;
    }

    @Clause("E-16")
    @Test
    void e16_theStoreOfAParcelThatIsLostIsClosedByWhoeverReaps() throws InterruptedException {
        Engine engine = new Engine();
        MovingDrops drops = new MovingDrops();
        List<Store<?>> lost = new ArrayList<>();
        lost.add(lose(engine, "fine", drops));
        lost.add(lose(engine, new FailsToClose("fails"), drops));
        lost.add(lose(engine, new FailsChecked(), drops));
        lost.add(lose(engine, "fine too", drops));
        Luggage held = new Luggage(engine);
        StoreParcel<@Nullable Object> parcel = held.detach();
        assertThat(engine.reap()).isZero();

        Throwable failure = null;
        int reaped = 0;
        for (int i = 0; i < 500 && drops.names().size() < 4; i++) {
            System.gc();
            Thread.sleep(5);
            Throwable thrown = Crew.thrownOn("reaper", engine::reap);
            if (thrown != null) {
                failure = thrown;
            }
            reaped++;
        }

        assertThat(reaped).isPositive();
        assertThat(failure).isNotNull();
        assertThat(drops.names()).hasSize(4);
        assertThat(drops.threads()).containsOnly("reaper");
        for (Store<?> store : lost) {
            assertThat(Crew.thrown(store::gc)).isInstanceOf(StoreClosedException.class);
        }
        assertThat(engine.reap()).isZero();
        parcel.attach();
        held.sings();
    }

    /** A host object that throws what nobody declares. */
    private record FailsChecked() implements AutoCloseable {
        @Override
        public void close() throws IOException {
            throw new IOException("checked");
        }
    }

    @Clause({"E-14", "H-08"})
    @Test
    void h08_aParcelNeedsNeitherTheEnginesHandleNorTheThreadThatPackedIt() {
        StoreParcel<?> parcel = Crew.on("packer", () -> {
            Luggage packed = new Luggage(new Engine(), StoreLimits.DEFAULT, "data");
            return packed.store.detach();
        });
        System.gc();

        Store<?> attached = parcel.attach();

        assertThat(attached.data()).isEqualTo("data");
        attached.audit();
        attached.close();
        assertThat(Crew.thrown(parcel::attach)).isInstanceOf(ParcelSpentException.class);
    }
}
