package org.ferrywasm.runtime;

/**
 * Thrown inside the VM by an instruction that suspends the call in its middle, with its progress written back to its
 * operands; the interpreter's loop catches it.
 */
public final class SuspendSignal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A signal without a stack trace. */
    public SuspendSignal() {
        super("suspended", null, false, false);
    }
}
