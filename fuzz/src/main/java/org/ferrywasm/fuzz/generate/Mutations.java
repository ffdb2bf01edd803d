package org.ferrywasm.fuzz.generate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ferrywasm.fuzz.choice.ChoiceSource;

/** Spoils bytes here and there, so that what was valid nearly is. */
public final class Mutations {
    private static final byte[] TELLING = {
        0, 1, 2, 0x0B, 0x3F, 0x40, 0x60, 0x6F, 0x70, 0x7B, 0x7F, (byte) 0x80, (byte) 0xFC, (byte) 0xFD, (byte) 0xFF
    };
    private static final byte[] TELLING_TEXT = " ()\"\\$;@0x-_.=\n\u00e2".getBytes(StandardCharsets.UTF_8);
    private static final int MOST = 4;

    private Mutations() {}

    /** Spoils a binary module. */
    public static byte[] ofBytes(ChoiceSource choices, byte[] input) {
        return spoiled(choices, input, TELLING);
    }

    /** Spoils a text. */
    public static byte[] ofText(ChoiceSource choices, byte[] input) {
        return spoiled(choices, input, TELLING_TEXT);
    }

    private static byte[] spoiled(ChoiceSource choices, byte[] input, byte[] telling) {
        byte[] bytes = input;
        for (int i = choices.below(MOST); i >= 0 && bytes.length > 0; i--) {
            bytes = once(choices, bytes, telling);
        }
        return bytes;
    }

    private static byte[] once(ChoiceSource choices, byte[] bytes, byte[] telling) {
        int at = choices.below(bytes.length);
        return switch (choices.below(7)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> with(bytes, at, (byte) (bytes[at] ^ (1 << choices.below(Byte.SIZE))));
            case 2 -> with(bytes, at, telling[choices.below(telling.length)]);
            case 3 -> with(bytes, at, (byte) (bytes[at] + choices.below(5) - 2));
            case 4 -> joined(bytes, at, Math.min(bytes.length, at + 1 + choices.below(4)));
            case 5 -> joined(bytes, Math.min(bytes.length, at + 1 + choices.below(16)), at);
            default -> with(bytes, at, bytes[choices.below(bytes.length)]);
        };
    }

    private static byte[] with(byte[] input, int position, byte value) {
        byte[] changed = input.clone();
        changed[position] = value;
        return changed;
    }

    /** The bytes up to one place, and those from another on. */
    private static byte[] joined(byte[] input, int end, int start) {
        byte[] joined = Arrays.copyOf(input, end + input.length - start);
        System.arraycopy(input, start, joined, end, input.length - start);
        return joined;
    }
}
