package org.ferrywasm.binary;

import org.jspecify.annotations.Nullable;

/**
 * The sections of a module but for the custom ones, in the order in which they must stand (specification, "Modules",
 * "Sections"). That order is not the one of their ids: those of later versions of the language stand between older ones.
 */
enum Section {
    TYPE(1),
    IMPORT(2),
    FUNCTION(3),
    TABLE(4),
    MEMORY(5),
    TAG(13),
    GLOBAL(6),
    EXPORT(7),
    START(8),
    ELEMENT(9),
    DATA_COUNT(12),
    CODE(10),
    DATA(11);

    /** The id of the custom sections, which stand anywhere. */
    static final int CUSTOM_ID = 0;

    private final int id;

    Section(int id) {
        this.id = id;
    }

    /** The byte that it begins with. */
    int id() {
        return id;
    }

    /** The section of this id, or null where there is none. */
    static @Nullable Section ofId(int id) {
        for (Section section : values()) {
            if (section.id == id) {
                return section;
            }
        }
        return null;
    }
}
