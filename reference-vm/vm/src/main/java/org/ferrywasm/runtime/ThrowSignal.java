package org.ferrywasm.runtime;

/**
 * Thrown by a host function's body to throw a guest exception: calls catch it and unwind guest frames with the reference.
 * It carries no stack trace, because guests see the exception alone, and never reaches a user.
 */
public final class ThrowSignal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long ref;

    /** A signal for the exception that this reference, tagged {@link Ref#EXN}, refers to. */
    public ThrowSignal(long ref) {
        super("a guest exception", null, false, false);
        this.ref = ref;
    }

    /** The reference to the exception. */
    public long ref() {
        return ref;
    }
}
