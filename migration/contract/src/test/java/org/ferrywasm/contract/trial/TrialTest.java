package org.ferrywasm.contract.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ferrywasm.contract.Verdict;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.contract.spi.EngineSettings;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.Movable;
import org.ferrywasm.contract.spi.Suspending;
import org.ferrywasm.contract.spi.TestedEngine;
import org.junit.jupiter.api.Test;

/** How a trial judges. */
class TrialTest {
    /** An engine whose refusals are these two exceptions. */
    private static final class Adapter implements EngineAdapter {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public Set<Feature> features() {
            return Set.of(Feature.GC);
        }

        @Override
        public TestedEngine open(EngineSettings settings) {
            throw new UnsupportedOperationException("there is no engine");
        }

        @Override
        public Failure failure(Throwable thrown) {
            return thrown instanceof IllegalMonitorStateException
                    ? Failure.WRONG_THREAD
                    : thrown instanceof IllegalStateException ? Failure.CLOSED : Failure.UNTYPED;
        }
    }

    private final Trial trial = new Trial(new Adapter(), Duration.ofMillis(1));

    private static void refuse() {
        throw new IllegalMonitorStateException("another thread's");
    }

    private static void judged(Verdict verdict, String detail, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Judged.class, e -> assertThat(e.verdict()).isEqualTo(verdict))
                .hasMessageContaining(detail);
    }

    @Test
    void whatMustBeRefusedMayNotBeAccepted() {
        trial.refusedElsewhere("something", TrialTest::refuse);
        judged(Verdict.BROKEN, "accepted: something", () -> trial.refused(Failure.CLOSED, "something", () -> {}));
        judged(
                Verdict.BROKEN,
                "refused as wrong-thread: something",
                () -> trial.refused(Failure.CLOSED, "something", TrialTest::refuse));
        judged(
                Verdict.BROKEN,
                "refused untyped: something: ArithmeticException: why",
                () -> trial.refused(Failure.CLOSED, "something", () -> {
                    throw new ArithmeticException("why");
                }));
    }

    @Test
    void whatMustSucceedMayNotFail() {
        trial.positive("something", () -> {});
        judged(
                Verdict.BROKEN,
                "rightly done, it fails too: something",
                () -> trial.positive("something", TrialTest::refuse));
    }

    @Test
    void whatIsLackingIsUnsupported() {
        trial.needs(Feature.GC);
        judged(Verdict.UNSUPPORTED, "needs threads", () -> trial.needs(Feature.GC, Feature.THREADS));
        judged(Verdict.UNSUPPORTED, "needs movable", () -> trial.need("no Store", Movable.class));
        judged(Verdict.UNSUPPORTED, "needs suspending", () -> trial.need("no engine", Suspending.Engine.class));
        judged(
                Verdict.UNSUPPORTED,
                "no such thing",
                () -> trial.refused(Failure.CLOSED, "something", () -> {
                    throw new UnsupportedOperationException("no such thing");
                }));
    }

    @Test
    void aNegativeClauseNeedsARefusalAndAPositiveTwin() {
        assertThatThrownBy(() -> trial.finish(true)).hasMessageContaining("without a refusal");
        trial.refusedElsewhere("something", TrialTest::refuse);
        assertThatThrownBy(() -> trial.finish(true)).hasMessageContaining("positive twin");
        trial.positive("something", () -> {});
        trial.finish(true);
    }

    @Test
    void intrudersThatAreAcceptedAreSeen() {
        Intruders refused = Intruders.start(trial, "an intrusion", 2, TrialTest::refuse);
        refused.mustHaveBeenRefused();
        Intruders accepted = Intruders.start(trial, "an intrusion", 2, () -> {});
        judged(Verdict.BROKEN, "an intrusion", accepted::mustHaveBeenRefused);
        Intruders odd = Intruders.start(trial, "an intrusion", 1, () -> {
            throw new ArithmeticException("why");
        });
        judged(Verdict.BROKEN, "refused untyped", odd::mustHaveBeenRefused);
    }

    @Test
    void whoDoesNotComeHangs() {
        assertThat(Crew.on("quick", () -> 1)).isEqualTo(1);
        assertThatThrownBy(() -> Crew.on("failing", () -> {
                    throw Judged.broken("seen on another thread");
                }))
                .isInstanceOf(Judged.class);
    }

    @Test
    void theBestOfFiveCounts() throws Exception {
        long[] times = {50, 40, 10, 30, 20};
        int[] at = {0};
        assertThat(trial.bestOfFive(() -> times[at[0]++])).isEqualTo(10);
        assertThat(at[0]).isEqualTo(5);
    }
}
