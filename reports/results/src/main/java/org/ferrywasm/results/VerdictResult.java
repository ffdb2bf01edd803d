package org.ferrywasm.results;

/**
 * What came of trying a clause of the thread contract.
 *
 * @param verdict holds, broken, crashed, hangs, serialised or unsupported
 * @param detail what was seen, for people
 * @param seconds how long it took
 */
public record VerdictResult(String verdict, String detail, double seconds) {
    /** The verdict of an engine that does what the clause asks for. */
    public static final String HOLDS = "holds";
}
