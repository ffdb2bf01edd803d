package org.ferrywasm.runtime;

import org.ferrywasm.syntax.DefType;
import org.ferrywasm.valid.ValidModule;

/**
 * A module instance (specification, "Module Instances"): the index spaces of a module, filled with instances of the store.
 * The arrays are public for the interpreter and for instantiation alone.
 */
public final class ModuleInst {
    private static final byte[] NO_BYTES = {};

    /** How many more checkpoints its functions may pass in the common loop before they get one of their own. */
    public static final int PATIENCE = 1 << 21;

    /** What is left of {@link #PATIENCE}. */
    public int patience = PATIENCE;

    private final int address;
    private final ValidModule module;
    private final CodeSource codeSource;

    /** The heap's addresses of the types, plus one; 0 where it has not been asked for. */
    private final int[] typeAddresses;

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
        this.typeAddresses = new int[types.length];
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

    /** The address under which the store's heap knows a structure or array type of this module. */
    public int typeAddress(StoreState store, int typeIndex) {
        int known = typeAddresses[typeIndex];
        if (known == 0) {
            known = store.typeAddress(types[typeIndex]) + 1;
            typeAddresses[typeIndex] = known;
        }
        return known - 1;
    }

    /** The bytes that {@link MemInst#bytes} gives for the first memory, or none. */
    public byte[] firstBytes() {
        return mems.length == 0 ? NO_BYTES : mems[0].bytes();
    }
}
