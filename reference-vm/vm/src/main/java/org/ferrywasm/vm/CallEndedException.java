package org.ferrywasm.vm;

/**
 * Thrown when a {@link Call} is used that has returned, trapped, thrown or been closed (clause F-07). Nothing has
 * happened.
 *
 * {@snippet class="org.ferrywasm.examples.CallExample" region="ended"}
 */
public final class CallEndedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    CallEndedException(String message) {
        super(message);
    }
}
