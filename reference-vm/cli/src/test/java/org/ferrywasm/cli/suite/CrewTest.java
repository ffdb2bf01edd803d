package org.ferrywasm.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CrewTest {
    private static final int TURNS = 1_000;

    /** The list is written by one thread after the other, each ordered behind the one before by the hand-over. */
    private final List<Thread> turns = new ArrayList<>();

    private final Handover<List<Thread>> end = new Handover<>();

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void eachTurnIsAnotherThreadsAndAllTakePart() {
        try (Crew crew = new Crew(new SplittableRandom(5))) {
            crew.next(() -> turn(crew));
            assertThat(end.take()).hasSize(TURNS);
        }
        for (int i = 1; i < TURNS; i++) {
            assertThat(turns.get(i)).isNotSameAs(turns.get(i - 1));
        }
        Set<Thread> members = new HashSet<>(turns);
        assertThat(members).hasSize(4);
        assertThat(members.stream().filter(Thread::isVirtual)).hasSize(1);
    }

    private void turn(Crew crew) {
        turns.add(Thread.currentThread());
        if (turns.size() == TURNS) {
            end.give(turns);
        } else {
            crew.next(() -> turn(crew));
        }
    }
}
