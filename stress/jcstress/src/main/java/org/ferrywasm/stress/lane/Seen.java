package org.ferrywasm.stress.lane;

import java.util.Map;
import java.util.TreeMap;

/**
 * What came of running a test.
 *
 * @param by what ran it: {@code jcstress}, {@code driver}, or both
 * @param outcomes how often each was seen
 * @param seconds how long it took
 * @param error what went wrong; empty if nothing did
 */
record Seen(String by, Map<String, Long> outcomes, double seconds, String error) {
    static Seen failed(String error, double seconds) {
        return new Seen("driver", Map.of(), seconds, error);
    }

    /** The same, run by something else. */
    Seen by(String other) {
        return new Seen(other, outcomes, seconds, error);
    }

    /** How often the actors ran. */
    long samples() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Both together. */
    Seen plus(Seen other) {
        Map<String, Long> all = new TreeMap<>(outcomes);
        other.outcomes.forEach((outcome, count) -> all.merge(outcome, count, Long::sum));
        return new Seen(
                by.contains(other.by) ? by : by + ", " + other.by,
                all,
                seconds + other.seconds,
                error.isEmpty() ? other.error : error);
    }
}
