package org.ferrywasm.text;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.ferrywasm.binary.InstrWriter;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Data;
import org.ferrywasm.syntax.Elem;
import org.ferrywasm.syntax.Export;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.ExternKind;
import org.ferrywasm.syntax.ExternType;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.FuncExtern;
import org.ferrywasm.syntax.Global;
import org.ferrywasm.syntax.Import;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.SegmentMode;
import org.ferrywasm.syntax.Table;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.syntax.TagType;
import org.ferrywasm.syntax.TypeIndex;
import org.ferrywasm.syntax.ValType;
import org.jspecify.annotations.Nullable;

/**
 * The second pass over a module (specification, "Modules"): {@link FieldScanner} has bound all identifiers, the type
 * definitions are known, and each field is read for good, in order.
 */
final class ModuleParser {
    private final Cursor in;
    private final ModuleScope scope;
    private final TypeParser types;
    private final InstrParser instrs;
    private final CustomParser customs;
    private final ModuleNames names = new ModuleNames();

    private final List<Import> imports = new ArrayList<>();
    private final List<Func> funcs = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private final List<MemType> mems = new ArrayList<>();
    private final List<TagType> tags = new ArrayList<>();
    private final List<Global> globals = new ArrayList<>();
    private final List<Export> exports = new ArrayList<>();
    private final List<Elem> elems = new ArrayList<>();
    private final List<Data> datas = new ArrayList<>();
    private OptionalInt start = OptionalInt.empty();

    ModuleParser(Cursor in, ModuleScope scope) {
        this.in = in;
        this.scope = scope;
        this.types = new TypeParser(in, scope);
        this.instrs = new InstrParser(in, scope, types);
        this.customs = new CustomParser(scope.annotations());
    }

    /**
     * Takes fields until no more begins; what follows is the module's end.
     *
     * @param name the name of the module, or null
     */
    Module fields(@Nullable String name) {
        FieldIndices next = new FieldIndices();
        while (in.isOpen()) {
            customs.takeBefore(in.position());
            field(next);
        }
        customs.takeBefore(in.position());
        scope.annotations().requireAllTaken();
        collectNames(name);
        OptionalInt dataCount = scope.namesData() ? OptionalInt.of(datas.size()) : OptionalInt.empty();
        return new Module(
                scope.recTypes(),
                imports,
                funcs,
                tables,
                mems,
                tags,
                globals,
                exports,
                start,
                elems,
                dataCount,
                datas,
                customs.finish(names));
    }

    /** The index that the next field of each kind has. */
    private static final class FieldIndices {
        private final int[] next = new int[ExternKind.values().length];

        int take(ExternKind kind) {
            return next[kind.ordinal()]++;
        }
    }

    private void field(FieldIndices next) {
        in.open();
        int at = in.position();
        String keyword = in.keyword();
        switch (keyword) {
            case "type", "rec" -> {
                in.skipToClose();
                return;
            }
            case "import" -> importField(next);
            case "func" -> func(next.take(ExternKind.FUNC));
            case "table" -> table(next.take(ExternKind.TABLE));
            case "memory" -> memory(next.take(ExternKind.MEMORY));
            case "global" -> global(next.take(ExternKind.GLOBAL));
            case "tag" -> tag(next.take(ExternKind.TAG));
            case "export" -> export();
            case "start" -> {
                if (start.isPresent()) {
                    throw in.tokens().error("multiple start sections", at);
                }
                start = OptionalInt.of(scope.funcs().index(in));
            }
            case "elem" -> elem();
            case "data" -> data();
            default -> throw in.tokens().unexpected(at);
        }
        in.close();
    }

    private void importField(FieldIndices next) {
        String module = in.name();
        String name = in.name();
        in.open();
        ExternKind kind = externKind();
        in.takeId();
        imports.add(new Import(module, name, externType(kind, next.take(kind))));
        in.close();
    }

    private ExternKind externKind() {
        for (ExternKind kind : ExternKind.values()) {
            if (in.takeKeyword(kind.toString())) {
                return kind;
            }
        }
        throw in.unexpected();
    }

