package org.ferrywasm.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Thrown inside the VM when an instruction traps outside the interpreter's loop; the loop catches it and leaves with the
 * trap. It carries no stack trace, because the guest's backtrace is made from guest frames, and never reaches a user.
 */
public final class TrapSignal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final TrapKind kind;
    private final @Nullable String detail;
    private final @Nullable String where;

    public TrapSignal(TrapKind kind) {
        this(kind, null, null);
    }

    /** A trap outside of any function, at a place that the message names. */
    public TrapSignal(TrapKind kind, @Nullable String where) {
        this(kind, null, where);
    }

    private TrapSignal(TrapKind kind, @Nullable String detail, @Nullable String where) {
        super(kind.toString(), null, false, false);
        this.kind = kind;
        this.detail = detail;
        this.where = where;
    }

    /** A trap on a table's element. */
    public static TrapSignal onElement(TrapKind kind, long index) {
        return new TrapSignal(kind, Long.toUnsignedString(index), null);
    }

    /** Why. */
    public TrapKind kind() {
        return kind;
    }

    /** What the message names right after the reason. */
    public @Nullable String detail() {
        return detail;
    }

    /** The place, where it is no place in a function. */
    public @Nullable String where() {
        return where;
    }
}
