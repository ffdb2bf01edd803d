package org.ferrywasm.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Thrown inside the VM when an instruction traps outside the interpreter's loop; the loop catches it and leaves with the
 * trap. It carries no stack trace, because the guest's backtrace is made from guest frames, and never reaches a user.
 */
public final class TrapSignal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final TrapKind kind;
    private final @Nullable String where;

    public TrapSignal(TrapKind kind) {
        this(kind, null);
    }

    /** A trap outside of any function, at a place that the message names. */
    public TrapSignal(TrapKind kind, @Nullable String where) {
        super(kind.toString(), null, false, false);
        this.kind = kind;
        this.where = where;
    }

    /** Why. */
    public TrapKind kind() {
        return kind;
    }

    /** The place, where it is no place in a function. */
    public @Nullable String where() {
        return where;
    }
}
