package org.ferrywasm.cli.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Threads that take turns: some platform threads and a virtual one. Mostly the last two that had a turn alternate, since
 * they are awake; now and then another one comes in by chance.
 */
final class Crew implements AutoCloseable {
    private static final int PLATFORM_THREADS = 3;
    private static final int CHANGE_ONE_IN = 16;

    private final List<Handover<Runnable>> members = new ArrayList<>();
    private final RandomGenerator random;
    private volatile boolean isOver;
    private int last;
    private int current = 1;

    Crew(RandomGenerator random) {
        this.random = random;
        for (int i = 0; i < PLATFORM_THREADS; i++) {
            Thread.ofPlatform().daemon().name("moved " + i).start(member());
        }
        Thread.ofVirtual().name("moved virtual").start(member());
    }

    private Runnable member() {
        Handover<Runnable> turns = new Handover<>();
        members.add(turns);
        return () -> {
            while (!isOver) {
                turns.take().run();
            }
        };
    }

    /** Gives the next turn to another thread than the last one. Called by the thread whose turn it is. */
    void next(Runnable turn) {
        int next = last;
        if (random.nextInt(CHANGE_ONE_IN) == 0) {
            next = (current + 1 + random.nextInt(members.size() - 1)) % members.size();
        }
        last = current;
        current = next;
        members.get(next).give(turn);
    }

    /** Ends the threads, none of which has a turn. */
    @Override
    public void close() {
        isOver = true;
        members.forEach(member -> member.give(() -> {}));
    }
}
