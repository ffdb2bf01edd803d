package org.ferrywasm.fuzz.oracle;

import java.util.List;
import java.util.Map;

/**
 * Something in which other engines differ from Ferry, and Ferry is right.
 *
 * @param name its name
 * @param about what the specification says, and what they do
 * @param without what modules for them must not have, so that other differences can be found: see {@link
 *     org.ferrywasm.fuzz.generate.Language}
 * @param module the smallest module that shows it; its function {@code run0} is called with 5
 * @param ferry what Ferry says
 * @param engines what others say, by their names: how it begins
 */
public record KnownDifference(
        String name, String about, List<String> without, String module, String ferry, Map<String, String> engines) {
    /** Copies the collections. */
    public KnownDifference {
        without = List.copyOf(without);
        engines = Map.copyOf(engines);
    }
}
