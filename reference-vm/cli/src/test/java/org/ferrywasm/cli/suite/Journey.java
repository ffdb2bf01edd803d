package org.ferrywasm.cli.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.ferrywasm.cli.script.Escort;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Footprint;
import org.ferrywasm.vm.GuestFrame;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;

/**
 * A script that is run twice (clause F-12): first unmoved, when the checkpoints of each call, the places where it stood at them, its fuel,
 * and what it left in the Store are noted; then with its Store moved to another thread at the checkpoints, and all of that
 * compared.
 */
final class Journey implements AutoCloseable {
    /** Up to this one a Store is moved at every checkpoint of a call; behind it at some, about as many each time their number doubles. */
    private static final long ALL_CHECKPOINTS = 10_000;

    /** What picks the checkpoints at which a longer call is moved. */
    static final long SEED = 0x5EED_0F_F12L;

    /** How often the whole Store is looked at. */
    private static final long WHOLE = 64;

    /** What was moved, over all journeys. */
    static final class Numbers {
        final AtomicLong calls = new AtomicLong();
        final AtomicLong sampledCalls = new AtomicLong();
        final AtomicLong checkpoints = new AtomicLong();
        final AtomicLong moves = new AtomicLong();
        final AtomicLong comparedCalls = new AtomicLong();

        /** The numbers by what they count; none if nothing was moved. */
        Map<String, Long> toMap() {
            Map<String, Long> map = new LinkedHashMap<>();
            if (calls.get() > 0) {
                map.put("calls moved", calls.get());
                map.put("calls compared with their unmoved run", comparedCalls.get());
                map.put("checkpoints", checkpoints.get());
                map.put("moves", moves.get());
                map.put("calls moved at a sample of their checkpoints", sampledCalls.get());
                map.put("seed of the sample", SEED);
            }
            return map;
        }
    }

    /** What a call was seen to do. */
    record Trace(long checkpoints, long places, long footprint) {}

    private final Numbers numbers;
    private final boolean isCompared;

    /** The calls of the unmoved run, by the thread of the script, the first one first. */
    private final Map<String, ConcurrentLinkedQueue<Trace>> unmoved = new ConcurrentHashMap<>();

    private final Map<String, Relay> relays = new ConcurrentHashMap<>();

    /**
     * A journey that has not begun.
     *
     * @param isCompared whether two runs do the same, which they need not if the script has threads
     */
    Journey(Numbers numbers, boolean isCompared) {
        this.numbers = numbers;
        this.isCompared = isCompared;
    }

    /** Who accompanies the first run. */
    Escort stayer() {
        return (call, slice, party) -> {
            Log log = new Log();
            Outcome outcome = call.resume(slice);
            while (!outcome.isEnd()) {
                log.standsAt(call, outcome);
                Escort.await(outcome);
                outcome = call.resume(slice);
            }
            if (isCompared) {
                ConcurrentLinkedQueue<Trace> own = unmoved.computeIfAbsent(name(), t -> new ConcurrentLinkedQueue<>());
                own.add(log.trace(party.store(), own.size()));
            }
            return outcome;
        };
    }

    /** Who accompanies the second run, which fails where it is not like the first. */
    Escort mover() {
        Map<String, Long> done = new ConcurrentHashMap<>();
        return (call, slice, party) -> {
            Log log = new Log();
            Outcome outcome = relays.computeIfAbsent(name(), Relay::new).carry(call, slice, party, log);
            numbers.calls.incrementAndGet();
            numbers.checkpoints.addAndGet(log.checkpoints);
            numbers.moves.addAndGet(log.moves);
            if (log.checkpoints > ALL_CHECKPOINTS) {
                numbers.sampledCalls.incrementAndGet();
            }
            if (isCompared) {
                long ordinal = done.merge(name(), 1L, Long::sum) - 1;
                compare(unmoved.get(name()).poll(), log.trace(party.store(), ordinal));
                numbers.comparedCalls.incrementAndGet();
            }
            return outcome;
        };
    }

    private static String name() {
        return Thread.currentThread().getName();
    }

    private static void compare(Trace expected, Trace found) {
        if (!found.equals(expected)) {
            throw new AssertionError("moved, the call is not what it is unmoved: " + found + ", not " + expected);
        }
    }

    /** Ends the threads that the Stores were moved to. */
    @Override
    public void close() {
        relays.values().forEach(Relay::close);
    }

    /** What is noted of a call while it is under way; whoever has the Store has this. */
    static final class Log {
        private long checkpoints;
        private long moves;
        private long places;
        private long fuelLeft = -1;

        /** Notes where a call stands; whether it is at another checkpoint than before. */
        boolean standsAt(Call call, Outcome outcome) {
            if (outcome instanceof Outcome.OutOfFuel(long left)) {
                if (left == fuelLeft) {
                    return false; // the slice went into what an earlier one was overdrawn by
                }
                fuelLeft = left;
            }
            checkpoints++;
            if (isChosen()) {
                List<GuestFrame> frames = call.frames();
                places = 31 * places + frames.size();
                if (!frames.isEmpty()) {
                    GuestFrame innermost = frames.getFirst();
                    places = 31 * (31 * places + innermost.funcIndex()) + innermost.offset();
                }
            }
            return true;
        }

        /** Whether the Store is moved at this checkpoint. */
        boolean isChosen() {
            return checkpoints <= ALL_CHECKPOINTS || Math.floorMod(mix(checkpoints), checkpoints) < ALL_CHECKPOINTS;
        }

        private static long mix(long ordinal) {
            long z = SEED + ordinal * 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return z ^ (z >>> 31);
        }

        void hasMoved() {
            moves++;
        }

        Trace trace(Store<?> store, long ordinal) {
            return new Trace(checkpoints, places, Footprint.of(store, ordinal % WHOLE == 0));
        }
    }
}
