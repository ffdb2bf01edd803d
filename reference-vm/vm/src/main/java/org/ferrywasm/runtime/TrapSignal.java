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

    /** A trap because a limit of the store has been reached; the message says which, and what sets it. */
    public static TrapSignal limit(StoreConfig config, StoreLimit limit) {
        return allocation(limit.reached(config.limit(limit)));
    }

    /** A trap because the store's limiter has refused. */
    static TrapSignal refused() {
        return allocation("(refused by the Store's ResourceLimiter)");
    }

    /** A trap because of an allocation that can never be had. */
    public static TrapSignal notAddressable() {
        return allocation("(more than can be addressed)");
    }

    private static TrapSignal allocation(String detail) {
        return new TrapSignal(TrapKind.ALLOCATION_LIMIT, detail, null);
    }

    /** The same trap, outside of any function, at a place that the message names. */
    public TrapSignal at(String place) {
        return new TrapSignal(kind, detail, place);
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
