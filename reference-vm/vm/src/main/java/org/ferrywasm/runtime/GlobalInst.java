package org.ferrywasm.runtime;

import org.ferrywasm.syntax.GlobalType;

/** A global instance (specification, "Global Instances"). The fields are public for the interpreter alone. */
public final class GlobalInst {
    private final GlobalType type;

    /** The value, or the low half of a vector. */
    public long value;

    /** The high half of a vector. */
    public long high;

    public GlobalInst(GlobalType type) {
        this.type = type;
    }

    /** Its type, closed. */
    public GlobalType type() {
        return type;
    }
}
