package org.ferrywasm.bench;

import java.util.List;
import java.util.stream.IntStream;

/** Pure functions over samples: the median, its deviation, and the mean of ratios. */
final class Statistics {
    private Statistics() {}

    /**
     * The median; the mean of the two in the middle where their number is even.
     *
     * @throws IllegalArgumentException if there are no samples
     */
    static double median(List<Double> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("no samples");
        }
        List<Double> sorted = samples.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The median absolute deviation from the median. */
    static double deviation(List<Double> samples) {
        double median = median(samples);
        return median(samples.stream().map(sample -> Math.abs(sample - median)).toList());
    }

    /**
     * How much more each sample of one series is than the sample beside it in another.
     *
     * @throws IllegalArgumentException if one series is longer
     */
    static List<Double> differences(List<Double> samples, List<Double> others) {
        if (samples.size() != others.size()) {
            throw new IllegalArgumentException(samples.size() + " samples beside " + others.size());
        }
        return IntStream.range(0, samples.size())
                .mapToObj(i -> samples.get(i) - others.get(i))
                .toList();
    }

    /**
     * The geometric mean of positive numbers.
     *
     * @throws IllegalArgumentException if there are no samples
     */
    static double geometricMean(List<Double> samples) {
        return Math.exp(samples.stream()
                .mapToDouble(Math::log)
                .average()
                .orElseThrow(() -> new IllegalArgumentException("no samples")));
    }
}
