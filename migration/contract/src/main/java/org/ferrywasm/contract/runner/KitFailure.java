package org.ferrywasm.contract.runner;

import org.jspecify.annotations.Nullable;

/** Thrown where the kit cannot go on because of how it was used. Its message is one line for the user: what, and how to mend it. */
public final class KitFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public KitFailure(String message) {
        super(message);
    }

    /** Makes one with a cause. */
    public KitFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
