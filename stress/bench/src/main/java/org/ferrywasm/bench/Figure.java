package org.ferrywasm.bench;

import java.util.List;

/**
 * One measured quantity.
 *
 * @param section which benchmark it belongs to
 * @param subject the kernel, call or module that was measured
 * @param column who ran it
 * @param unit the unit of the samples
 * @param samples what was measured, an average over one iteration each, or the median of one JVM
 */
record Figure(Section section, String subject, Column column, String unit, List<Double> samples) {
    Figure {
        samples = List.copyOf(samples);
    }

    double median() {
        return Statistics.median(samples);
    }

    double deviation() {
        return Statistics.deviation(samples);
    }
}
