package org.ferrywasm.code;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lowered body of a function. Immutable; shared by all instances of its module and by all threads.
 *
 * <p>An instruction is four {@code int}s, some with a second four: the operation of {@link Lop} with its fuel cost above
 * it, and three operands, mostly slots of the frame. A frame begins with the locals, then the constants, then the operand
 * stack at its static heights.
 */
public final class Code {
    /** The instructions. */
    public final int[] words;

    /** How many slots a frame takes, those of the arguments of the calls it makes included. */
    public final int frameSlots;

    /** The slots of the parameters. */
    public final int paramSlots;

    /** The slots of all locals, parameters included. */
    public final int localSlots;

    /** The constants that stand in slots, from {@link #localSlots} on. */
    public final long[] constants;

    private final long[] operations;
    private final int funcIndex;
    private final int bodyOffset;
    private final int[] offsets;
    private final int @Nullable [] costs;
    private final int[] refLocals;
    private final int[] safepoints;
    private final @Nullable RefSlots[] refSlots;
    private final int[] handlers;

    Code(CodeBuilder builder, int funcIndex, int bodyOffset, Locals locals, long[] constants, int frameSlots) {
        this.words = builder.words();
        this.operations = builder.operations();
        this.offsets = builder.offsets();
        this.costs = builder.costs();
        this.safepoints = builder.safepoints();
        this.refSlots = builder.refSlots();
        this.handlers = builder.handlers();
        this.funcIndex = funcIndex;
        this.bodyOffset = bodyOffset;
        this.paramSlots = locals.paramSlots();
        this.localSlots = locals.slots();
        this.refLocals = locals.refSlots();
        this.constants = constants;
        this.frameSlots = frameSlots;
    }

    /** Adds the operations that occur here to a set of {@link Lop#SET_WORDS}. */
    public void addOperationsTo(long[] set) {
        for (int i = 0; i < set.length; i++) {
            set[i] |= operations[i];
        }
    }

    /** The function's index in its module. */
    public int funcIndex() {
        return funcIndex;
    }

    /** The byte offset, in the module, of the instruction that a pc stands behind; of the body where it stands at the entry. */
    public int offset(int pc) {
        return pc == 0 ? bodyOffset : offsets[(pc - 1) >> 2];
    }

    /** The cost of the straight run up to and with the instruction that a pc stands behind, if it is not charged yet. */
    public int unchargedCost(int pc) {
        return costs == null ? 0 : costs[Math.max(pc - 1, 0) >> 2];
    }

    /** The slots of the locals that hold references. */
    public int[] refLocals() {
        return refLocals;
    }

    /** The slots above the locals that hold references when a frame stands at a safepoint's pc. */
    public @Nullable RefSlots refSlots(int pc) {
        int i = Arrays.binarySearch(safepoints, pc);
        if (i < 0) {
            throw new AssertionError("pc " + pc + " of func " + funcIndex + " is no safepoint");
        }
        return refSlots[i];
    }

    /** The exception handlers: {@link Handlers} reads them. */
    public int[] handlers() {
        return handlers;
    }
}
