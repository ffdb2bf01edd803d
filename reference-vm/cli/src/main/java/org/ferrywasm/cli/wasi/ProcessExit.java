package org.ferrywasm.cli.wasi;

/** Thrown by {@code proc_exit}: the guest ends its program. It passes through all guest frames. */
public final class ProcessExit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    ProcessExit(int status) {
        super("proc_exit(" + Integer.toUnsignedString(status) + ")", null, false, false);
        this.status = status;
    }

    /** {@return the exit status that the guest gave} */
    public int status() {
        return status;
    }
}
