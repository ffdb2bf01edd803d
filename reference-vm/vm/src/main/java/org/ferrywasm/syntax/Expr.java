package org.ferrywasm.syntax;

/**
 * An instruction sequence in binary form, its final {@code end} included: a function body without its locals, or a constant
 * expression (specification, "Expressions"). A slice of bytes that nobody changes.
 *
 * @param bytes the bytes it is a slice of: a whole module where it was decoded from one
 * @param start the offset of its first byte
 * @param end the offset after its last byte
 */
public record Expr(byte[] bytes, int start, int end) {
    /** How many bytes it has. */
    public int lengthBytes() {
        return end - start;
    }

    @Override
    public String toString() {
        return "expr[0x" + Integer.toHexString(start) + ", 0x" + Integer.toHexString(end) + ")";
    }
}
