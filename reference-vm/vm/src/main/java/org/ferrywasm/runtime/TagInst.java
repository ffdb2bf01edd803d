package org.ferrywasm.runtime;

import java.util.Arrays;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.ValType;

/** A tag instance (specification, "Tag Instances"): two tags are the same only if they are the same object. */
public final class TagInst {
    private final int address;
    private final DefType type;
    private final int[] hostSlots;

    /**
     * A tag.
     *
     * @param address its address in the store
     * @param type its function type in canonical form
     */
    public TagInst(int address, DefType type) {
        this.address = address;
        this.type = type;
        this.hostSlots = hostSlots(funcType());
    }

    private static int[] hostSlots(FuncType type) {
        int[] slots = new int[type.params().size()];
        int count = 0;
        int slot = 0;
        for (ValType param : type.params()) {
            if (param.mayBeHost()) {
                slots[count++] = slot;
            }
            slot += param.slots();
        }
        return Arrays.copyOf(slots, count);
    }

    /** Its address in the store. */
    public int address() {
        return address;
    }

    /** Its function type in canonical form. */
    public DefType type() {
        return type;
    }

    /** The types of the values that an exception with this tag carries. */
    public FuncType funcType() {
        return (FuncType) type.expand();
    }

    /** The slots of an exception's payload that may refer to host objects. */
    int[] hostSlots() {
        return hostSlots;
    }
}
