package org.ferrywasm.contract.clauses;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.Counting;
import org.ferrywasm.contract.spi.Creating;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.Movable;
import org.ferrywasm.contract.spi.Suspending;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.spi.TestedTable;
import org.ferrywasm.contract.trial.Canary;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.HostObjects;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** Group C, second part: handles of the host, and the limits of counts. */
final class HandleClauses {
    private static final int HANDLE_STEPS = 500;
    private static final int LOST = 10;

    private HandleClauses() {}

    @Clause(
            id = "C-09",
            promise = "Keeping and closing handles counts exactly.",
            deed = "Handles are made, given by a guest, used and closed at random, some closed twice; after each"
                    + " step, just what has no open handle and stands in no table has been released.",
            guests = "holder")
    static void c09(Trial trial) {
        Holder holder = new Holder(trial, trial.engine(), trial.store(Counting.class));
        HandleModel model = new HandleModel(trial, holder);
        for (int i = 1; i <= HANDLE_STEPS; i++) {
            model.step();
            model.judge("after " + i + " operations on handles");
        }
        model.end();
        trial.note(HANDLE_STEPS + " operations on handles to " + model.objects() + " objects");
        holder.objects.end();
    }

    @Clause(
            id = "C-10",
            promise = "A handle that is lost is given back later, by the owner.",
            deed = "The owner loses handles, some to objects that a table holds, while the JVM collects without end;"
                    + " then it goes on using its Store.",
            guests = "holder",
            limitSeconds = 60)
    static void c10(Trial trial) {
        Holder holder = new Holder(trial);
        HostObjects objects = holder.objects;
        putAndLose(holder);
        List<String> lost = new ArrayList<>();
        for (int i = 0; i < LOST; i++) {
            lost.add("lost " + i);
            objects.put("lost " + i);
        }
        Runnable use = () -> holder.call("take", (Object) null);
        objects.awaitReleased(lost, use);
        objects.expectReleased("when handles were lost", lost);

        AtomicBoolean isOver = new AtomicBoolean();
        FutureTask<@Nullable Void> collector = Crew.start("collector", () -> {
            while (!isOver.get()) {
                System.gc();
            }
            return null;
        });
        Trial.Race race = trial.race(LOST);
        while (race.goesOn()) {
            for (int i = 0; i < LOST; i++) {
                lost.add("lost in round " + race.rounds() + ", " + i);
                loseTwo(trial, holder, lost.get(lost.size() - 1));
            }
        }
        isOver.set(true);
        Crew.result("collector", collector);
        objects.awaitReleased(lost, use);
        objects.expectReleased("when handles were lost while the JVM collected", lost);
        expectHeld(trial, holder);
        holder.first().set(0, null);
        lost.add("held");
        objects.expectReleased("when the table let go of it", lost);
        trial.note("lost handles to " + lost.size() + " objects");
        objects.end();
    }

    private static void putAndLose(Holder holder) {
        holder.first().set(0, holder.objects.put("held"));
    }

    private static void expectHeld(Trial trial, Holder holder) {
        try (TestedReference held = element(holder.first(), 0)) {
            trial.equal("held", HostObjects.name(held), "what a table holds whose first handle was lost");
        }
    }

    /** Loses a handle to a new object, and another one to it that the guest has given. */
    private static void loseTwo(Trial trial, Holder holder, String name) {
        Object back = holder.call("give", holder.objects.put(name))[0];
        trial.equal(name, HostObjects.name(back), "what a guest gives back");
    }

