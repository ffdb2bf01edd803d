package org.ferrywasm.code;

import java.util.Arrays;

/**
 * The lowered body of a function. Immutable; shared by all instances of its module and by all threads.
 *
 * <p>An instruction is four {@code int}s, some with a second four: the operation of {@link Lop} with its fuel cost above
 * it, and three operands, mostly slots of the frame. A frame begins with the locals, then the constants, then the operand
 * stack at its static heights.
 */
public final class Code {
    private static final int[] NO_REFS = {};

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

    private final int funcIndex;
    private final int[] offsets;
    private final int[] safepoints;
    private final int[][] refMaps;
    private final int[] handlers;

    Code(CodeBuilder builder, int funcIndex, int paramSlots, int localSlots, long[] constants, int frameSlots) {
        this.words = builder.words();
        this.offsets = builder.offsets();
        this.safepoints = builder.safepoints();
        this.refMaps = builder.refMaps();
        this.handlers = builder.handlers();
        this.funcIndex = funcIndex;
        this.paramSlots = paramSlots;
        this.localSlots = localSlots;
        this.constants = constants;
        this.frameSlots = frameSlots;
    }

    /** The function's index in its module. */
    public int funcIndex() {
        return funcIndex;
    }

    /** The byte offset, in the module, of the instruction that a pc belongs to. */
    public int offset(int pc) {
        return offsets[pc >> 2];
    }

    /** The slots of a frame that hold references when it stands at a safepoint's pc. */
    public int[] refMap(int pc) {
        int i = Arrays.binarySearch(safepoints, pc);
        if (i < 0) {
            throw new AssertionError("pc " + pc + " of func " + funcIndex + " is no safepoint");
        }
        int[] map = refMaps[i];
        return map == null ? NO_REFS : map;
    }

    /** The exception handlers: {@link Handler} reads them. */
    public int[] handlers() {
        return handlers;
    }
}
