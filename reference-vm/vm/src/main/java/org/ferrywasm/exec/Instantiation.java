package org.ferrywasm.exec;

import java.util.Arrays;
import java.util.List;
import org.ferrywasm.runtime.CodeSource;
import org.ferrywasm.runtime.FuncInst;
import org.ferrywasm.runtime.GlobalInst;
import org.ferrywasm.runtime.LinearMemory;
import org.ferrywasm.runtime.MemInst;
import org.ferrywasm.runtime.ModuleInst;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.SharedBacking;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.runtime.TableInst;
import org.ferrywasm.runtime.TagInst;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.runtime.WasmFunc;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Data;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.Elem;
import org.ferrywasm.syntax.ExternType;
import org.ferrywasm.syntax.FuncExtern;
import org.ferrywasm.syntax.Global;
import org.ferrywasm.syntax.Matching;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.SegmentMode;
import org.ferrywasm.syntax.Table;
import org.ferrywasm.syntax.TagType;
import org.ferrywasm.syntax.VecType;
import org.ferrywasm.valid.ValidModule;

/**
 * Instantiation of a module in a store (specification, "Instantiation"), all but the start function: that is a call, and
 * left to who makes calls. Imports are runtime instances: {@link FuncInst}, {@link TableInst}, {@link MemInst},
 * {@link GlobalInst}, {@link TagInst}.
 */
public final class Instantiation {
    private final StoreState store;
    private final ValidModule valid;
    private final Module module;
    private final ModuleInst instance;
    private final ConstEval eval;

    /** What is being done, for the message of a trap. */
    private String place = "";

    /** Whether something outside may by now refer to what is allocated here. */
    private boolean isShared;

    private Instantiation(StoreState store, ValidModule valid, CodeSource codeSource) {
        this.store = store;
        this.valid = valid;
        this.module = valid.module();
        this.instance = new ModuleInst(store.modules().size(), valid, codeSource);
        this.eval = new ConstEval(store, instance);
    }

    /** The type that an instance has now, as an import. */
    public static ExternType typeOf(Object instance) {
        return switch (instance) {
            case FuncInst func -> new FuncExtern(func.type());
            case TableInst table -> table.type();
            case MemInst mem -> mem.type();
            case GlobalInst global -> global.type();
            case TagInst tag -> new TagType(tag.type());
            default -> throw new AssertionError("not an instance: " + instance.getClass());
        };
    }

