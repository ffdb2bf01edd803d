package org.ferrywasm.contract.clauses;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.Counting;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.HostCode;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Operation.Attempt;
import org.ferrywasm.contract.spi.Sharing;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedItem;
import org.ferrywasm.contract.spi.TestedMemory;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.spi.TestedTable;
import org.ferrywasm.contract.spi.ValueType;
import org.ferrywasm.contract.trial.Canary;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** Group D, first part: objects of the host among guests, and what is of another Store. */
final class HostObjectClauses {
    private static final Signature GIVES = new Signature(List.of(), List.of(ValueType.EXTERNREF));

    private HostObjectClauses() {}

    @Clause(
            id = "D-01",
            promise = "An object comes back from the guest as itself.",
            deed = "The owner sends objects through a call, a global, a table, a call of the host, and a structure"
                    + " and an array where there are any.",
            guests = {"canary", "canary-references", "exports-references", "luggage-heap"})
    static void d01(Trial trial) {
        trial.needs(Feature.REFERENCE_TYPES);
        TestedStore store = trial.store();
        TestedInstance guest = store.instantiate(trial.load("exports-references"), List.of());
        TestedTable table = (TestedTable) guest.export("table");
        TestedGlobal global = (TestedGlobal) guest.export("global");
        TestedFunction give = (TestedFunction) guest.export("give");
        for (Object object : List.of("text", new Object(), new int[3], List.of(1))) {
            TestedReference reference = store.reference(object);
            trial.same(object, reference.host(), "an object of a reference");
            trial.same(object, host(give.call(reference)[0]), "an object through a call");
            table.set(1, reference);
            trial.same(object, host(table.get(1)), "an object through a table");
            table.grow(1, reference);
            trial.same(object, host(table.get(table.size() - 1)), "an object that a table grew with");
            global.set(reference);
            trial.same(object, host(global.get()), "an object through a global");
        }
        trial.canary(); // sends one through a call of the host
    }

    private static Object host(@Nullable Object reference) {
        if (reference == null) {
            throw new IllegalStateException("null in place of an object");
        }
        return ((TestedReference) reference).host();
    }

    @Clause(
            id = "D-02",
            promise = "A reference to another Store's host object is refused.",
            deed = "The owner of two Stores gives a reference of one to the other: as an argument, into a global,"
                    + " into a table, for a table to grow with, as the result of a host function.",
            guests = {"canary", "exports-references", "object-giver"},
            negative = true)
    static void d02(Trial trial) {
        trial.needs(Feature.REFERENCE_TYPES);
        Canary canary = trial.canary();
        TestedReference foreign = trial.canary().store.reference(new Object());
        TestedReference own = canary.store.reference(new Object());
        doorsForReferences(trial, canary.store, own)
                .forEach(attempt -> trial.positive("a reference of the same Store", attempt));
        doorsForReferences(trial, canary.store, foreign)
                .forEach(attempt -> trial.refused(Failure.WRONG_STORE, "a reference of another Store", attempt));
    }

    private static List<Attempt> doorsForReferences(Trial trial, TestedStore store, TestedReference given) {
        TestedInstance guest = store.instantiate(trial.load("exports-references"), List.of());
        TestedTable table = (TestedTable) guest.export("table");
        HostCode giving = (caller, arguments) -> new Object[] {given};
        TestedInstance asking = store.instantiate(
                trial.load("object-giver"), List.of(new HostImport.Function("host", "give", GIVES, giving)));
        return List.of(
                () -> ((TestedFunction) guest.export("take")).call(given),
                () -> ((TestedGlobal) guest.export("global")).set(given),
                () -> table.set(0, given),
                () -> table.grow(1, given),
                () -> ((TestedFunction) asking.export("ask")).call());
    }

