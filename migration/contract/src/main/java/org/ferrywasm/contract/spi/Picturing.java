package org.ferrywasm.contract.spi;

import java.util.List;

/** A Store whose whole state can be written down: the capability {@code picturing}. */
public interface Picturing extends TestedStore {
    /**
     * Everything that guests and the host can observe of the Store: memories, tables, globals, segments, the heap with its
     * identities, host objects, calls in flight, counts and fuel. Equal states give equal lines, on whatever thread.
     */
    List<String> picture();
}
