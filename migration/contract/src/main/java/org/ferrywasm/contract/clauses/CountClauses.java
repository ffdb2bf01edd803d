package org.ferrywasm.contract.clauses;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.Counting;
import org.ferrywasm.contract.spi.Creating;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Picturing;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.HostObjects;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** Group C, first part: each place that can hold a host object, and what releases it. */
final class CountClauses {
    private static final int TABLE_STEPS = 500;
    private static final int STEPS_BETWEEN_COLLECTIONS = 50;
    private static final int TRAPS = 100;
    private static final int MORE_TRAPS = 10_000;
    private static final String[] WAYS_TO_TRAP = {
        "unreachable",
        "a division by zero",
        "an access beyond a table's end",
        "an indirect call of null",
        "recursion without end"
    };

    private CountClauses() {}

    @Clause(
            id = "C-01",
            promise = "An object that is only passed as an argument is released once.",
            deed = "The owner passes objects to a guest that does nothing with them, gives them back, or gives them"
                    + " to the host, which closes their handles meanwhile.",
            guests = "holder")
    static void c01(Trial trial) {
        Holder holder = new Holder(trial);
        HostObjects objects = holder.objects;
        objects.lend("argument", handle -> {
            holder.call("take", handle);
            holder.call("take", handle);
            objects.expectReleased("while a handle is open");
            objects.expectReferences(1, "after calls with an argument");
        });
        holder.call("take", (Object) null);
        objects.expectReleased("after calls with an argument", "argument");

        objects.lend("result", handle -> {
            try (TestedReference back = reference(holder.call("give", handle))) {
                trial.equal("result", HostObjects.name(back), "the object that a guest gives back");
                objects.expectReferences(2, "with a second handle from the guest");
            }
        });
        holder.call("give", (Object) null);
        objects.expectReleased("after a call that gave its argument back", "argument", "result");

        closedMeanwhile(trial, holder);
        objects.expectReleased("when the call is over", "argument", "result", "closed meanwhile");
        objects.end();
    }

    /** The host closes the one handle while the guest holds the object in a local variable. */
    private static void closedMeanwhile(Trial trial, Holder holder) {
        HostObjects objects = holder.objects;
        objects.lend("closed meanwhile", handle -> {
            holder.act.behave((caller, arguments) -> {
                handle.close();
                objects.collect();
                objects.expectReleased("while a guest's local variable holds the object", "argument", "result");
                return new Object[0];
            });
            holder.look.behave((caller, arguments) -> {
                trial.equal(
                        "closed meanwhile", HostObjects.name(arguments[0]), "the object after its handle was closed");
                return Holder.letGo(caller, arguments);
            });
            holder.call("during", handle);
        });
        holder.act.behave(Holder::letGo);
        holder.look.behave(Holder::letGo);
        holder.call("during", (Object) null);
    }

