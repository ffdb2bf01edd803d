package org.ferrywasm.contract.clauses;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.Borrowing;
import org.ferrywasm.contract.spi.CallOutcome;
import org.ferrywasm.contract.spi.Counting;
import org.ferrywasm.contract.spi.Creating;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.HostCode;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Inspectable;
import org.ferrywasm.contract.spi.Operation;
import org.ferrywasm.contract.spi.Operation.Attempt;
import org.ferrywasm.contract.spi.Sending;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.Suspending;
import org.ferrywasm.contract.spi.TestedCall;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedParcel;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.ValueType;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.Luggage;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** Group E, first part: what moves, what stays behind, and what keeps a Store from moving. */
final class TransferClauses {
    private static final Signature UNARY = new Signature(List.of(ValueType.I32), List.of(ValueType.I32));

    private TransferClauses() {}

    @Clause(
            id = "E-01",
            promise = "A Store that has moved is the same, byte for byte.",
            deed = "The owner fills a Store with everything that it can hold, moves it to another thread and back,"
                    + " and compares it at each stop.",
            guests = {"luggage"})
    static void e01(Trial trial) {
        Luggage luggage = new Luggage(trial, trial.engine());
        luggage.fill();
        List<String> before = luggage.picture();
        trial.equal(before, luggage.on("next", luggage::picture), "the Store on the other thread");
        trial.equal(before, luggage.picture(), "the Store when it is back");
        luggage.works();
        trial.note(before.size() + " lines of state");
    }

    @Clause(
            id = "E-02",
            promise = "A trap after a move is an ordinary trap.",
            deed = "The guest divides by zero and recurses without end: on the first thread, on another, and when it"
                    + " is back.",
            guests = {"luggage"})
    static void e02(Trial trial) {
        Luggage luggage = new Luggage(trial, trial.engine());
        String before = traps(trial, luggage);
        trial.equal(before, luggage.on("next", () -> traps(trial, luggage)), "what a trap says on the other thread");
        trial.equal(before, traps(trial, luggage), "what a trap says when the Store is back");
    }

    private static String traps(Trial trial, Luggage luggage) {
        Throwable thrown = trial.fails(Failure.TRAP, "a division by zero", () -> luggage.call("divide", 1, 0));
        trial.fails(Failure.EXHAUSTED, "a recursion without end", () -> luggage.call("deep", 0));
        luggage.works();
        return String.valueOf(thrown.getMessage());
    }

    @Clause(
            id = "E-03",
            promise = "A handle that was left behind is refused by a typed exception.",
            deed = "The owner moves a Store and uses handles that travel, and handles that do not; where the engine"
                    + " lists its operations, all of them.",
            guests = {"canary", "luggage"},
            negative = true)
    static void e03(Trial trial) {
        TestedEngine engine = trial.engine();
        trial.canary();
        Luggage luggage = new Luggage(trial, engine);
        TestedFunction left = luggage.function("fib");
        TestedReference leftReference = luggage.store.reference("left");
        trial.positive("a handle before", () -> left.call(1));
        TestedParcel parcel = luggage.detach();
        trial.refused(Failure.STALE, "a function that was left behind", () -> left.call(1));
        trial.refused(Failure.STALE, "a reference that was left behind", leftReference::host);
        trial.refused(Failure.IN_TRANSIT, "a memory that travels", luggage.memory::pages);
        trial.refused(Failure.IN_TRANSIT, "an instance that travels", () -> luggage.guest.export("fib"));
        trial.refused(Failure.IN_TRANSIT, "the Store itself", () -> luggage.store.reference("new"));
        parcel.attach();
        trial.refused(Failure.STALE, "a function that was left behind, later", () -> left.call(1));
        luggage.works();
        if (engine instanceof Inspectable inspectable) {
            everyOperation(trial, inspectable);
        }
    }

    private static void everyOperation(Trial trial, Inspectable engine) {
        Inspectable.Inspected inspected = engine.inspect();
        List<Operation> operations = inspected.operations();
        TestedParcel parcel = inspected.detach();
        Set<Failure> kinds = Set.of(Failure.STALE, Failure.IN_TRANSIT);
        for (Operation operation : operations) {
            if (operation.isOfStore() && !operation.isSafe()) {
                Throwable thrown = Crew.thrown(operation.attempt());
                trial.refusal(kinds, operation.name() + " after detach", thrown);
            }
        }
        parcel.close();
        trial.note(operations.size() + " operations");
    }

