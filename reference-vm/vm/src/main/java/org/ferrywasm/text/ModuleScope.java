package org.ferrywasm.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ferrywasm.syntax.ExternKind;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.RecType;
import org.ferrywasm.syntax.SubType;
import org.jspecify.annotations.Nullable;

/** What a module has defined so far: its index spaces and its types (specification, "Contexts" of the text format). */
final class ModuleScope {
    private final Annotations annotations;
    private final IdSpace types;
    private final IdSpace funcs;
    private final IdSpace tables;
    private final IdSpace memories;
    private final IdSpace globals;
    private final IdSpace tags;
    private final IdSpace elems;
    private final IdSpace datas;
    private final List<RecType> recTypes = new ArrayList<>();
    private final List<SubType> subTypes = new ArrayList<>();
    private final Map<FuncType, Integer> funcTypeIndices = new HashMap<>();
    private final SortedMap<Integer, IdSpace> fields = new TreeMap<>();
    private boolean namesData;

    ModuleScope(Annotations annotations) {
        this.annotations = annotations;
        this.types = new IdSpace("type", annotations);
        this.funcs = new IdSpace("function", annotations);
        this.tables = new IdSpace("table", annotations);
        this.memories = new IdSpace("memory", annotations);
        this.globals = new IdSpace("global", annotations);
        this.tags = new IdSpace("tag", annotations);
        this.elems = new IdSpace("elem segment", annotations);
        this.datas = new IdSpace("data segment", annotations);
    }

    Annotations annotations() {
        return annotations;
    }

    IdSpace types() {
        return types;
    }

    IdSpace funcs() {
        return funcs;
    }

    IdSpace tables() {
        return tables;
    }

    IdSpace memories() {
        return memories;
    }

    IdSpace globals() {
        return globals;
    }

    IdSpace tags() {
        return tags;
    }

    IdSpace elems() {
        return elems;
    }

    IdSpace datas() {
        return datas;
    }

    /** The index space of things of this kind. */
    IdSpace of(ExternKind kind) {
        return switch (kind) {
            case FUNC -> funcs;
            case TABLE -> tables;
            case MEMORY -> memories;
            case GLOBAL -> globals;
            case TAG -> tags;
        };
    }

    /** The type definitions, those last that only inline function types have brought. */
    List<RecType> recTypes() {
        return recTypes;
    }

    /** Adds a recursion group, whose members have been bound. */
    void define(RecType group) {
        recTypes.add(group);
        subTypes.addAll(group.subTypes());
        if (group.subTypes().size() == 1) {
            SubType only = group.subTypes().getFirst();
            if (only.isFinal() && only.supertypes().isEmpty() && only.composite() instanceof FuncType func) {
                funcTypeIndices.putIfAbsent(func, subTypes.size() - 1);
            }
        }
    }

    /** The index of a function type, which is added after all others if no definition is just this. */
    int funcTypeIndex(FuncType type) {
        Integer index = funcTypeIndices.get(type);
        if (index != null) {
            return index;
        }
        types.addAnonymous(1);
        define(new RecType(List.of(SubType.of(type))));
        return subTypes.size() - 1;
    }

    /** How many types have been defined by now. */
    int definedTypes() {
        return subTypes.size();
    }

    /** Whether a type of this index has been defined by now. */
    boolean isDefined(int typeIndex) {
        return Integer.compareUnsigned(typeIndex, subTypes.size()) < 0;
    }

    /** The function type of this index, or null where there is none by now. */
    @Nullable
    FuncType funcType(int typeIndex) {
        return isDefined(typeIndex) && subTypes.get(typeIndex).composite() instanceof FuncType func ? func : null;
    }

    /** The fields of the structure type of this index; made where they are asked for first. */
    IdSpace fields(int typeIndex) {
        return fields.computeIfAbsent(typeIndex, index -> new IdSpace("field", annotations));
    }

    /** The fields of all structure types by type index. */
    SortedMap<Integer, IdSpace> fields() {
        return fields;
    }

    /** Whether an instruction has named a data segment, which takes a data count section. */
    boolean namesData() {
        return namesData;
    }

    /** Takes the index of a data segment in an instruction. */
    int dataIndex(Cursor in) {
        namesData = true;
        return datas.index(in);
    }
}
