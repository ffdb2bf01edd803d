package org.ferrywasm.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.Custom;
import org.ferrywasm.syntax.Data;
import org.ferrywasm.syntax.Elem;
import org.ferrywasm.syntax.Export;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.ExternKind;
import org.ferrywasm.syntax.ExternType;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.FuncExtern;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.Import;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.RecType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.SegmentMode;
import org.ferrywasm.syntax.SubType;
import org.ferrywasm.syntax.Table;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.syntax.TagType;
import org.ferrywasm.syntax.TypeIndex;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.text.ModuleNames.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Writes modules in the text format: {@link Parser} reads the same module from it, up to the encoding of its {@code name}
 * section and to what the text format cannot say (a data count section that nothing needs, runs of locals that could be one).
 * Instructions are flat, a line each. Names of the {@code name} section become identifiers.
 */
public final class Printer {
    private static final int STRING_BYTES = 64;

    /** Text has no runs of locals: a few bytes could else become gigabytes. So many may be printed of any module… */
    private static final long FREE_LOCALS = 1_000_000;

    /** … and so many more for each byte of its functions. */
    private static final long LOCALS_PER_BYTE = 100;

    private static final RefType FUNC_REF = new RefType(false, AbsHeapType.FUNC);

    private final Module module;
    private final TextWriter out = new TextWriter();
    private final @Nullable Custom nameSection;
    private final @Nullable Custom hintSection;
    private final @Nullable BranchHints hints;
    private final ModuleNames names;
    private final TypePrinter types;
    private final ModuleIds ids;
    private final InstrPrinter instrs;
    private long localsLeft = FREE_LOCALS;
    private final int[] next = new int[ExternKind.values().length];

    private Printer(Module module) {
        this.module = module;
        Custom section = module.custom(ModuleNames.SECTION);
        ModuleNames decoded = section == null ? null : ModuleNames.decode(section);
        this.nameSection = decoded == null ? null : section;
        this.names = Objects.requireNonNullElseGet(decoded, ModuleNames::new);
        this.hintSection = module.custom(Annotation.BRANCH_HINT);
        this.hints = hintSection == null ? null : BranchHints.of(module, hintSection);
        this.types = new TypePrinter(module, names);
        this.ids = new ModuleIds(module, names);
        this.instrs = new InstrPrinter(types, ids);
    }

    /**
     * The text of a module.
     *
     * @throws MalformedException if an expression in it is not well-formed, or it declares millions of locals that it makes no use of
     */
    public static String print(Module module) {
        Printer printer = new Printer(module);
        printer.module();
        return printer.out.text();
    }

    private void module() {
        String name = names.module();
        out.line().add("(module");
        if (name != null) {
            out.add(name.isEmpty() ? " (@name \"\")" : " " + TextWriter.id(name));
        }
        out.deeper();
        module.customs().forEach(this::custom);
        types();
        module.imports().forEach(this::importField);
        module.tables().forEach(this::table);
        module.mems().forEach(type -> field(ExternKind.MEMORY, types.memType(type)));
        module.tags().forEach(this::tag);
        module.globals()
                .forEach(global -> field(
                        ExternKind.GLOBAL, joined(types.globalType(global.type()), instrs.inline(global.init()))));
        module.exports().forEach(this::export);
        module.start()
                .ifPresent(index -> out.line()
                        .add("(start ")
                        .add(ids.of(Kind.FUNC).reference(index))
                        .add(")"));
        for (int i = 0; i < module.elems().size(); i++) {
            elem(i, module.elems().get(i));
        }
        module.funcs().forEach(this::func);
        for (int i = 0; i < module.datas().size(); i++) {
            data(i, module.datas().get(i));
        }
        out.shallower();
        out.add(")");
    }

    private static String joined(String first, String second) {
        return second.isEmpty() ? first : first + " " + second;
    }

    private void custom(Custom custom) {
        boolean said = custom == nameSection || (custom == hintSection && hints != null);
        if (!said) {
            out.line()
                    .add("(@custom ")
                    .add(TextWriter.quoted(custom.name()))
                    .add(" ")
                    .add(SectionPlace.text(custom.place()));
            strings(custom.bytes(), custom.start(), custom.end());
            out.add(")");
        }
    }

    private void strings(byte[] bytes, int start, int end) {
        boolean several = end - start > STRING_BYTES;
        out.deeper();
        for (int at = start; at < end; at += STRING_BYTES) {
            if (several) {
                out.line();
            } else {
                out.add(" ");
            }
            out.add(TextWriter.quoted(bytes, at, Math.min(end, at + STRING_BYTES)));
        }
        out.shallower();
    }

    private void types() {
        int index = 0;
        for (RecType group : module.types()) {
            boolean several = group.subTypes().size() != 1;
            if (several) {
                out.line().add("(rec");
                out.deeper();
            }
            for (SubType type : group.subTypes()) {
                out.line().add(types.definition(index++, type));
            }
            if (several) {
                out.shallower();
                out.add(")");
            }
        }
    }

    private int take(ExternKind kind) {
        return next[kind.ordinal()]++;
    }

    private void importField(Import item) {
        ExternKind kind = item.type().externKind();
        int index = take(kind);
        out.line()
                .add("(import ")
                .add(TextWriter.quoted(item.module()))
                .add(" ")
                .add(TextWriter.quoted(item.name()))
                .add(" (")
                .add(kind.toString())
                .add(ids.of(kind).declared(index))
                .add(externType(index, item.type()))
                .add("))");
    }

    private String externType(int index, ExternType type) {
        return switch (type) {
            case FuncExtern func -> {
                int typeIndex = index(func.type());
                yield types.typeUse(typeIndex, locals(index, typeIndex, 0));
            }
            case TableType table -> " " + types.tableType(table);
            case MemType mem -> " " + types.memType(mem);
            case GlobalType global -> " " + types.globalType(global);
            case TagType tag -> types.typeUse(index(tag.type()), PrintedIds.NONE);
        };
    }

