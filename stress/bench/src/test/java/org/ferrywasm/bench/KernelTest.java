package org.ferrywasm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KernelTest {
    static Stream<Arguments> runs() {
        return Arrays.stream(Competitor.values())
                .flatMap(engine -> Arrays.stream(Kernel.values())
                        .filter(engine::supports)
                        .map(kernel -> Arguments.of(engine, kernel)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyEngineComputesTheKnownResult(Competitor competitor, Kernel kernel) {
        try (BenchEngine engine = competitor.open();
                BenchInstance instance = engine.load(kernel.binary()).instantiate()) {
            assertThat(instance.run().applyAsLong(kernel.smallSize())).isEqualTo(kernel.smallResult());
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void aSecondRunOfOneInstanceStartsAfresh(Competitor competitor, Kernel kernel) {
        try (BenchEngine engine = competitor.open();
                BenchInstance instance = engine.load(kernel.binary()).instantiate()) {
            var _ = instance.run().applyAsLong(kernel.smallSize() + 3);
            assertThat(instance.run().applyAsLong(kernel.smallSize())).isEqualTo(kernel.smallResult());
        }
    }

    @Test
    void aWrongResultIsNoResult() {
        assertThatThrownBy(() -> Kernel.FIB.runChecked(n -> n))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("fib(27) returned 1b, not 2ff42");
    }

    @Test
    void theResultAtTheTimedSizeIsTheKnownOne() {
        try (BenchEngine engine = Competitor.FERRY.open()) {
            for (Kernel kernel : Kernel.values()) {
                try (BenchInstance instance = engine.load(kernel.binary()).instantiate()) {
                    assertThat(kernel.runChecked(instance.run())).isEqualTo(kernel.result());
                }
            }
        }
    }
}
