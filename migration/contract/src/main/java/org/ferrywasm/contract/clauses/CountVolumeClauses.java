package org.ferrywasm.contract.clauses;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.Counting;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.HostObjects;
import org.ferrywasm.contract.trial.JvmHeap;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** Group C, third part: many objects, long lists, cycles. */
final class CountVolumeClauses {
    private static final int EXCEPTIONS = 100_000;
    private static final int FRESH = 100;
    private static final int NODES = 1_000_000;
    private static final int CYCLES = 100_000;
    private static final int LOST_BETWEEN_COLLECTIONS = 10_000;
    private static final int RING = 1_000;

    /** Ten bytes for each exception: less than what two operands take. */
    private static final long MAY_GROW_BYTES = 1_000_000;

    private CountVolumeClauses() {}

    @Clause(
            id = "C-06",
            promise = "Exceptions of host functions leave nothing behind, however many.",
            deed = "A hundred thousand times, a host function throws through three frames of a guest that hold an"
                    + " object.",
            guests = "holder",
            limitSeconds = 120)
    static void c06(Trial trial) {
        Holder holder = new Holder(trial);
        HostObjects objects = holder.objects;
        holder.look.behave((caller, arguments) -> {
            Holder.letGo(caller, arguments);
            throw new IllegalArgumentException("on purpose");
        });
        List<String> released = new ArrayList<>();
        for (int i = 0; i < FRESH; i++) {
            String name = "object " + i;
            objects.lend(name, handle -> throwThrough(trial, holder, handle));
            released.add(name);
        }
        throwThrough(trial, holder, null);
        objects.expectReleased("after exceptions of the host", released);
        int levels = holder.safeDepth();
        objects.lend("one for all", handle -> {
            long growth = growth(EXCEPTIONS, times -> {
                for (int i = 0; i < times; i++) {
                    throwThrough(trial, holder, handle);
                }
            });
            trial.note(EXCEPTIONS + " exceptions left " + growth + " bytes");
            trial.check(growth < MAY_GROW_BYTES, EXCEPTIONS + " exceptions of the host left " + growth + " bytes");
            objects.expectReferences(1, "after exceptions of the host");
            holder.expectDepth(levels, "after " + EXCEPTIONS + " exceptions of the host");
        });
        released.add("one for all");
        throwThrough(trial, holder, null);
        objects.expectReleased("after many exceptions of the host", released);
        objects.end();
    }

    private static void throwThrough(Trial trial, Holder holder, @Nullable TestedReference handle) {
        trial.check(
                Crew.thrown(() -> holder.call("leave", handle, 0)) != null,
                "what a host function throws does not reach the host");
    }

    /**
     * How much the heap grows while something is done a number of times. Before, it is done half as often, so that the JVM has compiled
     * and loaded what it will, and so that an array that grows by doubling must do so.
     */
    private static long growth(int times, IntConsumer work) {
        work.accept(times / 4);
        JvmHeap.usedBytes();
        work.accept(times / 4);
        long before = JvmHeap.usedBytes();
        work.accept(times);
        return JvmHeap.usedBytes() - before;
    }

    @Clause(
            id = "C-08",
            promise = "A list of a million nodes is given back without overflow.",
            deed = "A guest builds the list and forgets it; again while the host has a handle to it, which it closes;"
                    + " again, and the Store is closed.",
            guests = "lists",
            limitSeconds = 60)
    static void c08(Trial trial) {
        trial.needs(Feature.REFERENCE_TYPES, Feature.GC);
        TestedStore store = trial.store();
        HostObjects objects = new HostObjects(trial, store);
        TestedInstance guest = store.instantiate(trial.load("lists"), List.of());
        objects.lend("forgotten", handle -> CountClauses.call(guest, "build", handle, NODES));
        objects.expectReferences(NODES, "from a list");
        objects.collect();
        objects.expectReleased("while the guest has its list");
        CountClauses.call(guest, "forget");
        objects.collect();
        objects.expectReleased("when the guest forgot its list", "forgotten");

        heldByTheHost(trial, objects, guest);
        objects.collect();
        objects.expectReleased("when the host closed its handle to a list", "forgotten", "handed out");

        objects.lend("at the end", handle -> CountClauses.call(guest, "build", handle, NODES));
        objects.end();
    }

