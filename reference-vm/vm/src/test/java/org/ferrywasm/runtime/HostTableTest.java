package org.ferrywasm.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostTableTest {
    private final HostTable table = new HostTable();
    private final List<String> faults = new ArrayList<>();

    @AfterEach
    void theTableIsInOrder() {
        table.check(faults::add);
        assertThat(faults).isEmpty();
    }

    private List<HostDrop> pending() {
        List<HostDrop> actions = new ArrayList<>();
        for (HostTable.Dropped next = table.nextDropped(); next != null; next = table.nextDropped()) {
            actions.add(next.action());
        }
        return actions;
    }

    private static HostDrop drop() {
        return new HostDrop() {
            @Override
            public void drop(Object value) {
                throw new AssertionError("the table runs no drop action");
            }
        };
    }

    @Test
    void anObjectHasOneAddressAndADropActionForEachTimeItIsPutIn() {
        Object object = new String("equal");
        HostDrop first = drop();
        HostDrop second = drop();

        int address = table.add(object, first);

        assertThat(table.add(object, second)).isEqualTo(address);
        assertThat(table.add(object, null)).isEqualTo(address);
        assertThat(table.add(new String("equal"), null)).isNotEqualTo(address);
        assertThat(table.actions(address)).containsExactly(first, second);
        assertThat(table.get(address)).isSameAs(object);
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void anObjectWithoutReferencesIsReleasedOnceWithAllItsActions() {
        HostDrop first = drop();
        HostDrop second = drop();
        Object object = new Object();
        int address = table.add(object, first);
        table.add(object, second);
        table.retain(address, 2);
        table.releaseUnreferenced(null);
        assertThat(table.isUnsettled()).isFalse();

        table.release(address, 1);
        assertThat(table.isUnsettled()).isFalse();
        table.release(address, 1);
        assertThat(table.isUnsettled()).isTrue();
        assertThat(table.isLive(address)).isTrue();

        table.releaseUnreferenced(null);
        assertThat(table.isLive(address)).isFalse();
        assertThat(table.isUnsettled()).isTrue();
        assertThat(pending()).containsExactly(first, second);
        assertThat(table.isUnsettled()).isFalse();
        table.releaseUnreferenced(null);
        assertThat(pending()).isEmpty();
        assertThatThrownBy(() -> table.get(address)).isInstanceOf(AssertionError.class);
    }

    @Test
    void anObjectThatAFrameRefersToWaits() {
        HostDrop drop = drop();
        int address = table.add(new Object(), drop);
        MarkBits inFrames = new MarkBits(table.end());
        inFrames.add(address);

        table.releaseUnreferenced(inFrames);
        assertThat(table.isLive(address)).isTrue();
        assertThat(table.unreferencedCount()).isEqualTo(1);

        table.releaseUnreferenced(new MarkBits(table.end()));
        assertThat(table.isLive(address)).isFalse();
        assertThat(pending()).containsExactly(drop);
    }

    @Test
    void anObjectThatIsReferencedAgainStays() {
        int address = table.add(new Object(), drop());
        table.retain(address, 1);
        table.release(address, 1);
        table.retain(address, 1);
        assertThat(table.unreferencedCount()).isEqualTo(1);

        table.releaseUnreferenced(null);

        assertThat(table.isLive(address)).isTrue();
        assertThat(table.count(address)).isEqualTo(1);
        assertThat(table.unreferencedCount()).isZero();
    }

    @Test
    void anAddressIsUsedAgainForAnotherObject() {
        Object object = new Object();
        int address = table.add(object, drop());
        table.releaseUnreferenced(null);
        HostDrop other = drop();

        assertThat(table.add(new Object(), other)).isEqualTo(address);
        assertThat(table.actions(address)).containsExactly(other);
        assertThat(table.add(object, null)).isNotEqualTo(address);
    }

    @Test
    void manyObjectsComeAndGo() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 1000; i++) {
                int address = table.add(new Object(), drop());
                if (i % 2 == 0) {
                    table.retain(address, 1);
                }
            }
            table.releaseUnreferenced(null);
            assertThat(pending()).hasSize(500);
            assertThat(table.size()).isEqualTo(500 * (round + 1));
        }
        assertThat(table.end()).isEqualTo(2000);

        table.releaseAll();

        assertThat(pending()).hasSize(1500);
        assertThat(table.size()).isZero();
    }

    @Test
    void aCountThatWouldOverflowOrUnderflowIsNotChanged() {
        int address = table.add(new Object(), null);
        table.retain(address, Integer.MAX_VALUE);

        assertThatThrownBy(() -> table.retain(address, 1))
                .isInstanceOfSatisfying(
                        TrapSignal.class, signal -> assertThat(signal.kind()).isEqualTo(TrapKind.ALLOCATION_LIMIT));
        assertThat(table.count(address)).isEqualTo(Integer.MAX_VALUE);

        table.release(address, Integer.MAX_VALUE - 1);
        assertThatThrownBy(() -> table.release(address, 2)).isInstanceOf(AssertionError.class);
        assertThat(table.count(address)).isEqualTo(1);
    }
}
