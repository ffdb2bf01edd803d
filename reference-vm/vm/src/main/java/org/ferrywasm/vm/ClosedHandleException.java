package org.ferrywasm.vm;

/** Thrown when a handle is used that was closed (clause C-11). Nothing has happened. */
public final class ClosedHandleException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ClosedHandleException(String message) {
        super(message);
    }
}
