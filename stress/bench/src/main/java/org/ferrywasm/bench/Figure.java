package org.ferrywasm.bench;

import java.util.List;

/**
 * One measured quantity of one engine.
 *
 * @param section which benchmark it belongs to
 * @param subject the kernel, call or module that was measured
 * @param engine who ran it
 * @param unit the unit of the samples
 * @param samples what was measured, an average over one iteration each
 */
record Figure(Section section, String subject, Competitor engine, String unit, List<Double> samples) {
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
