package org.ferrywasm.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A data segment (specification, "Data Segments"). Its contents are a slice of bytes that nobody changes.
 *
 * @param bytes the bytes its contents are a slice of
 * @param start the offset of the first
 * @param end the offset after the last
 * @param mode active or passive
 * @param memIndex the memory an active segment is copied to, else 0
 * @param offset where an active segment is copied to, else null
 */
public record Data(
        byte[] bytes,
        int start,
        int end,
        SegmentMode mode,
        int memIndex,
        @Nullable Expr offset) {
    /** How many bytes it has. */
    public int lengthBytes() {
        return end - start;
    }
}
