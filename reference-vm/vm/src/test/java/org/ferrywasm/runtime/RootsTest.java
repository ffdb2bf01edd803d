package org.ferrywasm.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RootsTest {
    private final Roots roots = new Roots();

    @Test
    void aSlotThatIsGivenBackIsUsedAgainUnderAnotherGeneration() {
        int index = roots.add(Ref.i31(1));
        int generation = roots.generation(index);
        roots.remove(index, generation);
        assertThat(roots.get(index)).isEqualTo(Ref.NULL);

        assertThat(roots.add(Ref.i31(2))).isEqualTo(index);
        assertThat(roots.generation(index)).isNotEqualTo(generation);
        roots.remove(index, generation);

        assertThat(roots.get(index)).isEqualTo(Ref.i31(2));
        assertThat(roots.size()).isEqualTo(1);
    }

    @Test
    void keepsManyApart() {
        for (int i = 0; i < 100; i++) {
            assertThat(roots.add(Ref.i31(i))).isEqualTo(i);
        }
        for (int i = 0; i < 100; i += 2) {
            roots.remove(i, roots.generation(i));
        }
        List<String> faults = new ArrayList<>();
        roots.check(faults::add);

        assertThat(faults).isEmpty();
        assertThat(roots.size()).isEqualTo(50);
        assertThat(roots.end()).isEqualTo(100);
        for (int i = 0; i < 100; i++) {
            assertThat(roots.get(i)).isEqualTo(i % 2 == 0 ? Ref.NULL : Ref.i31(i));
        }
    }
}