    private static int index(HeapType type) {
        if (type instanceof TypeIndex(int index)) {
            return index;
        }
        throw new IllegalArgumentException("not a module as read: " + type);
    }

    /** The identifiers of a function's parameters and locals: none where its type is not known, and so their indices. */
    private PrintedIds locals(int funcIndex, int typeIndex, long declared) {
        FuncType type = types.funcType(typeIndex);
        if (type == null || !names.locals().containsKey(funcIndex)) {
            return PrintedIds.NONE;
        }
        long count = Math.min(Integer.MAX_VALUE, type.params().size() + declared);
        return PrintedIds.of(names.locals().get(funcIndex), (int) count);
    }

    private void field(ExternKind kind, String contents) {
        out.line()
                .add("(")
                .add(kind.toString())
                .add(ids.of(kind).declared(take(kind)))
                .add(" ")
                .add(contents)
                .add(")");
    }

    private void table(Table table) {
        Expr init = table.init();
        String type = types.tableType(table.type());
        field(ExternKind.TABLE, init == null ? type : joined(type, instrs.inline(init)));
    }

    private void tag(TagType tag) {
        field(ExternKind.TAG, types.typeUse(index(tag.type()), PrintedIds.NONE).strip());
    }

    private void export(Export export) {
        out.line()
                .add("(export ")
                .add(TextWriter.quoted(export.name()))
                .add(" (")
                .add(export.kind().toString())
                .add(" ")
                .add(ids.of(export.kind()).reference(export.index()))
                .add("))");
    }

    private void func(Func func) {
        int index = take(ExternKind.FUNC);
        long declared = 0;
        for (Func.Locals run : func.locals()) {
            declared += Integer.toUnsignedLong(run.count());
        }
        PrintedIds locals = locals(index, func.typeIndex(), declared);
        FuncType type = types.funcType(func.typeIndex());
        int params = type == null ? 0 : type.params().size();
        localsLeft += LOCALS_PER_BYTE * func.body().lengthBytes();
        localsLeft -= declared + (locals == PrintedIds.NONE ? 0 : params);
        if (localsLeft < 0) {
            throw new MalformedException("too many locals to print", func.body().start());
        }
        out.line().add("(func").add(ids.of(Kind.FUNC).declared(index)).add(types.typeUse(func.typeIndex(), locals));
        out.deeper();
        locals(func, params, locals);
        instrs.body(func.body(), context(index, func, locals), out);
        out.shallower();
        out.add(")");
    }

    private void locals(Func func, int params, PrintedIds ids) {
        int first = params;
        for (Func.Locals run : func.locals()) {
            List<ValType> same = Collections.nCopies(run.count(), run.type());
            StringBuilder text = new StringBuilder();
            types.declarations(text, "local", same, first, ids);
            if (!text.isEmpty()) {
                out.line().add(text.substring(1));
            }
            first += run.count();
        }
    }

    private InstrPrinter.Context context(int index, Func func, PrintedIds locals) {
        int localsLength = hints == null ? 0 : BranchHints.localsLength(func);
        return new InstrPrinter.Context() {
            @Override
            public PrintedIds locals() {
                return locals;
            }

            @Override
            public String before(InstrReader instr) {
                int likely = hints == null
                        ? -1
                        : hints.likely(
                                index,
                                localsLength + instr.offset() - func.body().start());
                return likely < 0 ? "" : "(@" + Annotation.BRANCH_HINT + " \"\\0" + likely + "\") ";
            }
        };
    }

    private void elem(int index, Elem elem) {
        out.line().add("(elem").add(ids.of(Kind.ELEM).declared(index));
        Expr offset = elem.offset();
        if (elem.mode() == SegmentMode.DECLARATIVE) {
            out.add(" declare");
        } else if (offset != null) {
            if (elem.tableIndex() != 0) {
                out.add(" (table ")
                        .add(ids.of(Kind.TABLE).reference(elem.tableIndex()))
                        .add(")");
            }
            out.add(" (offset ").add(instrs.inline(offset)).add(")");
        }
        List<String> functions = elem.type().equals(FUNC_REF) ? functions(elem.init()) : null;
        if (functions != null) {
            out.add(" func");
            functions.forEach(f -> out.add(" ").add(f));
        } else {
            out.add(" ").add(types.refType(elem.type()));
            elem.init()
                    .forEach(init -> out.add(" (item ").add(instrs.inline(init)).add(")"));
        }
        out.add(")");
    }

    /** The functions that the expressions refer to, or null where one of them does anything else. */
    private @Nullable List<String> functions(List<Expr> init) {
        List<String> functions = new ArrayList<>();
        for (Expr expr : init) {
            InstrReader in = new InstrReader(expr);
            if (!in.hasNext() || in.next() != Opcode.REF_FUNC) {
                return null;
            }
            functions.add(ids.of(Kind.FUNC).reference(in.index()));
            if (!in.hasNext() || in.next() != Opcode.END || in.hasNext()) {
                return null;
            }
        }
        return functions;
    }

    private void data(int index, Data data) {
        out.line().add("(data").add(ids.of(Kind.DATA).declared(index));
        Expr offset = data.offset();
        if (offset != null) {
            if (data.memIndex() != 0) {
                out.add(" (memory ")
                        .add(ids.of(Kind.MEMORY).reference(data.memIndex()))
                        .add(")");
            }
            out.add(" (offset ").add(instrs.inline(offset)).add(")");
        }
        strings(data.bytes(), data.start(), data.end());
        out.add(")");
    }
}
