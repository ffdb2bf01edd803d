package org.ferrywasm.stress.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

@Timeout(60)
class DriverTest {
    private static final long SOME_NANOS = 200_000_000;

    /** Each actor once for each state; then the arbiter. */
    public static class Counted {
        private int one;
        private int two;

        @Actor
        public void first() {
            one++;
        }

        @Actor
        public void second(II_Result r) {
            two++;
            r.r1 = 7;
        }

        @Arbiter
        public void both(II_Result r) {
            r.r2 = 10 * one + two;
        }
    }

    @Test
    void eachActorRunsOnceForEachState() throws InterruptedException {
        Map<String, Long> outcomes = new Driver(Counted.class).run(SOME_NANOS, outcome -> false);

        assertThat(outcomes).containsOnlyKeys("7, 11");
        assertThat(outcomes.get("7, 11")).isGreaterThan(1_000);
    }

    @Test
    void itEndsWithTheOutcomeThatIsWanted() throws InterruptedException {
        long start = System.nanoTime();
        Map<String, Long> outcomes = new Driver(Counted.class).run(Long.MAX_VALUE / 2, "7, 11"::equals);

        assertThat(outcomes).containsOnlyKeys("7, 11");
        assertThat(System.nanoTime() - start).isPositive();
    }

    /** Either actor may come first. */
    public static class Racing {
        private int x;
        private int y;

        @Actor
        public void one(II_Result r) {
            x = 1;
            r.r1 = y;
        }

        @Actor
        public void two(II_Result r) {
            y = 1;
            r.r2 = x;
        }
    }

    @Test
    void eitherActorMayComeFirst() throws InterruptedException {
        assertThat(new Driver(Racing.class).run(40_000_000_000L, "0, 1"::equals))
                .containsKey("0, 1");
        assertThat(new Driver(Racing.class).run(40_000_000_000L, "1, 0"::equals))
                .containsKey("1, 0");
    }

    /** More actors than this machine may have processors. */
    public static class Crowd {
        private volatile int x;

        @Actor
        public void one() {
            x = 1;
        }

        @Actor
        public void two(III_Result r) {
            r.r1 = x;
        }

        @Actor
        public void three(III_Result r) {
            r.r2 = x;
        }

        @Actor
        public void four(III_Result r) {
            r.r3 = x;
        }
    }

    @Test
    void actorsMayBeMoreThanProcessors() throws InterruptedException {
        Map<String, Long> outcomes = new Driver(Crowd.class).run(SOME_NANOS, outcome -> false);

        assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum()).isGreaterThan(100);
        assertThat(outcomes.keySet()).allMatch(outcome -> outcome.matches("[01], [01], [01]"));
    }

    /** An actor that throws. */
    public static class Throwing {
        @Actor
        public void one(I_Result r) {
            throw new IllegalStateException("on purpose");
        }

        @Actor
        public void two() {
            // the other
        }
    }

    @Test
    void whatAnActorThrowsIsAnOutcome() throws InterruptedException {
        assertThat(new Driver(Throwing.class).run(Long.MAX_VALUE / 2, outcome -> true))
                .containsOnlyKeys("throws java.lang.IllegalStateException: on purpose");
    }

    @Test
    void whatHasNoActorsIsNoTest() {
        assertThatThrownBy(() -> new Driver(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
    }
}
