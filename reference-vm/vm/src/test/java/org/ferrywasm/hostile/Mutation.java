package org.ferrywasm.hostile;

import java.util.Arrays;
import java.util.SplittableRandom;

/** What is done to an input at one place. */
enum Mutation {
    /** It ends there. */
    TRUNCATE,
    /** One bit of the byte is turned over. */
    FLIP,
    /** The byte becomes one that often has a meaning of its own. */
    REPLACE,
    /** The byte is taken out. */
    DELETE,
    /** The byte stands there twice. */
    DOUBLE;

    private static final byte[] TELLING = {
        0, 1, 0x0B, 0x40, 0x7F, (byte) 0x80, (byte) 0xFF, '(', ')', '"', '$', ';', '@', '\\', '0', '\n', (byte) 0xE2
    };

    byte[] apply(byte[] input, int position, SplittableRandom random) {
        return switch (this) {
            case TRUNCATE -> Arrays.copyOf(input, position);
            case FLIP -> with(input, position, (byte) (input[position] ^ 1 << random.nextInt(8)));
            case REPLACE -> with(input, position, TELLING[random.nextInt(TELLING.length)]);
            case DELETE -> joined(input, position, position + 1);
            case DOUBLE -> joined(input, position + 1, position);
        };
    }

    private static byte[] with(byte[] input, int position, byte value) {
        byte[] changed = input.clone();
        changed[position] = value;
        return changed;
    }

    private static byte[] joined(byte[] input, int end, int start) {
        byte[] joined = Arrays.copyOf(input, end + input.length - start);
        System.arraycopy(input, start, joined, end, input.length - start);
        return joined;
    }
}
