package org.ferrywasm.contract.clauses;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.Counting;
import org.ferrywasm.contract.spi.Creating;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Movable;
import org.ferrywasm.contract.spi.Operation.Attempt;
import org.ferrywasm.contract.spi.Suspending;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedParcel;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.HostObjects;
import org.ferrywasm.contract.trial.Judged;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** Group C, last part: the end of a Store, and what drop actions may do. */
final class DropClauses {
    private static final int NODES = 10;
    private static final int COLLECTIONS = 100;

    private DropClauses() {}

    @Clause(
            id = "C-16",
            promise = "After close each host object has been released once.",
            deed = "The owner closes a Store that holds objects wherever it can: in handles, globals, tables,"
                    + " segments, structures, exceptions, suspended calls; then it closes it again.",
            guests = {"holder", "counted-segments", "payload", "lists", "suspended"})
    static void c16(Trial trial) throws InterruptedException {
        if (!(trial.store() instanceof Counting)) {
            forgotten(trial);
            return;
        }
        Holder holder = new Holder(trial);
        AtomicInteger closings = new AtomicInteger();
        List<TestedReference> handles = fill(trial, holder, closings);
        holder.objects.collect();
        holder.objects.expectReleased("before the end", "gone before");
        putIntoDeadThings(trial, holder);
        holder.objects.end();
        trial.equal(1, closings.get(), "how often an object that can be closed was closed");
        trial.fails(Failure.CLOSED, "a handle after the end", handles.get(0)::host);
        holder.store.close();
        holder.objects.expectReleased("after a second close", holder.objects.names());
        trial.equal(1, closings.get(), "how often it was closed after a second close");
        if (trial.engine() instanceof Suspending.Engine) {
            Suspended guests = new Suspended(trial);
            for (String function : guests.functions()) {
                guests.suspend(guests.begin(function, "suspended in " + function), Suspended.FIRST_SLICE);
                guests.begin(function, "argument of " + function);
            }
            guests.objects.expectReleased("while calls are suspended");
            guests.objects.end();
        }
        trial.note(holder.objects.names().size() + " places");
    }

    /** Puts objects everywhere; gives the handles that keep some of them. */
    private static List<TestedReference> fill(Trial trial, Holder holder, AtomicInteger closings) {
        HostObjects objects = holder.objects;
        List<TestedReference> handles = new ArrayList<>();
        handles.add(objects.put("in a handle"));
        objects.put("wrapped again", handles.get(0).host()).close();
        objects.lend("in a global", handle -> holder.kept().set(handle));
        objects.lend("in two tables", handle -> {
            holder.first().set(0, handle);
            holder.second().set(1, handle);
        });
        objects.lend("gone before", handle -> holder.call("take", handle));
        AutoCloseable closeable = closings::incrementAndGet;
        holder.first().set(1, holder.store.reference(closeable));
        if (holder.store instanceof Creating creating) {
            TestedGlobal[] constant = {null};
            objects.lend("in segments", handle -> constant[0] = creating.newConstant(handle));
            holder.store.instantiate(
                    trial.load("counted-segments"), List.of(new HostImport.Item("host", "constant", constant[0])));
        }
        Set<Feature> features = trial.adapter().features();
        if (features.contains(Feature.EXCEPTIONS)) {
            TestedInstance guest = holder.store.instantiate(trial.load("payload"), List.of());
            objects.lend("in an exception", handle -> CountClauses.call(guest, "keep", handle));
            objects.lend(
                    "in a handle to an exception",
                    handle -> handles.add(CountClauses.reference(CountClauses.call(guest, "catch", handle))));
        }
        if (features.contains(Feature.GC)) {
            TestedInstance guest = holder.store.instantiate(trial.load("lists"), List.of());
            objects.lend("in a list", handle -> CountClauses.call(guest, "build", handle, NODES));
        }
        return handles;
    }