    /** The index of the first import whose type the instance given for it does not match, or -1 where all do. */
    public static int mismatch(ValidModule module, List<?> imports) {
        for (int i = 0; i < imports.size(); i++) {
            if (!matches(imports.get(i), module.imports().get(i).type())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(Object instance, ExternType type) {
        // Functions are by far the most frequent imports: no type object is made for them.
        return instance instanceof FuncInst func
                ? type instanceof FuncExtern(DefType asked) && func.type().isSubtypeOf(asked)
                : Matching.matches(typeOf(instance), type);
    }

    /**
     * Makes an instance; its start function is yet to be called.
     *
     * @param imports an instance for each import, in order, each matching the import's type
     * @throws TrapSignal if a segment does not fit, or a limit of the store is exceeded; what earlier segments wrote stays
     *     written, and what was allocated is forgotten unless something can still refer to it
     */
    public static ModuleInst instantiate(StoreState store, ValidModule module, CodeSource codeSource, List<?> imports) {
        StoreState.Extent extent = store.extent();
        Instantiation instantiation = new Instantiation(store, module, codeSource);
        try {
            instantiation.run(imports);
            return instantiation.instance;
        } catch (TrapSignal e) {
            if (!instantiation.isShared) {
                store.truncate(extent);
            }
            throw new TrapSignal(e.kind(), instantiation.place);
        }
    }

    private void run(List<?> imports) {
        store.modules().add(instance);
        bindImports(imports);
        allocateFuncs();
        allocateMems();
        allocateTags();
        allocateGlobals();
        allocateTables();
        evaluateElems();
        copyElems();
        copyDatas();
    }

    private void bindImports(List<?> imports) {
        int funcs = 0;
        int tables = 0;
        int mems = 0;
        int globals = 0;
        int tags = 0;
        for (Object item : imports) {
            switch (item) {
                case FuncInst func -> instance.funcs[funcs++] = func;
                case TableInst table -> instance.tables[tables++] = table;
                case MemInst mem -> instance.mems[mems++] = mem;
                case GlobalInst global -> instance.globals[globals++] = global;
                case TagInst tag -> instance.tags[tags++] = tag;
                default -> throw new AssertionError("not an instance: " + item.getClass());
            }
        }
    }

    private void allocateFuncs() {
        List<FuncInst> funcs = store.funcs();
        for (int i = valid.importedFuncs(); i < instance.funcs.length; i++) {
            FuncInst func = new WasmFunc(funcs.size(), valid.funcTypes().get(i), instance, i);
            funcs.add(func);
            instance.funcs[i] = func;
        }
    }

    private void allocateMems() {
        for (int i = valid.importedMems(); i < instance.mems.length; i++) {
            place = "memory " + i;
            instance.mems[i] = memory(store, valid.memTypes().get(i));
        }
    }

    /**
     * Makes a memory of its least size in the store.
     *
     * @throws TrapSignal if the store's limit on memory would be exceeded
     */
    public static MemInst memory(StoreState store, MemType type) {
        if (type.shared()) {
            return store.sharedMemory(new SharedBacking(type));
        }
        MemInst mem = new LinearMemory(store, type);
        store.mems().add(mem);
        return mem;
    }

    private void allocateTags() {
        for (int i = valid.importedTags(); i < instance.tags.length; i++) {
            TagInst tag = new TagInst(
                    store.tags().size(), (DefType) valid.tagTypes().get(i).type());
            store.tags().add(tag);
            instance.tags[i] = tag;
        }
    }

    private void allocateGlobals() {
        int first = valid.importedGlobals();
        for (int i = first; i < instance.globals.length; i++) {
            place = "initialiser of global " + i;
            Global definition = module.globals().get(i - first);
            GlobalInst global = new GlobalInst(valid.globalTypes().get(i));
            global.value = eval.eval(definition.init());
            if (global.type().type() == VecType.V128) {
                global.high = eval.high();
            }
            store.globals().add(global);
            instance.globals[i] = global;
        }
    }

    private void allocateTables() {
        int first = valid.importedTables();
        for (int i = first; i < instance.tables.length; i++) {
            place = "table " + i;
            Table definition = module.tables().get(i - first);
            long init = definition.init() == null ? Ref.NULL : eval.eval(definition.init());
            TableInst table = new TableInst(store, valid.tableTypes().get(i), init);
            store.tables().add(table);
            instance.tables[i] = table;
        }
    }

    /** Evaluates the segments' elements; those of a declarative one nobody can see. */
    private void evaluateElems() {
        for (int i = 0; i < instance.elems.length; i++) {
            Elem elem = module.elems().get(i);
            long[] refs = new long
                    [elem.mode() == SegmentMode.DECLARATIVE ? 0 : elem.init().size()];
            instance.elems[i] = refs;
            place = "element segment " + i;
            for (int j = 0; j < refs.length; j++) {
                refs[j] = eval.eval(elem.init().get(j));
            }
        }
    }

    private void copyElems() {
        for (int i = 0; i < instance.elems.length; i++) {
            Elem elem = module.elems().get(i);
            if (elem.mode() == SegmentMode.ACTIVE && elem.offset() != null) {
                place = "element segment " + i;
                TableInst table = instance.tables[elem.tableIndex()];
                long[] refs = instance.elems[i];
                table.init(offset(eval.eval(elem.offset()), table.declaredType().addressType()), refs, 0, refs.length);
                isShared |= refs.length > 0 && elem.tableIndex() < valid.importedTables();
                instance.elems[i] = Arrays.copyOf(refs, 0);
            }
        }
    }

    private void copyDatas() {
        for (int i = 0; i < instance.droppedDatas.length; i++) {
            Data data = module.datas().get(i);
            if (data.mode() == SegmentMode.ACTIVE && data.offset() != null) {
                place = "data segment " + i;
                MemInst mem = instance.mems[data.memIndex()];
                long offset =
                        offset(eval.eval(data.offset()), mem.declaredType().addressType());
                mem.write(offset, data.bytes(), data.start(), data.lengthBytes());
                instance.droppedDatas[i] = true;
            }
        }
    }

    private static long offset(long value, AddressType type) {
        return type == AddressType.I32 ? value & 0xFFFF_FFFFL : value;
    }
}
