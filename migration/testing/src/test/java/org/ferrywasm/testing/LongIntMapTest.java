package org.ferrywasm.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongIntMapTest {
    private static final int MANY = 200_000;

    @Test
    void numbersAreGivenInTurn() {
        LongIntMap map = new LongIntMap();
        for (long i = 1; i <= MANY; i++) {
            map.add(i * 8);
        }

        assertThat(map.size()).isEqualTo(MANY);
        for (int i = 1; i <= MANY; i++) {
            assertThat(map.get(i * 8L)).isEqualTo(i - 1);
        }
        assertThat(map.get(4)).isEqualTo(-1);
        assertThat(map.get(0)).isEqualTo(-1);
    }

    @Test
    void anIdKeepsItsNumber() {
        LongIntMap map = new LongIntMap();
        map.add(-5);
        map.add(7);
        map.add(-5);

        assertThat(map.size()).isEqualTo(2);
        assertThat(map.get(-5)).isEqualTo(0);
    }
}
