package org.ferrywasm.fuzz.choice;

/** Decisions made before. Where they do not fit they are made to; when they are used up, each is the simplest. */
public final class ReplayedChoices implements ChoiceSource {
    private final int[] made;
    private int next;

    /** Those, in this order. */
    public ReplayedChoices(int... made) {
        this.made = made.clone();
    }

    @Override
    public int below(int bound) {
        return next < made.length ? Math.floorMod(made[next++], bound) : 0;
    }
}