    /** What nobody can reach, and the Store need not know of yet. */
    private static void putIntoDeadThings(Trial trial, Holder holder) {
        holder.objects.put("in a lost handle");
        if (trial.adapter().features().contains(Feature.GC)) {
            TestedInstance guest = holder.store.instantiate(trial.load("lists"), List.of());
            holder.objects.lend("in a dead cycle", handle -> CountClauses.call(guest, "pair", handle));
        }
    }

    /** Without drop actions: what a Store held that was closed and forgotten is gone for the JVM's collector. */
    private static void forgotten(Trial trial) throws InterruptedException {
        List<WeakReference<Object>> held = filledAndClosed(trial);
        for (int i = 0; i < COLLECTIONS && held.stream().anyMatch(object -> object.get() != null); i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        for (int i = 0; i < held.size(); i++) {
            trial.check(held.get(i).get() == null, "object " + i + " of a closed Store is still held");
        }
    }

    private static List<WeakReference<Object>> filledAndClosed(Trial trial) {
        Holder holder = new Holder(trial);
        List<WeakReference<Object>> held = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            Object object = new HostObjects.Thing("object " + i);
            held.add(new WeakReference<>(object));
            TestedReference handle = holder.store.reference(object);
            holder.call("setGlobal", handle);
            holder.call("set", i % 4, handle);
            holder.call("take", handle);
        }
        holder.store.close();
        return held;
    }

    @Clause(
            id = "C-20",
            promise = "A drop action that throws or calls back spoils nothing.",
            deed = "Drop actions throw, call the guest, make objects, close the Store, move it, fail as the JVM does:"
                    + " after a guest's operation, after one of the host's, beside another failure, at the end, in"
                    + " a move.",
            guests = "holder",
            negative = true)
    static void c20(Trial trial) {
        Holder holder = new Holder(trial, trial.engine(), trial.store(Counting.class));
        byTheGuest(trial, holder);
        byTheHost(trial, holder);
        besideFailures(trial, holder);
        holder.objects.end();
        atTheEnd(trial);
        poisoned(trial);
        if (trial.store() instanceof Movable) {
            throwingInAMove(trial);
            meddlingInAMove(trial);
        }
    }

    private static void byTheGuest(Trial trial, Holder holder) {
        HostObjects objects = holder.objects;
        RuntimeException unchecked = new RuntimeException("unchecked");
        Exception checked = new Exception("checked");
        List<@Nullable Throwable> closes = new ArrayList<>();
        List<@Nullable Throwable> moves = new ArrayList<>();
        objects.whenDropped("throws", () -> {
            throw unchecked;
        });
        objects.whenDropped("closes", () -> closes.add(Crew.thrown(holder.store::close)));
        objects.whenDropped(
                "calls back", () -> trial.positive("a drop action that uses its Store", () -> callBack(trial, holder)));
        objects.whenDropped("throws too", () -> {
            throw checked;
        });
        objects.whenDropped("moves", () -> {
            if (holder.store instanceof Movable store) {
                moves.add(Crew.thrown(store::detach));
                moves.add(Crew.thrown(store::adopt));
            }
        });
        List<String> names = List.of("throws", "closes", "calls back", "throws too", "moves");
        holder.call("grow", null, names.size());
        for (int i = 0; i < names.size(); i++) {
            int at = i;
            objects.lend(names.get(i), handle -> holder.call("set", at, handle));
        }
        objects.expectReleased("while a table holds objects");
        Throwable thrown = Crew.thrown(() -> holder.call("fill", 0, null, names.size()));
        expectThrown(trial, thrown, unchecked, checked);
        trial.refusal(Set.of(Failure.BUSY), "a close by a drop action", closes.get(0));
        if (!moves.isEmpty()) {
            trial.refusal(Set.of(Failure.BUSY), "a move by a drop action", moves.get(0));
            trial.refusal(Set.of(Failure.NOT_ORPHANED), "an adoption by a drop action", moves.get(1));
        }
        List<String> all = new ArrayList<>(names);
        all.add("made by a drop action");
        objects.expectReleased("after an operation that dropped five objects", all);
        works(trial, holder);
    }

