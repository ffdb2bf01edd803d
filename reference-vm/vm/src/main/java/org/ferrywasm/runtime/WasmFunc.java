package org.ferrywasm.runtime;

import org.ferrywasm.code.Code;
import org.ferrywasm.syntax.DefType;
import org.jspecify.annotations.Nullable;

/** A function of a module instance. */
public final class WasmFunc extends FuncInst {
    private final ModuleInst module;
    private final int funcIndex;

    /** The lowered body, once it has been asked for; a copy of the reference that the module's {@code CodeSource} keeps. */
    private @Nullable Code code;

    public WasmFunc(int address, DefType type, ModuleInst module, int funcIndex) {
        super(address, type);
        this.module = module;
        this.funcIndex = funcIndex;
    }

    /** The instance it belongs to. */
    public ModuleInst module() {
        return module;
    }

    /** Its index in the module's function index space. */
    public int funcIndex() {
        return funcIndex;
    }

    /** Its lowered body, lowered on the first call. */
    public Code code() {
        Code known = code;
        if (known == null) {
            known = module.codeSource().code(funcIndex);
            code = known;
        }
        return known;
    }
}
