package org.ferrywasm.contract.clauses;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.Interruptible;
import org.ferrywasm.contract.spi.Movable;
import org.ferrywasm.contract.spi.Operation.Attempt;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.SharedGuests;
import org.ferrywasm.contract.trial.SharedGuests.Task;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** Group G: memories that threads share. */
final class SharedMemoryClauses {
    private static final int ADDITIONS = 500_000;
    private static final int OVERLAPS = 300_000;
    private static final int GROWERS = 4;
    private static final int GROWTHS = 100;
    private static final int ROUNDS = 300;
    private static final int OK = 0;
    private static final int NOT_EQUAL = 1;
    private static final int TIMED_OUT = 2;
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(8);

    private SharedMemoryClauses() {}

    @Clause(
            id = "G-01",
            promise = "Atomic additions are exact; aligned plain accesses do not tear.",
            deed = "Two threads add a million times to one word; one writes two patterns in turn, plainly, while"
                    + " another reads.",
            guests = {"shared-work"},
            limitSeconds = 60)
    static void g01(Trial trial) {
        Trial.Race additions = trial.race(2);
        while (additions.goesOn()) {
            addTogether(trial);
        }
        trial.note("added in " + additions.rounds() + " races");
        SharedGuests guests = new SharedGuests(trial, "shared-work");
        for (String bits : List.of("64", "32")) {
            Trial.Race race = trial.race(3);
            while (race.goesOn()) {
                List<@Nullable Object> results = guests.together(
                        List.of(new Task("alternate" + bits, 128, 100_000), new Task("torn" + bits, 128, 100_000)));
                trial.equal(0, results.get(1), "reads of " + bits + " bits that were torn");
            }
        }
    }

    private static void addTogether(Trial trial) {
        SharedGuests guests = new SharedGuests(trial, "shared-work");
        guests.together(List.of(new Task("add32", 0, 1L, ADDITIONS), new Task("add32", 0, 1L, ADDITIONS)));
        trial.equal(2L * ADDITIONS, guests.read(0, 4), "the sum of a million additions");
        guests.together(
                List.of(new Task("add64", 64, 1L << 20, ADDITIONS), new Task("add64", 64, 1L << 20, ADDITIONS)));
        trial.equal((2L * ADDITIONS) << 20, guests.read(64, 8), "the sum of a million additions of 64 bits");
    }

    @Clause(
            id = "G-02",
            promise = "Growth from several threads gives each old size once, and what was grown can be accessed.",
            deed = "Four threads grow a memory by one page a hundred times each, and access the page that they have"
                    + " grown.",
            guests = {"shared-work"})
    static void g02(Trial trial) {
        Trial.Race race = trial.race(3);
        while (race.goesOn()) {
            growTogether(trial);
        }
        trial.note("raced " + race.rounds() + " times");
    }

    private static void growTogether(Trial trial) {
        SharedGuests guests = new SharedGuests(trial, "shared-work");
        CyclicBarrier begin = new CyclicBarrier(GROWERS);
        Callable<List<Integer>> grower = () -> {
            TestedInstance guest = guests.guest();
            Crew.await(begin);
            return grow(trial, guest);
        };
        List<Integer> all = new ArrayList<>();
        for (List<Integer> sizes : Crew.together(Collections.nCopies(GROWERS, grower))) {
            trial.equal(new ArrayList<>(new TreeSet<>(sizes)), sizes, "old sizes that one thread saw, sorted");
            all.addAll(sizes);
        }
        Set<Integer> different = new TreeSet<>(all);
        trial.equal(GROWERS * GROWTHS, different.size(), "different old sizes");
        trial.equal(1L + GROWERS * GROWTHS, guests.memory.pages(), "pages in the end");
    }

