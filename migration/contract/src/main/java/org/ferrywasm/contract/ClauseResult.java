package org.ferrywasm.contract;

/**
 * What came of trying one clause on one engine.
 *
 * @param clause the clause's id
 * @param verdict what came of it
 * @param detail in a sentence or two: what was seen, how often it raced
 * @param seconds how long it took, the start of its JVM included
 */
public record ClauseResult(String clause, Verdict verdict, String detail, double seconds) {}