    private static void callBack(Trial trial, Holder holder) {
        trial.equal(5, holder.call("depth", 5)[0], "what a guest gives that a drop action called");
        holder.objects.lend("made by a drop action", handle -> holder.call("take", handle));
        holder.objects.collect();
        trial.same(null, holder.first().get(0), "the element that the operation has emptied");
    }

    /** What drop actions threw must all be there: one is thrown, the others suppressed. */
    private static void expectThrown(Trial trial, @Nullable Throwable thrown, Throwable... expected) {
        trial.check(thrown != null, "what drop actions throw does not reach the owner");
        List<Throwable> all = new ArrayList<>(List.of(Objects.requireNonNull(thrown)));
        all.addAll(Arrays.asList(thrown.getSuppressed()));
        for (Throwable one : all) {
            if (one instanceof Judged judged) {
                throw judged;
            }
        }
        trial.check(
                all.size() == expected.length && all.containsAll(Arrays.asList(expected)),
                "of what drop actions throw, this reaches the owner: " + all);
    }

    private static void works(Trial trial, Holder holder) {
        for (int i = 0; i < holder.first().size(); i++) {
            trial.same(null, holder.first().get(i), "an element that was emptied");
        }
        trial.equal(100, holder.call("depth", 100)[0], "what the guest gives");
        holder.objects.expectReferences(0, "after drop actions");
        holder.objects.expectWhole("after drop actions");
    }

    private static void byTheHost(Trial trial, Holder holder) {
        HostObjects objects = holder.objects;
        Exception failure = new Exception("of a handle");
        objects.whenDropped("fails when its handle is closed", () -> {
            throw failure;
        });
        TestedReference handle = objects.put("fails when its handle is closed");
        expectThrown(trial, Crew.thrown(handle::close), failure);
        Exception ofElement = new Exception("of an element");
        objects.whenDropped("fails when it is overwritten", () -> {
            throw ofElement;
        });
        objects.lend("fails when it is overwritten", it -> holder.first().set(2, it));
        expectThrown(trial, Crew.thrown(() -> holder.first().set(2, null)), ofElement);
        works(trial, holder);
    }

    private static void besideFailures(Trial trial, Holder holder) {
        RuntimeException dropping = new RuntimeException("dropping");
        RuntimeException own = new RuntimeException("own");
        holder.objects.whenDropped("fails beside the host", () -> {
            throw dropping;
        });
        TestedReference handle = holder.objects.put("fails beside the host");
        holder.act.behave((caller, arguments) -> {
            handle.close();
            throw own;
        });
        Throwable thrown = Crew.thrown(() -> holder.call("during", (Object) null));
        trial.same(own, thrown, "what is thrown when host function and drop action fail");
        expectThrown(trial, thrown, own, dropping);

        RuntimeException after = new RuntimeException("after an inner call");
        holder.objects.whenDropped("fails after an inner call", () -> {
            throw after;
        });
        TestedReference other = holder.objects.put("fails after an inner call");
        holder.act.behave((caller, arguments) -> {
            trial.fails(Failure.TRAP, "an inner call that traps", () -> holder.call("leave", null, 1));
            other.close();
            return new Object[0];
        });
        expectThrown(trial, Crew.thrown(() -> holder.call("during", (Object) null)), after);
        holder.act.behave(Holder::letGo);
        works(trial, holder);
    }

    private static void atTheEnd(Trial trial) {
        Holder holder = new Holder(trial);
        RuntimeException unchecked = new RuntimeException("unchecked, at the end");
        Exception checked = new Exception("checked, at the end");
        List<@Nullable Throwable> uses = new ArrayList<>();
        holder.objects.whenDropped("throws", () -> {
            throw unchecked;
        });
        holder.objects.whenDropped("uses its Store", () -> uses.add(Crew.thrown(() -> holder.call("depth", 1))));
        holder.objects.whenDropped("throws too", () -> {
            throw checked;
        });
        for (String name : List.of("throws", "uses its Store", "throws too", "quiet")) {
            holder.objects.put(name);
        }
        expectThrown(trial, Crew.thrown(holder.store::close), unchecked, checked);
        holder.objects.expectReleased("after a close in which drop actions throw", holder.objects.names());
        trial.refusal(Set.of(Failure.CLOSED), "a use by a drop action at the end", uses.get(0));
        trial.fails(Failure.CLOSED, "a use after such a close", () -> holder.store.reference("late"));
    }

