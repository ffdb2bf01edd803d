package org.ferrywasm.vm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ferrywasm.runtime.ModuleInst;
import org.ferrywasm.valid.ExportType;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a module in a Store (specification, "Module Instances"). It lives as long as its Store, and
 * belongs to the Store's owner. Two handles are equal if they are to the same instance.
 *
 * {@snippet class="org.ferrywasm.examples.LinkerExample" region="instance"}
 */
public final class Instance extends Handle {
    private final ModuleInst inst;

    Instance(Store<?> store, ModuleInst inst) {
        super(store);
        this.inst = inst;
    }

    /** What it is an instance of. */
    public Module module() {
        check("Instance.module");
        return ModuleCode.moduleOf(inst);
    }

    /** Everything that it exports, in the module's order. */
    public Map<String, Extern> exports() {
        enter("Instance.exports");
        Map<String, Extern> externs = new LinkedHashMap<>();
        for (ExportType export : inst.module().exports()) {
            externs.put(export.name(), extern(export));
        }
        return externs;
    }

    /** What it exports under a name. */
    public Optional<Extern> findExport(String name) {
        check("Instance.findExport");
        ExportType export = ModuleCode.moduleOf(inst).export(name);
        return export == null ? Optional.empty() : Optional.of(extern(export));
    }

    /**
     * What it exports under a name.
     *
     * @throws UnknownExportException if it exports nothing of this name
     */
    public Extern getExport(String name) {
        check("Instance.getExport");
        return findExport(name).orElseThrow(() -> unknown("export", name));
    }

    /**
     * A function that it exports.
     *
     * @throws UnknownExportException if it exports none of this name
     */
    public Func getFunc(String name) {
        check("Instance.getFunc");
        return get(Func.class, "function", name);
    }

    /**
     * A memory that it exports.
     *
     * @throws UnknownExportException if it exports none of this name, or it is a shared one
     */
    public Memory getMemory(String name) {
        check("Instance.getMemory");
        return get(Memory.class, "memory", name);
    }

    /**
     * A shared memory that it exports.
     *
     * @throws UnknownExportException if it exports none of this name, or it is not shared
     */
    public SharedMemory getSharedMemory(String name) {
        check("Instance.getSharedMemory");
        return get(SharedMemory.class, "shared memory", name);
    }

    /**
     * A table that it exports.
     *
     * @throws UnknownExportException if it exports none of this name
     */
    public Table getTable(String name) {
        check("Instance.getTable");
        return get(Table.class, "table", name);
    }

    /**
     * A global that it exports.
     *
     * @throws UnknownExportException if it exports none of this name
     */
    public Global getGlobal(String name) {
        check("Instance.getGlobal");
        return get(Global.class, "global", name);
    }

    /**
     * A tag that it exports.
     *
     * @throws UnknownExportException if it exports none of this name
     */
    public Tag getTag(String name) {
        check("Instance.getTag");
        return get(Tag.class, "tag", name);
    }

    private <E extends Extern> E get(Class<E> kind, String word, String name) {
        ExportType export = ModuleCode.moduleOf(inst).export(name);
        if (export == null) {
            throw unknown(word, name);
        }
        Extern extern = extern(export);
        if (!kind.isInstance(extern)) {
            throw new UnknownExportException("export \"" + name + "\" is a "
                    + (extern instanceof SharedMemory ? "shared memory" : export.kind()) + ", not a " + word);
        }
        return kind.cast(extern);
    }

    private UnknownExportException unknown(String word, String name) {
        List<String> known = new ArrayList<>();
        for (ExportType export : inst.module().exports()) {
            known.add("\"" + export.name() + "\"");
        }
        return new UnknownExportException("unknown export: no " + word + " \"" + name + "\"; "
                + (known.isEmpty() ? "the module exports nothing" : "the module exports " + String.join(", ", known)));
    }

    private Extern extern(ExportType export) {
        return Externs.of(store(), runtimeExport(export));
    }

    private Object runtimeExport(ExportType export) {
        int index = export.index();
        return switch (export.kind()) {
            case FUNC -> inst.funcs[index];
            case TABLE -> inst.tables[index];
            case MEMORY -> inst.mems[index];
            case GLOBAL -> inst.globals[index];
            case TAG -> inst.tags[index];
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Instance that && inst == that.inst;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(inst);
    }

    @Override
    public String toString() {
        return "Instance " + inst.address() + " of Store " + store().id();
    }
}