    @Clause(
            id = "D-03",
            promise = "So is another Store's function, structure, array or exception.",
            deed = "The owner of two Stores gives a function of one to a table of the other, and a structure, an"
                    + " array and an exception to its functions.",
            guests = {"canary", "luggage-heap"},
            negative = true)
    static void d03(Trial trial) {
        trial.needs(Feature.REFERENCE_TYPES);
        Canary canary = trial.canary();
        Canary other = trial.canary();
        trial.positive("a function of the same Store", () -> canary.functions.set(0, canary.functions.get(0)));
        trial.refused(
                Failure.WRONG_STORE, "a function of another Store", () -> canary.functions.set(0, other.increment));
        trial.refused(
                Failure.WRONG_STORE,
                "a function of another Store to grow with",
                () -> canary.functions.grow(1, other.increment));
        if (!trial.adapter().features().containsAll(Set.of(Feature.GC, Feature.EXCEPTIONS))) {
            trial.note("functions alone: there is no gc, or no exceptions");
            return;
        }
        TestedInstance own = canary.store.instantiate(trial.load("luggage-heap"), List.of());
        TestedInstance foreign = other.store.instantiate(trial.load("luggage-heap"), List.of());
        for (String kind : List.of("struct", "array", "exception")) {
            String door = kind.equals("exception") ? "takeException" : "takeAny";
            Object mine = ((TestedFunction) own.export(kind)).call()[0];
            Object theirs = ((TestedFunction) foreign.export(kind)).call()[0];
            trial.positive("its own " + kind, () -> ((TestedFunction) own.export(door)).call(mine));
            trial.refused(
                    Failure.WRONG_STORE,
                    "another Store's " + kind,
                    () -> ((TestedFunction) own.export(door)).call(theirs));
        }
    }

    @Clause(
            id = "D-04",
            promise = "So is another Store's item as an import; a shared memory belongs to no Store.",
            deed = "The owner of two Stores gives a function, a memory, a table and a global of one to an"
                    + " instantiation in the other; then both a shared memory.",
            guests = {
                "canary",
                "exports-all",
                "import-function",
                "import-memory",
                "import-table",
                "import-global",
                "import-shared"
            },
            negative = true)
    static void d04(Trial trial) {
        TestedEngine engine = trial.engine();
        Canary canary = trial.canary();
        Canary other = trial.canary();
        TestedInstance own = canary.store.instantiate(trial.load("exports-all"), List.of());
        TestedInstance foreign = other.store.instantiate(trial.load("exports-all"), List.of());
        for (String kind : List.of("function", "memory", "table", "global")) {
            trial.positive("its own " + kind, () -> importing(trial, canary.store, kind, own.export(kind)));
            trial.refused(
                    Failure.WRONG_STORE,
                    "another Store's " + kind,
                    () -> importing(trial, canary.store, kind, foreign.export(kind)));
        }
        if (engine instanceof Sharing sharing && trial.adapter().features().contains(Feature.THREADS)) {
            TestedMemory shared = sharing.newSharedMemory(1, 4);
            for (TestedStore store : List.of(canary.store, other.store)) {
                trial.positive(
                        "a shared memory",
                        () -> ((TestedFunction) importing(trial, store, "shared", shared)
                                        .export("add"))
                                .call());
            }
            trial.equal((byte) 2, shared.read(0, 1)[0], "what both Stores have counted in the shared memory");
        }
    }

    private static TestedInstance importing(Trial trial, TestedStore store, String kind, TestedItem item) {
        String name = kind.equals("shared") ? "memory" : kind;
        return store.instantiate(trial.load("import-" + kind), List.of(new HostImport.Item("other", name, item)));
    }

    @Clause(
            id = "D-11",
            promise = "A host function that gives a value of another Store fails typed and leaks nothing.",
            deed = "A host function gives a reference of another Store, again and again; counts are compared.",
            guests = {"canary", "object-giver"},
            negative = true)
    static void d11(Trial trial) {
        trial.needs(Feature.REFERENCE_TYPES);
        Canary canary = trial.canary();
        Counting store = trial.need(canary.store, Counting.class);
        TestedReference foreign = trial.canary().store.reference(new Object());
        List<TestedReference> given = new ArrayList<>();
        HostCode giving = (caller, arguments) -> new Object[] {given.get(given.size() - 1)};
        TestedFunction ask = (TestedFunction) store.instantiate(
                        trial.load("object-giver"), List.of(new HostImport.Function("host", "give", GIVES, giving)))
                .export("ask");
        given.add(store.reference("own"));
        trial.positive("a value of the same Store", () -> trial.equal("own", host(ask.call()[0]), "what it gives"));
        store.collect();
        int before = store.hostObjects();
        given.add(foreign);
        for (int i = 0; i < 100; i++) {
            trial.refusal(Set.of(Failure.WRONG_STORE), "a value of another Store", Crew.thrown(ask::call));
        }
        store.collect();
        trial.equal(before, store.hostObjects(), "host objects after as many refused results");
        trial.equal(List.of(), store.audit(), "differences of counts");
        given.remove(foreign);
        trial.equal("own", host(ask.call()[0]), "what the host function gives afterwards");
    }
}