    /** A failure of the JVM in a drop action: the Store can only be closed, and that runs the other actions. */
    private static void poisoned(Trial trial) {
        Holder holder = new Holder(trial);
        StackOverflowError overflow = new StackOverflowError("made by a drop action");
        holder.objects.whenDropped("overflows", () -> {
            throw overflow;
        });
        holder.objects.lend("kept", handle -> holder.kept().set(handle));
        TestedReference handle = holder.objects.put("overflows");
        trial.same(overflow, Crew.thrown(handle::close), "what a drop action throws that fails as the JVM does");
        List<Attempt> uses =
                List.of(() -> holder.kept().get(), () -> holder.call("depth", 1), () -> holder.store.reference("late"));
        for (Attempt use : uses) {
            trial.refusal(Set.of(Failure.POISONED), "a use of a Store that failed", Crew.thrown(use));
        }
        holder.objects.expectReleased("while a Store that failed is open", "overflows");
        trial.positive("a Store that failed is closed", holder.store::close);
        holder.objects.expectReleased("when a Store that failed is closed", "overflows", "kept");
    }

    private static void throwingInAMove(Trial trial) {
        Holder holder = new Holder(trial);
        Movable store = (Movable) holder.store;
        RuntimeException unchecked = new RuntimeException("unchecked, in a move");
        Exception checked = new Exception("checked, in a move");
        holder.objects.whenDropped("throws", () -> {
            throw unchecked;
        });
        holder.objects.whenDropped("throws too", () -> {
            throw checked;
        });
        TestedReference left = holder.objects.put("throws");
        TestedReference alsoLeft = holder.objects.put("throws too");
        TestedReference quiet = holder.objects.put("quiet");
        expectThrown(trial, Crew.thrown(() -> store.detach(holder.guest)), unchecked, checked);
        trial.check(store.isOwned(), "a Store whose drop actions throw in a move does not come back");
        for (TestedReference handle : List.of(left, alsoLeft, quiet)) {
            trial.refusal(Set.of(Failure.STALE), "a handle that was left behind", Crew.thrown(handle::host));
        }
        holder.objects.expectReleased("after a move that came back", holder.objects.names());
        works(trial, holder);
        trial.positive("another move", () -> store.detach(holder.guest).attach());
        works(trial, holder);
        holder.objects.end();
    }

    private static void meddlingInAMove(Trial trial) {
        Holder holder = new Holder(trial);
        Movable store = (Movable) holder.store;
        TestedFunction travels = holder.function("depth");
        TestedFunction stays = holder.function("depth");
        List<@Nullable Throwable> refusals = new ArrayList<>();
        List<@Nullable Throwable> ofOther = new ArrayList<>();
        holder.objects.whenDropped("meddles", () -> {
            refusals.add(Crew.thrown(() -> travels.call(1)));
            refusals.add(Crew.thrown(store::detach));
            refusals.add(Crew.thrown(store::close));
            refusals.add(Crew.thrown(store::adopt));
            refusals.add(Crew.thrown(() -> store.reference("late")));
            refusals.add(Crew.thrownOn("intruder", store::close));
            ofOther.add(Crew.thrown(() -> stays.call(1)));
        });
        holder.objects.put("meddles");
        TestedParcel parcel = store.detach(holder.guest, travels);
        trial.equal(6, refusals.size(), "what a drop action tried in a move");
        for (Throwable refusal : refusals) {
            trial.refusal(Set.of(Failure.IN_TRANSIT), "a use by a drop action in a move", refusal);
        }
        trial.refusal(Set.of(Failure.STALE), "a use of what stays behind", ofOther.get(0));
        parcel.attach();
        trial.equal(3, travels.call(3)[0], "what a function gives that has travelled");
        holder.objects.expectReleased("after a move in which a drop action ran", "meddles");
        works(trial, holder);
        holder.objects.end();
    }
}
