package org.ferrywasm.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A module as the abstract syntax has it (specification, "Modules"): read but not validated. Index spaces begin with the
 * imports of their kind.
 *
 * @param types the recursion groups; a type index counts through all their members
 * @param imports the imports, in order
 * @param funcs the defined functions
 * @param tables the defined tables
 * @param mems the types of the defined memories
 * @param tags the types of the defined tags
 * @param globals the defined globals
 * @param exports the exports, in order
 * @param start the index of the start function
 * @param elems the element segments
 * @param dataCount what the data count section says, if there is one
 * @param datas the data segments
 * @param customs the custom sections, in order
 */
public record Module(
        List<RecType> types,
        List<Import> imports,
        List<Func> funcs,
        List<Table> tables,
        List<MemType> mems,
        List<TagType> tags,
        List<Global> globals,
        List<Export> exports,
        OptionalInt start,
        List<Elem> elems,
        OptionalInt dataCount,
        List<Data> datas,
        List<Custom> customs) {
    /** Copies the lists. */
    public Module {
        types = List.copyOf(types);
        imports = List.copyOf(imports);
        funcs = List.copyOf(funcs);
        tables = List.copyOf(tables);
        mems = List.copyOf(mems);
        tags = List.copyOf(tags);
        globals = List.copyOf(globals);
        exports = List.copyOf(exports);
        elems = List.copyOf(elems);
        datas = List.copyOf(datas);
        customs = List.copyOf(customs);
    }

    /** The types of the imports of one kind, in order: the beginning of that kind's index space. */
    public <T extends ExternType> List<T> importsOf(Class<T> kind) {
        List<T> types = new ArrayList<>();
        for (Import item : imports) {
            if (kind.isInstance(item.type())) {
                types.add(kind.cast(item.type()));
            }
        }
        return types;
    }

    /** The first custom section of this name, or null. */
    public @Nullable Custom custom(String name) {
        for (Custom custom : customs) {
            if (custom.name().equals(name)) {
                return custom;
            }
        }
        return null;
    }
}
