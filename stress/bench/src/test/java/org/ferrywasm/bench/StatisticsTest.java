package org.ferrywasm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void theMedianIsInTheMiddleWhateverTheOrder() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 4.0))).isEqualTo(4.0);
        assertThat(Statistics.median(List.of(9.0, 1.0, 4.0, 2.0))).isEqualTo(3.0);
    }

    @Test
    void oneOutlierDoesNotMoveTheDeviation() {
        assertThat(Statistics.deviation(List.of(10.0, 11.0, 12.0, 13.0, 1000.0)))
                .isEqualTo(1.0);
    }

    @Test
    void differencesAreOfSamplesBesideEachOther() {
        assertThat(Statistics.differences(List.of(5.0, 7.0), List.of(4.0, 9.0))).containsExactly(1.0, -2.0);
        assertThatThrownBy(() -> Statistics.differences(List.of(5.0), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 samples beside 0");
    }

    @Test
    void theMeanOfRatiosIsGeometric() {
        assertThat(Statistics.geometricMean(List.of(2.0, 8.0))).isCloseTo(4.0, within(1e-12));
    }

    @Test
    void noSamplesHaveNoMedianAndNoMean() {
        assertThatThrownBy(() -> Statistics.median(List.of())).hasMessage("no samples");
        assertThatThrownBy(() -> Statistics.geometricMean(List.of())).hasMessage("no samples");
    }
}
