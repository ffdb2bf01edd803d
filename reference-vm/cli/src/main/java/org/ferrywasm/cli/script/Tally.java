package org.ferrywasm.cli.script;

import java.util.List;

/**
 * How many commands held, failed, and were skipped.
 *
 * @param passed how many held
 * @param failed how many failed
 * @param skipped how many were not tried
 */
public record Tally(int passed, int failed, int skipped) {
    /** Nothing yet. */
    public static final Tally NONE = new Tally(0, 0, 0);

    /** {@return how many of these results there are of each verdict} */
    public static Tally of(List<CommandResult> results) {
        return new Tally(
                count(results, Verdict.PASSED), count(results, Verdict.FAILED), count(results, Verdict.SKIPPED));
    }

    /** {@return both together} */
    public Tally plus(Tally other) {
        return new Tally(passed + other.passed, failed + other.failed, skipped + other.skipped);
    }

    /** {@return all three together} */
    public int total() {
        return passed + failed + skipped;
    }

    private static int count(List<CommandResult> results, Verdict verdict) {
        return (int)
                results.stream().filter(result -> result.verdict() == verdict).count();
    }
}