    @Clause(
            id = "C-11",
            promise = "A closed handle is refused by a typed exception.",
            deed = "The owner closes a handle and then uses it at every door: asks for its object, passes it, sets"
                    + " it, grows with it, returns it, begins a call with it, moves with it.",
            guests = {"canary", "holder"},
            negative = true)
    static void c11(Trial trial) {
        Canary canary = trial.canary(trial.engine(), trial.store(Counting.class));
        Holder holder = new Holder(trial, trial.engine(), canary.store);
        HostObjects objects = holder.objects;
        List<Consumer<TestedReference>> doors = doors(holder);
        for (int i = 0; i < doors.size(); i++) {
            String what = "door " + i + " of " + doors.size();
            Consumer<TestedReference> door = doors.get(i);
            objects.lend("open at " + what, handle -> trial.positive(what, () -> door.accept(handle)));
            TestedReference handle = objects.put("closed at " + what);
            handle.close();
            long size = holder.first().size();
            trial.refused(Failure.HANDLE_CLOSED, "a closed handle at " + what, () -> door.accept(handle));
            trial.equal(size, holder.first().size(), "size of a table after a refusal");
            trial.same(null, holder.first().get(0), "the element that a closed handle was to set");
            trial.same(null, holder.kept().get(), "the global that a closed handle was to set");
        }
        if (canary.store instanceof Movable store) {
            moved(trial, canary, holder, store);
        }
        objects.expectWhole("after refusals");
        trial.note(doors.size() + " doors");
    }

    /** All doors but moving, which an accepted handle leaves as they were. */
    private static List<Consumer<TestedReference>> doors(Holder holder) {
        TestedTable table = holder.first();
        List<Consumer<TestedReference>> doors = new ArrayList<>(List.of(
                TestedReference::host,
                handle -> holder.call("take", handle),
                handle -> {
                    holder.call("give", handle);
                },
                handle -> {
                    holder.kept().set(handle);
                    holder.kept().set(null);
                },
                handle -> {
                    table.set(0, handle);
                    table.set(0, null);
                },
                handle -> table.grow(1, handle),
                handle -> {
                    holder.ask.behave((caller, arguments) -> new Object[] {handle});
                    holder.call("ask");
                }));
        if (holder.function("take") instanceof Suspending.Function take) {
            doors.add(handle -> take.begin(handle).close());
        }
        if (holder.store instanceof Creating creating) {
            doors.add(creating::newConstant);
        }
        return doors;
    }

    private static void moved(Trial trial, Canary canary, Holder holder, Movable store) {
        TestedReference handle = holder.objects.put("closed before a move");
        handle.close();
        trial.refused(Failure.HANDLE_CLOSED, "a closed handle as a companion", () -> store.detach(handle));
        trial.positive("an open handle travels", () -> {
            TestedReference open = holder.objects.put("open at a move");
            List<Object> companions = new ArrayList<>(List.of(canary.handles()));
            Collections.addAll(companions, holder.guest, open);
            store.detach(companions.toArray()).attach();
            trial.equal("open at a move", HostObjects.name(open), "what a handle refers to after a move");
        });
    }

    @Clause(
            id = "C-14",
            promise = "A count that runs over or under is detected.",
            deed = "The owner has the Store believe that an object has almost as many references as can be counted;"
                    + " guest and host then make one too many, at every door. It also has it believe in one too"
                    + " few.",
            guests = {"canary", "holder", "counted-heap", "payload"},
            negative = true)
    static void c14(Trial trial) {
        Counting store = trial.store(Counting.class);
        Canary canary = trial.canary(trial.engine(), store);
        Holder holder = new Holder(trial, trial.engine(), store);
        TestedReference handle = holder.objects.put("counted");
        holder.second().set(0, handle);
        holder.second().set(1, handle);
        CountLimit limit = new CountLimit(trial, store, handle, 3);
        limit.tryDoors(CountLimit.doorsOf(trial, holder));
        if (trial.adapter().features().contains(Feature.GC)) {
            TestedInstance heap = store.instantiate(trial.load("counted-heap"), List.of());
            CountClauses.call(heap, "prepare", handle);
            CountLimit ofHeap = new CountLimit(trial, store, handle, 6);
            ofHeap.tryDoors(CountLimit.doorsOfHeap(trial, heap));
        }
        if (trial.adapter().features().contains(Feature.EXCEPTIONS)) {
            long others = trial.adapter().features().contains(Feature.GC) ? 6 : 3;
            TestedInstance payload = store.instantiate(trial.load("payload"), List.of());
            new CountLimit(trial, store, handle, others).tryDoors(CountLimit.doorsOfExceptions(payload));
        }
        tooFew(trial, store, handle);
        store.close();
        trial.release(canary);
        holder.objects.expectReleased("after the end", "counted");
    }

