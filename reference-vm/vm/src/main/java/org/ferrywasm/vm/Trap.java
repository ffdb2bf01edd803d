package org.ferrywasm.vm;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when guest code traps (specification, "Traps"), or a segment does not fit at instantiation. The message begins with
 * the official suite's words, then says where: {@code out of bounds memory access: func 12 "copy", offset 0x3f}. Guests
 * cannot catch it. The Store stays usable.
 *
 * {@snippet class="org.ferrywasm.examples.ExceptionExample" region="trap"}
 *
 * <p>Its stack trace begins with the guest's frames, the innermost first, as in
 * {@code wasm.shop.copy(func 12, offset 0x3f)}; those of Java follow. They are put together when somebody asks for them or
 * prints the trap, because most traps are caught and never looked at. The one place that they do not reach is a trap printed
 * by {@code printStackTrace} of an exception that it is the cause of.
 */
public final class Trap extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final TrapReason reason;

    private final transient List<GuestFrame> frames;

    /** Whether the stack trace is what it is to be. */
    private final AtomicBoolean isTraceWhole = new AtomicBoolean();

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

    @Override
    public StackTraceElement[] getStackTrace() {
        completeTrace();
        return super.getStackTrace();
    }

    @Override
    public synchronized void setStackTrace(StackTraceElement[] trace) {
        super.setStackTrace(trace);
        isTraceWhole.set(true);
    }

    @Override
    public void printStackTrace(PrintStream stream) {
        completeTrace();
        super.printStackTrace(stream);
    }

    @Override
    public void printStackTrace(PrintWriter writer) {
        completeTrace();
        super.printStackTrace(writer);
    }

    private synchronized void completeTrace() {
        if (!isTraceWhole.get()) {
            setStackTrace(Stream.concat(
                            frames().stream().map(GuestFrame::toStackTraceElement), Stream.of(super.getStackTrace()))
                    .toArray(StackTraceElement[]::new));
        }
    }
}
