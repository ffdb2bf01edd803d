package org.ferrywasm.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * How the members of one index space are named in print: by the name that the module gives them where it is not empty, not
 * very long, and no earlier member has the same, else by number.
 */
final class PrintedIds {
    /** An index space without names. */
    static final PrintedIds NONE = new PrintedIds();

    /** Longer ones are written once, as an annotation: each reference, of a few bytes, could else become as long. */
    private static final int MAX_ID_LENGTH = 512;

    private final Map<Integer, String> ids = new HashMap<>();
    private final Map<Integer, String> annotations = new HashMap<>();

    private PrintedIds() {}

    /**
     * The identifiers of an index space.
     *
     * @param names the names by index
     * @param count how many members there are; names of others are left out
     */
    static PrintedIds of(SortedMap<Integer, String> names, int count) {
        PrintedIds printed = new PrintedIds();
        Set<String> used = new HashSet<>();
        names.forEach((index, name) -> {
            if (index < 0 || index >= count) {
                return;
            }
            String id = TextWriter.id(name);
            if (!name.isEmpty() && id.length() <= MAX_ID_LENGTH && used.add(name)) {
                printed.ids.put(index, id);
            } else {
                printed.annotations.put(index, " (@name " + TextWriter.quoted(name) + ")");
            }
        });
        return printed;
    }

    /** Whether a member has an identifier or an annotation, so that it must be declared alone. */
    boolean has(int index) {
        return ids.containsKey(index) || annotations.containsKey(index);
    }

    /** What stands where a member is declared: its identifier after a space, or its name as an annotation, or nothing. */
    String declared(int index) {
        String id = ids.get(index);
        return id == null ? annotations.getOrDefault(index, "") : " " + id;
    }

    /** What stands where a member is referred to. */
    String reference(int index) {
        String id = ids.get(index);
        return id == null ? Integer.toUnsignedString(index) : id;
    }
}
