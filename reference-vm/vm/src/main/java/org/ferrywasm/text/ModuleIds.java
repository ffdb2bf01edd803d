package org.ferrywasm.text;

import java.util.EnumMap;
import java.util.Map;
import org.ferrywasm.syntax.ExternKind;
import org.ferrywasm.syntax.Import;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.text.ModuleNames.Kind;

/** The identifiers that a printed module uses, by index space, types and locals apart. */
final class ModuleIds {
    private final Map<Kind, PrintedIds> byKind = new EnumMap<>(Kind.class);

    ModuleIds(Module module, ModuleNames names) {
        int[] counts = new int[ExternKind.values().length];
        for (Import item : module.imports()) {
            counts[item.type().externKind().ordinal()]++;
        }
        put(names, Kind.FUNC, counts[ExternKind.FUNC.ordinal()] + module.funcs().size());
        put(
                names,
                Kind.TABLE,
                counts[ExternKind.TABLE.ordinal()] + module.tables().size());
        put(
                names,
                Kind.MEMORY,
                counts[ExternKind.MEMORY.ordinal()] + module.mems().size());
        put(
                names,
                Kind.GLOBAL,
                counts[ExternKind.GLOBAL.ordinal()] + module.globals().size());
        put(names, Kind.TAG, counts[ExternKind.TAG.ordinal()] + module.tags().size());
        put(names, Kind.ELEM, module.elems().size());
        put(names, Kind.DATA, module.datas().size());
    }

    private void put(ModuleNames names, Kind kind, int count) {
        byKind.put(kind, PrintedIds.of(names.names(kind), count));
    }

    /** The identifiers of one index space other than that of the types. */
    PrintedIds of(Kind kind) {
        return byKind.getOrDefault(kind, PrintedIds.NONE);
    }

    /** The identifiers of one kind of things that are imported and exported. */
    PrintedIds of(ExternKind kind) {
        return of(
                switch (kind) {
                    case FUNC -> Kind.FUNC;
                    case TABLE -> Kind.TABLE;
                    case MEMORY -> Kind.MEMORY;
                    case GLOBAL -> Kind.GLOBAL;
                    case TAG -> Kind.TAG;
                });
    }
}