    @Clause(
            id = "C-02",
            promise = "Setting a global releases what was in it, once.",
            deed = "Guest and host set a global to an object, to the same again, to another one, to null.",
            guests = "holder")
    static void c02(Trial trial) {
        Holder holder = new Holder(trial);
        HostObjects objects = holder.objects;
        TestedGlobal kept = holder.kept();
        List<Consumer<@Nullable Object>> doors = List.of(value -> holder.call("setGlobal", value), kept::set);
        List<String> released = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Consumer<@Nullable Object> before = doors.get(i & 1);
            Consumer<@Nullable Object> after = doors.get(i >> 1);
            String old = "old " + i;
            objects.lend(old, handle -> {
                before.accept(handle);
                after.accept(handle);
                before.accept(handle);
            });
            objects.expectReleased("while a global holds an object", released);
            objects.expectReferences(1, "when a global was set to the same again");
            String next = "new " + i;
            objects.lend(next, after);
            released.add(old);
            objects.expectReleased("when a global was set to another object", released);
            before.accept(null);
            released.add(next);
            objects.expectReleased("when a global was set to null", released);
            after.accept(null);
        }
        objects.expectReferences(0, "when a global holds null");
        objects.end();
    }

    @Clause(
            id = "C-03",
            promise = "Setting, filling, copying, growing and initialising tables counts exactly.",
            deed = "Guest and host do random operations on two tables, those included that fail; after each, just"
                    + " what no table holds any more has been released. Then the tables are emptied, element after"
                    + " element.",
            guests = "holder")
    static void c03(Trial trial) {
        Holder holder = new Holder(trial);
        TableModel model = new TableModel(trial, holder);
        for (int i = 1; i <= TABLE_STEPS; i++) {
            model.step();
            if (holder.objects.areCounted() || i % STEPS_BETWEEN_COLLECTIONS == 0) {
                model.judge("after " + i + " operations on tables");
            }
        }
        holder.objects.expectWhole("after operations on tables");
        model.empty();
        trial.note(TABLE_STEPS + " operations, " + model.failed() + " of which failed as they must");
        holder.objects.end();
    }

    @Clause(
            id = "C-04",
            promise = "A dropped segment releases what it held.",
            deed = "The owner instantiates a guest with an active and a passive segment of references, initialises"
                    + " from it, drops it, and initialises again.",
            guests = {"counted-segments", "counted-segments-heap"})
    static void c04(Trial trial) {
        trial.needs(Feature.BULK_MEMORY, Feature.REFERENCE_TYPES);
        TestedStore store = trial.store();
        trial.need(store, Counting.class);
        HostObjects objects = new HostObjects(trial, store);
        TestedGlobal[] constant = {null};
        objects.lend(
                "constant",
                handle -> constant[0] = trial.need(store, Creating.class).newConstant(handle));
        objects.expectReferences(1, "with one constant");
        TestedInstance guest = store.instantiate(
                trial.load("counted-segments"), List.of(new HostImport.Item("host", "constant", constant[0])));
        objects.expectReferences(5, "from two globals, a passive segment twice, and a table, but no active segment");
        call(guest, "init", 1, 3);
        objects.expectReferences(7, "when a table was initialised twice more");
        trial.fails(Failure.TRAP, "initialising from an active segment", () -> call(guest, "initActive"));
        call(guest, "drop");
        objects.expectReferences(5, "when the passive segment was dropped");
        objects.expectWhole("when the passive segment was dropped");
        call(guest, "drop");
        trial.fails(Failure.TRAP, "initialising from a dropped segment", () -> call(guest, "init", 0, 1));
        objects.expectReferences(5, "when it was dropped again");
        call(guest, "empty");
        objects.expectReferences(1, "from the constant alone");
        if (trial.adapter().features().contains(Feature.GC)) {
            structures(trial, store, objects, constant[0]);
        }
        objects.expectReleased("while a constant holds the object");
        objects.end();
    }

    /** A segment whose elements are structures in which the object is. */
    private static void structures(Trial trial, TestedStore store, HostObjects objects, TestedGlobal constant) {
        TestedInstance guest = store.instantiate(
                trial.load("counted-segments-heap"), List.of(new HostImport.Item("host", "constant", constant)));
        objects.collect();
        objects.expectReferences(3, "from a constant and two structures in a segment");
        try (TestedReference object = reference(call(guest, "object"))) {
            trial.equal("constant", HostObjects.name(object), "the object in a segment's structure");
        }
        call(guest, "drop");
        objects.collect();
        objects.expectReferences(2, "when the segment was dropped and a table holds one structure");
        call(guest, "empty");
        objects.collect();
        objects.expectReferences(1, "when the table holds nothing");
    }

    @Clause(
            id = "C-05",
            promise = "A trap releases what operands and locals held.",
            deed = "Guests trap in five ways with an object in the locals and operands of several frames, a hundred"
                    + " times each; thousands of traps later, recursion is as deep as before.",
            guests = "holder",
            limitSeconds = 60)
    static void c05(Trial trial) {
        Holder holder = new Holder(trial);
        HostObjects objects = holder.objects;
        int levels = holder.safeDepth();
        objects.lend("without a trap", handle -> holder.call("take", handle));
        List<String> before = picture(holder);
        List<String> released = new ArrayList<>(List.of("without a trap"));
        for (int way = 1; way <= WAYS_TO_TRAP.length; way++) {
            String what = WAYS_TO_TRAP[way - 1];
            for (int i = 0; i < TRAPS; i++) {
                String name = what + " " + i;
                int how = way;
                objects.lend(name, handle -> mustFail(trial, what, () -> holder.call("leave", handle, how)));
                released.add(name);
            }
            int how = way;
            mustFail(trial, what, () -> holder.call("leave", null, how));
            objects.expectReleased("after " + what, released);
        }
        for (int i = 0; i < MORE_TRAPS; i++) {
            mustFail(trial, WAYS_TO_TRAP[0], () -> holder.call("leave", null, 1));
        }
        holder.expectDepth(levels, "after " + MORE_TRAPS + " traps");
        objects.expectReferences(0, "after traps");
        trial.equal(before, picture(holder), "the Store after traps");
        objects.end();
    }

    /** How a trap is typed is another clause's affair. */
    private static void mustFail(Trial trial, String what, Runnable operation) {
        trial.check(Crew.thrown(operation::run) != null, "does not fail: " + what);
    }

    private static List<String> picture(Holder holder) {
        return holder.store instanceof Picturing picturing ? picturing.picture() : List.of();
    }

    @Clause(
            id = "C-07",
            promise = "What an exception carries lives as long as the exception.",
            deed = "Exceptions with objects are dropped by the guest, kept by the guest, kept by the host as a"
                    + " handle, and thrown through to the host; then each is let go.",
            guests = {"payload", "payload-heap"})
    static void c07(Trial trial) {
        trial.needs(Feature.REFERENCE_TYPES, Feature.EXCEPTIONS);
        carry(trial, "payload");
        if (trial.adapter().features().contains(Feature.GC)) {
            carry(trial, "payload-heap");
        }
    }

    private static void carry(Trial trial, String name) {
        TestedStore store = trial.store();
        HostObjects objects = new HostObjects(trial, store);
        TestedInstance guest = store.instantiate(trial.load(name), List.of());
        objects.lend("caught", handle -> call(guest, "drop", handle));
        objects.collect();
        objects.expectReleased("when an exception was caught and dropped", "caught");

        objects.lend("kept", handle -> call(guest, "keep", handle));
        objects.collect();
        objects.expectReleased("while a guest keeps an exception", "caught");
        keptByTheGuest(trial, guest);
        call(guest, "forget");
        objects.collect();
        objects.expectReleased("when the guest forgot its exception", "caught", "kept");

        keptByTheHost(trial, objects, guest);
        objects.collect();
        objects.expectReleased("when the host closed its exception", "caught", "kept", "given");

        thrownToTheHost(trial, objects, guest);
        List<String> all = List.of("caught", "kept", "given", "thrown");
        objects.awaitReleased(all, objects::collect);
        objects.expectReleased("when the host forgot what the guest threw", all);
        objects.expectReferences(0, "when all exceptions are gone");
        objects.end();
    }

    private static void keptByTheGuest(Trial trial, TestedInstance guest) {
        try (TestedReference payload = reference(call(guest, "keptPayload"))) {
            trial.equal("kept", HostObjects.name(payload), "what a kept exception carries");
        }
    }

    private static void keptByTheHost(Trial trial, HostObjects objects, TestedInstance guest) {
        TestedReference[] exception = {null};
        objects.lend("given", handle -> exception[0] = reference(call(guest, "catch", handle)));
        objects.collect();
        objects.expectReleased("while the host has a handle to an exception", "caught", "kept");
        try (TestedReference payload = reference(call(guest, "payload", exception[0]))) {
            trial.equal("given", HostObjects.name(payload), "what the host's exception carries");
        }
        exception[0].close();
        exception[0] = null;
    }

    private static void thrownToTheHost(Trial trial, HostObjects objects, TestedInstance guest) {
        Throwable[] thrown = {null};
        objects.lend(
                "thrown",
                handle -> thrown[0] = trial.fails(
                        Failure.GUEST_EXCEPTION, "an uncaught exception", () -> call(guest, "throw", handle)));
        objects.collect();
        objects.expectReleased("while the host has what a guest threw", "caught", "kept", "given");
        trial.same(
                Failure.GUEST_EXCEPTION,
                trial.adapter().failure(Objects.requireNonNull(thrown[0])),
                "the kind of what a guest threw, later");
    }

    static TestedReference reference(@Nullable Object[] results) {
        return (TestedReference) Objects.requireNonNull(results[0], "a guest gave null for a reference");
    }

    static @Nullable Object[] call(TestedInstance guest, String function, @Nullable Object... arguments) {
        return ((TestedFunction) guest.export(function)).call(arguments);
    }
}
