package org.ferrywasm.contract.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.contract.spi.EngineSettings;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.Operation.Attempt;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.contract.spi.TestedStore;
import org.jspecify.annotations.Nullable;

/**
 * One clause, tried on one engine. It has the engine, the threads and the canaries, and it judges: whatever is not as the
 * clause asks ends it with {@link Judged}. It belongs to the thread that tries the clause, the <em>owner</em> of every Store
 * unless a clause says otherwise; what judges may be called by all.
 */
public final class Trial {
    private static final int TIMES = 5;
    private static final Set<Class<?>> SHAREABLE = Set.of(Probe.class, HostObjects.Log.class);

    private final EngineAdapter adapter;
    private final long raceNanos;
    private final List<Canary> canaries = new ArrayList<>();
    private final List<TestedEngine> fuelled = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final AtomicInteger positives = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private @Nullable TestedEngine engine;

    /**
     * Makes a trial.
     *
     * @param adapter the engine
     * @param raceTime how long clauses race
     */
    public Trial(EngineAdapter adapter, Duration raceTime) {
        this.adapter = adapter;
        this.raceNanos = raceTime.toNanos();
    }

    /** The engine's adapter. */
    public EngineAdapter adapter() {
        return adapter;
    }

    /** The engine, as it comes. */
    public TestedEngine engine() {
        if (engine == null) {
            engine = newEngine();
        }
        return engine;
    }

    /** Another engine, as it comes. */
    public TestedEngine newEngine() {
        return newEngine(false, false);
    }

    /** Another engine. */
    public TestedEngine newEngine(boolean fuel, boolean collectAlways) {
        TestedEngine made = open(fuel, collectAlways, 0);
        if (fuel) {
            fuelled.add(made);
        }
        return made;
    }

    /** Another engine, in which guests and hosts can call each other so many levels deep. */
    public TestedEngine newEngine(int nestedCalls) {
        return open(false, false, nestedCalls);
    }

    private TestedEngine open(boolean fuel, boolean collectAlways, int nestedCalls) {
        return adapter.open(new EngineSettings(fuel, collectAlways, nestedCalls, SHAREABLE));
    }

    /** The engine, as something that it must be for this clause. */
    public <C> C engine(Class<C> capability) {
        return need(engine(), capability);
    }

    /** A new Store of the engine. */
    public TestedStore store() {
        return engine().newStore();
    }

    /** A new Store of the engine, as something that it must be for this clause. */
    public <C> C store(Class<C> capability) {
        return need(store(), capability);
    }

    /** Loads a guest into the engine. */
    public TestedModule load(String guest) {
        return load(engine(), guest);
    }

    /** Loads a guest. */
    public TestedModule load(TestedEngine into, String guest) {
        return into.load(Guests.binary(guest));
    }

    /** A Store with a canary, which sings after every refusal from now on. */
    public Canary canary() {
        return canary(engine());
    }

    /** A Store of some engine with a canary, which sings after every refusal from now on. */
    public Canary canary(TestedEngine of) {
        return canary(of, of.newStore());
    }

    /** A canary in a Store, which sings after every refusal from now on. */
    public Canary canary(TestedEngine of, TestedStore store) {
        Canary canary = new Canary(this, of, store, adapter.features(), fuelled.contains(of));
        canary.sings();
        canaries.add(canary);
        return canary;
    }

    /** Has a canary sing no more: its Store is closed, or has moved. */
    public void release(Canary canary) {
        canaries.remove(canary);
    }

    /** Ends the trial as unsupported unless the engine has parts of the language. */
    public void needs(Feature... features) {
        EnumSet<Feature> lacking = EnumSet.copyOf(Arrays.asList(features));
        lacking.removeAll(adapter.features());
        if (!lacking.isEmpty()) {
            throw Judged.unsupported(
                    "needs " + String.join(", ", lacking.stream().map(Words::of).toList()));
        }
    }

    /** Something as what it must be for this clause; else the trial ends as unsupported. */
    public <C> C need(Object tested, Class<C> capability) {
        if (!capability.isInstance(tested)) {
            throw Judged.unsupported("needs " + Words.of(capability));
        }
        return capability.cast(tested);
    }

    /** Notes something for the result: figures, how often it raced. */
    public synchronized void note(String note) {
        notes.add(note);
    }

    /** What was noted. */
    public synchronized String notes() {
        return String.join("; ", notes);
    }

    /** The positive twin: an operation rightly done, which must succeed. */
    public void positive(String what, Attempt attempt) {
        positives.incrementAndGet();
        Throwable thrown = Crew.thrown(attempt);
        if (thrown instanceof UnsupportedOperationException) {
            throw Judged.unsupported(Words.of(thrown));
        }
        if (thrown != null) {
            throw Judged.broken("rightly done, it fails too: " + what, thrown);
        }
    }