    @Clause(
            id = "E-04",
            promise = "Handles that travelled work for the new owner, others for nobody.",
            deed = "A Store moves with some handles; the new owner uses those and the others, and so does the old"
                    + " owner.",
            guests = {"canary", "luggage"},
            negative = true)
    static void e04(Trial trial) {
        trial.canary();
        Luggage luggage = new Luggage(trial, trial.engine());
        TestedFunction moved = luggage.function("fib");
        TestedFunction left = luggage.function("fib");
        TestedReference movedReference = luggage.store.reference("moved");
        TestedReference leftReference = luggage.store.reference("left");
        TestedParcel parcel = luggage.detach(moved, movedReference);
        TestedParcel back = Crew.on("next", () -> {
            parcel.attach();
            trial.positive("a function that travelled", () -> trial.equal(55, moved.call(10)[0], "fib(10)"));
            trial.positive(
                    "a reference that travelled", () -> trial.equal("moved", movedReference.host(), "its object"));
            stale(trial, left, leftReference);
            Throwable thrown = Crew.thrownOn("old owner", () -> moved.call(10));
            trial.refusal(Set.of(Failure.WRONG_THREAD), "a handle that travelled, on a third thread", thrown);
            return luggage.detach(moved, movedReference);
        });
        stale(trial, left, leftReference);
        back.attach();
        stale(trial, left, leftReference);
        trial.equal(55, moved.call(10)[0], "fib(10) when the Store is back");
        luggage.works();
    }

    private static void stale(Trial trial, TestedFunction left, TestedReference leftReference) {
        Set<Failure> stale = Set.of(Failure.STALE);
        trial.refusal(stale, "a function that was left behind", Crew.thrown(() -> left.call(1)));
        trial.refusal(stale, "a reference that was left behind", Crew.thrown(leftReference::host));
    }

    @Clause(
            id = "E-06",
            promise = "Only the owner detaches.",
            deed = "An intruder detaches the owner's Store.",
            guests = {"canary", "luggage"},
            negative = true)
    static void e06(Trial trial) {
        trial.canary();
        Luggage luggage = new Luggage(trial, trial.engine());
        trial.positive("the owner detaches", luggage::hop);
        List<String> before = luggage.picture();
        trial.refusedElsewhere("a detach off-owner", luggage.movable::detach);
        trial.equal(before, luggage.picture(), "the Store after a refused detach");
        luggage.works();
    }

    @Clause(
            id = "E-07",
            promise = "A Store with a call on the Java stack is not detached.",
            deed = "A host function that the guest called detaches the Store; the call goes on.",
            guests = {"canary", "luggage", "reenter"},
            negative = true)
    static void e07(Trial trial) {
        trial.canary();
        Luggage luggage = new Luggage(trial, trial.engine());
        List<@Nullable Throwable> thrown = new ArrayList<>();
        HostCode detaching = (caller, arguments) -> {
            thrown.add(Crew.thrown(luggage.movable::detach));
            return arguments;
        };
        trial.positive("a detach with no call on the stack", luggage::hop);
        TestedFunction down = (TestedFunction) luggage.store
                .instantiate(trial.load("reenter"), List.of(new HostImport.Function("host", "next", UNARY, detaching)))
                .export("down");
        trial.equal(8, down.call(8)[0], "what the guest gives whose host function detached");
        trial.refusal(Set.of(Failure.BUSY), "a detach inside a host call", thrown.get(0));
        luggage.works();
    }

    @Clause(
            id = "E-08",
            promise = "Nor one with an open view of its memory.",
            deed = "The owner detaches while a view of the memory is open, and when it is closed.",
            guests = {"canary", "luggage"},
            negative = true)
    static void e08(Trial trial) {
        trial.canary();
        Luggage luggage = new Luggage(trial, trial.engine());
        Borrowing memory = trial.need(luggage.memory, Borrowing.class);
        Borrowing.Borrow borrow = memory.borrow(16);
        borrow.write(3, (byte) 9);
        trial.refused(Failure.BUSY, "a detach with an open view", luggage::detach);
        trial.equal((byte) 9, borrow.read(3), "what the view shows");
        borrow.close();
        trial.positive("a detach with no open view", luggage::hop);
        trial.equal((byte) 9, luggage.memory.read(3, 1)[0], "what was written through the view");
    }

