package org.ferrywasm.engines.suite;

/**
 * What became of one command of a script.
 *
 * @param line the line on which it begins
 * @param command its keyword
 * @param judgement the verdict
 */
record CommandOutcome(int line, String command, Judgement judgement) {}
