package org.ferrywasm.runtime;

/** Thrown by a host function's adapter to throw an exception of the guest; never reaches a user. */
public final class ThrowSignal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long exception;

    /** A signal for the exception that a reference tagged {@link Ref#EXN} refers to. */
    public ThrowSignal(long exception) {
        super("a guest exception", null, false, false);
        this.exception = exception;
    }

    /** The reference to the exception. */
    public long exception() {
        return exception;
    }
}