    @Clause(
            id = "E-09",
            promise = "One object that is not Sendable refuses the whole transfer, which then has changed nothing.",
            deed = "The owner detaches a Store with a map in a table; compares all of it; takes the map out and moves"
                    + " the Store.",
            guests = {"canary", "luggage"},
            negative = true)
    static void e09(Trial trial) {
        trial.canary();
        Luggage luggage = new Luggage(trial, trial.engine());
        luggage.fill();
        TestedFunction left = luggage.function("fib");
        luggage.put(3, new HashMap<String, String>());
        List<String> before = luggage.picture();
        trial.refused(Failure.NOT_SENDABLE, "a Store with a map in it", luggage::detach);
        trial.equal(before, luggage.picture(), "the Store after a refused detach");
        trial.check(luggage.movable.isOwned(), "the owner owns its Store no more");
        trial.equal(55, left.call(10)[0], "what a handle gives that would have been left behind");
        luggage.take(3);
        trial.positive("the same without the map", luggage::hop);
        luggage.works();
    }

    @Clause(
            id = "E-10",
            promise = "A dead one does not.",
            deed = "The owner lets go of an object that is not Sendable: a handle, an element of a table, a"
                    + " structure, an operand of a call; then it moves the Store.",
            guests = {"canary", "luggage", "luggage-heap"},
            negative = true)
    static void e10(Trial trial) {
        trial.canary();
        Luggage luggage = new Luggage(trial, trial.engine());
        TestedInstance heap = luggage.heap();
        Map<String, Place> places = places(luggage, heap);
        places.forEach((name, place) -> {
            try (TestedReference pinned = luggage.store.reference(new HashMap<String, String>())) {
                run(place.put(pinned));
            }
            trial.refused(Failure.NOT_SENDABLE, "a living one in " + name, () -> luggage.detach(heap));
            run(place.remove());
            trial.positive("a dead one that was in " + name, () -> luggage.hop(heap));
        });
        TestedReference left = luggage.store.reference(new ArrayList<String>());
        trial.positive("one that only a handle holds which is left behind", () -> luggage.hop(heap));
        trial.refused(Failure.STALE, "that handle", left::host);
        luggage.works();
    }

    /** A place in a Store for an object of the host. */
    private interface Place {
        Attempt put(TestedReference reference);

        Attempt remove();
    }

    private static Place place(Function<TestedReference, Attempt> put, Attempt remove) {
        return new Place() {
            @Override
            public Attempt put(TestedReference reference) {
                return put.apply(reference);
            }

            @Override
            public Attempt remove() {
                return remove;
            }
        };
    }

    private static void run(Attempt attempt) {
        Throwable thrown = Crew.thrown(attempt);
        if (thrown != null) {
            throw Crew.<RuntimeException>rethrown(thrown);
        }
    }

    private static Map<String, Place> places(Luggage luggage, TestedInstance heap) {
        Attempt clear = () -> ((TestedFunction) heap.export("clear")).call();
        Map<String, Place> places = new LinkedHashMap<>();
        places.put("a global", place(reference -> () -> luggage.object.set(reference), () -> luggage.object.set(null)));
        places.put(
                "a table",
                place(reference -> () -> luggage.objects.set(2, reference), () -> luggage.objects.set(2, null)));
        places.put(
                "a structure",
                place(reference -> () -> ((TestedFunction) heap.export("push")).call(1, reference), clear));
        places.put(
                "an array",
                place(reference -> () -> ((TestedFunction) heap.export("putArray")).call(reference), clear));
        places.put(
                "an exception",
                place(reference -> () -> ((TestedFunction) heap.export("putException")).call(reference), clear));
        return places;
    }

