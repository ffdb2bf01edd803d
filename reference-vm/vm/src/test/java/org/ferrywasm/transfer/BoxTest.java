package org.ferrywasm.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ferrywasm.contract.Clause;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What may hide in a box: whatever can hold something is looked into for threads and handles, or refused, or named. */
class BoxTest {
    /** A comparator that holds something. */
    @SuppressWarnings("UnusedVariable")
    record Holding(Object held) implements Comparator<Object> {
        @Override
        public int compare(Object first, Object second) {
            return 0;
        }
    }

    private static List<Object> holders(Object held) {
        Comparator<Object> comparator = new Holding(held);
        Map<TimeUnit, Object> enumMap = new EnumMap<>(TimeUnit.class);
        enumMap.put(TimeUnit.DAYS, held);
        ConcurrentHashMap<Object, Object> map = new ConcurrentHashMap<>();
        map.put("a", held);
        return List.of(
                new TreeMap<>(comparator),
                new TreeSet<>(comparator),
                new PriorityQueue<>(comparator),
                new PriorityBlockingQueue<>(1, comparator),
                new ConcurrentSkipListMap<>(comparator),
                new ConcurrentSkipListSet<>(comparator),
                new Object[][] {{held}},
                new HashMap<>(Map.of(1, new ArrayList<>(List.of(held)))),
                new HashMap<>(Map.of(held, 1)),
                enumMap,
                map,
                map.keySet(),
                new ConcurrentHashMap<>().keySet(held),
                CompletableFuture.completedFuture(held),
                CompletableFuture.failedFuture(new ThrownTest.Detailed(held)));
    }

    @TestFactory
    @Clause("D-07")
    Stream<DynamicTest> d07_aThreadIsFoundInEachHolder() {
        return holders(Thread.currentThread()).stream()
                .map(holder -> DynamicTest.dynamicTest(
                        holder.getClass().getSimpleName(),
                        () -> assertThat(Judge.DEFAULT.reasons(new Judge.Box(holder)))
                                .containsExactly(Reason.THREAD_BOUND)));
    }

    @TestFactory
    @Clause("D-13")
    Stream<DynamicTest> d13_aHandleIsFoundInEachHolder() {
        Judge.Connected handle = new Judge.Connected(true);
        return holders(handle).stream()
                .map(holder -> DynamicTest.dynamicTest(holder.getClass().getSimpleName(), () -> {
                    Judgement judgement = Judge.DEFAULT.judge(new Judge.Box(holder));
                    assertThat(judgement.findings()).isEmpty();
                    assertThat(judgement.handles()).containsExactly(handle);
                }));
    }

    @Test
    @Clause("D-14")
    void d14_aViewIsRefusedInABoxSinceAnythingMayBeInIt() {
        List<Object> threads = new ArrayList<>(List.of(Thread.currentThread()));
        for (Object view : List.of(
                Collections.unmodifiableList(threads),
                Collections.synchronizedList(threads),
                threads.subList(0, 1),
                threads.reversed(),
                new HashMap<>(Map.of(1, Thread.currentThread())).values())) {
            assertThat(Judge.DEFAULT.judge(new Judge.Box(view)).findings())
                    .as(view.getClass().getName())
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.refusal().reason()).isEqualTo(Reason.VIEW);
                        assertThat(finding.refusal().mend()).isEqualTo("put the collection itself into the box");
                    });
        }
    }

    @Test
    @Clause("D-14")
    void d14_whatIsHiddenInAPlainClassOfTheJdkIsNamed() {
        Properties properties = new Properties(new Properties());

        assertThat(Judge.DEFAULT.judge(new Judge.Box(properties)).words())
                .extracting(Trust::word)
                .containsExactly(
                        "owned: nothing else refers to what is in it", "not looked into: its defaults cannot be read");
    }

    @Test
    void aComparatorIsNamedInPaths() {
        assertThat(Judge.DEFAULT.paths(new Judge.Box(new TreeMap<>(new Holding(Thread.currentThread())))))
                .containsExactly("data -> org.ferrywasm.transfer.Judge$Box.value -> java.util.TreeMap.comparator"
                        + " -> org.ferrywasm.transfer.BoxTest$Holding.held -> java.lang.Thread");
    }

    @Test
    void whatIsPromisedInsideIsSearchedForHandlesAlone() {
        SendabilityTest.Declared declared = new SendabilityTest.Declared();
        declared.state.add(Thread.currentThread());
        declared.state.add(Collections.synchronizedList(new ArrayList<>()));

        Judgement judgement = Judge.DEFAULT.judge(new Judge.Box(declared));

        assertThat(judgement.findings()).isEmpty();
        assertThat(judgement.words()).hasSize(2);
    }
}
