package org.ferrywasm.binary;

import java.util.Arrays;
import org.ferrywasm.syntax.Custom;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Module;
import org.jspecify.annotations.Nullable;

/**
 * The names that a module's custom section "name" gives to its parts, for messages (specification, appendix "Custom
 * Sections", "Name Section"). It is read when a name is first asked for. What is malformed in it counts as absent, and so
 * does everything after that. Safe for many threads.
 */
public final class NameSection {
    private static final String NAME = "name";
    private static final int MODULE_NAME = 0;
    private static final int FUNCTION_NAMES = 1;
    private static final int LOCAL_NAMES = 2;

    private final @Nullable Custom custom;
    private volatile @Nullable Names names;

    private NameSection(@Nullable Custom custom) {
        this.custom = custom;
    }

    /** The names of a module's parts: none where it has no such section. */
    public static NameSection of(Module module) {
        return new NameSection(module.custom(NAME));
    }

    /** The name of the module, or null. */
    public @Nullable String moduleName() {
        return names().moduleName;
    }

    /** The name of a function, or null. */
    public @Nullable String functionName(int funcIndex) {
        return names().functions.name(funcIndex);
    }

    /** The name of a local, or null. */
    public @Nullable String localName(int funcIndex, int localIndex) {
        ByteReader in = names().locals.reader(funcIndex);
        if (in == null) {
            return null;
        }
        IndexMap locals = new IndexMap();
        locals.readNames(in);
        return locals.name(localIndex);
    }

    private Names names() {
        Names known = names;
        if (known == null) {
            known = new Names();
            if (custom != null) {
                known.read(new ByteReader(custom.bytes(), custom.start(), custom.end()));
            }
            names = known;
        }
        return known;
    }

    private static final class Names {
        @Nullable
        String moduleName;

        final IndexMap functions = new IndexMap();
        final IndexMap locals = new IndexMap();

        void read(ByteReader in) {
            try {
                while (in.hasNext()) {
                    int id = in.u8();
                    int length = in.length();
                    int start = in.skip(length);
                    ByteReader contents = new ByteReader(in.bytes(), start, start + length);
                    switch (id) {
                        case MODULE_NAME -> moduleName = contents.name();
                        case FUNCTION_NAMES -> functions.readNames(contents);
                        case LOCAL_NAMES -> locals.readMaps(contents);
                        default -> {}
                    }
                }
            } catch (MalformedException _) {
                // What was read before stays: names serve messages alone, so the module is none the worse.
            }
        }
    }

    /** Where in the section the entry of each index begins, indices ascending. */
    private static final class IndexMap {
        private int[] indices = new int[0];
        private int[] offsets = new int[0];
        private int size;
        private @Nullable ByteReader section;

        /** Notes the names that a name map gives, up to the first entry that is malformed or out of order. */
        void readNames(ByteReader in) {
            begin(in);
            while (size < indices.length && entry(in)) {
                in.skip(in.length());
                size++;
            }
        }

        /** Notes the name maps that an indirect name map gives, up to the first that is malformed or out of order. */
        void readMaps(ByteReader in) {
            begin(in);
            while (size < indices.length && entry(in)) {
                for (int left = in.count(); left > 0; left--) {
                    in.u32();
                    in.skip(in.length());
                }
                size++;
            }
        }

        private void begin(ByteReader in) {
            int count = in.count();
            section = in;
            indices = new int[count];
            offsets = new int[count];
            size = 0;
        }

        /** Reads the index of an entry and notes where its contents begin, or says that it is out of order. */
        private boolean entry(ByteReader in) {
            int index = in.u32();
            if (index < 0 || (size > 0 && index <= indices[size - 1])) {
                return false;
            }
            indices[size] = index;
            offsets[size] = in.position();
            return true;
        }

        @Nullable
        ByteReader reader(int index) {
            int at = Arrays.binarySearch(indices, 0, size, index);
            return at < 0 || section == null ? null : new ByteReader(section.bytes(), offsets[at], section.end());
        }

        @Nullable
        String name(int index) {
            ByteReader in = reader(index);
            try {
                return in == null ? null : in.name();
            } catch (MalformedException _) {
                return null;
            }
        }
    }
}
