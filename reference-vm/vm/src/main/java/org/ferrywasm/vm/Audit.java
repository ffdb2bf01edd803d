package org.ferrywasm.vm;

import java.util.List;

/**
 * What {@link Store#audit} found in a Store that is whole. It belongs to no Store.
 *
 * @param hostObjects how many host objects there are
 * @param hostReferences how many references to them are counted: from handles, globals, tables, heap and element segments
 * @param heapObjects how many structures, arrays and exceptions there are, dead ones that are not yet collected included
 * @param heapBytes how many bytes they take
 * @param calls how many calls have begun and not ended, suspended or running
 * @param openHandles the open handles to heap and host objects, each with where it was made if the Engine traces handles
 *     ({@link Config#traceHandles})
 */
public record Audit(
        int hostObjects, long hostReferences, int heapObjects, long heapBytes, int calls, List<String> openHandles) {
    /** Copies the list. */
    public Audit {
        openHandles = List.copyOf(openHandles);
    }
}