    private static void tooFew(Trial trial, Counting store, TestedReference handle) {
        trial.equal(List.of(), store.audit(), "differences of counts when nothing is pretended");
        for (int pretended : new int[] {1, -1, -3}) {
            store.pretendReferences(handle, pretended);
            trial.check(!store.audit().isEmpty(), "an audit does not see that a count is wrong by " + pretended);
            store.pretendReferences(handle, -pretended);
            trial.equal(List.of(), store.audit(), "differences of counts when nothing is pretended any more");
        }
        trial.check(
                Crew.thrown(() -> store.pretendReferences(handle, -1_000)) != null,
                "a count below zero goes unnoticed");
        trial.equal(List.of(), store.audit(), "differences of counts when a count could not go below zero");
    }

    @Clause(
            id = "C-15",
            promise = "An object that is wrapped twice is one for the guest, and dropped once for each wrapping.",
            deed = "The owner makes several handles to one object, each with a drop action, and to one structure of"
                    + " the guest's; tables hold them.",
            guests = {"holder", "identity"})
    static void c15(Trial trial) {
        Counting store = trial.store(Counting.class);
        Holder holder = new Holder(trial, trial.engine(), store);
        HostObjects objects = holder.objects;
        TestedTable table = holder.first();
        Object object = new HostObjects.Thing("wrapped");
        try (TestedReference first = objects.put("first wrapping", object);
                TestedReference second = objects.put("second wrapping", object)) {
            trial.equal(1, store.hostObjects(), "host objects after two wrappings of one");
            table.set(0, first);
            table.set(1, second);
            objects.put("third wrapping", object).close();
        }
        objects.expectReleased("while a table holds an object that was wrapped three times");
        objects.expectReferences(2, "in two elements of a table");
        try (TestedReference first = element(table, 0);
                TestedReference second = element(table, 1)) {
            trial.same(object, first.host(), "the object by its first wrapping");
            trial.same(object, second.host(), "the object by its second wrapping");
        }
        table.set(0, null);
        objects.expectReleased("while a second element holds the object");
        table.set(1, null);
        List<String> all = List.of("first wrapping", "second wrapping", "third wrapping");
        objects.expectReleased("when the object was let go", all);
        trial.equal(0, store.hostObjects(), "host objects after that");
        objects.lend("another object", handle -> trial.equal(1, store.hostObjects(), "host objects"));
        try (TestedReference again = objects.put("fourth wrapping", object)) {
            trial.same(object, again.host(), "the object that was wrapped again");
            objects.expectReleased("while it is open", with(all, "another object"));
        }
        objects.expectReleased("when it is closed", with(with(all, "another object"), "fourth wrapping"));
        if (trial.adapter().features().contains(Feature.GC)) {
            structures(trial, store);
        }
        objects.end();
    }

    private static List<String> with(List<String> names, String name) {
        List<String> more = new ArrayList<>(names);
        more.add(name);
        return more;
    }

    private static TestedReference element(TestedTable table, int index) {
        return (TestedReference) Objects.requireNonNull(table.get(index), "an element that was set");
    }

    /** Where a guest can compare: structures that the host knows by several handles. */
    private static void structures(Trial trial, TestedStore store) {
        TestedInstance guest = store.instantiate(trial.load("identity"), List.of());
        try (TestedReference one = CountClauses.reference(CountClauses.call(guest, "make"));
                TestedReference again = CountClauses.reference(CountClauses.call(guest, "through", one));
                TestedReference other = CountClauses.reference(CountClauses.call(guest, "make"))) {
            trial.equal(1, CountClauses.call(guest, "same", one, one)[0], "ref.eq of one handle");
            trial.equal(1, CountClauses.call(guest, "same", one, again)[0], "ref.eq of two handles to one structure");
            trial.equal(0, CountClauses.call(guest, "same", one, other)[0], "ref.eq of two structures");
        }
    }
}
