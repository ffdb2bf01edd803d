package org.ferrywasm.code;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lowered code while it is being written: the words, and beside them offsets, costs, safepoints and handlers. */
final class CodeBuilder {
    private static final int MAX_CHARGE = (1 << (32 - Lop.BITS - 1)) - 1;

    private static final int SPARE_WORDS = 8;

    private final boolean metered;
    private final long[] operations = new long[Lop.SET_WORDS];
    private int[] words = new int[64];
    private int[] offsets = new int[16];
    private int[] costs = new int[16];
    private int end;
    private int offset;
    private int runCost;

    /** The pc of the last instruction if it may still be taken back or given another destination, else -1. */
    private int lastPc = -1;

    private int[] safepoints = new int[4];
    private @Nullable RefSlots[] refSlots = new @Nullable RefSlots[4];
    private int safepointCount;
    private int[] handlers = new int[0];
    private int handlersEnd;

    CodeBuilder(boolean metered) {
        this.metered = metered;
    }

    /** Says which source instruction the following ones belong to. */
    void at(int byteOffset) {
        offset = byteOffset;
    }

    /** Adds to the cost of the straight run that is being written. */
    void spend(int cost) {
        if (metered) {
            runCost += cost;
            if (runCost == MAX_CHARGE) {
                charge();
            }
        }
    }

    /** Whether the run that is being written has a cost that no instruction charges yet. */
    boolean hasRunCost() {
        return runCost != 0;
    }

    /** Charges the run's cost where the run ends without an instruction that could. */
    void charge() {
        if (runCost != 0) {
            control(Lop.FUEL, 0, 0, 0);
        }
    }

    /** The pc of the next instruction. */
    int pc() {
        return end;
    }

    /** Writes an instruction that others may still take back or give another destination. */
    void emit(int lop, int x, int y, int z) {
        note(lop);
        lastPc = end;
        append(lop, x, y, z);
    }

    /** Writes an instruction for good. */
    void emitFixed(int word, int x, int y, int z) {
        note(word);
        lastPc = -1;
        append(word, x, y, z);
    }

    /** Writes an instruction that ends the run and charges its cost. */
    void control(int lop, int x, int y, int z) {
        int charge = runCost;
        runCost = 0;
        emitFixed(charge << Lop.BITS | lop, x, y, z);
    }

    private void note(int word) {
        int lop = word & Lop.MASK;
        operations[lop >>> 6] |= 1L << lop;
    }

    /** Writes the second half of an instruction; the instruction stays the last one. */
    void extend(int a, int b, int c, int d) {
        append(a, b, c, d);
    }

    /** The operations that have been written, those taken back included, as bits by number. */
    long[] operations() {
        return operations;
    }

    private void append(int a, int b, int c, int d) {
        if (end + 4 > words.length) {
            words = Arrays.copyOf(words, end * 2);
            offsets = Arrays.copyOf(offsets, end / 2);
            costs = Arrays.copyOf(costs, end / 2);
        }
        words[end] = a;
        words[end + 1] = b;
        words[end + 2] = c;
        words[end + 3] = d;
        offsets[end >> 2] = offset;
        costs[end >> 2] = runCost;
        end += 4;
    }

    int word(int pc) {
        return words[pc];
    }

    void patch(int pc, int value) {
        words[pc] = value;
    }

    /** The pc of the last instruction, if it may be changed, else -1. */
    int lastPc() {
        return lastPc;
    }

    /** Gives the last instruction another operation. */
    void replaceLast(int lop) {
        note(lop);
        words[lastPc] = lop;
    }

    /** Takes the last instruction back. */
    void dropLast() {
        end = lastPc;
        lastPc = -1;
    }

    /** Ends the possibility to change the last instruction: here is a place that branches come to, or a safepoint. */
    void fence() {
        lastPc = -1;
    }

    /** Marks the present pc as a safepoint where these slots above the locals hold references. */
    void safepoint(@Nullable RefSlots refs) {
        fence();
        if (safepointCount > 0 && safepoints[safepointCount - 1] == end) {
            return;
        }
        if (safepointCount == safepoints.length) {
            safepoints = Arrays.copyOf(safepoints, safepointCount * 2);
            refSlots = Arrays.copyOf(refSlots, safepointCount * 2);
        }
        safepoints[safepointCount] = end;
        refSlots[safepointCount++] = refs;
    }

    /** Adds an exception handler; inner ones come before outer ones. Gives the index of the word that holds its target. */
    int handler(int start, int finish, int depth, int kind, int tagIndex, int slot, int exnSlot) {
        if (handlersEnd + Handlers.WORDS > handlers.length) {
            handlers = Arrays.copyOf(handlers, Math.max(4 * Handlers.WORDS, handlersEnd * 2));
        }
        int at = handlersEnd;
        handlers[at + Handlers.START] = start;
        handlers[at + Handlers.END] = finish;
        handlers[at + Handlers.DEPTH] = depth;
        handlers[at + Handlers.KIND] = kind;
        handlers[at + Handlers.TAG] = tagIndex;
        handlers[at + Handlers.SLOT] = slot;
        handlers[at + Handlers.EXN_SLOT] = exnSlot;
        handlersEnd += Handlers.WORDS;
        return at + Handlers.TARGET;
    }

    void patchHandler(int at, int value) {
        handlers[at] = value;
    }

    /**
     * The words, and some to spare: HotSpot widens the bounds check on an instruction's first words to the furthest that any
     * arm of the interpreter reads, and throws its compiled loop away when that fails on a function's last instruction.
     */
    int[] words() {
        return Arrays.copyOf(words, end + SPARE_WORDS);
    }

    int[] offsets() {
        return Arrays.copyOf(offsets, end >> 2);
    }

    int @Nullable [] costs() {
        return metered ? Arrays.copyOf(costs, end >> 2) : null;
    }

    int[] safepoints() {
        return Arrays.copyOf(safepoints, safepointCount);
    }

    @Nullable
    RefSlots[] refSlots() {
        return Arrays.copyOf(refSlots, safepointCount);
    }

    int[] handlers() {
        return Arrays.copyOf(handlers, handlersEnd);
    }
}
