package org.ferrywasm.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreeListTest {
    private final FreeList list = new FreeList();
    private final List<String> faults = new ArrayList<>();

    @Test
    void givesOutTheLastFirst() {
        for (int i = 0; i < 100; i++) {
            list.add(i);
        }
        for (int i = 99; i >= 0; i--) {
            assertThat(list.size()).isEqualTo(i + 1);
            assertThat(list.take()).isEqualTo(i);
        }
        assertThat(list.size()).isZero();
    }

    @Test
    void reportsAnAddressInUseAndOneThatIsThereTwice() {
        list.add(3);
        list.check("slot", address -> true, faults::add);
        assertThat(faults).isEmpty();

        list.add(3);
        list.add(4);
        list.check("slot", address -> address == 3, faults::add);

        assertThat(faults).containsExactly("slot 3 is listed as free twice", "slot 4 is in use, and listed as free");
    }
}
