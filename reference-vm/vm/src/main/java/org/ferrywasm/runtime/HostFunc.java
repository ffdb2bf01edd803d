package org.ferrywasm.runtime;

import org.ferrywasm.syntax.DefType;

/** A host function (specification, "Function Instances"). */
public final class HostFunc extends FuncInst {
    private final HostCode code;
    private final String name;

    public HostFunc(int address, DefType type, HostCode code, String name) {
        super(address, type);
        this.code = code;
        this.name = name;
    }

    /** What it does. */
    public HostCode code() {
        return code;
    }

    /** What backtraces call it. */
    public String name() {
        return name;
    }
}
