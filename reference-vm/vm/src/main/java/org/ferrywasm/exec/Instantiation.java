package org.ferrywasm.exec;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.ferrywasm.runtime.CodeSource;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.FuncInst;
import org.ferrywasm.runtime.GlobalInst;
import org.ferrywasm.runtime.LinearMemory;
import org.ferrywasm.runtime.MemInst;
import org.ferrywasm.runtime.ModuleInst;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.Resumable;
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
import org.ferrywasm.syntax.Expr;
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
import org.jspecify.annotations.Nullable;

/**
 * Instantiation of a module in a store (specification, "Instantiation"), up to entering the start function. It is the
 * beginning of a call: between portions of the active segments it may be suspended. Imports are runtime instances:
 * {@link FuncInst}, {@link TableInst}, {@link MemInst}, {@link GlobalInst}, {@link TagInst}.
 */
public final class Instantiation implements Resumable {
    private final StoreState store;
    private final ValidModule valid;
    private final Module module;
    private final CodeSource codeSource;
    private final List<?> imports;

    private @Nullable ModuleInst instance;

    /** What was in the store before it began. */
    private StoreState.@Nullable Extent before;

    /** What was in the store when everything had been allocated; null before that. */
    private StoreState.@Nullable Extent allocated;

    /** What is being done, for the message of a trap. */
    private String place = "";

    /** Whether something outside may by now refer to what is allocated here. */
    private boolean isShared;

    /** The active segments that are to be copied next, where to, and how much of the first has been copied. */
    private int nextElem;

    private int nextData;
    private long segmentTarget;
    private int segmentDone;

