package org.ferrywasm.text;

import java.util.Arrays;
import java.util.List;

/** A growing sequence of tokens. */
final class TokenBuffer {
    private byte[] kinds = new byte[16];
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int count;
    private int firstError = -1;

    int count() {
        return count;
    }

    boolean hasError() {
        return firstError >= 0;
    }

    void add(TokenKind kind, int start, int end) {
        if (count == kinds.length) {
            int capacity = (int) Math.min(2L * count, Integer.MAX_VALUE - 8);
            kinds = Arrays.copyOf(kinds, capacity);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
        if (firstError < 0 && kind.isError()) {
            firstError = count;
        }
        kinds[count] = (byte) kind.ordinal();
        starts[count] = start;
        ends[count++] = end;
    }

    /** Adds the first error of this sequence to another. */
    void copyErrorTo(TokenBuffer other) {
        other.add(TokenKind.of(kinds[firstError]), starts[firstError], ends[firstError]);
    }

    Tokens finish(byte[] source, Lines lines, List<Annotation> annotations) {
        return new Tokens(
                source,
                Arrays.copyOf(kinds, count),
                Arrays.copyOf(starts, count),
                Arrays.copyOf(ends, count),
                lines,
                annotations);
    }
}
