package org.ferrywasm.vm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when guest code traps (specification, "Traps"), or a segment does not fit at instantiation. The message begins with
 * the official suite's words, then says where: {@code out of bounds memory access: func 12 "copy", offset 0x3f}. Guests
 * cannot catch it. The Store stays usable.
 *
 * {@snippet class="org.ferrywasm.examples.ExceptionExample" region="trap"}
 */
public final class Trap extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final TrapReason reason;

    private final transient List<GuestFrame> frames;

    Trap(TrapReason reason, @Nullable String detail, @Nullable String where, List<GuestFrame> frames) {
        super(reason + (detail == null ? "" : " " + detail) + (where == null ? "" : ": " + where));
        this.reason = reason;
        this.frames = List.copyOf(frames);
    }

    /** Why. */
    public TrapReason reason() {
        return reason;
    }

    /**
     * The guest's frames, the innermost first; of a very deep call the innermost ones only. Empty where no guest function
     * was running.
     */
    public List<GuestFrame> frames() {
        return frames == null ? List.of() : frames;
    }
}
