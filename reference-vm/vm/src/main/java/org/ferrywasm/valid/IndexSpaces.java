package org.ferrywasm.valid;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Elem;
import org.ferrywasm.syntax.ExternType;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.FuncExtern;
import org.ferrywasm.syntax.Global;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.Table;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.syntax.TagType;
import org.ferrywasm.syntax.TypeIndex;

/**
 * Validates the types of all that a module imports and defines, and enters them in its context (specification, "External
 * Types", "Limits").
 */
final class IndexSpaces {
    private static final int PAGES_OF_ONE_BYTE = 0;
    private static final long MAX_I32_TABLE = 0xFFFF_FFFFL;
    private static final long MAX_I64 = -1L;

    private final Module module;
    private final Context context;
    private final Place place;
    private final List<Integer> funcs = new ArrayList<>();
    private final List<TableType> tables = new ArrayList<>();
    private final List<MemType> mems = new ArrayList<>();
    private final List<Integer> tags = new ArrayList<>();
    private final List<GlobalType> globals = new ArrayList<>();

    IndexSpaces(Module module, Context context, Place place) {
        this.module = module;
        this.context = context;
        this.place = place;
    }

    /** Fills the index spaces of the context. */
    void fill() {
        for (int i = 0; i < module.imports().size(); i++) {
            place.enter("import", i);
            add(module.imports().get(i).type());
        }
        context.importedGlobals = globals.size();
        for (Func func : module.funcs()) {
            place.enter("func", funcs.size());
            funcs.add(funcType(new TypeIndex(func.typeIndex())));
        }
        for (Table table : module.tables()) {
            place.enter("table", tables.size());
            if (table.init() != null) {
                require(Feature.FUNCTION_REFERENCES, "a table with an initialiser");
            }
            add(table.type());
        }
        for (MemType mem : module.mems()) {
            place.enter("memory", mems.size());
            add(mem);
        }
        for (TagType tag : module.tags()) {
            place.enter("tag", tags.size());
            add(tag);
        }
        for (Global global : module.globals()) {
            place.enter("global", globals.size());
            place.code(global.type().type());
            globals.add(global.type());
        }
        enter();
    }

    private void enter() {
        context.funcs = toArray(funcs);
        context.tables = tables.toArray(TableType[]::new);
        context.tableElements =
                tables.stream().mapToInt(t -> context.code(t.element())).toArray();
        context.mems = mems.toArray(MemType[]::new);
        context.tags = toArray(tags);
        context.globals = globals.stream().mapToInt(g -> context.code(g.type())).toArray();
        context.mutableGlobals = new boolean[globals.size()];
        for (int i = 0; i < globals.size(); i++) {
            context.mutableGlobals[i] = globals.get(i).mutable();
        }
        context.elems = elemTypes();
        context.hasDataCount = module.dataCount().isPresent();
        context.dataCount = module.datas().size();
    }

    private static int[] toArray(List<Integer> indices) {
        return indices.stream().mapToInt(Integer::intValue).toArray();
    }

    private int[] elemTypes() {
        int[] types = new int[module.elems().size()];
        for (int i = 0; i < types.length; i++) {
            Elem elem = module.elems().get(i);
            place.enter("element segment", i);
            types[i] = elem.type().equals(RefType.FUNCREF) || elem.type().equals(RefType.FUNCREF.nonNull())
                    ? context.code(elem.type())
                    : place.code(elem.type());
        }
        return types;
    }

    private void add(ExternType type) {
        switch (type) {
            case FuncExtern func -> funcs.add(funcType(func.type()));
            case TableType table -> {
                requireValid(table);
                tables.add(table);
            }
            case MemType mem -> {
                requireValid(mem);
                mems.add(mem);
            }
            case GlobalType global -> {
                place.code(global.type());
                if (global.mutable()) {
                    require(Feature.MUTABLE_GLOBALS, "the import of a mutable global");
                }
                globals.add(global);
            }
            case TagType tag -> tags.add(tagType(tag));
        }
    }

