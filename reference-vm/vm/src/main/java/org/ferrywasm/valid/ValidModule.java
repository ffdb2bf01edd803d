package org.ferrywasm.valid;

import java.util.List;
import java.util.stream.Stream;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.ExternKind;
import org.ferrywasm.syntax.ExternType;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.FuncExtern;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.Import;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.Substitution;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.syntax.TagType;
import org.ferrywasm.syntax.TypeIndex;
import org.ferrywasm.syntax.ValType;

/**
 * A module that obeys every rule of the specification's validation chapter, with its types closed: they refer to defined
 * types in canonical form, never to type indices. Only {@link #module()} and the function bodies in it still have type
 * indices, for which {@link #close(ValType)} stands by. Index spaces begin with the imports of their kind. Deeply immutable;
 * shared by all threads.
 */
public final class ValidModule {
    private final Module module;
    private final List<DefType> types;
    private final List<Import> imports;
    private final List<ExportType> exports;
    private final List<DefType> funcTypes;
    private final List<FuncType> funcSignatures;
    private final List<TableType> tableTypes;
    private final List<MemType> memTypes;
    private final List<GlobalType> globalTypes;
    private final List<TagType> tagTypes;
    private final List<RefType> elemTypes;

    /** A module all of whose indices are known to be in their index spaces. */
    ValidModule(Module module, List<DefType> types) {
        this.module = module;
        this.types = List.copyOf(types);
        this.imports = module.imports().stream()
                .map(i -> new Import(i.module(), i.name(), close(i.type())))
                .toList();
        this.funcTypes = join(
                imported(FuncExtern.class).stream().map(f -> (DefType) f.type()).toList(),
                module.funcs().stream().map(f -> this.types.get(f.typeIndex())).toList());
        this.funcSignatures = funcTypes.stream().map(t -> (FuncType) t.expand()).toList();
        this.tableTypes = join(
                imported(TableType.class),
                module.tables().stream().map(t -> (TableType) close(t.type())).toList());
        this.memTypes = join(imported(MemType.class), module.mems());
        this.globalTypes = join(
                imported(GlobalType.class),
                module.globals().stream().map(g -> (GlobalType) close(g.type())).toList());
        this.tagTypes = join(
                imported(TagType.class),
                module.tags().stream().map(t -> (TagType) close(t)).toList());
        this.elemTypes =
                module.elems().stream().map(e -> (RefType) close(e.type())).toList();
        this.exports = module.exports().stream()
                .map(e -> new ExportType(e.name(), e.kind(), e.index(), externType(e.kind(), e.index())))
                .toList();
    }

    private <T extends ExternType> List<T> imported(Class<T> kind) {
        return imports.stream()
                .map(Import::type)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static <T> List<T> join(List<? extends T> imported, List<? extends T> defined) {
        return Stream.<T>concat(imported.stream(), defined.stream()).toList();
    }

    private ExternType externType(ExternKind kind, int index) {
        return switch (kind) {
            case FUNC -> new FuncExtern(funcTypes.get(index));
            case TABLE -> tableTypes.get(index);
            case MEMORY -> memTypes.get(index);
            case GLOBAL -> globalTypes.get(index);
            case TAG -> tagTypes.get(index);
        };
    }

    /** The module as it was read. */
    public Module module() {
        return module;
    }

    /** The canonical types, by type index. */
    public List<DefType> types() {
        return types;
    }

    /** The imports, in order, with their types closed. */
    public List<Import> imports() {
        return imports;
    }

    /** The exports, in order, with their types. */
    public List<ExportType> exports() {
        return exports;
    }

    /** The types of all functions. */
    public List<DefType> funcTypes() {
        return funcTypes;
    }

    /** The signature of a function. */
    public FuncType funcType(int funcIndex) {
        return funcSignatures.get(funcIndex);
    }

    /** The types of all tables. */
    public List<TableType> tableTypes() {
        return tableTypes;
    }

    /** The types of all memories. */
    public List<MemType> memTypes() {
        return memTypes;
    }

    /** The types of all globals. */
    public List<GlobalType> globalTypes() {
        return globalTypes;
    }

    /** The types of all tags; {@link TagType#type} of each is a {@link DefType}. */
    public List<TagType> tagTypes() {
        return tagTypes;
    }

    /** The parameters that an exception of a tag carries. */
    public List<ValType> tagParams(int tagIndex) {
        return ((FuncType) ((DefType) tagTypes.get(tagIndex).type()).expand()).params();
    }

    /** The types of the elements of all element segments. */
    public List<RefType> elemTypes() {
        return elemTypes;
    }

    /** How many functions are imported. */
    public int importedFuncs() {
        return funcTypes.size() - module.funcs().size();
    }

    /** How many tables are imported. */
    public int importedTables() {
        return tableTypes.size() - module.tables().size();
    }

    /** How many memories are imported. */
    public int importedMems() {
        return memTypes.size() - module.mems().size();
    }

    /** How many globals are imported. */
    public int importedGlobals() {
        return globalTypes.size() - module.globals().size();
    }

    /** How many tags are imported. */
    public int importedTags() {
        return tagTypes.size() - module.tags().size();
    }

    /**
     * The declared locals of a function, closed, in runs of equal type, parameters not among them.
     *
     * @param definedIndex the index among the functions that the module defines
     */
    public List<Func.Locals> locals(int definedIndex) {
        return module.funcs().get(definedIndex).locals().stream()
                .map(l -> new Func.Locals(l.count(), close(l.type())))
                .toList();
    }

    /** The closed form of a value type in one of the module's expressions. */
    public ValType close(ValType type) {
        return Substitution.apply(type, this::close);
    }

    /** The closed form of a heap type in one of the module's expressions. */
    public HeapType close(HeapType type) {
        return type instanceof TypeIndex(int index) ? types.get(index) : type;
    }

    private ExternType close(ExternType type) {
        return Substitution.apply(type, this::close);
    }
}
