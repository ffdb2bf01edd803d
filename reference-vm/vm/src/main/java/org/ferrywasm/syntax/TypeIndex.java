package org.ferrywasm.syntax;

/**
 * A defined type named by its index in a module's type space.
 *
 * @param index the type index
 */
public record TypeIndex(int index) implements HeapType {
    @Override
    public String toString() {
        return Integer.toString(index);
    }
}
