package org.ferrywasm.syntax;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An engine's table of canonical types: structurally equal recursion groups get the same {@link DefType}s
 * (specification, "Defined Types", iso-recursive equivalence). Safe for many threads; a group that nothing refers to any
 * more is forgotten.
 */
public final class TypeRegistry {
    private final Map<RecType, Entry> groups = new HashMap<>();
    private final ReferenceQueue<RecGroup> forgotten = new ReferenceQueue<>();
    private int nextId;

    /** Makes a table without types. */
    public TypeRegistry() {
        // The members' initial values are all there is.
    }

    /**
     * The canonical types of a recursion group.
     *
     * @param group the group as a module has it
     * @param earlier the canonical types of all type indices before the group; the group's members have the indices that
     *     follow
     * @throws InvalidException if the group refers to a type index that is neither before it nor in it, or names a
     *     supertype that does not stand before its subtype
     */
    public List<DefType> canonicalise(RecType group, List<DefType> earlier) {
        RecType key = key(group, earlier);
        synchronized (groups) {
            for (Object gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
                Entry entry = (Entry) gone;
                groups.remove(entry.key, entry);
            }
            Entry entry = groups.get(key);
            RecGroup known = entry == null ? null : entry.get();
            if (known == null) {
                known = new RecGroup(this, key, nextId);
                nextId += known.members.length;
                groups.put(key, new Entry(key, known, forgotten));
            }
            return List.of(known.members);
        }
    }

    /** The canonical type of a function type that is closed already. */
    public DefType canonicalise(FuncType type) {
        return canonicalise(new RecType(List.of(SubType.of(type))), List.of()).getFirst();
    }

    /** Whether a type is one of this registry's. */
    public boolean owns(DefType type) {
        return type.registry() == this;
    }

    private static RecType key(RecType group, List<DefType> earlier) {
        int size = group.subTypes().size();
        List<SubType> subTypes = new ArrayList<>(size);
        for (SubType sub : group.subTypes()) {
            List<HeapType> supertypes =
                    sub.supertypes().stream().map(t -> keyed(t, earlier, size)).toList();
            requireSupertypes(supertypes, subTypes.size(), earlier.size());
            subTypes.add(new SubType(
                    sub.isFinal(), supertypes, Substitution.apply(sub.composite(), t -> keyed(t, earlier, size))));
        }
        return new RecType(subTypes);
    }

    private static HeapType keyed(HeapType type, List<DefType> earlier, int size) {
        if (!(type instanceof TypeIndex(int index))) {
            return type;
        }
        if (Integer.compareUnsigned(index, earlier.size()) < 0) {
            return earlier.get(index);
        }
        int inGroup = index - earlier.size();
        if (Integer.compareUnsigned(inGroup, size) >= 0) {
            throw new InvalidException(
                    "unknown type", "the type section, reference to type " + Integer.toUnsignedString(index));
        }
        return new RecIndex(inGroup);
    }

    private static void requireSupertypes(List<HeapType> supertypes, int indexInGroup, int base) {
        String where = "type " + (base + indexInGroup);
        if (supertypes.size() > 1) {
            throw new InvalidException("sub type: more than one supertype", where);
        }
        if (!supertypes.isEmpty() && supertypes.getFirst() instanceof RecIndex(int index) && index >= indexInGroup) {
            throw new InvalidException("unknown type: a supertype stands before its subtypes", where);
        }
    }

    private static final class Entry extends WeakReference<RecGroup> {
        final RecType key;

        Entry(RecType key, RecGroup group, ReferenceQueue<RecGroup> queue) {
            super(group, queue);
            this.key = key;
        }
    }
}
