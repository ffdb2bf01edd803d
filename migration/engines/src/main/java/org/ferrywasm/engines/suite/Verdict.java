package org.ferrywasm.engines.suite;

/** What became of a command of a script. */
enum Verdict {
    /** The engine did as the script expects. */
    PASSED,
    /** It did not, or could not get that far. */
    FAILED,
    /** It was not tried, for want of a way to ask for it. */
    SKIPPED
}
