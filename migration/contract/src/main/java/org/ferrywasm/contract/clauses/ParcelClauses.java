package org.ferrywasm.contract.clauses;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.CallOutcome;
import org.ferrywasm.contract.spi.Counting;
import org.ferrywasm.contract.spi.Epochs;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Sending;
import org.ferrywasm.contract.spi.TestedCall;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedParcel;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.Luggage;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** Group E, second part: the way from one thread to the next. */
final class ParcelClauses {
    private static final int RACERS = 8;
    private static final int HOPS = 100_000;
    private static final int PING_PONGS = 10_000;
    private static final int SMALL_PAGES = 0;
    private static final int LARGE_PAGES = 1_000;
    private static final int ADOPTERS = 4;
    private static final int WARM_UP = 2_000;

    /** Where parcels lie that travel through a data race; read and written opaquely, so that the JIT keeps asking. */
    @SuppressWarnings("unused") // used by the handle
    private static @Nullable TestedParcel lying;

    private static final VarHandle LYING;

    static {
        try {
            LYING = MethodHandles.lookup().findStaticVarHandle(ParcelClauses.class, "lying", TestedParcel.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Where a drop action counts: what it captured would be judged. */
    private static final AtomicInteger DROPS = new AtomicInteger();

    private static final Counting.DropCode DROPS_COUNT = () -> DROPS.incrementAndGet();

    /** Who comes too late finds the Store taken, on its way, or an owner that lives. */
    private static final Set<Failure> TOO_LATE = Set.of(Failure.NOT_ORPHANED, Failure.WRONG_THREAD, Failure.IN_TRANSIT);

    private ParcelClauses() {}

    @Clause(
            id = "E-05",
            promise = "A parcel is attached once.",
            deed = "Eight threads attach the same parcel at once, again and again; then the owner attaches it once"
                    + " more.",
            guests = {"luggage"},
            negative = true)
    static void e05(Trial trial) {
        Luggage luggage = new Luggage(trial, trial.engine());
        Trial.Race race = trial.race(20);
        TestedParcel[] parcel = {luggage.detach()};
        while (race.goesOn()) {
            TestedParcel raced = parcel[0];
            AtomicInteger winners = new AtomicInteger();
            List<Callable<@Nullable TestedParcel>> racers = new ArrayList<>();
            for (int i = 0; i < RACERS; i++) {
                racers.add(() -> {
                    Throwable thrown = Crew.thrown(raced::attach);
                    if (thrown == null) {
                        winners.incrementAndGet();
                        trial.positive("the winner uses the Store", luggage::works);
                        return luggage.detach();
                    }
                    trial.refusal(Set.of(Failure.PARCEL_SPENT), "an attach by who came too late", thrown);
                    return null;
                });
            }
            for (TestedParcel next : Crew.together(racers)) {
                parcel[0] = next == null ? parcel[0] : next;
            }
            trial.equal(1, winners.get(), "winners of eight");
            trial.refusal(Set.of(Failure.PARCEL_SPENT), "an attach afterwards", Crew.thrown(raced::attach));
        }
        parcel[0].attach();
        luggage.works();
        trial.note("raced " + race.rounds() + " times");
    }

    @Clause(
            id = "E-12",
            promise = "A transfer costs what the host objects cost to look at, however large the Store.",
            deed = "The owner moves Stores with few and many host objects, with a small and a large memory, and"
                    + " counts what was looked at; times are noted.",
            guests = {"luggage"},
            limitSeconds = 60)
    static void e12(Trial trial) {
        TestedEngine engine = trial.engine();
        int small = examined(trial, engine, SMALL_PAGES, 4);
        trial.equal(small, examined(trial, engine, LARGE_PAGES, 4), "objects looked at in a large Store");
        int many = examined(trial, engine, SMALL_PAGES, 40);
        trial.check(many >= small + 36, "of 36 host objects more, only " + (many - small) + " were looked at");
        trial.check(many <= small + 2 * 36, "36 host objects more are " + (many - small) + " more to look at");
    }

    private static int examined(Trial trial, TestedEngine engine, int pages, int objects) {
        Luggage luggage = new Luggage(trial, engine);
        luggage.memory.grow(Math.min(pages, 8));
        for (int page = 0; page < pages; page++) {
            luggage.call("fill", page);
        }
        luggage.objects.grow(objects, null);
        for (int i = 0; i < objects; i++) {
            luggage.put(i, "object " + i);
        }
        for (int i = 0; i < WARM_UP; i++) {
            luggage.detach().attach();
        }
        long start = System.nanoTime();
        TestedParcel parcel = luggage.detach();
        long detached = System.nanoTime();
        parcel.attach();
        long attached = System.nanoTime();
        trial.note(String.format(
                Locale.ROOT,
                "%d objects, %d pages: detach %.1f us, attach %.1f us",
                objects,
                luggage.memory.pages(),
                (detached - start) / 1e3,
                (attached - detached) / 1e3));
        luggage.works();
        return parcel.examined();
    }

    @Clause(
            id = "E-13",
            promise = "What one owner did is seen by the next.",
            deed = "Two threads hand a Store to each other a hundred thousand times, through a field without"
                    + " ordering; each checks what the other wrote, in the guest and in the host's data.",
            guests = {"luggage"},
            limitSeconds = 60)
    static void e13(Trial trial) {
        TestedEngine engine = trial.engine();
        Object box = engine instanceof Sending sending ? sending.owned(() -> new int[1]) : "";
        TestedStore store = engine instanceof Sending sending ? sending.newStore(box) : engine.newStore();
        Luggage luggage = new Luggage(trial, engine, store);
        luggage.memory.write(64, new byte[4]);
        LYING.setOpaque(luggage.detach());
        Callable<Integer> player = () -> play(trial, engine, luggage, box);
        int hops = 0;
        for (int count : Crew.together(List.of(player, player))) {
            hops += count;
        }
        TestedParcel last = (TestedParcel) LYING.getOpaque();
        last.attach();
        luggage.works();
        trial.note(hops + " hops");
    }

    /** Takes the Store when it lies there, checks, writes, and puts it back, until it has been handed over often enough. */
    private static int play(Trial trial, TestedEngine engine, Luggage luggage, Object box) {
        int hops = 0;
        while (true) {
            TestedParcel seen = (TestedParcel) LYING.getOpaque();
            if (seen == null || Crew.thrown(seen::attach) != null) {
                Thread.onSpinWait();
                continue;
            }
            int count = number(luggage.memory.read(64, 4));
            if (engine instanceof Sending sending) {
                int[] data = (int[]) sending.contents(luggage.store, box);
                trial.equal(count, data[0], "what the host wrote on the other thread");
                data[0]++;
            }
            luggage.memory.write(64, bytes(count + 1));
            TestedParcel next = luggage.detach();
            hops++;
            LYING.setOpaque(next);
            if (count >= HOPS) {
                return hops;
            }
        }
    }

    private static int number(byte[] bytes) {
        return (bytes[0] & 0xFF) | (bytes[1] & 0xFF) << 8 | (bytes[2] & 0xFF) << 16 | (bytes[3] & 0xFF) << 24;
    }

    private static byte[] bytes(int number) {
        return new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16), (byte) (number >> 24)};
    }

    @Clause(
            id = "E-14",
            promise = "Moving to and fro leaks nothing.",
            deed = "The owner moves a Store to itself ten thousand times, leaving handles behind each time; counts"
                    + " and the JVM's heap are compared.",
            guests = {"luggage"},
            limitSeconds = 60)
    static void e14(Trial trial) {
        Luggage luggage = new Luggage(trial, trial.engine());
        Counting counting = trial.need(luggage.store, Counting.class);
        luggage.fill();
        pingPong(luggage, 100);
        counting.collect();
        int objects = counting.hostObjects();
        long before = usedBytes();
        pingPong(luggage, PING_PONGS);
        counting.collect();
        trial.equal(objects, counting.hostObjects(), "host objects after as many moves");
        trial.equal(List.of(), counting.audit(), "differences of counts");
        long grown = usedBytes() - before;
        trial.check(grown < 5_000_000, "the JVM's heap grew by " + grown + " bytes");
        luggage.works();
    }

    private static void pingPong(Luggage luggage, int times) {
        for (int i = 0; i < times; i++) {
            TestedReference left = luggage.store.reference("left");
            luggage.objects.set(3, left);
            luggage.function("fib");
            luggage.detach().attach();
        }
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Clause(
            id = "E-15",
            promise = "A Store may move to its own thread, and to a virtual one.",
            deed = "The owner attaches its own parcel; a virtual thread attaches one, uses the Store and sends it"
                    + " back.",
            guests = {"luggage"})
    static void e15(Trial trial) {
        Luggage luggage = new Luggage(trial, trial.engine());
        luggage.detach().attach();
        luggage.works();
        ThreadFactory virtual = Crew.virtualThreads();
        TestedParcel there = luggage.detach();
        FutureTask<TestedParcel> visit = Crew.start(virtual, () -> {
            there.attach();
            luggage.works();
            return luggage.detach();
        });
        Crew.result("virtual thread", visit).attach();
        luggage.works();
    }

    @Clause(
            id = "E-16",
            promise = "A parcel that nobody attaches can be closed.",
            deed = "The owner closes a parcel in place of attaching it: on its own thread, and on another; what was"
                    + " in it is dropped once.",
            guests = {"luggage"},
            negative = true)
    static void e16(Trial trial) {
        TestedEngine engine = trial.engine();
        for (boolean elsewhere : new boolean[] {false, true}) {
            Luggage luggage = new Luggage(trial, engine);
            Counting counting = trial.need(luggage.store, Counting.class);
            TestedFunction fib = luggage.function("fib");
            int before = DROPS.get();
            try (TestedReference reference = counting.reference("dropped", DROPS_COUNT)) {
                luggage.objects.set(0, reference);
            }
            TestedParcel parcel = luggage.detach(fib);
            trial.positive("a parcel is closed", () -> {
                if (elsewhere) {
                    Crew.on("closer", () -> {
                        parcel.close();
                        return null;
                    });
                } else {
                    parcel.close();
                }
            });
            trial.equal(1, DROPS.get() - before, "drops of a closed parcel");
            trial.positive("it is closed again", parcel::close);
            trial.equal(1, DROPS.get() - before, "drops of a parcel closed twice");
            trial.refusal(Set.of(Failure.PARCEL_SPENT), "a closed parcel attached", Crew.thrown(parcel::attach));
            trial.refusal(Set.of(Failure.CLOSED), "a handle that was in it", Crew.thrown(() -> fib.call(1)));
        }
    }

    @Clause(
            id = "E-18",
            promise = "A Store whose owner has ended can be adopted; one whose owner lives cannot.",
            deed = "A thread makes a Store and ends; others adopt it, four at once. Another thread's Store is adopted"
                    + " while that thread lives.",
            guests = {"luggage"},
            negative = true)
    static void e18(Trial trial) {
        TestedEngine engine = trial.engine();
        Trial.Race race = trial.race(20);
        while (race.goesOn()) {
            Luggage orphaned = Crew.onEnding("late owner", () -> new Luggage(trial, engine));
            AtomicInteger winners = new AtomicInteger();
            CyclicBarrier allHaveTried = new CyclicBarrier(ADOPTERS);
            Callable<@Nullable Void> adopter = () -> {
                try {
                    Throwable thrown = Crew.thrown(() -> orphaned.movable.adopt(orphaned.handles()));
                    if (thrown == null) {
                        winners.incrementAndGet();
                        trial.positive("the heir uses the Store", orphaned::works);
                    } else {
                        trial.refusal(TOO_LATE, "an adoption by who came too late", thrown);
                    }
                    return null;
                } finally {
                    Crew.await(allHaveTried); // an heir that ended could be inherited from in turn
                }
            };
            Crew.together(Collections.nCopies(ADOPTERS, adopter));
            trial.equal(1, winners.get(), "heirs of one Store");
        }
        trial.note("raced " + race.rounds() + " times");
        Luggage alive = new Luggage(trial, engine);
        trial.refusal(TOO_LATE, "an adoption from an owner that lives", Crew.thrownOn("thief", alive.movable::adopt));
        alive.works();
    }

    @Clause(
            id = "E-19",
            promise = "Interrupts and epochs find a Store wherever it is.",
            deed = "Calls without end are suspended and moved; they are interrupted, and their epoch ends, while the"
                    + " Store is on its way and on its next thread.",
            guests = {"luggage"})
    static void e19(Trial trial) {
        TestedEngine engine = trial.newEngine(true, false);
        Luggage luggage = new Luggage(trial, engine);
        TestedCall endless = luggage.begin("endless");
        trial.check(endless.resume(500) instanceof CallOutcome.OutOfFuel, "the call was not suspended");
        Runnable interrupter = endless.interrupter();
        TestedParcel parcel = luggage.detach(endless);
        Crew.on("interrupter", () -> {
            interrupter.run();
            return null;
        });
        TestedParcel back = Crew.on("next", () -> {
            parcel.attach();
            trial.check(
                    endless.resume(Long.MAX_VALUE) instanceof CallOutcome.Interrupted,
                    "an interrupt that came on the way was lost");
            FutureTask<@Nullable Void> later = Crew.start("interrupter", () -> {
                Thread.sleep(20);
                interrupter.run();
                return null;
            });
            trial.check(
                    endless.resume(Long.MAX_VALUE) instanceof CallOutcome.Interrupted,
                    "an interrupt on the next thread was lost");
            Crew.result("interrupter", later);
            return luggage.detach(endless);
        });
        back.attach();
        endless.close();
        if (engine instanceof Epochs.Engine epochs) {
            epochsFind(trial, engine, epochs);
        }
        luggage.works();
    }

    private static void epochsFind(Trial trial, TestedEngine engine, Epochs.Engine epochs) {
        Luggage luggage = new Luggage(trial, engine);
        TestedCall endless = luggage.begin("endless");
        trial.need(endless, Epochs.Call.class).setEpochDeadline(1);
        trial.check(endless.resume(500) instanceof CallOutcome.OutOfFuel, "the call was not suspended");
        TestedParcel parcel = luggage.detach(endless);
        epochs.incrementEpoch();
        Crew.on("next", () -> {
            parcel.attach();
            trial.check(
                    endless.resume(Long.MAX_VALUE) instanceof CallOutcome.Interrupted,
                    "an epoch that ended on the way was missed");
            luggage.store.close();
            return null;
        });
    }
}
