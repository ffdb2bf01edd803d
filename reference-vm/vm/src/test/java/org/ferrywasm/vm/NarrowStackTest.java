package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.Crew;
import org.ferrywasm.faults.Trial.Verdict;
import org.ferrywasm.vm.Luggage.Setting;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clause E-20 near the end of a Java stack that really overflows: each operation, at every depth at which it may. */
class NarrowStackTest {
    private static final int ATTEMPTS = 300;
    private static final long STACK_BYTES = 512 << 10;

    /** More frames than such a stack has. */
    private static final int DEEPEST = 1 << 20;

    private final List<Luggage> luggage = new ArrayList<>();
    private final List<StoreSnapshot> before = new ArrayList<>();
    private final StoreParcel<?>[] parcels = new StoreParcel<?>[ATTEMPTS];
    private final @Nullable Throwable[] thrown = new @Nullable Throwable[ATTEMPTS];
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private int next;

    /** Fills the stack, and makes an attempt at each depth on the way back. */
    private void descend(int depth, IntConsumer attempt) {
        try {
            if (depth < DEEPEST) {
                descend(depth + 1, attempt);
            }
        } catch (StackOverflowError e) {
            // from here on upwards there is a little more room each time
        }
        if (next < ATTEMPTS) {
            attempt.accept(next++);
        }
    }

    private void sweep(IntConsumer attempt) {
        next = 0;
        descend(0, index -> {
            try {
                attempt.accept(index);
            } catch (Throwable e) {
                thrown[index] = e;
            }
        });
        assertThat(next).isEqualTo(ATTEMPTS);
    }

    private static void onNarrowStack(Crew.Action action) {
        Crew.on(task -> new Thread(null, task, "narrow", STACK_BYTES), () -> {
            Throwable thrown = Crew.thrown(action);
            if (thrown != null) {
                throw new AssertionError(thrown);
            }
            return true;
        });
    }

    private void add(Luggage packed) {
        luggage.add(packed);
        before.add(StoreSnapshot.of(packed.store));
    }

    /** Loads and initialises what the operations use: a class whose initialiser overflows the stack is lost for good. */
    private static void warmUp(Setting setting) throws InterruptedException {
        Luggage packed = new Luggage(setting);
        StoreParcel<?> parcel = packed.store.detach(packed.companions());
        parcel.attach().close();
        Luggage abandoned = MoveTrials.abandoned(setting);
        Store.adopt(abandoned.store, abandoned.companions()).close();
    }

    @Clause("E-20")
    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "LEFT_BEHIND", "CALLS", "DEAD", "STUFFED"})
    void e20_aDetachThatOverflowsTheStackHasDoneNothing(Setting setting) {
        onNarrowStack(() -> {
            warmUp(setting);
            for (int i = 0; i < ATTEMPTS; i++) {
                add(new Luggage(setting));
            }
            Object[][] companions = luggage.stream().map(Luggage::companions).toArray(Object[][]::new);
            sweep(i -> parcels[i] = luggage.get(i).store.detach(companions[i]));
            for (int i = 0; i < ATTEMPTS; i++) {
                verdicts.merge(
                        MoveTrials.judgeDetached(luggage.get(i), before.get(i), parcels[i], thrown[i]),
                        1,
                        Integer::sum);
            }
        });

        assertThat(verdicts).containsOnlyKeys(Verdict.DONE, Verdict.UNCHANGED);
    }

    @Clause("E-20")
    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "LEFT_BEHIND", "CALLS", "DEAD", "STUFFED"})
    void e20_anAdoptionThatOverflowsTheStackHasDoneNothing(Setting setting) {
        onNarrowStack(() -> {
            warmUp(setting);
            for (int i = 0; i < ATTEMPTS; i++) {
                add(MoveTrials.abandoned(setting));
            }
            Object[][] companions = luggage.stream().map(Luggage::companions).toArray(Object[][]::new);
            sweep(i -> Store.adopt(luggage.get(i).store, companions[i]));
            for (int i = 0; i < ATTEMPTS; i++) {
                MoveTrials.Rival nobody = new MoveTrials.Rival(() -> null);
                verdicts.merge(
                        MoveTrials.judgeAdopted(luggage.get(i), before.get(i), nobody, thrown[i]), 1, Integer::sum);
            }
        });

        assertThat(verdicts).containsOnlyKeys(Verdict.DONE, Verdict.UNCHANGED);
    }

    @Clause("E-20")
    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "LEFT_BEHIND", "CALLS", "DEAD", "STUFFED"})
    void e20_anAttachThatOverflowsTheStackHasDoneNothing(Setting setting) {
        onNarrowStack(() -> {
            warmUp(setting);
            for (int i = 0; i < ATTEMPTS; i++) {
                Luggage packed = Elsewhere.on(() -> new Luggage(setting));
                luggage.add(packed);
                parcels[i] = Elsewhere.on(() -> packed.store.detach(packed.companions()));
            }
            Store<?>[] attached = new Store<?>[ATTEMPTS];
            sweep(i -> attached[i] = parcels[i].attach());
            for (int i = 0; i < ATTEMPTS; i++) {
                assertThat(luggage.get(i).store.isOwnedByCurrentThread()).isEqualTo(attached[i] != null);
                verdicts.merge(attached[i] == null ? Verdict.UNCHANGED : Verdict.DONE, 1, Integer::sum);
                assertThat(attached[i] == null ? parcels[i].attach() : attached[i])
                        .isSameAs(luggage.get(i).store);
                luggage.get(i).requireMoved();
                luggage.get(i).close();
            }
        });

        assertThat(verdicts).containsOnlyKeys(Verdict.DONE, Verdict.UNCHANGED);
    }
}
