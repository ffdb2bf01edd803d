package org.ferrywasm.valid;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.syntax.Data;
import org.ferrywasm.syntax.Elem;
import org.ferrywasm.syntax.Export;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.ExternKind;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.RecType;
import org.ferrywasm.syntax.SegmentMode;
import org.ferrywasm.syntax.Table;
import org.ferrywasm.syntax.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a module is valid (specification, "Modules"): its types first, then the index spaces, then everything that
 * refers to them, the function bodies last.
 */
public final class ModuleValidator {
    private final Module module;
    private final Context context;
    private final Place place;
    private final FuncValidator expressions;
    private final TypeSection typeSection;

    private ModuleValidator(Module module, Set<Feature> features, TypeSection typeSection, ModuleLimits limits) {
        this.module = module;
        this.typeSection = typeSection;
        this.context = new Context(typeSection.types(), typeSection.definitions(), features, limits);
        this.place = new Place(context);
        this.expressions = new FuncValidator(context);
    }

    /**
     * The module, once it is known to be valid.
     *
     * @param module the module as read
     * @param features the features that are on
     * @param registry where its types become canonical: all modules that share values share one
     * @param limits how large it may be
     * @throws InvalidException if it breaks a rule, uses a feature that is off, or exceeds a limit; where several function
     *     bodies are wrong, the exception is that of the first
     * @throws MalformedException if a function body or constant expression is not a sequence of instructions
     */
    public static ValidModule validate(
            Module module, Set<Feature> features, TypeRegistry registry, ModuleLimits limits) {
        TypeSection typeSection = new TypeSection(features, registry, limits);
        for (RecType group : module.types()) {
            typeSection.validate(group);
        }
        return new ModuleValidator(module, features, typeSection, limits).validate();
    }

    private ValidModule validate() {
        new IndexSpaces(module, context, place).fill();
        declareFuncs();
        tables();
        globals();
        elems();
        datas();
        start();
        exports();
        new Bodies(module, context).validate();
        return new ValidModule(module, typeSection.types());
    }

    /** Notes the functions that {@code ref.func} may name: those that occur outside function bodies. */
    private void declareFuncs() {
        BitSet declared = context.declaredFuncs;
        for (Table table : module.tables()) {
            declareFuncsIn(table.init(), declared);
        }
        module.globals().forEach(g -> declareFuncsIn(g.init(), declared));
        for (Elem elem : module.elems()) {
            declareFuncsIn(elem.offset(), declared);
            elem.init().forEach(e -> declareFuncsIn(e, declared));
        }
        module.datas().forEach(d -> declareFuncsIn(d.offset(), declared));
        for (Export export : module.exports()) {
            if (export.kind() == ExternKind.FUNC) {
                declare(export.index(), declared);
            }
        }
    }

    private void declareFuncsIn(@Nullable Expr expr, BitSet declared) {
        if (expr == null) {
            return;
        }
        InstrReader in = new InstrReader(expr);
        while (in.hasNext()) {
            if (in.next() == Opcode.REF_FUNC) {
                declare(in.index(), declared);
            }
        }
    }

    private void declare(int func, BitSet declared) {
        if (Integer.compareUnsigned(func, context.funcs.length) < 0) {
            declared.set(func);
        }
    }

    private void tables() {
        int imported = context.tables.length - module.tables().size();
        for (int i = 0; i < module.tables().size(); i++) {
            Expr init = module.tables().get(i).init();
            int element = context.tableElements[imported + i];
            if (init != null) {
                expressions.validateConst("table", imported + i, init, element, context.importedGlobals);
            } else if (!TypeCode.isDefaultable(element)) {
                place.enter("table", imported + i);
                throw place.invalid(
                        "type mismatch: elements of type " + context.text(element) + " have no default value");
            }
        }
    }

    private void globals() {
        for (int i = 0; i < module.globals().size(); i++) {
            int index = context.importedGlobals + i;
            expressions.validateConst("global", index, module.globals().get(i).init(), context.globals[index], index);
        }
    }

