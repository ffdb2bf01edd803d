package org.ferrywasm.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ferrywasm.contract.Clause;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Collections that another thread changes while they are looked into: the walk ends, with a typed finding or none. */
@SuppressWarnings("JdkObsolete") // the old ones too
class ChangingGraphTest {
    private static final int WALKS = 300;
    private static final int MOST_ELEMENTS = 2_000;

    private static List<Object> containers() {
        return List.of(
                new ArrayList<>(),
                new ArrayDeque<>(),
                new LinkedList<>(),
                new Vector<>(),
                new PriorityQueue<>(),
                new HashSet<>(),
                new HashMap<>(),
                new LinkedHashMap<>(),
                new TreeMap<>(),
                new IdentityHashMap<>(),
                new ConcurrentHashMap<>(),
                new ConcurrentSkipListMap<>(),
                new ConcurrentLinkedQueue<>(),
                new LinkedBlockingDeque<>(),
                new CopyOnWriteArrayList<>());
    }

    @TestFactory
    @Clause("D-14")
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    Stream<DynamicTest> d14_aCollectionThatIsBeingChangedIsRefusedOrReadNeverMore() {
        return containers().stream()
                .map(container -> DynamicTest.dynamicTest(
                        container.getClass().getSimpleName(), () -> walkWhileChanging(container)));
    }

    private static void walkWhileChanging(Object container) throws InterruptedException {
        Thread other = Thread.ofPlatform().daemon().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                changeOnce(container);
            }
        });
        try {
            for (int i = 0; i < WALKS; i++) {
                assertThat(Judge.DEFAULT.judge(new Judge.Box(container)).findings())
                        .extracting(Finding::refusal)
                        .allSatisfy(refusal -> {
                            assertThat(refusal.reason()).isEqualTo(Reason.MUTABLE);
                            assertThat(refusal.why()).startsWith("another thread changed it");
                        });
            }
        } finally {
            other.interrupt();
            other.join();
        }
    }

    /** The thread that does this is alone in doing it, but may find that it has broken what is not made for a reader. */
    @SuppressWarnings("unchecked")
    private static void changeOnce(Object container) {
        if (container instanceof Map<?, ?> map) {
            for (int i = 0; i < MOST_ELEMENTS; i++) {
                ((Map<Object, Object>) map).put(i, "a" + i);
            }
            map.clear();
        } else {
            for (int i = 0; i < MOST_ELEMENTS / (container instanceof CopyOnWriteArrayList ? 20 : 1); i++) {
                ((Collection<Object>) container).add(i);
            }
            ((Collection<?>) container).clear();
        }
    }

    /** A list of the JDK whose size does not tell the truth cannot be had; a queue that grows while it is read can. */
    @Test
    @Clause("D-14")
    void d14_aQueueThatGrowsAsFastAsItIsReadIsRefused() {
        ConcurrentLinkedQueue<Object> queue = new ConcurrentLinkedQueue<>(List.of("a", "a"));
        Contents contents = Judge.DEFAULT.sendability().facts(queue.getClass()).contents();
        List<Object> seen = new ArrayList<>();

        assertThatThrownBy(() -> contents.read(queue, (edge, value) -> {
                    seen.add(String.valueOf(value));
                    queue.add("b");
                }))
                .isInstanceOf(ConcurrentModificationException.class);
        assertThat(seen).hasSize(1_004);
    }
}
