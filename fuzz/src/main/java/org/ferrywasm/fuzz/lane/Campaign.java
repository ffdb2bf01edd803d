package org.ferrywasm.fuzz.lane;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.fuzz.choice.RecordedChoices;
import org.ferrywasm.fuzz.choice.ReplayedChoices;
import org.ferrywasm.fuzz.choice.SeededChoices;
import org.ferrywasm.fuzz.choice.Shrinker;
import org.ferrywasm.fuzz.oracle.Broken;
import org.ferrywasm.fuzz.oracle.Oracle;
import org.ferrywasm.fuzz.oracle.Statistics;
import org.jspecify.annotations.Nullable;

/** Tries an oracle with one seed after the other, until its time is over or something does not hold. */
final class Campaign {
    private static final int SHRINKS = 400;

    private final Oracle oracle;
    private final Statistics statistics = new Statistics();
    private long tries;
    private @Nullable Failure failure;

    Campaign(Oracle oracle) {
        this.oracle = oracle;
    }

    /**
     * Something that does not hold.
     *
     * @param seed of the try that found it
     * @param choices fewest decisions that show it
     * @param message what was seen with these
     * @param files what shows it
     */
    record Failure(long seed, int[] choices, String message, Map<String, String> files) {
        /** The decisions as a line of text. */
        String line() {
            return Arrays.stream(choices).mapToObj(Integer::toString).collect(Collectors.joining(" "));
        }
    }

    /**
     * Tries.
     *
     * @param firstSeed where the seeds of the tries come from
     * @param nanos for how long
     */
    void run(long firstSeed, long nanos) {
        run(firstSeed, nanos, Long.MAX_VALUE);
    }

    /**
     * Tries so many times at most.
     *
     * @param firstSeed where the seeds of the tries come from
     * @param nanos for how long
     * @param most how often at most
     */
    void run(long firstSeed, long nanos, long most) {
        long start = System.nanoTime();
        SplittableRandom seeds = new SplittableRandom(firstSeed);
        while (failure == null && tries < most && (tries == 0 || System.nanoTime() - start < nanos)) {
            tries++;
            long seed = seeds.nextLong();
            RecordedChoices choices = new RecordedChoices(new SeededChoices(seed));
            Broken seen = check(oracle, choices, statistics);
            if (seen != null) {
                failure = shrunk(seed, choices.made());
            }
        }
    }

    private Failure shrunk(long seed, int[] made) {
        int[] fewest = Shrinker.shrink(
                made, fewer -> check(oracle, new ReplayedChoices(fewer), new Statistics()) != null, SHRINKS);
        Broken seen = check(oracle, new ReplayedChoices(fewest), new Statistics());
        return seen == null
                ? new Failure(seed, made, "it holds when it is tried again", Map.of())
                : new Failure(seed, fewest, String.valueOf(seen.getMessage()), oracle.reduced(seen.files()));
    }

    /** What does not hold, or null. What an oracle throws besides is a failure too. */
    private static @Nullable Broken check(Oracle oracle, ChoiceSource choices, Statistics statistics) {
        try {
            oracle.check(choices, statistics);
            return null;
        } catch (Broken e) {
            return e;
        } catch (RuntimeException | Error e) {
            return new Broken("the oracle fails", e);
        }
    }

    long tries() {
        return tries;
    }

    Statistics statistics() {
        return statistics;
    }

    @Nullable
    Failure failure() {
        return failure;
    }
}
