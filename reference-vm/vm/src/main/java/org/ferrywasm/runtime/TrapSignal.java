package org.ferrywasm.runtime;

/**
 * Thrown inside the VM when an instruction traps outside the interpreter's loop; the loop catches it and leaves with the
 * trap. It carries no stack trace, because the guest's backtrace is made from guest frames, and never reaches a user.
 */
public final class TrapSignal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final TrapKind kind;

    public TrapSignal(TrapKind kind) {
        super(kind.toString(), null, false, false);
        this.kind = kind;
    }

    /** Why. */
    public TrapKind kind() {
        return kind;
    }
}
