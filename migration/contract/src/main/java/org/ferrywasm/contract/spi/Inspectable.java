package org.ferrywasm.contract.spi;

import java.util.List;

/** A Store whose connected objects can be listed with all their public operations: the capability {@code inspectable}. */
public interface Inspectable extends TestedStore {
    /**
     * All public operations of one object of each connected type, found by reflection so that none is forgotten. The objects
     * are made here, by the owner; all operations of one call are about the same objects.
     */
    List<Operation> operations();
}
