package org.ferrywasm.fuzz.generate;

import java.util.List;

/**
 * The type of a function, in the words of the text format.
 *
 * @param id its name
 * @param params what it takes
 * @param results what it gives
 */
public record Signature(String id, List<String> params, List<String> results) {
    /** Copies the lists. */
    public Signature {
        params = List.copyOf(params);
        results = List.copyOf(results);
    }

    String text() {
        return "(type %s (func%s%s))".formatted(id, clause(" (param ", params), clause(" (result ", results));
    }

    private static String clause(String opening, List<String> types) {
        return types.isEmpty() ? "" : opening + String.join(" ", types) + ")";
    }
}