    private ExternType externType(ExternKind kind, int index) {
        return switch (kind) {
            case FUNC -> {
                IdSpace params = new IdSpace("local", scope.annotations());
                FuncExtern type = new FuncExtern(new TypeIndex(types.typeUse(params)));
                nameLocals(index, params);
                yield type;
            }
            case TABLE -> types.tableType(types.addressType());
            case MEMORY -> types.memType(types.addressType());
            case GLOBAL -> types.globalType();
            case TAG -> tagType();
        };
    }

    private TagType tagType() {
        return new TagType(new TypeIndex(types.typeUse(new IdSpace("parameter", scope.annotations()))));
    }

    /** Takes identifier, exports and import of a field; whether it was an import. */
    private boolean imported(ExternKind kind, int index) {
        in.takeId();
        while (in.takeOpen("export")) {
            exports.add(new Export(in.name(), kind, index));
            in.close();
        }
        if (!in.takeOpen("import")) {
            return false;
        }
        String module = in.name();
        String name = in.name();
        in.close();
        imports.add(new Import(module, name, externType(kind, index)));
        return true;
    }

    private void func(int index) {
        if (imported(ExternKind.FUNC, index)) {
            return;
        }
        IdSpace ids = new IdSpace("local", scope.annotations());
        int at = in.position();
        int type = types.typeUse(ids);
        int params = ids.count();
        List<ValType> declared = new ArrayList<>();
        while (in.takeOpen("local")) {
            types.declared(ids, declared);
        }
        if (scope.funcType(type) == null && !ids.names().tailMap(params).isEmpty()) {
            throw in.tokens().error("unknown type " + type + ", so that nothing tells the index of a local", at);
        }
        Func func = new Func(type, runs(declared), instrs.body(ids));
        funcs.add(func);
        customs.branchHints(index, func, instrs.hints());
        nameLocals(index, ids);
    }

    private void nameLocals(int funcIndex, IdSpace locals) {
        if (!locals.names().isEmpty()) {
            names.locals().put(funcIndex, locals.names());
        }
    }