    /**
     * An instantiation that has yet to begin.
     *
     * @param imports an instance for each import, in order, each matching the import's type
     */
    public Instantiation(StoreState store, ValidModule valid, CodeSource codeSource, List<?> imports) {
        this.store = store;
        this.valid = valid;
        this.module = valid.module();
        this.codeSource = codeSource;
        this.imports = imports;
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

    /** The instance, once it has been allocated. */
    public ModuleInst instance() {
        return Objects.requireNonNull(instance);
    }

    /**
     * Goes on with it, and enters the start function when the segments are done.
     *
     * @throws TrapSignal if a segment does not fit, or a limit of the store is exceeded; what earlier segments wrote stays
     *     written, and what was allocated is forgotten unless something can still refer to it
     */
    @Override
    public boolean resume(Execution x) {
        try {
            if (allocated == null) {
                before = store.extent();
                instance = new ModuleInst(store.modules().size(), valid, codeSource);
                allocate(instance);
                allocated = store.extent();
            }
            if (!copyElems(x, instance()) || !copyDatas(x, instance())) {
                return false;
            }
        } catch (TrapSignal e) {
            abandon();
            throw new TrapSignal(e.kind(), place);
        } catch (RuntimeException | Error e) {
            abandon();
            throw e;
        }
        OptionalInt start = module.start();
        if (start.isPresent()) {
            Calls.enter(x, instance().funcs[start.getAsInt()]);
        }
        return true;
    }

    /** Makes as if nothing had been allocated, unless others know of it or have allocated since. */
    @Override
    public void abandon() {
        if (before != null && !isShared && (allocated == null || store.extent().equals(allocated))) {
            store.truncate(before);
        }
        before = null;
    }

    private void allocate(ModuleInst inst) {
        ConstEval eval = new ConstEval(store, inst);
        store.modules().add(inst);
        bindImports(inst);
        allocateFuncs(inst);
        allocateMems(inst);
        allocateTags(inst);
        allocateGlobals(inst, eval);
        allocateTables(inst, eval);
        evaluateElems(inst, eval);
    }

    private void bindImports(ModuleInst inst) {
        int funcs = 0;
        int tables = 0;
        int mems = 0;
        int globals = 0;
        int tags = 0;
        for (Object item : imports) {
            switch (item) {
                case FuncInst func -> inst.funcs[funcs++] = func;
                case TableInst table -> inst.tables[tables++] = table;
                case MemInst mem -> inst.mems[mems++] = mem;
                case GlobalInst global -> inst.globals[globals++] = global;
                case TagInst tag -> inst.tags[tags++] = tag;
                default -> throw new AssertionError("not an instance: " + item.getClass());
            }
        }
    }

    private void allocateFuncs(ModuleInst inst) {
        List<FuncInst> funcs = store.funcs();
        for (int i = valid.importedFuncs(); i < inst.funcs.length; i++) {
            FuncInst func = new WasmFunc(funcs.size(), valid.funcTypes().get(i), inst, i);
            funcs.add(func);
            inst.funcs[i] = func;
        }
    }

    private void allocateMems(ModuleInst inst) {
        for (int i = valid.importedMems(); i < inst.mems.length; i++) {
            place = "memory " + i;
            inst.mems[i] = memory(store, valid.memTypes().get(i));
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

    private void allocateTags(ModuleInst inst) {
        for (int i = valid.importedTags(); i < inst.tags.length; i++) {
            TagInst tag = new TagInst(
                    store.tags().size(), (DefType) valid.tagTypes().get(i).type());
            store.tags().add(tag);
            inst.tags[i] = tag;
        }
    }

    private void allocateGlobals(ModuleInst inst, ConstEval eval) {
        int first = valid.importedGlobals();
        for (int i = first; i < inst.globals.length; i++) {
            place = "initialiser of global " + i;
            Global definition = module.globals().get(i - first);
            GlobalInst global = new GlobalInst(valid.globalTypes().get(i));
            global.value = eval.eval(definition.init());
            if (global.type().type() == VecType.V128) {
                global.high = eval.high();
            }
            if (global.isCounted()) {
                store.retain(global.value, 1);
            }
            store.globals().add(global);
            inst.globals[i] = global;
        }
    }

    private void allocateTables(ModuleInst inst, ConstEval eval) {
        int first = valid.importedTables();
        for (int i = first; i < inst.tables.length; i++) {
            place = "table " + i;
            Table definition = module.tables().get(i - first);
            long init = definition.init() == null ? Ref.NULL : eval.eval(definition.init());
            TableInst table = new TableInst(store, valid.tableTypes().get(i), init);
            store.tables().add(table);
            inst.tables[i] = table;
        }
    }

    /** Evaluates the segments' elements; those of a declarative one nobody can see. */
    private void evaluateElems(ModuleInst inst, ConstEval eval) {
        for (int i = 0; i < inst.elems.length; i++) {
            Elem elem = module.elems().get(i);
            long[] refs = new long
                    [elem.mode() == SegmentMode.DECLARATIVE ? 0 : elem.init().size()];
            inst.elems[i] = refs;
            place = "element segment " + i;
            for (int j = 0; j < refs.length; j++) {
                refs[j] = eval.eval(elem.init().get(j));
                store.retain(refs[j], 1);
            }
        }
    }

    // A call in between may have dropped a segment: then its rest does not fit, as in the instructions table.init and
    // memory.init that the specification makes of active segments.

    private boolean copyElems(Execution x, ModuleInst inst) {
        for (; nextElem < inst.elems.length; nextElem++) {
            Elem elem = module.elems().get(nextElem);
            if (elem.mode() == SegmentMode.ACTIVE && elem.offset() != null) {
                place = "element segment " + nextElem;
                TableInst table = inst.tables[elem.tableIndex()];
                long[] refs = inst.elems[nextElem];
                int length = elem.init().size();
                TableInst.requireSegment(refs, segmentDone, length - segmentDone);
                if (segmentDone == 0) {
                    segmentTarget =
                            offset(elem.offset(), inst, table.declaredType().addressType());
                    table.require(segmentTarget, length);
                    isShared |= length > 0 && elem.tableIndex() < valid.importedTables();
                }
                do {
                    int portion = (int) BulkOps.portion(x, length - segmentDone);
                    table.init(segmentTarget + segmentDone, refs, segmentDone, portion);
                    segmentDone += portion;
                    if (BulkOps.mustLeave(x, portion, length - segmentDone)) {
                        return false;
                    }
                } while (segmentDone < length);
                segmentDone = 0;
                inst.elems[nextElem] = Arrays.copyOf(refs, 0);
                store.releaseAll(refs, 0, refs.length);
            }
        }
        return true;
    }

    private boolean copyDatas(Execution x, ModuleInst inst) {
        for (; nextData < inst.droppedDatas.length; nextData++) {
            Data data = module.datas().get(nextData);
            if (data.mode() == SegmentMode.ACTIVE && data.offset() != null) {
                place = "data segment " + nextData;
                MemInst mem = inst.mems[data.memIndex()];
                int length = data.lengthBytes();
                MemoryOps.requireData(data, inst.droppedDatas[nextData], segmentDone, length - segmentDone);
                if (segmentDone == 0) {
                    segmentTarget =
                            offset(data.offset(), inst, mem.declaredType().addressType());
                    mem.require(segmentTarget, length);
                }
                do {
                    int portion = (int) BulkOps.portion(x, length - segmentDone);
                    mem.write(segmentTarget + segmentDone, data.bytes(), data.start() + segmentDone, portion);
                    segmentDone += portion;
                    if (BulkOps.mustLeave(x, portion, length - segmentDone)) {
                        return false;
                    }
                } while (segmentDone < length);
                segmentDone = 0;
                inst.droppedDatas[nextData] = true;
            }
        }
        return true;
    }

    private long offset(Expr offset, ModuleInst inst, AddressType type) {
        long value = new ConstEval(store, inst).eval(offset);
        return type == AddressType.I32 ? value & 0xFFFF_FFFFL : value;
    }
}
