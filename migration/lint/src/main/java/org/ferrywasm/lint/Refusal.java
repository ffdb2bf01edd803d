package org.ferrywasm.lint;

/**
 * Why something may not go to another thread.
 *
 * @param why a sentence without its end
 * @param mend what to do instead
 */
record Refusal(String why, String mend) {}
