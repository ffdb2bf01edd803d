package org.ferrywasm.runtime;

import java.util.Arrays;
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
    public final StoreState store;

    /** Where the store lists it. */
    int index;

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

    /** What {@link #fuel} was when the call last entered the guest. */
    public long granted;

    /** How much the call may spend before it is suspended; {@link Long#MAX_VALUE} for any amount. */
    public long allowance;

    /** The epoch at which the call has to stop. */
    public long epochDeadline;

    /**
     * The host function that the loop left for, with its first slot in {@link #hostBase}. Its arguments stand there, and
     * once {@link #hostReturned}, its results.
     */
    public @Nullable HostFunc host;

    public int hostBase;

    /** Whether {@link #host} has returned, and the call was stopped before the guest went on. */
    public boolean hostReturned;

    /** The instance whose function calls the host function, by a tail call possibly, or null where the host does. */
    public @Nullable ModuleInst hostCaller;

    /** What is to be done before the first frame runs. */
    public @Nullable Resumable prologue;

    /** What the suspended call waits for. */
    public @Nullable Awaited awaited;

    /**
     * Whether the topmost frame stands in the middle of an instruction, which is to be executed again with what it has left
     * in its operands; or, before there is a frame, the call stands in the middle of {@link #prologue}. The frame's pc stands
     * behind the instruction, where reference maps know it.
     */
    public boolean isInsideInstruction;

    /** Whether the thread that executes the call blocks where it has to wait, rather than suspend the call. */
    public boolean mayBlock;

    /** Why the loop trapped. */
    public @Nullable TrapKind trap;

    /** What {@link TrapSignal#detail} says of the trap. */
    public @Nullable String trapDetail;

    /** What {@link TrapSignal#where} says of the trap. */
    public @Nullable String trapWhere;

    /** The exception that the loop left with, a reference. */
    public long exception;

    private final int maxDepth;

    private InterruptFlag interrupts;

    /** What takes the place of {@link #interrupts}, if it was made in advance. */
    private @Nullable InterruptFlag nextInterrupts;

    /** Whether somebody outside holds {@link #interrupts}, who must never meet the next call there. */
    private boolean isInterruptible;

    public Execution(StoreState store) {
        this.store = store;
        this.maxDepth = store.config().maxCallDepth();
        this.interrupts = newInterrupts();
    }

    /** By what the call is stopped, for use inside the VM. */
    public InterruptFlag interrupts() {
        return interrupts;
    }

    /** By what the call is stopped, for those outside who may keep it longer than the call lasts. */
    public InterruptFlag shareInterrupts() {
        isInterruptible = true;
        return interrupts;
    }

    /** Forgets the call, whose frames are gone, so that another one may use this. */
    void reset() {
        if (!isBlank()) {
            clear();
        }
    }

    /**
     * Whether there is nothing to forget, as after a call that has simply returned. What is not looked at is set only
     * together with what is, or set anew by who reads it.
     */
    private boolean isBlank() {
        boolean isBlank = depth == 0
                && host == null
                && awaited == null
                && prologue == null
                && trap == null
                && exception == Ref.NULL
                && !isInterruptible;
        assert !isBlank || (!hostReturned && !isInsideInstruction && trapDetail == null && trapWhere == null);
        return isBlank;
    }

    private void clear() {
        if (awaited != null) {
            awaited.abandon();
            if (isInterruptible) {
                // Whoever waits for what the call waited for is to learn that nothing comes of it.
                interrupts.raise(InterruptFlag.REQUESTED);
            }
            if (awaited instanceof Waiter) {
                store.endWaiting();
            }
            awaited = null;
        }
        depth = 0;
        host = null;
        hostReturned = false;
        hostCaller = null;
        if (prologue != null) {
            prologue.abandon();
            prologue = null;
        }
        isInsideInstruction = false;
        trap = null;
        trapDetail = null;
        trapWhere = null;
        exception = Ref.NULL;
        if (isInterruptible) {
            isInterruptible = false;
            interrupts = nextInterrupts == null ? newInterrupts() : nextInterrupts;
            nextInterrupts = null;
        }
    }

    private InterruptFlag newInterrupts() {
        return new InterruptFlag(store.config().collectAlways());
    }

    /** Sees to it that to forget the call will need no memory; the call goes on as if nothing was said. */
    public void prepareEnd() {
        if (isInterruptible && nextInterrupts == null) {
            nextInterrupts = newInterrupts();
        }
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

    /** Whether a checkpoint has to leave the loop: fuel is used up, or somebody asks the call to stop. */
    public boolean mustLeave() {
        return fuel <= 0 || interrupts.isRaised();
    }

    /** Whether a call at a checkpoint has to be suspended. */
    public boolean mustStop() {
        return fuel <= 0 || interrupts.isStopAsked();
    }

    /**
     * Adds a frame, with all its slots. Gives the stack, which may be a new array.
     *
     * @throws TrapSignal if the call depth or the slots would exceed the store's limits
     */
    public long[] enter(WasmFunc func, int base, int end) {
        int frameCount = depth;
        if (frameCount >= maxDepth) {
            throw new TrapSignal(TrapKind.CALL_STACK_EXHAUSTED);
        }
        if (frameCount == frameFuncs.length) {
            growFrames();
        }
        reserve(end);
        // mostly the same one: looking costs less than telling the garbage collector of a write
        if (frameFuncs[frameCount] != func) {
            frameFuncs[frameCount] = func;
        }
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
