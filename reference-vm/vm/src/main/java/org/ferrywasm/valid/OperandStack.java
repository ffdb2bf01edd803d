package org.ferrywasm.valid;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.ferrywasm.syntax.InvalidException;

/**
 * The types of the operands at a place in an expression (specification, appendix "Validation Algorithm"). Operands below the
 * innermost block's base are out of reach; after an instruction that never completes, the stack yields a {@link
 * TypeCode#BOTTOM} for each operand that it does not have.
 */
final class OperandStack {
    /** More operands than any engine has slots for in a frame; keeps hostile code from filling the heap with their types. */
    private static final int MAX_HEIGHT = 1_000_000;

    private static final int INITIAL_HEIGHT = 64;
    private static final int MAX_TYPES_IN_MESSAGE = 16;

    private final Context context;
    private final Place place;
    private int[] types = new int[INITIAL_HEIGHT];
    private int height;
    private int base;
    private boolean unreachable;

    OperandStack(Context context, Place place) {
        this.context = context;
        this.place = place;
    }

    int height() {
        return height;
    }

    /** Makes another block the innermost one. */
    void enterBlock(int blockBase, boolean isUnreachable) {
        base = blockBase;
        unreachable = isUnreachable;
    }

    boolean isUnreachable() {
        return unreachable;
    }

    /** Drops the innermost block's operands; what follows is unreachable until the block ends. */
    void becomeUnreachable() {
        height = base;
        unreachable = true;
    }

    /** Drops the innermost block's operands; what follows is reachable. */
    void restart() {
        height = base;
        unreachable = false;
    }

    void push(int type) {
        if (height == types.length) {
            grow(1);
        }
        types[height++] = type;
    }

    void pushAll(int[] pushed) {
        if (pushed.length > types.length - height) {
            grow(pushed.length);
        }
        for (int i = 0; i < pushed.length; i++) {
            types[height + i] = pushed[i];
        }
        height += pushed.length;
    }

    private void grow(int more) {
        if (height + more > MAX_HEIGHT) {
            throw place.invalid("too many operands: more than " + MAX_HEIGHT + " on the stack");
        }
        types = Arrays.copyOf(types, Math.max(height + more, Math.min(types.length * 2, MAX_HEIGHT)));
    }

    /** Pops an operand of any type. */
    int pop() {
        if (height > base) {
            return types[--height];
        }
        if (unreachable) {
            return TypeCode.BOTTOM;
        }
        throw place.invalid("type mismatch: instruction requires an operand but stack has []");
    }

    /** Pops an operand of a type, and gives the type that it has: one that matches. */
    int pop(int expected) {
        if (height > base) {
            int actual = types[height - 1];
            if (actual == expected || context.matches(actual, expected)) {
                height--;
                return actual;
            }
        } else if (unreachable) {
            return TypeCode.BOTTOM;
        }
        throw mismatch(expected);
    }

    /** Pops a reference, and gives its type. */
    int popRef() {
        int actual = pop();
        if (actual == TypeCode.BOTTOM) {
            return TypeCode.BOTTOM_REF;
        }
        if (!TypeCode.isRef(actual)) {
            throw place.invalid(
                    "type mismatch: instruction requires a reference but stack has [" + context.text(actual) + "]");
        }
        return actual;
    }

    /** Pops operands of these types, the topmost last. */
    void popAll(int[] expected) {
        int from = height - expected.length;
        if (from < base) {
            requireUnderflowing(expected);
            height = base;
            return;
        }
        for (int i = 0; i < expected.length; i++) {
            int actual = types[from + i];
            if (actual != expected[i] && !context.matches(actual, expected[i])) {
                throw mismatch(expected);
            }
        }
        height = from;
    }

    /** Asks for operands of these types, the topmost last, and leaves them. */
    void requireAll(int[] expected) {
        int from = height - expected.length;
        if (from < base) {
            requireUnderflowing(expected);
            return;
        }
        for (int i = 0; i < expected.length; i++) {
            if (!context.matches(types[from + i], expected[i])) {
                throw mismatch(expected);
            }
        }
    }

    private void requireUnderflowing(int[] expected) {
        int present = height - base;
        int missing = expected.length - present;
        if (!unreachable) {
            throw mismatch(expected);
        }
        for (int i = 0; i < present; i++) {
            if (!context.matches(types[base + i], expected[missing + i])) {
                throw mismatch(expected);
            }
        }
    }

    /** Asks that the innermost block has operands of these types and no more, and pops them. */
    void popBlock(int[] expected) {
        int all = height;
        popAll(expected);
        if (height != base) {
            throw place.invalid("type mismatch: block requires " + text(expected, 0, expected.length)
                    + " but stack has " + text(types, base, all));
        }
    }

    private InvalidException mismatch(int... expected) {
        int from = Math.max(base, height - expected.length);
        return place.invalid("type mismatch: instruction requires " + text(expected, 0, expected.length)
                + " but stack has " + text(types, from, height));
    }

    /** The text of types in a message, the last few where there are many. */
    String text(int[] codes, int from, int to) {
        int first = Math.max(from, to - MAX_TYPES_IN_MESSAGE);
        return Arrays.stream(codes, first, to)
                .mapToObj(context::text)
                .collect(Collectors.joining(" ", first == from ? "[" : "[… ", "]"));
    }
}
