package org.ferrywasm.stress.driver;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where actors meet before each batch. They spin, so that they leave it at nearly the same time; where there are more of them
 * than processors, who spins for long lets others run.
 */
final class Barrier {
    private static final int SPINS = 2_000;

    private final int parties;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile int generation;
    private volatile boolean isAbandoned;

    Barrier(int parties) {
        this.parties = parties;
    }

    /**
     * Waits for the others.
     *
     * @throws Abandoned if nobody shall wait any longer
     */
    @SuppressWarnings("ThreadPriorityCheck") // nothing rests on it: who parked would come too late to meet the others
    void await() {
        int mine = generation;
        if (waiting.incrementAndGet() == parties) {
            waiting.set(0);
            generation = mine + 1;
            return;
        }
        for (int spins = 0; generation == mine; spins++) {
            if (isAbandoned) {
                throw new Abandoned();
            }
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** Lets nobody wait any longer. */
    void abandon() {
        isAbandoned = true;
    }

    /** Nobody waits any longer. */
    static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1;

        Abandoned() {
            super("the run is over", null, false, false);
        }
    }
}
