package org.ferrywasm.results;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stress test saw: its actors ran at the same time, over and over, and each time had one outcome.
 *
 * @param clauses the clauses of the thread contract that it tries
 * @param by what ran it: {@code jcstress}, or {@code driver} where there are fewer processors than actors
 * @param seconds how long it ran
 * @param samples how often its actors ran
 * @param asked how often they must run at least
 * @param forbidden how often the outcome was one that must not be
 * @param interesting how often it was allowed and worth a look
 * @param outcomes how often each was seen
 * @param meanings what each means, and whether it may be: its grade, a colon, and words
 * @param error what went wrong with the test itself; empty if nothing did
 */
public record StressResult(
        List<String> clauses,
        String by,
        double seconds,
        long samples,
        long asked,
        long forbidden,
        long interesting,
        Map<String, Long> outcomes,
        Map<String, String> meanings,
        String error) {
    /** Copies what may change, keeping its order. */
    public StressResult {
        clauses = List.copyOf(clauses);
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
        meanings = Collections.unmodifiableMap(new LinkedHashMap<>(meanings));
    }
}
