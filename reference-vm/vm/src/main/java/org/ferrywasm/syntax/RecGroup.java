package org.ferrywasm.syntax;

import java.util.List;

/**
 * The canonical form of a recursion group: its members and their definitions, closed over the members. Both arrays are
 * written before the constructor ends and never after.
 */
final class RecGroup {
    final TypeRegistry registry;
    final DefType[] members;
    final CompositeType[] composites;

    /**
     * Makes the members of a group.
     *
     * @param registry the registry that the group is made for
     * @param key the group with references to members as {@link RecIndex} and to everything else as {@link DefType}
     * @param firstId the id of the first member; the others follow
     */
    RecGroup(TypeRegistry registry, RecType key, int firstId) {
        this.registry = registry;
        List<SubType> subTypes = key.subTypes();
        members = new DefType[subTypes.size()];
        composites = new CompositeType[members.length];
        for (int i = 0; i < members.length; i++) {
            SubType sub = subTypes.get(i);
            DefType supertype = sub.supertypes().isEmpty()
                    ? null
                    : (DefType) close(sub.supertypes().getFirst());
            members[i] = new DefType(firstId + i, sub.isFinal(), supertype, this, i);
        }
        for (int i = 0; i < members.length; i++) {
            composites[i] = Substitution.apply(subTypes.get(i).composite(), this::close);
        }
    }

    private HeapType close(HeapType type) {
        return type instanceof RecIndex(int index) ? members[index] : type;
    }
}
