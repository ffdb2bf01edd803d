package org.ferrywasm.fuzz.generate;

import java.util.EnumSet;
import java.util.Set;
import org.ferrywasm.syntax.Feature;

/**
 * What a generated module may use.
 *
 * @param features the parts of the language
 * @param without words of the text format that it may not use nevertheless: instructions, and the heap types of nulls
 * @param isComparable whether each engine must come to the same: what the specification leaves open is closed, and the module
 *     exports functions that sum up its state
 */
public record Language(Set<Feature> features, Set<String> without, boolean isComparable) {
    /** What to say to have no vectors in structures and arrays. */
    public static final String VECTOR_FIELDS = "(field v128)";

    /** What to say so that offsets into arrays, tables, memories and segments are small. */
    public static final String WILD_OFFSETS = "(i32.const 0x80000000)";

    /** All that the VM has. */
    public static final Language ALL = new Language(EnumSet.allOf(Feature.class), Set.of(), false);

    /** Copies the sets. */
    public Language {
        features = Set.copyOf(features);
        without = Set.copyOf(without);
    }

    boolean has(Feature feature) {
        return features.contains(feature);
    }

    boolean has(String word) {
        return !without.contains(word);
    }
}
