package org.ferrywasm.results;

import java.util.List;

/**
 * What became of one test suite.
 *
 * @param source which suite it was: its commit, its folder, and whether its files are those of that commit
 * @param files number of scripts that were run
 * @param assertions number of assertions and other commands that can fail, in those scripts
 * @param passed how many of them held
 * @param failed how many did not
 * @param skipped how many were not tried
 * @param failures one {@code file:line: why} for each that failed
 * @param skips why assertions were skipped, one {@code file: why} for each script that has any
 */
public record SuiteResult(
        String source,
        int files,
        int assertions,
        int passed,
        int failed,
        int skipped,
        List<String> failures,
        List<String> skips) {
    /** Copies the lists. */
    public SuiteResult {
        failures = List.copyOf(failures);
        skips = List.copyOf(skips);
    }
}
