package org.ferrywasm.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.TableType;
import org.junit.jupiter.api.Test;

class TableInstTest {
    private final StoreState store = new StoreState(StoreConfig.DEFAULT);
    private final TableInst table = table(4);
    private final long a = store.addHost("a", null);
    private final long b = store.addHost("b", null);

    private TableInst table(int size) {
        TableInst made = new TableInst(store, TableType.of(Limits.between(size, 8), RefType.EXTERNREF), Ref.NULL);
        store.tables().add(made);
        return made;
    }

    private void assertCounts(int countOfA, int countOfB) {
        assertThat(store.hosts().count(Ref.address(a))).isEqualTo(countOfA);
        assertThat(store.hosts().count(Ref.address(b))).isEqualTo(countOfB);
    }

    private void assertElements(long... elements) {
        assertThat(table.size()).isEqualTo(elements.length);
        for (int i = 0; i < elements.length; i++) {
            assertThat(table.get(i)).isEqualTo(elements[i]);
        }
    }

    @Test
    void countsWhatItHolds() {
        table.set(0, a);
        table.set(0, a);
        table.set(1, b);
        assertCounts(1, 1);
        table.fill(1, a, 3);
        assertCounts(4, 0);
        table.fill(1, Ref.NULL, 0);
        assertCounts(4, 0);
        assertThat(table.grow(2, b)).isEqualTo(4);
        assertCounts(4, 2);
        assertElements(a, a, a, a, b, b);
    }

    @Test
    void countsOverlappingCopiesInBothDirections() {
        table.set(0, a);
        table.set(1, b);
        table.copy(1, table, 0, 3);
        assertElements(a, a, b, Ref.NULL);
        assertCounts(2, 1);
        table.copy(0, table, 1, 3);
        assertElements(a, b, Ref.NULL, Ref.NULL);
        assertCounts(1, 1);
    }

    @Test
    void countsWhatComesFromElsewhere() {
        TableInst other = table(2);
        other.fill(0, b, 2);
        table.copy(2, other, 0, 2);
        assertCounts(0, 4);
        table.init(1, new long[] {Ref.NULL, a, a}, 1, 2);
        assertCounts(2, 3);
        assertElements(Ref.NULL, a, a, b);
    }

    @Test
    void whatIsRefusedCountsNothing() {
        assertThatThrownBy(() -> table.set(4, a)).isInstanceOf(TrapSignal.class);
        assertThatThrownBy(() -> table.fill(3, a, 2)).isInstanceOf(TrapSignal.class);
        assertThatThrownBy(() -> table.init(0, new long[] {a}, 0, 2)).isInstanceOf(TrapSignal.class);
        assertThatThrownBy(() -> table.copy(0, table, 2, 3)).isInstanceOf(TrapSignal.class);
        assertThat(table.grow(5, a)).isEqualTo(-1);
        assertThat(table.grow(-1, a)).isEqualTo(-1);
        assertCounts(0, 0);
        assertElements(Ref.NULL, Ref.NULL, Ref.NULL, Ref.NULL);
    }

    @Test
    void aTableThatCannotBeCountedDoesNotGrow() {
        store.retain(a, Integer.MAX_VALUE - 1);
        assertThatThrownBy(() -> table.grow(2, a)).isInstanceOf(TrapSignal.class);
        assertElements(Ref.NULL, Ref.NULL, Ref.NULL, Ref.NULL);
        List<String> faults = new ArrayList<>();
        store.check(faults::add);
        assertThat(faults).isEmpty();
    }

    @Test
    void isForgottenWithWhatItHolds() {
        StoreState.Extent before = store.extent();
        TableInst later = table(3);
        later.fill(0, a, 3);
        assertCounts(3, 0);

        store.truncate(before);

        assertCounts(0, 0);
        assertThat(store.tables()).containsExactly(table);
    }
}