    @Clause(
            id = "E-11",
            promise = "It is found wherever it hides.",
            deed = "The owner puts a map into a global, a table, a structure, an array, an exception, a frame, an"
                    + " operand, unstarted arguments, an element segment, the Store's data, a host function, and"
                    + " detaches each time.",
            guests = {"canary", "luggage", "luggage-heap", "segments", "reenter"},
            negative = true)
    static void e11(Trial trial) {
        TestedEngine engine = trial.newEngine(true, false);
        trial.canary(engine);
        Luggage luggage = new Luggage(trial, engine);
        TestedInstance heap = luggage.heap();
        places(luggage, heap).forEach((name, place) -> {
            try (TestedReference fine = luggage.store.reference("fine")) {
                run(place.put(fine));
            }
            trial.positive("what is Sendable in " + name, () -> luggage.hop(heap));
            try (TestedReference pinned = luggage.store.reference(new HashMap<String, String>())) {
                run(place.put(pinned));
            }
            trial.refused(Failure.NOT_SENDABLE, "a map in " + name, () -> luggage.detach(heap));
            run(place.remove());
        });
        luggage.hop();
        inCalls(trial, luggage);
        inSegments(trial, engine);
        if (engine instanceof Sending sending) {
            Luggage data = new Luggage(trial, engine, sending.newStore(new HashMap<String, String>()));
            trial.refused(Failure.NOT_SENDABLE, "a map in the Store's data", data::detach);
        }
        Luggage linked = new Luggage(trial, engine);
        Map<Object, Object> map = new HashMap<>();
        HostCode code = (caller, arguments) -> new Object[] {map.size()};
        linked.store.instantiate(
                trial.load(engine, "reenter"), List.of(new HostImport.Function("host", "next", UNARY, code)));
        trial.refused(Failure.NOT_SENDABLE, "a map that a host function captures", linked::detach);
    }

    private static void inCalls(Trial trial, Luggage luggage) {
        trial.need(luggage.function("hold"), Suspending.Function.class);
        for (String function : List.of("hold", "operand")) {
            for (boolean isBegun : new boolean[] {true, false}) {
                TestedCall call;
                try (TestedReference pinned = luggage.store.reference(new HashMap<String, String>())) {
                    call = luggage.begin(function, pinned, 1_000);
                }
                if (isBegun) {
                    trial.check(
                            call.resume(200) instanceof CallOutcome.OutOfFuel,
                            "the call was not suspended: " + function);
                }
                String where = isBegun ? "a frame of " + function : "the arguments of " + function;
                trial.refused(Failure.NOT_SENDABLE, "a map in " + where, () -> luggage.detach(call));
                call.close();
                luggage.hop();
            }
        }
    }

    private static void inSegments(Trial trial, TestedEngine engine) {
        for (Object object : List.of("fine", new HashMap<String, String>())) {
            Luggage luggage = new Luggage(trial, engine);
            Creating creating = trial.need(luggage.store, Creating.class);
            try (TestedReference reference = luggage.store.reference(object)) {
                luggage.store.instantiate(
                        trial.load(engine, "segments"),
                        List.of(new HostImport.Item("host", "object", creating.newConstant(reference))));
            }
            if (object.equals("fine")) {
                trial.positive("what is Sendable in an element segment", luggage::hop);
            } else {
                trial.refused(Failure.NOT_SENDABLE, "a map in an element segment", luggage::detach);
            }
        }
    }

    @Clause(
            id = "E-17",
            promise = "A Store that cannot move says why.",
            deed = "The owner puts several things that may not go into a Store, asks what is in the way, detaches,"
                    + " and mends one after the other.",
            guests = {"canary", "luggage"},
            negative = true)
    static void e17(Trial trial) {
        trial.canary();
        Luggage luggage = new Luggage(trial, trial.engine());
        trial.positive(
                "nothing is in the way", () -> trial.equal(List.of(), luggage.movable.hindrances(), "hindrances"));
        luggage.put(0, new HashMap<String, String>());
        luggage.put(1, new int[1]);
        luggage.put(2, Thread.currentThread());
        Throwable thrown = trial.refused(Failure.NOT_SENDABLE, "a Store with three of them", luggage::detach);
        String message = String.valueOf(thrown.getMessage());
        for (String name : List.of("java.util.HashMap", "int[]", "java.lang.Thread")) {
            trial.check(message.contains(name), "the refusal does not name " + name + ": " + message);
            trial.check(
                    luggage.movable.hindrances().stream().anyMatch(h -> h.contains(name)),
                    "the hindrances do not name " + name);
        }
        for (int i = 3; i > 0; i--) {
            trial.equal(i, luggage.movable.hindrances().size(), "hindrances");
            luggage.take(i - 1);
            if (luggage.store instanceof Counting counting) {
                counting.collect();
            }
        }
        luggage.hop();
        luggage.works();
    }
}
