package org.ferrywasm.syntax;

/**
 * An array type (specification, "Aggregate Types").
 *
 * @param element the type of every element
 */
public record ArrayType(FieldType element) implements CompositeType {
    @Override
    public String toString() {
        return "(array " + element + ")";
    }
}
