package org.ferrywasm.text;

import java.util.Arrays;
import org.ferrywasm.syntax.MalformedException;

/** Where the lines of a source begin. The lexer fills it; nobody changes it afterwards. */
final class Lines {
    private final byte[] source;
    private int[] starts = new int[16];
    private int count = 1;

    Lines(byte[] source) {
        this.source = source;
    }

    /** Adds the line that begins at this offset. */
    void add(int start) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = start;
    }

    /** The line, counted from 1, in which an offset is. */
    int lineOf(int offset) {
        int found = Arrays.binarySearch(starts, 0, count, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** An error at this offset; columns count characters, from 1. */
    MalformedException error(String problem, int offset) {
        int line = lineOf(offset);
        int column = 1;
        for (int at = starts[line - 1]; at < offset; at++) {
            if ((source[at] & 0xC0) != 0x80) {
                column++;
            }
        }
        return new MalformedException(problem, line, column);
    }
}