    private void elems() {
        for (int i = 0; i < module.elems().size(); i++) {
            Elem elem = module.elems().get(i);
            place.enter("element segment", i);
            requireMode(elem.mode());
            int type = context.elems[i];
            if (elem.mode() == SegmentMode.ACTIVE) {
                requireTable(elem.tableIndex(), type);
                validateOffset(
                        "element segment",
                        i,
                        elem.offset(),
                        Context.addressCode(context.tables[elem.tableIndex()].addressType()));
            }
            for (Expr init : elem.init()) {
                if (!isFuncOf(init, type)) {
                    expressions.validateConst("element segment", i, init, type, context.globals.length);
                }
            }
        }
    }

    /** Whether an element is a function of the segment's type: all that there is before reference types, and most of what there is since. */
    private boolean isFuncOf(Expr init, int type) {
        InstrReader in = new InstrReader(init);
        if (in.next() != Opcode.REF_FUNC || Integer.compareUnsigned(in.index(), context.funcs.length) >= 0) {
            return false;
        }
        int func = in.index();
        return in.hasNext()
                && in.next() == Opcode.END
                && !in.hasNext()
                && context.matches(context.ref(false, context.funcs[func]), type);
    }

    private void requireTable(int table, int type) {
        if (Integer.compareUnsigned(table, context.tables.length) >= 0) {
            throw place.unknown("table", table);
        }
        int element = context.tableElements[table];
        if (!context.matches(type, element)) {
            throw place.invalid("type mismatch: table " + table + " requires " + context.text(element)
                    + " but the segment has " + context.text(type));
        }
    }

    private void requireMode(SegmentMode mode) {
        switch (mode) {
            case ACTIVE -> {}
            case PASSIVE -> require(Feature.BULK_MEMORY, "a passive segment");
            case DECLARATIVE -> require(Feature.REFERENCE_TYPES, "a declarative segment");
        }
    }

    private void require(Feature feature, String construct) {
        if (!context.isEnabled(feature)) {
            throw place.needs(construct, feature);
        }
    }

    private void datas() {
        for (int i = 0; i < module.datas().size(); i++) {
            Data data = module.datas().get(i);
            place.enter("data segment", i);
            requireMode(data.mode());
            if (data.mode() == SegmentMode.ACTIVE) {
                if (Integer.compareUnsigned(data.memIndex(), context.mems.length) >= 0) {
                    throw place.unknown("memory", data.memIndex());
                }
                validateOffset(
                        "data segment",
                        i,
                        data.offset(),
                        Context.addressCode(context.mems[data.memIndex()].addressType()));
            }
        }
    }

    private void validateOffset(String what, int index, @Nullable Expr offset, int type) {
        if (offset == null) {
            throw new AssertionError("an active segment has an offset: " + what + " " + index);
        }
        expressions.validateConst(what, index, offset, type, context.globals.length);
    }

    private void start() {
        if (module.start().isEmpty()) {
            return;
        }
        int func = module.start().getAsInt();
        place.enter("start function", func);
        if (Integer.compareUnsigned(func, context.funcs.length) >= 0) {
            throw place.unknown("function", func);
        }
        int type = context.funcs[func];
        if (context.params(type).length != 0 || context.results(type).length != 0) {
            FuncType actual = (FuncType) context.definition(type);
            throw place.invalid("start function must not have parameters or results but has type " + actual);
        }
    }

    private void exports() {
        Set<String> names = HashSet.newHashSet(module.exports().size());
        List<Export> exports = module.exports();
        for (int i = 0; i < exports.size(); i++) {
            Export export = exports.get(i);
            place.enter("export", i);
            requireExported(export.kind(), export.index());
            if (!names.add(export.name())) {
                throw place.invalid("duplicate export name \"" + export.name() + "\"");
            }
        }
    }

    private void requireExported(ExternKind kind, int index) {
        int count = switch (kind) {
            case FUNC -> context.funcs.length;
            case TABLE -> context.tables.length;
            case MEMORY -> context.mems.length;
            case GLOBAL -> context.globals.length;
            case TAG -> context.tags.length;
        };
        if (Integer.compareUnsigned(index, count) >= 0) {
            throw place.unknown(kind == ExternKind.FUNC ? "function" : kind.toString(), index);
        }
        if (kind == ExternKind.GLOBAL && context.mutableGlobals[index]) {
            require(Feature.MUTABLE_GLOBALS, "the export of a mutable global");
        }
    }
}
