package org.ferrywasm.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ExecutionTest {
    private final StoreState store = new StoreState(StoreConfig.DEFAULT);

    private static final class Waiting implements Awaited {
        private int abandoned;

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public void finish(Execution execution) {
            throw new AssertionError("it is never done");
        }

        @Override
        public void abandon() {
            abandoned++;
        }

        @Override
        public CompletableFuture<Void> ready() {
            return new CompletableFuture<>();
        }
    }

    @Test
    void servesTheNextCallOnceItHasEnded() {
        Execution first = store.begin();
        first.trap = TrapKind.UNREACHABLE;
        first.isInsideInstruction = true;
        first.hostReturned = true;
        store.end(first);

        Execution second = store.begin();

        assertThat(second).isSameAs(first);
        assertThat(second.trap).isNull();
        assertThat(second.isInsideInstruction).isFalse();
        assertThat(second.hostReturned).isFalse();
        assertThat(second.depth).isZero();
    }

    @Test
    void anInterruptThatSomebodyHoldsNeverMeetsTheNextCall() {
        Execution first = store.begin();
        InterruptFlag shared = first.shareInterrupts();
        store.end(first);
        shared.raise(InterruptFlag.REQUESTED);

        Execution second = store.begin();

        assertThat(second).isSameAs(first);
        assertThat(second.interrupts()).isNotSameAs(shared);
        assertThat(second.interrupts().isStopAsked()).isFalse();
        store.end(second);
        assertThat(store.begin().interrupts()).isSameAs(second.interrupts());
    }

    @Test
    void whatItWaitsForIsAbandonedOnceWhenItEnds() {
        Execution execution = store.begin();
        Waiting waiting = new Waiting();
        execution.awaited = waiting;
        CompletableFuture<Void> ready = new CompletableFuture<>();
        execution.shareInterrupts().completes(ready);

        store.end(execution);

        assertThat(waiting.abandoned).isEqualTo(1);
        assertThat(execution.awaited).isNull();
        ready.join();
    }

    @Test
    void aPrologueIsAbandonedOnceWhenItEnds() {
        List<String> trace = new ArrayList<>();
        Execution execution = store.begin();
        execution.prologue = new Resumable() {
            @Override
            public boolean resume(Execution running) {
                throw new AssertionError("nobody resumes it");
            }

            @Override
            public void abandon() {
                trace.add("abandoned");
            }
        };

        store.end(execution);

        assertThat(trace).containsExactly("abandoned");
        assertThat(execution.prologue).isNull();
    }

    @Test
    void theStoreListsThoseThatHaveNotEnded() {
        List<Execution> executions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            executions.add(store.begin());
        }
        for (int i = 0; i < 40; i += 3) {
            store.end(executions.get(i));
        }
        List<Execution> open = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            if (i % 3 != 0) {
                open.add(executions.get(i));
            }
        }
        assertThat(store.executions()).containsExactlyInAnyOrderElementsOf(open);

        store.endAll();
        assertThat(store.executions()).isEmpty();
    }

    @Test
    void checkpointsLeaveForFuelAndForWhoeverAsks() {
        Execution execution = store.begin();
        execution.fuel = 1;
        assertThat(execution.mustLeave()).isFalse();
        execution.fuel = 0;
        assertThat(execution.mustLeave()).isTrue();
        assertThat(execution.mustStop()).isTrue();
        execution.fuel = 1;
        execution.interrupts().raise(InterruptFlag.EPOCH);
        assertThat(execution.mustStop()).isTrue();
        assertThat(execution.interrupts().clear(InterruptFlag.REQUESTED)).isFalse();
        assertThat(execution.interrupts().clear(InterruptFlag.EPOCH)).isTrue();
        assertThat(execution.mustStop()).isFalse();
    }

    @Test
    void aStoreThatCollectsAlwaysVisitsEveryCheckpointAndStopsAtNone() {
        StoreState collecting = new StoreState(StoreConfig.DEFAULT.withCollectAlways(true));
        Execution execution = collecting.begin();
        execution.fuel = 1;

        assertThat(execution.mustLeave()).isTrue();
        assertThat(execution.mustStop()).isFalse();
        assertThat(execution.interrupts().isStopAsked()).isFalse();
    }

    @Test
    void slotsGrowToTheLimitAndNoFurther() {
        Execution execution = store.begin();
        execution.stack[0] = 42;
        execution.reserve(1000);

        assertThat(execution.stack.length).isGreaterThanOrEqualTo(1000);
        assertThat(execution.stack[0]).isEqualTo(42);
        execution.reserve(StoreConfig.DEFAULT.maxStackSlots());
        for (int end : new int[] {StoreConfig.DEFAULT.maxStackSlots() + 1, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> execution.reserve(end))
                    .isInstanceOfSatisfying(
                            TrapSignal.class, trap -> assertThat(trap.kind()).isEqualTo(TrapKind.CALL_STACK_EXHAUSTED));
        }
    }
}
