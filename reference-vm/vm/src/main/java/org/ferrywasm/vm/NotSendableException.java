package org.ferrywasm.vm;

import java.util.List;

/**
 * Thrown when something would have to be Sendable and is not; nothing has changed then. The message names every
 * {@link Violation} with its path, its class and a mend, as far as there are not too many of them.
 *
 * {@snippet class="org.ferrywasm.examples.SendableExample" region="refused"}
 */
public final class NotSendableException extends IllegalStateException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_IN_MESSAGE = 50;

    /** All violations that are listed. */
    @SuppressWarnings("serial") // an immutable list of records
    private final List<Violation> violations;

    NotSendableException(String operation, List<Violation> violations, long unlisted) {
        super(message(operation, violations, unlisted));
        this.violations = List.copyOf(violations);
    }

    /** All violations; of more than ten thousand, the ten thousand that are nearest to the Store. */
    public List<Violation> violations() {
        return violations;
    }

    private static String message(String operation, List<Violation> violations, long unlisted) {
        long count = violations.size() + unlisted;
        StringBuilder text = new StringBuilder(operation)
                .append(": not Sendable: ")
                .append(count)
                .append(count == 1 ? " object may not go to another thread" : " objects may not go to another thread");
        int shown = Math.min(violations.size(), MOST_IN_MESSAGE);
        violations.subList(0, shown).forEach(violation -> text.append("\n  ").append(violation));
        if (count > shown) {
            text.append("\n  and ").append(count - shown).append(" more");
        }
        return text.toString();
    }
}
