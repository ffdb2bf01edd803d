package org.ferrywasm.contract.spi;

import java.util.List;

/**
 * The type of a host function.
 *
 * @param parameters the types of its parameters
 * @param results the types of its results
 */
public record Signature(List<ValueType> parameters, List<ValueType> results) {
    /** Copies the lists. */
    public Signature {
        parameters = List.copyOf(parameters);
        results = List.copyOf(results);
    }
}
