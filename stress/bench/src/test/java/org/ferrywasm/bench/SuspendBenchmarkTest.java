package org.ferrywasm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.ferrywasm.vm.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Benchmark;

class SuspendBenchmarkTest {
    private final SuspendBenchmark benchmark = new SuspendBenchmark();

    @AfterEach
    void end() {
        benchmark.end();
    }

    private void load(boolean metered) {
        benchmark.metered = metered;
        benchmark.load();
    }

    @Test
    void aSliceIsSpentAndTheLoopGoesOn() {
        load(true);
        for (int i = 0; i < 3; i++) {
            assertThat(benchmark.slice()).isInstanceOf(Outcome.OutOfFuel.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatNeedsNoFuelRunsWithAndWithout(boolean metered) {
        load(metered);
        assertThat(benchmark.beginAndDrop().isEnded()).isTrue();
        assertThat(benchmark.deadline()).isEmpty();
        assertThat(benchmark.answered()).isEqualTo(10_000);
    }

    @Test
    void everyRowOfTheTableIsABenchmark() {
        load(false);
        assertThat(Arrays.stream(Suspension.values()).map(Suspension::method))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(SuspendBenchmark.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Benchmark.class))
                        .map(Method::getName)
                        .toList());
    }
}
