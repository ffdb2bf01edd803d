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

    /** Sets a reference, which may be to a host object and is counted then. */
    public void setCounted(StoreState store, long ref) {
        store.retain(ref, 1);
        store.release(value, 1);
        value = ref;
    }

    /** Whether it may refer to a host object. */
    public boolean isCounted() {
        return type.type().mayBeHost();
    }

    /** Its type, closed. */
    public GlobalType type() {
        return type;
    }
}
