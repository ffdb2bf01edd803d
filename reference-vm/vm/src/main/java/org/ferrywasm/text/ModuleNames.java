package org.ferrywasm.text;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ferrywasm.binary.ByteReader;
import org.ferrywasm.binary.InstrWriter;
import org.ferrywasm.syntax.Custom;
import org.ferrywasm.syntax.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * The contents of the custom section {@code name} (specification, appendix "Name Section"), with the subsections for tables,
 * memories, globals and segments that the extended name section proposal adds.
 */
public final class ModuleNames {
    /** The name of the section. */
    public static final String SECTION = "name";

    /** What has names, each kind with the id of its subsection. */
    public enum Kind {
        FUNC(1),
        TYPE(4),
        TABLE(5),
        MEMORY(6),
        GLOBAL(7),
        ELEM(8),
        DATA(9),
        TAG(11);

        private final int id;

        Kind(int id) {
            this.id = id;
        }

        private static @Nullable Kind ofId(int id) {
            for (Kind kind : values()) {
                if (kind.id == id) {
                    return kind;
                }
            }
            return null;
        }
    }

    private static final int MODULE = 0;
    private static final int LOCALS = 2;
    private static final int FIELDS = 10;
    private static final int LAST_SUBSECTION = 11;

    private @Nullable String module;
    private final Map<Kind, SortedMap<Integer, String>> names = new TreeMap<>();
    private final SortedMap<Integer, SortedMap<Integer, String>> locals = new TreeMap<>();
    private final SortedMap<Integer, SortedMap<Integer, String>> fields = new TreeMap<>();

    /** The names that a custom section gives, or null if it is malformed. Names that are there twice keep the first. */
    public static @Nullable ModuleNames decode(Custom section) {
        ModuleNames names = new ModuleNames();
        ByteReader in = new ByteReader(section.bytes(), section.start(), section.end());
        try {
            while (in.hasNext()) {
                int id = in.u8();
                int size = in.u32();
                int end = in.position() + size;
                if (size < 0 || end < 0 || end > section.end()) {
                    return null;
                }
                ByteReader subsection = new ByteReader(section.bytes(), in.position(), end);
                names.read(id, subsection);
                in = new ByteReader(section.bytes(), end, section.end());
            }
        } catch (MalformedException e) {
            return null;
        }
        return names;
    }

    private void read(int id, ByteReader in) {
        Kind kind = Kind.ofId(id);
        if (id == MODULE) {
            module = in.name();
        } else if (kind != null) {
            readMap(in, names(kind));
        } else if (id == LOCALS || id == FIELDS) {
            SortedMap<Integer, SortedMap<Integer, String>> outer = id == LOCALS ? locals : fields;
            for (int left = in.u32(); left != 0; left--) {
                readMap(in, outer.computeIfAbsent(in.u32(), index -> new TreeMap<>()));
            }
        }
    }

    private static void readMap(ByteReader in, SortedMap<Integer, String> to) {
        for (int left = in.u32(); left != 0; left--) {
            int index = in.u32();
            to.putIfAbsent(index, in.name());
        }
    }

    /** The name of the module, or null. */
    public @Nullable String module() {
        return module;
    }

    /** Gives the module a name. */
    void setModule(@Nullable String name) {
        module = name;
    }

    /** The names of things of one kind by index. */
    public SortedMap<Integer, String> names(Kind kind) {
        return names.computeIfAbsent(kind, k -> new TreeMap<>());
    }

    /** The names of locals by function index and local index, parameters among them. */
    public SortedMap<Integer, SortedMap<Integer, String>> locals() {
        return locals;
    }

    /** The names of fields by type index and field index. */
    public SortedMap<Integer, SortedMap<Integer, String>> fields() {
        return fields;
    }

    /** The name of something, or null. */
    public @Nullable String name(Kind kind, int index) {
        return names(kind).get(index);
    }

    /** Whether nothing has a name. */
    boolean isEmpty() {
        return module == null
                && locals.isEmpty()
                && fields.isEmpty()
                && names.values().stream().allMatch(Map::isEmpty);
    }

    /** The section, after all others. */
    Custom encode() {
        InstrWriter out = new InstrWriter();
        for (int id = 0; id <= LAST_SUBSECTION; id++) {
            InstrWriter subsection = new InstrWriter();
            write(id, subsection);
            if (subsection.length() > 0) {
                out.u8(id);
                out.sized(subsection);
            }
        }
        byte[] bytes = out.toBytes();
        return new Custom(SECTION, bytes, 0, bytes.length, SectionPlace.LAST);
    }

    private void write(int id, InstrWriter to) {
        Kind kind = Kind.ofId(id);
        if (id == MODULE && module != null) {
            to.name(module);
        } else if (kind != null && !names(kind).isEmpty()) {
            writeMap(names(kind), to);
        } else if (id == LOCALS || id == FIELDS) {
            SortedMap<Integer, SortedMap<Integer, String>> outer = id == LOCALS ? locals : fields;
            if (!outer.isEmpty()) {
                to.u32(outer.size());
                outer.forEach((index, inner) -> {
                    to.u32(index);
                    writeMap(inner, to);
                });
            }
        }
    }

    private static void writeMap(SortedMap<Integer, String> names, InstrWriter to) {
        to.u32(names.size());
        names.forEach((index, name) -> {
            to.u32(index);
            to.name(name);
        });
    }
}
