package org.ferrywasm.syntax;

import java.util.List;

/**
 * A recursion group: type definitions that may refer to one another (specification, "Recursive Types").
 *
 * @param subTypes the definitions, in order
 */
public record RecType(List<SubType> subTypes) {
    /** Copies the list. */
    public RecType {
        subTypes = List.copyOf(subTypes);
    }

    @Override
    public int hashCode() {
        return TypeHash.of(subTypes);
    }
}
