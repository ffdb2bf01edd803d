package org.ferrywasm.fuzz.choice;

import java.util.Arrays;
import java.util.function.Predicate;

/** Looks for fewer and smaller decisions that have the same effect. */
public final class Shrinker {
    private final Predicate<int[]> hasEffect;
    private int tries;

    private Shrinker(Predicate<int[]> hasEffect, int tries) {
        this.hasEffect = hasEffect;
        this.tries = tries;
    }

    /**
     * Takes decisions away and makes them smaller for as long as the effect remains.
     *
     * @param made decisions that have the effect
     * @param hasEffect whether others have it
     * @param tries how often to ask at most
     */
    public static int[] shrink(int[] made, Predicate<int[]> hasEffect, int tries) {
        return new Shrinker(hasEffect, tries).shrink(made);
    }

    private int[] shrink(int[] made) {
        int[] best = made;
        int before;
        do {
            before = best.length;
            for (int length = Math.max(1, best.length / 2); length > 0 && tries > 0; length /= 2) {
                best = withoutPieces(best, length);
            }
            best = withZeroes(best);
        } while (best.length < before && tries > 0);
        return best;
    }

    private int[] withoutPieces(int[] made, int length) {
        int[] best = made;
        for (int start = 0; start < best.length && tries > 0; ) {
            int end = Math.min(best.length, start + length);
            int[] fewer = Arrays.copyOf(best, best.length - (end - start));
            System.arraycopy(best, end, fewer, start, best.length - end);
            if (has(fewer)) {
                best = fewer;
            } else {
                start = end;
            }
        }
        return best;
    }

    private int[] withZeroes(int[] made) {
        int[] best = made;
        for (int i = 0; i < best.length && tries > 0; i++) {
            if (best[i] != 0) {
                int[] smaller = best.clone();
                smaller[i] = 0;
                if (has(smaller)) {
                    best = smaller;
                }
            }
        }
        return best;
    }

    private boolean has(int[] made) {
        tries--;
        return hasEffect.test(made);
    }
}
