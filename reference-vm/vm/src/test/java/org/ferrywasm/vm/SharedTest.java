package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;
import org.ferrywasm.contract.Clause;
import org.junit.jupiter.api.Test;

class SharedTest {
    private final Engine engine = new Engine();

    record Event(String name, long at, UUID id) {}

    record Nested(Event first, Event second) {}

    record Recursive(String name, Recursive next) {}

    record Loose(Object anything) {}

    record WithList(List<String> list) {}

    static final class Changing {
        int count;
    }

    static final class Vouching implements Sendable {
        int count;
    }

    private boolean isTaken(Object value) {
        try (Store<Object> store = Store.sendable(engine, value)) {
            return store.sendability().isSendable();
        }
    }

    @Test
    void containersOfValuesMayGo() {
        AtomicReference<Event> reference = new AtomicReference<>();
        assertThat(isTaken(Shared.of(reference, Event.class))).isTrue();
        assertThat(isTaken(Shared.of(new AtomicMarkableReference<>("a", true), String.class)))
                .isTrue();
        assertThat(isTaken(Shared.of(new AtomicStampedReference<>("a", 1), String.class)))
                .isTrue();
        assertThat(isTaken(Shared.of(new AtomicReferenceArray<>(new String[2]), String.class)))
                .isTrue();
        assertThat(isTaken(Shared.of(new ConcurrentLinkedQueue<>(List.of("a")), String.class)))
                .isTrue();
        assertThat(isTaken(Shared.of(new CopyOnWriteArrayList<>(), Nested.class)))
                .isTrue();
        assertThat(isTaken(Shared.of(new ConcurrentHashMap<>(), String.class, Recursive.class)))
                .isTrue();
        assertThat(isTaken(Shared.of(new AtomicInteger()))).isTrue();
        assertThat(isTaken(Shared.of(new AtomicLong()))).isTrue();
        assertThat(isTaken(Shared.of(new AtomicBoolean()))).isTrue();
        assertThat(isTaken(Shared.of(new AtomicIntegerArray(1)))).isTrue();
        assertThat(isTaken(Shared.of(new AtomicLongArray(1)))).isTrue();
        assertThat(Shared.of(reference, Event.class).get()).isSameAs(reference);
    }

    @Test
    @Clause("D-14")
    void d14_aContainerThatCouldBeRefilledAfterTheWalkIsRefused() {
        AtomicReference<Object> reference = new AtomicReference<>("harmless");

        assertThatThrownBy(() -> Store.sendable(engine, reference))
                .isInstanceOfSatisfying(
                        NotSendableException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::reason)
                                .containsExactly(Violation.Reason.CONCURRENT_CONTAINER));
        assertThatThrownBy(() -> Shared.of(reference, Object.class)).isInstanceOf(NotSendableException.class);
    }

    @Test
    void theElementTypeMustSettleIt() {
        assertThatThrownBy(() -> Shared.of(new AtomicReference<>(), Loose.class))
                .isInstanceOf(NotSendableException.class)
                .hasMessageContaining("it has a field of type java.lang.Object");
        assertThatThrownBy(() -> Shared.of(new AtomicReference<>(), WithList.class))
                .isInstanceOf(NotSendableException.class)
                .hasMessageContaining("java.util.List");
        assertThatThrownBy(() -> Shared.of(new AtomicReference<>(), Changing.class))
                .isInstanceOf(NotSendableException.class)
                .hasMessageContaining("count is not final");
        assertThatThrownBy(() -> Shared.of(new AtomicReference<>(), int[].class))
                .isInstanceOf(NotSendableException.class);
        assertThatThrownBy(() -> Shared.of(new AtomicReference<>(), Func.class))
                .isInstanceOf(NotSendableException.class);
        assertThatThrownBy(() -> Shared.of(new ConcurrentHashMap<>(), String.class, Comparator.class))
                .isInstanceOf(NotSendableException.class);
        assertThat(Shared.of(new AtomicReference<>(), Vouching.class).get().get())
                .isNull();
        assertThat(Shared.of(new AtomicReference<>(), TimeUnit.class).get().get())
                .isNull();
    }

    @Test
    @Clause("D-14")
    void d14_aKeySetIsRefusedSinceItLeadsToTheValuesOfItsMap() {
        ConcurrentHashMap<String, List<String>> map = new ConcurrentHashMap<>();

        assertThatThrownBy(() -> Shared.of(map.keySet(new ArrayList<>()), String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("share the map itself");
        assertThatThrownBy(() -> Shared.of(ConcurrentHashMap.<String>newKeySet(), String.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(isTaken(Shared.of(new ConcurrentHashMap<>(), String.class, Boolean.class)))
                .isTrue();
    }

    @Test
    void ordinaryCollectionsAreNoContainersForSeveralThreads() {
        assertThatThrownBy(() -> Shared.of(new ArrayList<>(), String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.util.ArrayList is not one of the JDK's");
        assertThatThrownBy(() -> Shared.of(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void whatIsInItMustBeOfTheType() {
        ConcurrentMap polluted = new ConcurrentHashMap<>();
        polluted.put("key", new int[1]);

        assertThatThrownBy(() -> Shared.of((ConcurrentMap<String, String>) polluted, String.class, String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a [I is in a container of java.lang.String");
    }

    @Test
    void aComparatorIsPartOfIt() {
        List<String> order = new ArrayList<>();

        assertThatThrownBy(() -> Shared.of(
                        new ConcurrentSkipListSet<String>((a, b) -> order.indexOf(a) - order.indexOf(b)), String.class))
                .isInstanceOf(NotSendableException.class)
                .hasMessageContaining("comparator");
        assertThat(Shared.of(new ConcurrentSkipListSet<>(Comparator.<String>reverseOrder()), String.class)
                        .get())
                .isEmpty();
    }
}
