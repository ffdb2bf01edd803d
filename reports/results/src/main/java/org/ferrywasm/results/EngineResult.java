package org.ferrywasm.results;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of one engine in the contract kit.
 *
 * @param version the engine's version
 * @param recorded when this was found, as a date, if not in this run; else empty
 * @param mustHold whether it is a gap if a clause does not hold
 * @param contract the verdict of each clause, by its id
 * @param spec what became of each test suite, by the suite's name
 */
public record EngineResult(
        String version,
        String recorded,
        boolean mustHold,
        Map<String, VerdictResult> contract,
        Map<String, SuiteResult> spec) {
    /** Copies the maps, keeping their order. */
    public EngineResult {
        contract = Collections.unmodifiableMap(new LinkedHashMap<>(contract));
        spec = Collections.unmodifiableMap(new LinkedHashMap<>(spec));
    }
}
