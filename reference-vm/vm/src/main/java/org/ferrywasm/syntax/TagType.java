package org.ferrywasm.syntax;

/**
 * The type of an exception tag: a function type without results (specification, "Tag Types").
 *
 * @param type the defined type, a {@link TypeIndex} in a module as read and a {@link DefType} once closed
 */
public record TagType(HeapType type) implements ExternType {
    @Override
    public String toString() {
        return "(tag (type " + type + "))";
    }
}
