package org.ferrywasm.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StopsTest {
    @Test
    void ofFewCheckpointsEachIsAStop() {
        Stops stops = new Stops(Stops.MOST, new SplittableRandom(1));
        assertThat(stops.isSample()).isFalse();
        assertThat(count(stops, Stops.MOST)).isEqualTo(Stops.MOST);
    }

    @Test
    void ofManySoManyAreAndEachHalfHasItsShare() {
        long checkpoints = 100 * Stops.MOST;
        Stops stops = new Stops(checkpoints, new SplittableRandom(2));
        assertThat(stops.isSample()).isTrue();
        assertThat(count(stops, checkpoints / 2)).isBetween(4_700L, 5_300L);
        assertThat(count(stops, checkpoints / 2)).isBetween(4_700L, 5_300L);
    }

    @Test
    void theSeedDecides() {
        assertThat(first(3)).isEqualTo(first(3)).isNotEqualTo(first(4));
    }

    private static long first(long seed) {
        Stops stops = new Stops(10_000 * Stops.MOST, new SplittableRandom(seed));
        long passed = 0;
        while (!stops.isNext()) {
            passed++;
        }
        return passed;
    }

    private static long count(Stops stops, long checkpoints) {
        long count = 0;
        for (long i = 0; i < checkpoints; i++) {
            count += stops.isNext() ? 1 : 0;
        }
        return count;
    }
}
