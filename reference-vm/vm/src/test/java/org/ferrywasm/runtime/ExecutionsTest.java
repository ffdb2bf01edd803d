package org.ferrywasm.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionsTest {
    private final StoreState store = new StoreState(StoreConfig.DEFAULT);

    private List<Execution> begin(int count) {
        return new ArrayList<>(
                IntStream.range(0, count).mapToObj(i -> store.begin()).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void inWhateverOrderCallsEndThoseInFlightAreListedOnceEach(long seed) {
        Random random = new Random(seed);
        List<Execution> inFlight = new ArrayList<>();
        for (int step = 0; step < 2000; step++) {
            if (inFlight.isEmpty() || random.nextInt(100) < 50) {
                Execution begun = store.begin();
                assertThat(inFlight).doesNotContain(begun);
                assertThat(begun.depth).isZero();
                begun.depth = 1;
                inFlight.add(begun);
            } else {
                Execution ended = inFlight.remove(random.nextInt(inFlight.size()));
                store.end(ended);
            }
            assertThat(store.executions()).containsExactlyInAnyOrderElementsOf(inFlight);
        }
    }

    @Test
    void aCallThatFollowsAnotherUsesItsExecutionAgain() {
        Execution outer = store.begin();
        Execution inner = store.begin();
        store.end(inner);
        assertThat(store.begin()).isSameAs(inner).isNotSameAs(outer);
    }

    @Test
    void onlySomeExecutionsAreKept() {
        List<Execution> first = begin(100);
        first.forEach(store::end);
        Set<Execution> known = Collections.newSetFromMap(new IdentityHashMap<>());
        known.addAll(first);
        assertThat(begin(100)).filteredOn(known::contains).hasSize(16);
    }

    @Test
    void anExecutionWithALargeStackIsNotKept() {
        Execution large = store.begin();
        large.reserve(1 << 18);
        store.end(large);
        assertThat(store.begin()).isNotSameAs(large);
    }

    @Test
    void nothingOfACallIsLeftForTheNext() {
        Execution x = store.begin();
        x.depth = 3;
        x.trap = TrapKind.UNREACHABLE;
        x.trapDetail = "detail";
        x.trapWhere = "where";
        x.exception = Ref.of(Ref.FUNC, 7);
        x.isInsideInstruction = true;
        x.hostReturned = true;
        InterruptFlag shared = x.shareInterrupts();
        store.end(x);
        assertThat(store.begin()).isSameAs(x);
        assertThat(x.depth).isZero();
        assertThat(x.trap).isNull();
        assertThat(x.trapDetail).isNull();
        assertThat(x.trapWhere).isNull();
        assertThat(x.exception).isEqualTo(Ref.NULL);
        assertThat(x.isInsideInstruction).isFalse();
        assertThat(x.hostReturned).isFalse();
        assertThat(x.interrupts()).isNotSameAs(shared);
    }

    @Test
    void whoeverHoldsAFlagSeesThatAllCallsWereEnded() {
        InterruptFlag flag = store.begin().shareInterrupts();
        store.endAll();
        assertThat(flag.isStopAsked()).isTrue();
        assertThat(store.executions()).isEmpty();
    }
}
