package org.ferrywasm.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A guest call in flight, as data: its slots, its frames, its fuel, and where it stands. A frame is a function, a base slot
 * and a pc; frame {@code i} has its pc where execution goes on once frame {@code i + 1} returns. The fields are public for
 * the interpreter, which holds the topmost frame's values in Java variables and writes them here when it leaves.
 */
public final class Execution {
    private static final int FIRST_SLOTS = 256;

    /**
     * Slots that no frame uses: HotSpot may widen the bounds check on an operand to its neighbour, and throws the compiled
     * loop away when that fails.
     */
    private static final int SPARE_SLOTS = 4;

    private static final int FIRST_FRAMES = 16;
    private static final VarHandle INTERRUPT;

    static {
        try {
            INTERRUPT = MethodHandles.lookup().findVarHandle(Execution.class, "interrupt", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    public final StoreState store;

    /** The slots of all frames. */
    public long[] stack = new long[FIRST_SLOTS];

    /** The functions of the frames, the outermost first. */
    public WasmFunc[] frameFuncs = new WasmFunc[FIRST_FRAMES];

    /** The pcs of the frames; the topmost frame's is where the loop left. */
    public int[] framePcs = new int[FIRST_FRAMES];

    /** The first slots of the frames. */
    public int[] frameBases = new int[FIRST_FRAMES];

    /** The topmost frame's instance, while the interpreter's loop runs. */
    public ModuleInst module;

    /** How many frames there are. */
    public int depth;

    /** The fuel that is left; below zero when it has run out. */
    public long fuel;

    /** The host function that the loop left for, with its first slot in {@link #hostBase}. */
    public @Nullable HostFunc host;

    public int hostBase;

    /** The instance whose function calls the host function, by a tail call possibly, or null where the host does. */
    public @Nullable ModuleInst hostCaller;

    /** Why the loop trapped. */
    public @Nullable TrapKind trap;

    /** What {@link TrapSignal#detail} says of the trap. */
    public @Nullable String trapDetail;

    /** The exception that the loop left with, a reference. */
    public long exception;

    /** Not zero when somebody asks this call to stop; set from any thread. */
    @SuppressWarnings("unused") // through INTERRUPT
    private int interrupt;

    /** The thread that waits in {@link #park}, for {@link #interrupt} to wake. */
    private volatile @Nullable Thread parked;

    public Execution(StoreState store) {
        this.store = store;
    }

    /** Asks the call to stop at its next checkpoint, or to wait no longer; from any thread. */
    public void interrupt() {
        INTERRUPT.setVolatile(this, 1);
        Thread thread = parked;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Parks the calling thread, which executes this call, until it is unparked, or for no reason; not at all once the call
     * is asked to stop. {@link #interrupt} writes the request before it reads who is parked, and this the other way round,
     * so one of the two sees the other.
     *
     * @param blocker what it waits for, for thread dumps
     * @param nanos for how long at most, or a negative number
     */
    public void park(Object blocker, long nanos) {
        parked = Thread.currentThread();
        if ((int) INTERRUPT.getVolatile(this) == 0) {
            if (nanos < 0) {
                LockSupport.park(blocker);
            } else {
                LockSupport.parkNanos(blocker, nanos);
            }
        }
        parked = null;
    }

    /** Whether somebody has asked the call to stop; one opaque load. */
    public boolean isInterrupted() {
        return (int) INTERRUPT.getOpaque(this) != 0;
    }

    /** Forgets that somebody has asked the call to stop. */
    public void clearInterrupt() {
        INTERRUPT.setVolatile(this, 0);
    }

    /** Writes back where the topmost frame stands, if there is one. */
    public void savePc(int pc) {
        if (depth > 0) {
            framePcs[depth - 1] = pc;
        }
    }

    /** Takes the topmost frame off, for a tail call. Gives the pc at which the frame below goes on, which stays as it is. */
    public int dropFrame() {
        depth--;
        return depth > 0 ? framePcs[depth - 1] : 0;
    }

    /** Whether a call at a checkpoint has to stop: its fuel is used up, or somebody asks it to. */
    public boolean mustStop() {
        return fuel <= 0 || isInterrupted();
    }

    /**
     * Adds a frame, with all its slots. Gives the stack, which may be a new array.
     *
     * @throws TrapSignal if the call depth or the slots would exceed the store's limits
     */
    public long[] enter(WasmFunc func, int base, int end) {
        int frameCount = depth;
        if (frameCount >= store.config().maxCallDepth()) {
            throw new TrapSignal(TrapKind.CALL_STACK_EXHAUSTED);
        }
        if (frameCount == frameFuncs.length) {
            growFrames();
        }
        reserve(end);
        frameFuncs[frameCount] = func;
        frameBases[frameCount] = base;
        framePcs[frameCount] = 0;
        depth = frameCount + 1;
        return stack;
    }

    /**
     * Makes sure that there are slots up to {@code end}.
     *
     * @throws TrapSignal if the store's limit on slots would be exceeded
     */
    public void reserve(int end) {
        if (end > stack.length - SPARE_SLOTS || end < 0) {
            growStack(end);
        }
    }

    private void growFrames() {
        int length = frameFuncs.length * 2;
        frameFuncs = Arrays.copyOf(frameFuncs, length);
        framePcs = Arrays.copyOf(framePcs, length);
        frameBases = Arrays.copyOf(frameBases, length);
    }

    private void growStack(int end) {
        if (end < 0 || end > store.config().maxStackSlots()) {
            throw new TrapSignal(TrapKind.CALL_STACK_EXHAUSTED);
        }
        long length = Math.min(store.config().maxStackSlots(), Math.max(2L * stack.length, end));
        stack = Arrays.copyOf(stack, (int) length + SPARE_SLOTS);
    }
}
