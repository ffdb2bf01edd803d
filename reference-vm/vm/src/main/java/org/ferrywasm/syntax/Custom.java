package org.ferrywasm.syntax;

import java.util.Arrays;

/**
 * A custom section (specification, appendix "Custom Sections"). Its contents are a slice of bytes that nobody changes.
 *
 * @param name its name
 * @param bytes the bytes its contents are a slice of
 * @param start the offset of the first byte after the name
 * @param end the offset after the last
 * @param place after how many of the module's other sections it stands: the id of the section before it in the
 *     binary format's prescribed order, 0 at the beginning
 */
public record Custom(String name, byte[] bytes, int start, int end, int place) {
    /** A copy of its contents. */
    public byte[] contents() {
        return Arrays.copyOfRange(bytes, start, end);
    }
}
