package org.ferrywasm.bench;

import java.util.List;

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
