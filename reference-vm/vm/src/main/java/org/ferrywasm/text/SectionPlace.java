package org.ferrywasm.text;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The order of the sections of a binary module, and how annotations name the places between them. */
final class SectionPlace {
    /** After all sections. */
    static final int LAST = 11;

    /** Directly before the code section. */
    static final int BEFORE_CODE = 12;

    private static final int[] ORDER = {0, 1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11};

    private static final Map<String, Integer> IDS = Map.ofEntries(
            Map.entry("type", 1),
            Map.entry("import", 2),
            Map.entry("func", 3),
            Map.entry("table", 4),
            Map.entry("memory", 5),
            Map.entry("tag", 13),
            Map.entry("global", 6),
            Map.entry("export", 7),
            Map.entry("start", 8),
            Map.entry("elem", 9),
            Map.entry("datacount", 12),
            Map.entry("code", 10),
            Map.entry("data", 11));

    private SectionPlace() {}

    /** At which position in the prescribed order the section of this id stands. */
    static int rank(int id) {
        for (int rank = 0; rank < ORDER.length; rank++) {
            if (ORDER[rank] == id) {
                return rank;
            }
        }
        return ORDER.length;
    }

    /**
     * The id of the section that a custom section of this placement follows.
     *
     * @param section what an annotation calls the section
     * @return null if there is no such section
     */
    static @Nullable Integer of(boolean after, String section) {
        if (section.equals(after ? "last" : "first")) {
            return after ? LAST : 0;
        }
        Integer id = IDS.get(section);
        return id == null || after ? id : Integer.valueOf(ORDER[rank(id) - 1]);
    }

    /** How an annotation says that a custom section follows the section of this id. */
    static String text(int id) {
        if (id == 0) {
            return "(before first)";
        }
        return IDS.entrySet().stream()
                .filter(section -> section.getValue() == id && id != LAST)
                .map(section -> "(after " + section.getKey() + ")")
                .findFirst()
                .orElse("(after last)");
    }
}
