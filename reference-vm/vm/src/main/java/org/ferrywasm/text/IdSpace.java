package org.ferrywasm.text;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One index space with its identifiers (specification, "Contexts" of the text format). */
final class IdSpace {
    private final String kind;
    private final Annotations annotations;
    private final Map<String, Integer> indices = new HashMap<>();
    private final SortedMap<Integer, String> names = new TreeMap<>();
    private int count;

    /**
     * An empty index space.
     *
     * @param kind what messages call its members
     */
    IdSpace(String kind, Annotations annotations) {
        this.kind = kind;
        this.annotations = annotations;
    }

    int count() {
        return count;
    }

    /** The names of those that have one: the identifier, or what a {@code @name} annotation says instead. */
    SortedMap<Integer, String> names() {
        return names;
    }

    /** Adds so many members without identifiers. */
    void addAnonymous(int more) {
        count += more;
    }

    /** Adds a member that goes by the next token if that is an identifier, and gives its index. */
    int bind(Cursor in) {
        int idToken = in.position();
        String id = in.takeId();
        if (id != null) {
            if (indices.putIfAbsent(id, count) != null) {
                throw in.tokens().error("duplicate " + kind + " $" + id, idToken);
            }
            names.put(count, id);
        }
        String name = annotations.takeName(in.position(), kind);
        if (name != null) {
            names.put(count, name);
        }
        return count++;
    }

    /** Takes an index, as a number or as an identifier. */
    int index(Cursor in) {
        if (in.kind() != TokenKind.ID) {
            return in.u32();
        }
        int idToken = in.next();
        String id = in.tokens().id(idToken);
        Integer index = indices.get(id);
        if (index == null) {
            throw in.tokens().error("unknown " + kind + " $" + id, idToken);
        }
        return index;
    }

    /** Takes an index if one is next, else gives 0. */
    int optionalIndex(Cursor in) {
        return in.isIndex() ? index(in) : 0;
    }
}