    private static List<Func.Locals> runs(List<ValType> types) {
        List<Func.Locals> runs = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i <= types.size(); i++) {
            if (i == types.size() || !types.get(i).equals(types.get(begin))) {
                runs.add(new Func.Locals(i - begin, types.get(begin)));
                begin = i;
            }
        }
        return runs;
    }

    private void table(int index) {
        if (imported(ExternKind.TABLE, index)) {
            return;
        }
        AddressType address = types.addressType();
        if (in.isNatural()) {
            TableType type = types.tableType(address);
            tables.add(new Table(type, in.isClose() ? null : instrs.sequence()));
            return;
        }
        RefType type = types.refType();
        in.open("elem");
        List<Expr> init = in.isIndex() ? functions() : expressions();
        in.close();
        tables.add(new Table(new TableType(address, Limits.between(init.size(), init.size()), type), null));
        elems.add(new Elem(type, init, SegmentMode.ACTIVE, index, zero(address)));
    }

    private void memory(int index) {
        if (imported(ExternKind.MEMORY, index)) {
            return;
        }
        AddressType address = types.addressType();
        if (in.isNatural()) {
            mems.add(types.memType(address));
            return;
        }
        int pageSizeLog2 = types.pageSizeLog2();
        in.open("data");
        byte[] bytes = strings();
        in.close();
        long pages = bytes.length == 0 ? 0 : ((bytes.length - 1L) >>> pageSizeLog2) + 1;
        mems.add(new MemType(address, Limits.between(pages, pages), false, pageSizeLog2));
        datas.add(new Data(bytes, 0, bytes.length, SegmentMode.ACTIVE, index, zero(address)));
    }

    private static Expr zero(AddressType address) {
        InstrWriter zero = new InstrWriter();
        zero.op(address == AddressType.I64 ? Opcode.I64_CONST : Opcode.I32_CONST);
        zero.s64(0);
        zero.op(Opcode.END);
        return zero.toExpr();
    }

    private void global(int index) {
        if (!imported(ExternKind.GLOBAL, index)) {
            globals.add(new Global(types.globalType(), instrs.sequence()));
        }
    }

    private void tag(int index) {
        if (!imported(ExternKind.TAG, index)) {
            tags.add(tagType());
        }
    }

    private void export() {
        String name = in.name();
        in.open();
        ExternKind kind = externKind();
        exports.add(new Export(name, kind, scope.of(kind).index(in)));
        in.close();
    }

    private void elem() {
        in.takeId();
        SegmentMode mode = in.takeKeyword("declare") ? SegmentMode.DECLARATIVE : SegmentMode.PASSIVE;
        boolean tableUse = mode == SegmentMode.PASSIVE && in.isOpen("table");
        int table = mode == SegmentMode.PASSIVE ? use("table", scope.tables()) : 0;
        Expr offset = null;
        if (mode == SegmentMode.PASSIVE && in.isOpen() && !in.isOpen("ref")) {
            offset = offset();
            mode = SegmentMode.ACTIVE;
        }
        RefType type = new RefType(false, AbsHeapType.FUNC);
        List<Expr> init;
        boolean bare = mode == SegmentMode.ACTIVE && !tableUse && (in.isIndex() || in.isClose());
        if (bare || in.takeKeyword("func")) {
            init = functions();
        } else {
            type = types.refType();
            init = expressions();
        }
        elems.add(new Elem(type, init, mode, table, offset));
    }

    /**
     * Takes what names the table or memory of an active segment: {@code (table x)}, nothing, or, as in version 1.0, a number
     * before the offset.
     */
    private int use(String keyword, IdSpace space) {
        if (in.isNatural() && in.tokens().kind(in.position() + 1) == TokenKind.LEFT_PARENTHESIS) {
            return in.u32();
        }
        if (!in.takeOpen(keyword)) {
            return 0;
        }
        int index = space.index(in);
        in.close();
        if (!in.isOpen()) {
            throw in.unexpected();
        }
        return index;
    }

    private Expr offset() {
        if (!in.takeOpen("offset")) {
            return instrs.folded();
        }
        Expr offset = instrs.sequence();
        in.close();
        return offset;
    }

    private List<Expr> functions() {
        List<Expr> list = new ArrayList<>();
        while (in.isIndex()) {
            InstrWriter ref = new InstrWriter();
            ref.op(Opcode.REF_FUNC, scope.funcs().index(in));
            ref.op(Opcode.END);
            list.add(ref.toExpr());
        }
        return list;
    }

    private List<Expr> expressions() {
        List<Expr> list = new ArrayList<>();
        while (in.isOpen()) {
            if (in.takeOpen("item")) {
                list.add(instrs.sequence());
                in.close();
            } else {
                list.add(instrs.folded());
            }
        }
        return list;
    }

    private void data() {
        in.takeId();
        int memory = use("memory", scope.memories());
        boolean active = in.isOpen();
        Expr offset = active ? offset() : null;
        byte[] bytes = strings();
        datas.add(new Data(bytes, 0, bytes.length, active ? SegmentMode.ACTIVE : SegmentMode.PASSIVE, memory, offset));
    }

    private byte[] strings() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (in.kind() == TokenKind.STRING) {
            in.tokens().appendString(in.next(), bytes);
        }
        return bytes.toByteArray();
    }

    private void collectNames(@Nullable String module) {
        names.setModule(module);
        names.names(ModuleNames.Kind.FUNC).putAll(scope.funcs().names());
        names.names(ModuleNames.Kind.TYPE).putAll(scope.types().names());
        names.names(ModuleNames.Kind.TABLE).putAll(scope.tables().names());
        names.names(ModuleNames.Kind.MEMORY).putAll(scope.memories().names());
        names.names(ModuleNames.Kind.GLOBAL).putAll(scope.globals().names());
        names.names(ModuleNames.Kind.ELEM).putAll(scope.elems().names());
        names.names(ModuleNames.Kind.DATA).putAll(scope.datas().names());
        names.names(ModuleNames.Kind.TAG).putAll(scope.tags().names());
        scope.fields().forEach((type, ids) -> {
            if (!ids.names().isEmpty()) {
                names.fields().put(type, ids.names());
            }
        });
    }
}
