package org.ferrywasm.cli.suite;

import java.util.random.RandomGenerator;

/**
 * At which checkpoints of a call its Store is moved: at each one where there are not too many, else at so many of them, which
 * are chosen by chance, each as likely as any other.
 */
final class Stops {
    /** From so many checkpoints on, they are chosen; and about so many are. */
    static final long MOST = 10_000;

    private final RandomGenerator random;
    private final double density;
    private long untilNext;

    /** The stops of a call that is known to come to so many checkpoints. */
    Stops(long checkpoints, RandomGenerator random) {
        this.random = random;
        this.density = checkpoints <= MOST ? 1 : (double) MOST / checkpoints;
        this.untilNext = gap();
    }

    /** Whether not every checkpoint is a stop. */
    boolean isSample() {
        return density < 1;
    }

    /** Whether the checkpoint that comes next is a stop. */
    boolean isNext() {
        if (--untilNext > 0) {
            return false;
        }
        untilNext = gap();
        return true;
    }

    private long gap() {
        return isSample() ? 1 + (long) (Math.log(1 - random.nextDouble()) / Math.log1p(-density)) : 1;
    }
}
