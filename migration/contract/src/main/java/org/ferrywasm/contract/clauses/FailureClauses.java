package org.ferrywasm.contract.clauses;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Operation.Attempt;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedParcel;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.Judged;
import org.ferrywasm.contract.trial.Luggage;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/** Clause E-20: failures of the JVM and of user code in the middle of a transfer. */
final class FailureClauses {
    private static final long NARROW_STACK = 512L << 10;

    /** How far from the end of the stack the trials begin, and how many frames they are apart. */
    private static final int DEPTHS = 400;

    private FailureClauses() {}

    @Clause(
            id = "E-20",
            promise = "A failure in the middle of a transfer never makes two owners.",
            deed = "A Store is detached, attached and adopted at every depth of a Java stack up to its end; it holds"
                    + " objects each of whose methods throws; and two threads adopt it at once.",
            guests = {"luggage"},
            limitSeconds = 90)
    static void e20(Trial trial) {
        TestedEngine engine = trial.engine();
        trial.note(onNarrowStack(() -> detaching(trial, engine)) + " detachments failed");
        trial.note(onNarrowStack(() -> attaching(trial, engine)) + " attachments failed");
        trial.note(onNarrowStack(() -> adopting(trial, engine)) + " adoptions failed");
        throwingObjects(trial, engine);
        racingAdopters(trial, engine);
    }

    private static <R extends @Nullable Object> R onNarrowStack(Callable<R> action) {
        return Crew.result("narrow", Crew.start(task -> new Thread(null, task, "narrow", NARROW_STACK), action));
    }

    /** Does something below so many frames. */
    private static @Nullable Throwable at(int depth, Attempt attempt) {
        if (depth > 0) {
            return at(depth - 1, attempt);
        }
        try {
            attempt.run();
            return null;
        } catch (Judged e) {
            throw e;
        } catch (Throwable e) {
            return e;
        }
    }

    /** How many frames the stack has room for, as they are now. */
    private static int deepest() {
        int depth = 1_000;
        while (true) {
            try {
                if (at(depth, () -> {}) != null) {
                    return depth;
                }
            } catch (StackOverflowError e) {
                return depth;
            }
            depth += 50;
        }
    }

    private static int detaching(Trial trial, TestedEngine engine) {
        Luggage luggage = new Luggage(trial, engine);
        luggage.fill();
        luggage.hop();
        int failed = 0;
        for (int depth : depths()) {
            List<String> before = luggage.picture();
            List<TestedParcel> parcels = new ArrayList<>();
            Luggage packed = luggage;
            Throwable thrown = thrownAt(depth, () -> parcels.add(packed.detach()));
            if (thrown == null) {
                trial.check(!luggage.movable.isOwned(), "a Store is owned that lies in a parcel");
                parcels.get(0).attach();
            } else {
                failed++;
                if (isPoisoned(trial, luggage)) {
                    luggage.store.close();
                    luggage = new Luggage(trial, engine);
                    luggage.fill();
                    continue;
                }
            }
            trial.check(luggage.movable.isOwned(), "a Store is nobody's after " + thrown);
            trial.equal(before, luggage.picture(), "the Store after " + thrown);
            luggage.works();
        }
        return failed;
    }

    private static int attaching(Trial trial, TestedEngine engine) {
        Luggage luggage = new Luggage(trial, engine);
        int failed = 0;
        for (int depth : depths()) {
            TestedParcel parcel = luggage.detach();
            Throwable thrown = thrownAt(depth, parcel::attach);
            if (thrown != null) {
                failed++;
                if (!luggage.movable.isOwned() && !isPoisoned(trial, luggage)) {
                    parcel.attach(); // it must still be there
                }
            }
            if (isPoisoned(trial, luggage)) {
                luggage.store.close();
                luggage = new Luggage(trial, engine);
            }
            trial.check(luggage.movable.isOwned(), "a Store is nobody's after " + thrown);
            luggage.works();
        }
        return failed;
    }

    private static int adopting(Trial trial, TestedEngine engine) {
        int failed = 0;
        int[] depths = depths();
        for (int i = 0; i < depths.length; i += 4) {
            Luggage luggage = Crew.onEnding("late owner", () -> new Luggage(trial, engine));
            Throwable thrown = thrownAt(depths[i], () -> luggage.movable.adopt(luggage.handles()));
            if (thrown != null) {
                failed++;
                if (!luggage.movable.isOwned() && !isPoisoned(trial, luggage)) {
                    luggage.movable.adopt(luggage.handles());
                }
            }
            if (isPoisoned(trial, luggage)) {
                luggage.store.close();
            } else {
                trial.check(luggage.movable.isOwned(), "a Store is nobody's after " + thrown);
                luggage.works();
            }
        }
        return failed;
    }

    private static int[] depths() {
        int deepest = deepest();
        int[] depths = new int[DEPTHS];
        for (int i = 0; i < DEPTHS; i++) {
            depths[i] = Math.max(0, deepest - i);
        }
        return depths;
    }

    private static @Nullable Throwable thrownAt(int depth, Attempt attempt) {
        try {
            return at(depth, attempt);
        } catch (StackOverflowError e) {
            return e; // the descent itself did not get so far
        }
    }

    private static boolean isPoisoned(Trial trial, Luggage luggage) {
        Throwable thrown = Crew.thrown(luggage.memory::pages);
        return thrown != null && trial.adapter().failure(thrown) == Failure.POISONED;
    }

    private static void throwingObjects(Trial trial, TestedEngine engine) {
        Luggage luggage = new Luggage(trial, engine);
        luggage.put(0, new Hostile());
        trial.positive("a Store with an object each of whose methods throws", luggage::hop);
        luggage.put(1, new HostileMap());
        Throwable thrown = Crew.thrown(luggage::detach);
        trial.refusal(Set.of(Failure.NOT_SENDABLE), "a map each of whose methods throws", thrown);
        luggage.take(1);
        luggage.hop();
        luggage.works();
    }

    private static void racingAdopters(Trial trial, TestedEngine engine) {
        Trial.Race race = trial.race(20);
        while (race.goesOn()) {
            Luggage luggage = Crew.onEnding("late owner", () -> new Luggage(trial, engine));
            CyclicBarrier bothHaveTried = new CyclicBarrier(2);
            Callable<Integer> adopter = () -> {
                try {
                    Throwable thrown = Crew.thrown(() -> luggage.movable.adopt(luggage.handles()));
                    if (thrown == null) {
                        luggage.works();
                    }
                    return thrown == null ? 1 : 0;
                } finally {
                    Crew.await(bothHaveTried); // an heir that ended could be inherited from in turn
                }
            };
            List<Integer> heirs = Crew.together(List.of(adopter, adopter));
            trial.equal(1, heirs.get(0) + heirs.get(1), "heirs of two");
        }
    }

    /** An object that fails whoever asks it anything. */
    private static final class Hostile {
        @Override
        public boolean equals(@Nullable Object other) {
            throw new IllegalStateException("equals");
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("hashCode");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("toString");
        }
    }

    /** A map that fails whoever asks it anything. */
    private static final class HostileMap extends HashMap<String, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public int size() {
            throw new IllegalStateException("size");
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("hashCode");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            throw new IllegalStateException("equals");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("toString");
        }
    }
}