    /** Grows by a page at a time, and accesses what was grown and all that is seen. */
    private static List<Integer> grow(Trial trial, TestedInstance guest) {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < GROWTHS; i++) {
            int old = (Integer) call(guest, "grow", 1);
            sizes.add(old);
            int size = (Integer) call(guest, "size");
            trial.check(size > old, "a size of " + size + " was observed after growing from " + old);
            call(guest, "store32", (size - 1) * 65_536 + 64, old);
            call(guest, "store32", old * 65_536, old + 1);
            trial.equal(old + 1, call(guest, "load32", old * 65_536), "what was stored in a new page");
        }
        return sizes;
    }

    private static @Nullable Object call(TestedInstance guest, String name, @Nullable Object... arguments) {
        @Nullable Object[] results = ((TestedFunction) guest.export(name)).call(arguments);
        return results.length == 0 ? null : results[0];
    }

    @Clause(
            id = "G-03",
            promise = "Waiting and notifying give the specified codes and counts; no wake-up is lost or stolen.",
            deed = "Threads wait for what is not there, for too long, and for one another: two play a game of turns,"
                    + " three wait while one counts whom it wakes; a waiter is interrupted.",
            guests = {"shared-work"},
            limitSeconds = 60)
    static void g03(Trial trial) throws Exception {
        SharedGuests guests = new SharedGuests(trial, "shared-work");
        trial.equal(NOT_EQUAL, guests.call("wait32", 48, 5, LONG_NANOS), "a wait for another value");
        trial.equal(NOT_EQUAL, guests.call("wait64", 48, 5L, LONG_NANOS), "a wait of 64 bits for another value");
        trial.equal(TIMED_OUT, guests.call("wait32", 48, 0, 1_000L), "a wait that nobody ends");
        trial.equal(TIMED_OUT, guests.call("wait64", 48, 0L, 0L), "a wait for no time");
        trial.equal(0, guests.call("notify", 48, -1), "a notification for nobody");
        wakesSome(trial, guests);
        guests.together(List.of(new Task("play", 0, ROUNDS), new Task("play", 1, ROUNDS)));
        trial.equal(2L * ROUNDS, guests.read(24, 4), "turns of the game");
        int times = 500;
        List<@Nullable Object> counts = guests.together(List.of(
                new Task("countWoken", times, 50_000L),
                new Task("countWoken", times, 1_000L),
                new Task("countWoken", times, 200_000L),
                new Task("countNotified", 3 * times)));
        int woken = (Integer) counts.get(0) + (Integer) counts.get(1) + (Integer) counts.get(2);
        trial.equal(counts.get(3), woken, "waiters that were woken, by who was told so");
        trial.note(woken + " wake-ups");
        interruptedWaiterStealsNothing(trial, guests);
    }

    /** Three wait for one address and one for another: a notification of two wakes two of the three. */
    private static void wakesSome(Trial trial, SharedGuests guests) {
        List<FutureTask<@Nullable Object>> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiters.add(Crew.start("waiter-" + i, () -> guests.call("wait32", 56, 0, LONG_NANOS)));
        }
        FutureTask<@Nullable Object> other = Crew.start("other", () -> guests.call("wait32", 60, 0, LONG_NANOS));
        int woken = 0;
        long end = System.nanoTime() + LONG_NANOS / 2;
        while (woken < 3 && System.nanoTime() < end) {
            int now = (Integer) guests.call("notify", 56, 2);
            trial.check(now <= 2, "a notification of two woke " + now);
            woken += now;
        }
        trial.equal(3, woken, "waiters that notifications woke");
        for (FutureTask<@Nullable Object> waiter : waiters) {
            trial.equal(OK, Crew.result("waiter", waiter), "what a woken waiter gives");
        }
        trial.check(!other.isDone(), "a waiter for another address was woken");
        while ((Integer) guests.call("notify", 60, 1) == 0) {
            trial.check(System.nanoTime() < end, "the waiter for another address never began to wait");
        }
        trial.equal(OK, Crew.result("other", other), "what the waiter for another address gives");
    }

    private static void interruptedWaiterStealsNothing(Trial trial, SharedGuests guests) throws Exception {
        TestedFunction probe = (TestedFunction) guests.guest().export("wait32");
        if (!(probe instanceof Interruptible)) {
            trial.note("no interruption: calls cannot be interrupted");
            return;
        }
        List<Interruptible.Interrupted> handles = new ArrayList<>();
        FutureTask<@Nullable Throwable> blocked = Crew.start("blocked", () -> {
            Interruptible wait = (Interruptible) guests.guest().export("wait32");
            Interruptible.Interrupted call = wait.prepare(56, 0, LONG_NANOS);
            synchronized (handles) {
                handles.add(call);
                handles.notifyAll();
            }
            return Crew.thrown(call::run);
        });
        synchronized (handles) {
            while (handles.isEmpty()) {
                handles.wait(LONG_NANOS / 1_000_000);
            }
        }
        TimeUnit.MILLISECONDS.sleep(50);
        handles.get(0).interrupt();
        trial.refusal(Set.of(Failure.INTERRUPTED), "a wait that is interrupted", Crew.result("blocked", blocked));
        trial.equal(0, guests.call("notify", 56, -1), "waiters after the interruption");
    }

    @Clause(
            id = "G-04",
            promise = "Waiting on unshared memory traps, and so does a misaligned atomic access.",
            deed = "The owner waits in a memory of its own, notifies there, and makes atomic accesses at odd"
                    + " addresses.",
            guests = {"canary", "unshared-atomics"},
            negative = true)
    static void g04(Trial trial) {
        trial.needs(Feature.THREADS);
        trial.canary();
        TestedInstance guest = trial.store().instantiate(trial.load("unshared-atomics"), List.of());
        trial.equal(0, call(guest, "notify"), "a notification in unshared memory");
        trial.traps("a wait in unshared memory", () -> call(guest, "wait32"));
        trial.traps("a wait of 64 bits in unshared memory", () -> call(guest, "wait64"));
        for (String name : List.of("load16", "load32", "store64", "add32", "add64", "exchange16", "notifyAt")) {
            Attempt misaligned = () -> call(guest, name, 1);
            trial.positive(name + " at an aligned address", () -> call(guest, name, 16));
            trial.traps(name + " at an odd address", misaligned);
        }
    }

    @Clause(
            id = "G-05",
            promise = "A shared memory outlives the Stores that use it.",
            deed = "Two Stores share a memory; one moves, then closes; the other goes on. A Store closes while"
                    + " another's guest waits.",
            guests = {"shared-work"})
    static void g05(Trial trial) {
        TestedEngine engine = trial.engine();
        SharedGuests guests = new SharedGuests(trial, "shared-work");
        TestedStore first = engine.newStore();
        TestedInstance guest = guests.guest(first);
        TestedInstance other = guests.guest();
        call(guest, "store32", 64, 7);
        if (first instanceof Movable movable) {
            var parcel = movable.detach(guest);
            Crew.on("next", () -> {
                parcel.attach();
                call(guest, "store32", 68, 8);
                first.close();
                return null;
            });
            trial.equal(8, call(other, "load32", 68), "what the moved Store wrote");
        } else {
            first.close();
        }
        trial.equal(7, call(other, "load32", 64), "what the closed Store wrote");
        trial.equal(7L, guests.read(64, 4), "the same, for the host");
        FutureTask<@Nullable Object> waiting = Crew.start("waiting", () -> guests.call("wait32", 56, 0, LONG_NANOS));
        Crew.on("closing", () -> {
            TestedStore store = engine.newStore();
            call(guests.guest(store), "store32", 72, 1);
            store.close();
            return null;
        });
        long end = System.nanoTime() + LONG_NANOS / 2;
        while ((Integer) guests.call("notify", 56, 1) == 0) {
            trial.check(System.nanoTime() < end, "nobody waits who should");
        }
        trial.equal(OK, Crew.result("waiting", waiting), "what the waiter gives");
    }

    @Clause(
            id = "G-06",
            promise = "Atomic accesses of different widths to the same word lose nothing.",
            deed = "Two threads make read-modify-writes of different widths in one word, in parts that do not"
                    + " overlap; each part must have counted all.",
            guests = {"shared-work"},
            limitSeconds = 60)
    static void g06(Trial trial) {
        Trial.Race race = trial.race(3);
        while (race.goesOn()) {
            overlapAll(trial, new SharedGuests(trial, "shared-work"));
        }
        trial.note("8 pairs of widths, " + OVERLAPS + " of each in " + race.rounds() + " races");
    }

    private static void overlapAll(Trial trial, SharedGuests guests) {
        int times = OVERLAPS;
        // 64 bits count in the upper half, 32 bits in the lower
        overlap(trial, guests, 256, new Task("add64", 256, 1L << 32, times), new Task("add32", 256, 1L, times), 32);
        overlap(trial, guests, 272, new Task("add64", 272, 1L << 16, times), new Task("add16", 272, 1L, times), 16);
        overlap(trial, guests, 288, new Task("add64", 288, 1L << 8, times), new Task("add8", 288, 1L, times), 8);
        overlap(trial, guests, 304, new Task("add32", 304, 1L << 16, times), new Task("add16", 304, 1L, times), 16);
        overlap(trial, guests, 320, new Task("add32", 320, 1L << 8, times), new Task("add8", 320, 1L, times), 8);
        overlap(trial, guests, 336, new Task("add16", 336, 1L << 8, times), new Task("add8", 336, 1L, times), 8);
        overlap(
                trial,
                guests,
                352,
                new Task("add32", 352, 1L << 16, times),
                new Task("exchange16", 352, 1L, times),
                16);
        guests.together(List.of(new Task("exchange16", 368, 1L, times), new Task("exchange16", 370, 1L, times)));
        trial.equal((long) times & 0xFFFF, guests.read(368, 2), "what the lower of two exchanges counted");
        trial.equal((long) times & 0xFFFF, guests.read(370, 2), "what the upper of two exchanges counted");
    }

    /** What the wide one adds does not touch the low bits, and what the narrow one adds never carries out of them. */
    private static void overlap(Trial trial, SharedGuests guests, int at, Task wide, Task narrow, int narrowBits) {
        guests.together(List.of(wide, narrow));
        int wideBits = Integer.parseInt(wide.function().substring("add".length()));
        long word = guests.read(at, wideBits / 8);
        long times = (Integer) Objects.requireNonNull(wide.arguments()[2]);
        String pair = wide.function() + " beside " + narrow.function();
        long low = word & ((1L << narrowBits) - 1);
        long high = word >>> narrowBits;
        trial.equal(times & ((1L << narrowBits) - 1), low, "what the narrow one counted, " + pair);
        int room = wideBits - narrowBits;
        trial.equal(room >= 63 ? times : times & ((1L << room) - 1), high, "what the wide one counted, " + pair);
    }

    @Clause(
            id = "G-07",
            promise = "What waiting needs does not grow with the addresses that were waited for.",
            deed = "A thread notifies and adds at a quarter of a million addresses, and waits for a moment at sixteen"
                    + " thousand; the JVM's heap is compared.",
            guests = {"shared-work"},
            limitSeconds = 60)
    static void g07(Trial trial) {
        SharedGuests guests = new SharedGuests(trial, trial.engine(), "shared-work", 17, 17);
        TestedInstance guest = guests.guest();
        call(guest, "touch", 0, 4_096);
        long before = usedBytes();
        call(guest, "touch", 65_536, 17 * 65_536);
        long grown = usedBytes() - before;
        trial.check(grown < 4_000_000, "262,144 addresses have left " + grown + " bytes in the heap");
        trial.equal(1L, guests.read(65_536, 4), "what was added at the first of them");
        call(guest, "waitEverywhere", 0, 4_096);
        long beforeWaits = usedBytes();
        call(guest, "waitEverywhere", 65_536, 2 * 65_536);
        long grownByWaits = usedBytes() - beforeWaits;
        trial.check(
                grownByWaits < 1_000_000, "waits at 16,384 addresses have left " + grownByWaits + " bytes in the heap");
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Clause(
            id = "G-09",
            promise = "A reader that learns of growth by a message reaches the new pages.",
            deed = "One thread grows the memory page by page, writes, and sets a flag; another, in a loop that it"
                    + " does not leave, reads the new page at every width; a third stores and loads meanwhile.",
            guests = {"shared-work"},
            limitSeconds = 60)
    static void g09(Trial trial) {
        SharedGuests guests = new SharedGuests(trial, "shared-work");
        int rounds = 200;
        List<@Nullable Object> results = guests.together(List.of(
                new Task("growAndTell", rounds),
                new Task("readGrown", rounds),
                new Task("workMeanwhile", 1_024, rounds)));
        trial.equal(rounds, results.get(0), "pages that were grown");
        trial.equal(0, results.get(1), "wrong reads of new pages");
        trial.equal(0, results.get(2), "stores that were lost meanwhile");
        trial.equal(1L + rounds, guests.memory.pages(), "pages in the end");
    }
}
