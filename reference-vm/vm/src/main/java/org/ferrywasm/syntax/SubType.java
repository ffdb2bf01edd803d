package org.ferrywasm.syntax;

import java.util.List;

/**
 * A type definition: a composite type with its declared supertypes (specification, "Recursive Types").
 *
 * @param isFinal whether no other type may name it as its supertype
 * @param supertypes the declared supertypes; validation allows at most one
 * @param composite the definition itself
 */
public record SubType(boolean isFinal, List<HeapType> supertypes, CompositeType composite) {
    /** Copies the list. */
    public SubType {
        supertypes = List.copyOf(supertypes);
    }

    /** The definition of a type without subtyping. */
    public static SubType of(CompositeType composite) {
        return new SubType(true, List.of(), composite);
    }
}
