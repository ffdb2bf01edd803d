package org.ferrywasm.runtime;

import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.FuncType;

/**
 * A tag instance (specification, "Tag Instances"): two tags are the same only if they are the same object.
 *
 * @param address its address in the store
 * @param type its function type in canonical form
 */
public record TagInst(int address, DefType type) {
    /** The types of the values that an exception with this tag carries. */
    public FuncType funcType() {
        return (FuncType) type.expand();
    }
}