    /** An attempt that must be refused, here and in one way; then all canaries sing. */
    public Throwable refused(Failure kind, String what, Attempt attempt) {
        Throwable refusal = refusal(Set.of(kind), what, Crew.thrown(attempt));
        canariesSing();
        return refusal;
    }

    /** An attempt that must be refused to another thread, in one way; then all canaries sing on this one. */
    public Throwable refusedElsewhere(Failure kind, String what, Attempt attempt) {
        Throwable refusal = refusal(Set.of(kind), what, Crew.thrownOn("intruder", attempt));
        canariesSing();
        return refusal;
    }

    /** An attempt elsewhere that must be refused as another thread's. */
    public Throwable refusedElsewhere(String what, Attempt attempt) {
        return refusedElsewhere(Failure.WRONG_THREAD, what, attempt);
    }

    /**
     * Judges what an attempt threw that must be refused.
     *
     * @param kinds the ways in which it may be
     * @param thrown what it threw; null if it was accepted
     * @return what it threw
     */
    public Throwable refusal(Set<Failure> kinds, String what, @Nullable Throwable thrown) {
        refusals.incrementAndGet();
        if (thrown == null) {
            throw Judged.broken("accepted: " + what);
        }
        if (thrown instanceof UnsupportedOperationException) {
            throw Judged.unsupported(Words.of(thrown));
        }
        Failure kind = adapter.failure(thrown);
        if (!kinds.contains(kind)) {
            throw Judged.broken(
                    (kind == Failure.UNTYPED ? "refused untyped: " : "refused as " + Words.of(kind) + ": ") + what,
                    thrown);
        }
        return thrown;
    }

    /** Something that must fail in one way, rightly used or not; no canary sings. */
    public Throwable fails(Failure kind, String what, Attempt attempt) {
        Throwable thrown = Crew.thrown(attempt);
        if (thrown == null) {
            throw Judged.broken("does not fail: " + what);
        }
        if (thrown instanceof UnsupportedOperationException) {
            throw Judged.unsupported(Words.of(thrown));
        }
        if (adapter.failure(thrown) != kind) {
            throw Judged.broken("fails in another way than " + Words.of(kind) + ": " + what, thrown);
        }
        return thrown;
    }

    /**
     * Something with a time in it, five times: the best counts, since a busy machine can only make it longer.
     *
     * @param nanos does it, and gives how long it took
     * @return the shortest time in nanoseconds
     */
    public long bestOfFive(Callable<Long> nanos) throws Exception {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            best = Math.min(best, nanos.call());
        }
        return best;
    }

    /** Something that the guest must trap at; engines may tell traps from other failures or not. Then all canaries sing. */
    public void traps(String what, Attempt attempt) {
        refusal(Set.of(Failure.TRAP, Failure.UNTYPED), what, Crew.thrown(attempt));
        canariesSing();
    }

    /** Has all canaries sing. */
    public void canariesSing() {
        canaries.forEach(Canary::sings);
    }

    /** Something that must be so. */
    public void check(boolean holds, String otherwise) {
        if (!holds) {
            throw Judged.broken(otherwise);
        }
    }

    /** Two things that must be equal. */
    public void equal(@Nullable Object expected, @Nullable Object actual, String what) {
        if (!Objects.deepEquals(expected, actual)) {
            throw Judged.broken(what + ": expected " + expected + ", got " + actual);
        }
    }

    /** Two references that must be to the same thing. */
    public void same(@Nullable Object expected, @Nullable Object actual, String what) {
        if (expected != actual) {
            throw Judged.broken(what + ": not the same object");
        }
    }

    /** A race: it goes on as long as clauses may race, and at least for a number of rounds. */
    public Race race(int leastRounds) {
        return new Race(System.nanoTime() + raceNanos, leastRounds);
    }

    /**
     * Ends the trial: it held so far.
     *
     * @param isNegative whether the clause asks for a refusal
     * @throws IllegalStateException if the clause was not tried as its kind must be, which is a fault of the kit
     */
    public void finish(boolean isNegative) {
        canariesSing();
        if (isNegative && (positives.get() == 0 || refusals.get() == 0)) {
            throw new IllegalStateException("a negative clause without a refusal, or without a positive twin");
        }
    }

    /** The rounds of a race. Any thread may ask whether it goes on. */
    public static final class Race {
        private final long endNanos;
        private final int leastRounds;
        private final AtomicInteger rounds = new AtomicInteger();

        private Race(long endNanos, int leastRounds) {
            this.endNanos = endNanos;
            this.leastRounds = leastRounds;
        }

        /** Whether there is a further round. */
        public boolean goesOn() {
            boolean goesOn = rounds.get() < leastRounds || System.nanoTime() < endNanos;
            if (goesOn) {
                rounds.incrementAndGet();
            }
            return goesOn;
        }

        /** How many rounds were begun. */
        public int rounds() {
            return rounds.get();
        }
    }
}
