package org.ferrywasm.syntax;

import java.util.OptionalLong;

/**
 * The size range of a memory, in pages, or of a table, in elements (specification, "Limits"). Both numbers are unsigned.
 *
 * {@snippet class="org.ferrywasm.examples.TypeExample" region="limits"}
 *
 * @param min the least size
 * @param max the greatest size, if one is declared
 */
public record Limits(long min, OptionalLong max) {

    /** Limits without an upper bound. */
    public static Limits atLeast(long min) {
        return new Limits(min, OptionalLong.empty());
    }

    /** Limits with both bounds. */
    public static Limits between(long min, long max) {
        return new Limits(min, OptionalLong.of(max));
    }

    /** Whether something with these limits may stand where {@code other} are asked for (specification, "Import Matching"). */
    public boolean matches(Limits other) {
        if (Long.compareUnsigned(min, other.min) < 0) {
            return false;
        }
        return other.max.isEmpty()
                || (max.isPresent() && Long.compareUnsigned(max.getAsLong(), other.max.getAsLong()) <= 0);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(min) + (max.isPresent() ? " " + Long.toUnsignedString(max.getAsLong()) : "");
    }
}