    private static void heldByTheHost(Trial trial, HostObjects objects, TestedInstance guest) {
        objects.lend("handed out", handle -> CountClauses.call(guest, "build", handle, NODES));
        try (TestedReference list = CountClauses.reference(CountClauses.call(guest, "list"))) {
            CountClauses.call(guest, "forget");
            objects.collect();
            objects.expectReleased("while the host has a handle to a list", "forgotten");
            try (TestedReference first = CountClauses.reference(CountClauses.call(guest, "object", list))) {
                trial.equal("handed out", HostObjects.name(first), "the object of the first node");
            }
        }
    }

    @Clause(
            id = "C-12",
            promise = "Making and dropping objects for ever takes bounded room.",
            deed = "A hundred thousand objects, twice as much as fits into the heap, are passed to a guest and their"
                    + " handles closed; as many are made and closed within one call; as many handles are lost.",
            guests = "holder",
            limitSeconds = 120)
    static void c12(Trial trial) throws InterruptedException {
        Holder holder = new Holder(trial);
        TestedStore store = holder.store;
        int bytes = JvmHeap.bytesTooManyFor(CYCLES);
        for (int i = 0; i < CYCLES; i++) {
            try (TestedReference handle = store.reference(new byte[bytes])) {
                holder.call("take", handle);
            }
        }
        expectHostObjects(trial, store, 0, "when all handles are closed");
        long[] most = {0};
        holder.act.behave((caller, arguments) -> {
            store.reference(new byte[bytes]).close();
            if (store instanceof Counting counting) {
                most[0] = Math.max(most[0], counting.hostObjects());
            }
            return new Object[0];
        });
        holder.call("actTimes", CYCLES);
        if (store instanceof Counting) {
            trial.note("at most " + most[0] + " objects during one call");
        }
        trial.check(most[0] < CYCLES / 10, most[0] + " of " + CYCLES + " objects were there at once during one call");
        expectHostObjects(trial, store, 0, "when the call is over");
        for (int i = 0; i < CYCLES; i++) {
            holder.call("take", store.reference(new byte[bytes]));
            if (i % LOST_BETWEEN_COLLECTIONS == 0) {
                System.gc();
                TimeUnit.MILLISECONDS.sleep(20); // the JVM takes its time to tell what is lost
            }
        }
        for (int i = 0; i < CYCLES; i++) {
            holder.call("give", store.reference("small " + i));
        }
        holder.objects.expectWhole("after objects without end");
        holder.objects.end();
    }

    private static void expectHostObjects(Trial trial, TestedStore store, int expected, String when) {
        if (store instanceof Counting counting) {
            trial.equal(expected, counting.hostObjects(), "host objects " + when);
        }
    }

    @Clause(
            id = "C-18",
            promise = "`gc` reclaims cycles.",
            deed = "A guest makes structures and arrays that refer to each other or to themselves, and holds two of"
                    + " these cycles, one a ring of a thousand, until it lets go of them.",
            guests = "lists")
    static void c18(Trial trial) {
        trial.needs(Feature.REFERENCE_TYPES, Feature.GC);
        TestedStore store = trial.store();
        HostObjects objects = new HostObjects(trial, store);
        TestedInstance guest = store.instantiate(trial.load("lists"), List.of());
        List<String> cycles = List.of("pair", "self", "knot", "shelf");
        for (String cycle : cycles) {
            objects.lend(cycle, handle -> CountClauses.call(guest, cycle, handle));
            objects.lend("another " + cycle, handle -> CountClauses.call(guest, cycle, handle));
        }
        objects.lend("circle", handle -> CountClauses.call(guest, "circle", handle, RING));
        objects.lend("held knot", handle -> CountClauses.call(guest, "heldKnot", handle));
        objects.collect();
        List<String> released = new ArrayList<>(cycles);
        cycles.forEach(cycle -> released.add("another " + cycle));
        objects.expectReleased("when cycles were collected", released);
        objects.expectReferences(RING + 2, "from cycles that are held");
        CountClauses.call(guest, "forget");
        objects.collect();
        released.add("circle");
        released.add("held knot");
        objects.expectReleased("when cycles were let go", released);
        objects.expectReferences(0, "without cycles");
        objects.end();
    }
}
