package org.ferrywasm.contract.clauses;

import java.util.List;
import java.util.Objects;
import org.ferrywasm.contract.spi.Counting;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** An object that has almost as many references as a Store counts, as far as the Store knows. */
final class CountLimit {
    private final Trial trial;
    private final Counting store;
    private final TestedReference handle;
    private final long known;

    /**
     * Makes one.
     *
     * @param handle an open handle to the object
     * @param known how many references there are, the handle's included
     */
    CountLimit(Trial trial, Counting store, TestedReference handle, long known) {
        this.trial = trial;
        this.store = store;
        this.handle = handle;
        this.known = known;
    }

    /** Where references come into being. */
    interface Door {
        /** Makes some. */
        void makeWith(@Nullable Object reference);
    }

    /** A door, and how many references it makes at once. */
    static final class CountedDoor {
        private final String what;
        private final int references;
        private final Door door;
        private final Runnable undo;

        private CountedDoor(String what, int references, Door door, Runnable undo) {
            this.what = what;
            this.references = references;
            this.door = door;
            this.undo = undo;
        }
    }

    /**
     * Tries doors: with room for all their references but one they must be refused and change nothing, with room for all of them
     * they must not.
     */
    void tryDoors(List<CountedDoor> doors) {
        for (CountedDoor door : doors) {
            withRoomFor(
                    door.references - 1,
                    () -> trial.refused(
                            Failure.LIMIT, "one reference too many by " + door.what, () -> door.door.makeWith(handle)));
            door.undo.run();
            store.collect();
            trial.equal(List.of(), store.audit(), "differences of counts after a refusal of " + door.what);
            withRoomFor(
                    door.references,
                    () -> trial.positive(door.what, () -> {
                        door.door.makeWith(handle);
                        door.undo.run();
                        store.collect();
                    }));
            trial.equal(List.of(), store.audit(), "differences of counts after " + door.what);
        }
    }

    private void withRoomFor(int references, Runnable action) {
        int pretended = Math.toIntExact(Integer.MAX_VALUE - known - references);
        store.pretendReferences(handle, pretended);
        action.run();
        store.pretendReferences(handle, -pretended);
    }

    /** Globals, tables and handles. */
    static List<CountedDoor> doorsOf(Trial trial, Holder holder) {
        Runnable empty = () -> {
            holder.kept().set(null);
            holder.call("fill", 0, null, (int) holder.first().size());
        };
        Runnable isEmpty = () -> {
            trial.same(null, holder.kept().get(), "a global that was to be set, or was emptied");
            for (int i = 0; i < holder.first().size(); i++) {
                trial.same(null, holder.first().get(i), "an element that was to be set, or was emptied");
            }
        };
        return List.of(
                door("global.set", 1, handle -> holder.call("setGlobal", handle), isEmpty, empty),
                door("table.set", 1, handle -> holder.call("set", 1, handle), isEmpty, empty),
                door("table.fill", 3, handle -> holder.call("fill", 0, handle, 3), isEmpty, empty),
                door("table.copy", 2, handle -> holder.call("back", 0, 0, 2), isEmpty, empty),
                door("table.grow", 3, handle -> holder.call("grow", handle, 3), isEmpty, empty),
                door("a global set by the host", 1, handle -> holder.kept().set(handle), isEmpty, empty),
                door("an element set by the host", 1, handle -> holder.first().set(0, handle), isEmpty, empty),
                door("a table grown by the host", 2, handle -> holder.first().grow(2, handle), isEmpty, empty),
                door(
                        "a handle to an element",
                        1,
                        handle -> close(holder.second().get(0)),
                        isEmpty,
                        empty),
                door("a handle for a result", 1, handle -> close(holder.call("give", handle)[0]), isEmpty, empty),
                door("a handle for a host function", 1, handle -> holder.call("during", handle), isEmpty, empty));
    }

    /** Structures and arrays. */
    static List<CountedDoor> doorsOfHeap(Trial trial, TestedInstance heap) {
        Runnable empty = () -> CountClauses.call(heap, "empty");
        Runnable isEmpty = () ->
                trial.equal(1, CountClauses.call(heap, "isEmpty")[0], "whether structure and array are as before");
        return List.of(
                heapDoor(heap, "struct.new", 2, isEmpty, empty),
                heapDoor(heap, "struct.set", 1, isEmpty, empty),
                heapDoor(heap, "array.new", 3, isEmpty, empty),
                heapDoor(heap, "array.new_fixed", 3, isEmpty, empty),
                heapDoor(heap, "array.set", 1, isEmpty, empty),
                heapDoor(heap, "array.copy", 3, isEmpty, empty),
                heapDoor(heap, "array.fill", 3, isEmpty, empty));
    }

    /** Exceptions. */
    static List<CountedDoor> doorsOfExceptions(TestedInstance payload) {
        Runnable nothing = () -> {};
        return List.of(
                door("throw", 1, handle -> CountClauses.call(payload, "drop", handle), nothing, nothing),
                door(
                        "throw of a kept exception",
                        1,
                        handle -> CountClauses.call(payload, "keep", handle),
                        nothing,
                        () -> CountClauses.call(payload, "forget")));
    }

    private static CountedDoor heapDoor(
            TestedInstance heap, String instruction, int references, Runnable judge, Runnable empty) {
        return door(instruction, references, handle -> CountClauses.call(heap, instruction, handle), judge, empty);
    }

    /** A door that leaves nothing when it is refused, and whose references are taken back otherwise. */
    private static CountedDoor door(String what, int references, Door door, Runnable judge, Runnable empty) {
        boolean[] isDone = {false};
        return new CountedDoor(
                what,
                references,
                reference -> {
                    isDone[0] = false;
                    door.makeWith(reference);
                    isDone[0] = true;
                },
                () -> {
                    if (isDone[0]) {
                        empty.run();
                    }
                    judge.run();
                });
    }

    private static void close(@Nullable Object reference) {
        ((TestedReference) Objects.requireNonNull(reference, "a handle to what is there")).close();
    }
}