    private int funcType(HeapType type) {
        if (!(type instanceof TypeIndex(int index))) {
            throw new AssertionError("a module as read names defined types by index, not by " + type);
        }
        if (!context.hasType(index)) {
            throw place.unknown("type", index);
        }
        if (!context.isFunc(index)) {
            throw place.invalid("non-function type " + index);
        }
        return index;
    }

    private int tagType(TagType tag) {
        if (!context.isEnabled(Feature.LEGACY_EXCEPTIONS)) {
            require(Feature.EXCEPTIONS, "a tag");
        }
        int index = funcType(tag.type());
        if (context.results(index).length > 0) {
            throw place.invalid("non-empty tag result type");
        }
        return index;
    }

    private void requireValid(TableType table) {
        if (!tables.isEmpty() && !context.isEnabled(Feature.REFERENCE_TYPES)) {
            throw place.needs("multiple tables: a second table", Feature.REFERENCE_TYPES);
        }
        if (!table.element().equals(RefType.FUNCREF)) {
            place.code(table.element());
        }
        boolean wide = requireAddressType(table.addressType());
        requireLimits(table.limits(), wide ? MAX_I64 : MAX_I32_TABLE, "table size must be at most 2**32-1 elements");
    }

    private void requireValid(MemType mem) {
        if (!mems.isEmpty() && !context.isEnabled(Feature.MULTI_MEMORY)) {
            throw place.needs("multiple memories: a second memory", Feature.MULTI_MEMORY);
        }
        boolean wide = requireAddressType(mem.addressType());
        if (mem.pageSizeLog2() != MemType.DEFAULT_PAGE_SIZE_LOG2) {
            require(Feature.CUSTOM_PAGE_SIZES, "a custom page size");
            if (mem.pageSizeLog2() != PAGES_OF_ONE_BYTE) {
                throw place.invalid("invalid custom page size 2**" + mem.pageSizeLog2());
            }
            requireLimits(mem.limits(), wide ? MAX_I64 : MAX_I32_TABLE, "memory size must be at most 2**32-1 bytes");
        } else if (wide) {
            requireLimits(mem.limits(), 1L << 48, "memory size must be at most 2**48 pages");
        } else {
            requireLimits(mem.limits(), 1L << 16, "memory size must be at most 65536 pages (4GiB)");
        }
        if (mem.shared()) {
            require(Feature.THREADS, "a shared memory");
            if (mem.limits().max().isEmpty()) {
                throw place.invalid("shared memory must have maximum");
            }
        }
    }

    private boolean requireAddressType(AddressType type) {
        boolean wide = type == AddressType.I64;
        if (wide) {
            require(Feature.MEMORY64, "address type i64");
        }
        return wide;
    }

    private void requireLimits(Limits limits, long greatest, String problem) {
        if (!context.isEnabled(Feature.MEMORY64)) {
            requireNarrow(limits.min());
            requireNarrow(limits.max().orElse(0));
        }
        if (Long.compareUnsigned(limits.min(), greatest) > 0
                || Long.compareUnsigned(limits.max().orElse(0), greatest) > 0) {
            throw place.invalid(problem);
        }
        if (limits.max().isPresent()
                && Long.compareUnsigned(limits.min(), limits.max().getAsLong()) > 0) {
            throw place.invalid("size minimum must not be greater than maximum");
        }
    }

    /** Asks for what the grammar asked for before memory64 gave limits 64 bits. */
    private void requireNarrow(long limit) {
        if (limit >>> Integer.SIZE != 0) {
            throw place.malformed("i32 constant out of range: " + Long.toUnsignedString(limit) + " in " + place);
        }
    }

    private void require(Feature feature, String construct) {
        if (!context.isEnabled(feature)) {
            throw place.needs(construct, feature);
        }
    }
}
