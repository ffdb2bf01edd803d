package org.ferrywasm.syntax;

/**
 * The external type of a function.
 *
 * @param type the defined type, a {@link TypeIndex} in a module as read and a {@link DefType} once closed
 */
public record FuncExtern(HeapType type) implements ExternType {
    @Override
    public String toString() {
        return "(func (type " + type + "))";
    }
}
