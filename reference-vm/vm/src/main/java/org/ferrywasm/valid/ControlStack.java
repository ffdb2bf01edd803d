package org.ferrywasm.valid;

import java.util.Arrays;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.ModuleLimits.Limit;
import org.ferrywasm.syntax.Opcode;

/**
 * The blocks that are open at a place in an expression, the expression itself the outermost (specification, appendix
 * "Validation Algorithm"). Keeps the operand stack's base and the locals' state in step with them.
 */
final class ControlStack {
    private static final int INITIAL_DEPTH = 16;

    private final Place place;
    private final OperandStack operands;
    private final LocalVariables locals;
    private final int maxDepth;
    private Opcode[] kinds = new Opcode[INITIAL_DEPTH];
    private int[][] starts = new int[INITIAL_DEPTH][];
    private int[][] ends = new int[INITIAL_DEPTH][];
    private int[] bases = new int[INITIAL_DEPTH];
    private int[] localMarks = new int[INITIAL_DEPTH];
    private boolean[] unreachable = new boolean[INITIAL_DEPTH];
    private int depth;

    ControlStack(Context context, Place place, OperandStack operands, LocalVariables locals) {
        this.maxDepth = context.max(Limit.NESTING_DEPTH);
        this.place = place;
        this.operands = operands;
        this.locals = locals;
    }

    /** Forgets all blocks and operands, and opens an expression. */
    void start(int[] results) {
        depth = 0;
        operands.enterBlock(0, false);
        operands.restart();
        push(Opcode.BLOCK, new int[0], results);
    }

    boolean isEmpty() {
        return depth == 0;
    }

    /** The instruction that began the innermost block, or the part of it that is open: {@code else}, {@code catch}, … */
    Opcode kind() {
        return kinds[depth - 1];
    }

    /** The parameter types of the innermost block. */
    int[] startTypes() {
        return starts[depth - 1];
    }

    /** The result types of the innermost block. */
    int[] endTypes() {
        return ends[depth - 1];
    }

    /** The result types of the whole expression. */
    int[] returnTypes() {
        return ends[0];
    }

    /** Opens a block above the operands that are there, and pushes its parameters. */
    void push(Opcode kind, int[] start, int[] end) {
        if (depth == kinds.length) {
            grow();
        }
        if (depth > maxDepth) {
            throw place.invalid(Limit.NESTING_DEPTH.problem() + ", more than " + maxDepth);
        }
        if (depth > 0) {
            unreachable[depth - 1] = operands.isUnreachable();
        }
        kinds[depth] = kind;
        starts[depth] = start;
        ends[depth] = end;
        bases[depth] = operands.height();
        localMarks[depth] = locals.mark();
        depth++;
        operands.enterBlock(operands.height(), false);
        operands.pushAll(start);
    }

    private void grow() {
        int capacity = depth * 2;
        kinds = Arrays.copyOf(kinds, capacity);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        bases = Arrays.copyOf(bases, capacity);
        localMarks = Arrays.copyOf(localMarks, capacity);
        unreachable = Arrays.copyOf(unreachable, capacity);
    }

    /** Closes the innermost block, which must have its results and no more, and gives their types. */
    int[] pop() {
        int[] results = ends[depth - 1];
        operands.popBlock(results);
        locals.reset(localMarks[depth - 1]);
        depth--;
        if (depth > 0) {
            operands.enterBlock(bases[depth - 1], unreachable[depth - 1]);
        }
        return results;
    }

    /** Ends a part of the innermost block, which must have the block's results, and begins another with these operands. */
    void next(Opcode kind, int[] start) {
        operands.popBlock(ends[depth - 1]);
        locals.reset(localMarks[depth - 1]);
        kinds[depth - 1] = kind;
        operands.restart();
        operands.pushAll(start);
    }

    /** The types that a branch to a label takes along. */
    int[] labelTypes(int label) {
        int block = blockOf(label);
        return kinds[block] == Opcode.LOOP ? starts[block] : ends[block];
    }

    /** The instruction that began the block of a label, or the part of it that is open. */
    Opcode kindOf(int label) {
        return kinds[blockOf(label)];
    }

    /** Asks that a label is there. */
    void requireLabel(int label) {
        blockOf(label);
    }

    private int blockOf(int label) {
        if (Integer.compareUnsigned(label, depth) >= 0) {
            throw place.unknown("label", label);
        }
        return depth - 1 - label;
    }

    InvalidException mismatch(int[] required, int[] given) {
        return place.invalid("type mismatch: instruction requires " + operands.text(required, 0, required.length)
                + " but has " + operands.text(given, 0, given.length));
    }
}
