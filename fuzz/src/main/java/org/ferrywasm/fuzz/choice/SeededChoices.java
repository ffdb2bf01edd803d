package org.ferrywasm.fuzz.choice;

import java.util.SplittableRandom;

/** Decisions that follow from a number. */
public final class SeededChoices implements ChoiceSource {
    private final SplittableRandom random;

    /** Those of a seed. */
    public SeededChoices(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public int below(int bound) {
        return random.nextInt(bound);
    }
}
