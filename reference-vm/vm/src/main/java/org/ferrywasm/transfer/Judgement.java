package org.ferrywasm.transfer;

import java.util.List;

/**
 * What a walk found out.
 *
 * @param findings the values that may not go to another thread, those nearest to the roots first
 * @param unlisted how many more there are
 * @param handles connected objects of the walk's own store, each once
 * @param boxes owned boxes, each once
 * @param words values that were taken on their owner's word: trusted ones with its reason, and promised or owned ones that could not be
 *     looked into
 * @param stages completion stages, each once: their values are judged when they are received
 */
public record Judgement(
        List<Finding> findings,
        long unlisted,
        List<Object> handles,
        List<Object> boxes,
        List<Trust> words,
        List<Object> stages) {
    /** How many findings are listed. */
    public static final int MAX_LISTED = 10_000;

    /** Whether everything may go. */
    public boolean isSendable() {
        return findings.isEmpty();
    }
}
