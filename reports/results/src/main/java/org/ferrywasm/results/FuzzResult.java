package org.ferrywasm.results;

/**
 * What became of a property that must hold of all that generators make.
 *
 * @param tries how often something was made
 * @param seed where the decisions began
 * @param seconds how long it took
 * @param verdict {@code holds} or {@code broken}
 * @param detail what was seen if it is broken, and how to see it again
 */
public record FuzzResult(long tries, String seed, double seconds, String verdict, String detail) {
    /** The verdict on what holds. */
    public static final String HOLDS = "holds";

    /** What holds. */
    public static FuzzResult holds(long tries, String seed, double seconds) {
        return new FuzzResult(tries, seed, seconds, HOLDS, "");
    }

    /** What does not hold. */
    public static FuzzResult broken(long tries, String seed, double seconds, String detail) {
        return new FuzzResult(tries, seed, seconds, "broken", detail);
    }
}
