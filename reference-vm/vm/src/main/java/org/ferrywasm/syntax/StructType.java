package org.ferrywasm.syntax;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A structure type (specification, "Aggregate Types").
 *
 * @param fields the fields, in order
 */
public record StructType(List<FieldType> fields) implements CompositeType {
    /** Copies the list. */
    public StructType {
        fields = List.copyOf(fields);
    }

    @Override
    public int hashCode() {
        return TypeHash.of(fields);
    }

    @Override
    public String toString() {
        return fields.stream().map(f -> " (field " + f + ")").collect(Collectors.joining("", "(struct", ")"));
    }
}
