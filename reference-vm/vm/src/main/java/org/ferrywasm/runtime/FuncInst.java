package org.ferrywasm.runtime;

import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.FuncType;

/** A function instance (specification, "Function Instances"): the closure of a module's function, or a host function. */
public abstract sealed class FuncInst permits WasmFunc, HostFunc {
    private final int address;
    private final DefType type;
    private final FuncType funcType;
    private final int paramSlots;
    private final int resultSlots;

    FuncInst(int address, DefType type) {
        this.address = address;
        this.type = type;
        this.funcType = (FuncType) type.expand();
        this.paramSlots = FuncType.slots(funcType.params());
        this.resultSlots = FuncType.slots(funcType.results());
    }

    /** Its address in the store. */
    public final int address() {
        return address;
    }

    /** The reference to it. */
    public final long ref() {
        return Ref.of(Ref.FUNC, address);
    }

    /** Its type in canonical form. */
    public final DefType type() {
        return type;
    }

    /** Its parameters and results. */
    public final FuncType funcType() {
        return funcType;
    }

    /** How many slots its arguments take. */
    public final int paramSlots() {
        return paramSlots;
    }

    /** How many slots its results take. */
    public final int resultSlots() {
        return resultSlots;
    }
}
