package org.ferrywasm.syntax;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large a module may be in each respect that the specification leaves to implementations (appendix "Implementation
 * Limitations"). The defaults are those of the JavaScript API where it names one. How large its tables and memories may
 * become is no property of a module but of the store that they are made in. Immutable.
 *
 * {@snippet class="org.ferrywasm.examples.ConfigExample" region="module-limits"}
 */
public final class ModuleLimits {

    /** What is limited. */
    public enum Limit {
        /** Bytes of a module in binary form. */
        MODULE_BYTES("module bytes", 1 << 30),
        /** Type definitions, through all recursion groups. */
        TYPES("types", 1_000_000),
        /** Type definitions in one recursion group. */
        REC_GROUP_TYPES("types in a recursion group", 1_000_000),
        /** Types above a type. */
        SUBTYPE_DEPTH("types above a type", 63),
        /** Functions, imports included. */
        FUNCTIONS("functions", 1_000_000),
        /** Imports of all kinds. */
        IMPORTS("imports", 1_000_000),
        /** Exports of all kinds. */
        EXPORTS("exports", 1_000_000),
        /** Globals, imports included. */
        GLOBALS("globals", 1_000_000),
        /** Tables, imports included. */
        TABLES("tables", 100_000),
        /** Memories, imports included. */
        MEMORIES("memories", 100),
        /** Tags, imports included. */
        TAGS("tags", 1_000_000),
        /** Data segments. */
        DATA_SEGMENTS("data segments", 100_000),
        /** Element segments. */
        ELEM_SEGMENTS("element segments", 10_000_000),
        /** Elements of one element segment. */
        ELEM_ENTRIES("elements in an element segment", 10_000_000),
        /** Parameters of a function type. */
        PARAMS("parameters", 1_000),
        /** Results of a function type. */
        RESULTS("results", 1_000),
        /** Locals of a function, parameters included. */
        LOCALS("locals", 50_000),
        /** Bytes of a function body. */
        BODY_BYTES("bytes in a function body", 7_654_321),
        /** Fields of a structure type. */
        STRUCT_FIELDS("structure fields", 10_000),
        /** Labels of a {@code br_table}, its default not counted. */
        BR_TABLE_LABELS("br_table labels", 65_520),
        /** Structured control instructions around an instruction. */
        NESTING_DEPTH("nested blocks", 50_000),
        /** Bytes of a name. */
        NAME_BYTES("bytes in a name", 100_000),
        /** Operands of an {@code array.new_fixed}. */
        ARRAY_NEW_FIXED("array.new_fixed operands", 10_000);

        private final String words;
        private final long initial;

        Limit(String words, long initial) {
            this.words = words;
            this.initial = initial;
        }

        /** The problem that an exception names when this limit is exceeded. */
        public String problem() {
            return this == LOCALS ? "too many locals" : "implementation limit exceeded: too many " + words;
        }
    }

    /** The limits that a module has unless an embedder says otherwise. */
    public static final ModuleLimits DEFAULT = new ModuleLimits(new EnumMap<>(Limit.class));

    private final EnumMap<Limit, Long> changed;

    private ModuleLimits(EnumMap<Limit, Long> changed) {
        this.changed = changed;
    }

    /** The greatest number allowed. */
    public long get(Limit limit) {
        return changed.getOrDefault(limit, limit.initial);
    }

    /**
     * These limits with one of them replaced.
     *
     * @throws IllegalArgumentException if {@code value} is negative
     */
    public ModuleLimits with(Limit limit, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative limit: " + value);
        }
        EnumMap<Limit, Long> copy = new EnumMap<>(changed);
        copy.put(limit, value);
        return new ModuleLimits(copy);
    }

    /** Whether so many are too many, {@code count} being unsigned. */
    public boolean isExceededBy(Limit limit, long count) {
        return Long.compareUnsigned(count, get(limit)) > 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModuleLimits that && all().equals(that.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    @Override
    public String toString() {
        return all().toString();
    }

    private Map<Limit, Long> all() {
        Map<Limit, Long> all = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            all.put(limit, get(limit));
        }
        return all;
    }
}
