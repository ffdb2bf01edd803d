package org.ferrywasm.runtime;

import org.ferrywasm.syntax.DefType;
import org.ferrywasm.valid.ValidModule;
import org.jspecify.annotations.Nullable;

/**
 * A module instance (specification, "Module Instances"): the index spaces of a module, filled with instances of the store.
 * The arrays are public for the interpreter and for instantiation alone.
 */
public final class ModuleInst {
    private static final byte[] NO_BYTES = {};

    private final int address;
    private final ValidModule module;
    private final CodeSource codeSource;

    public final DefType[] types;
    public final FuncInst[] funcs;
    public final TableInst[] tables;
    public final MemInst[] mems;
    public final GlobalInst[] globals;
    public final TagInst[] tags;

    /** The element segments' references; empty once a segment is dropped. */
    public final long[][] elems;

    /** Which data segments have been dropped. */
    public final boolean[] droppedDatas;

    /** Makes an instance whose index spaces instantiation has yet to fill. */
    public ModuleInst(int address, ValidModule module, CodeSource codeSource) {
        this.address = address;
        this.module = module;
        this.codeSource = codeSource;
        this.types = module.types().toArray(DefType[]::new);
        this.funcs = new FuncInst[module.funcTypes().size()];
        this.tables = new TableInst[module.tableTypes().size()];
        this.mems = new MemInst[module.memTypes().size()];
        this.globals = new GlobalInst[module.globalTypes().size()];
        this.tags = new TagInst[module.tagTypes().size()];
        this.elems = new long[module.module().elems().size()][];
        this.droppedDatas = new boolean[module.module().datas().size()];
    }

    /** Its address in the store. */
    public int address() {
        return address;
    }

    /** What it is an instance of. */
    public ValidModule module() {
        return module;
    }

    /** Where its functions' lowered bodies come from. */
    public CodeSource codeSource() {
        return codeSource;
    }

    /** The first memory, or null. */
    public @Nullable MemInst firstMemory() {
        return mems.length == 0 ? null : mems[0];
    }

    /** The bytes that {@link MemInst#bytes} gives for the first memory, or none. */
    public byte[] firstBytes() {
        return mems.length == 0 ? NO_BYTES : mems[0].bytes();
    }
}
