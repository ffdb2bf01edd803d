package org.ferrywasm.syntax;

/**
 * A defined type named by its place in the recursion group that is being looked at; only canonical keys contain it.
 *
 * @param index the position in the group
 */
public record RecIndex(int index) implements HeapType {
    @Override
    public String toString() {
        return "rec." + index;
    }
}
