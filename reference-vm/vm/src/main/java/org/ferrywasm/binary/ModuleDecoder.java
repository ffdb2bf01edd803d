package org.ferrywasm.binary;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.ferrywasm.syntax.Custom;
import org.ferrywasm.syntax.Data;
import org.ferrywasm.syntax.Elem;
import org.ferrywasm.syntax.Export;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.ExternKind;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.Global;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Import;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.ModuleLimits.Limit;
import org.ferrywasm.syntax.Op;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.RecType;
import org.ferrywasm.syntax.Table;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.syntax.TagType;
import org.ferrywasm.syntax.ValType;
import org.jspecify.annotations.Nullable;

/**
 * Reads a module in binary form (specification, "Modules"). Function bodies are taken as slices; their instructions, and
 * that a data count section precedes those which need it, are left to validation.
 */
public final class ModuleDecoder {
    private static final int WITH_INIT = 0x40;

    private final byte[] bytes;
    private final ByteReader in;
    private final ModuleLimits limits;
    private final SegmentReader segments;
    private final InstrReader instrs;
    private final Map<ExternKind, Integer> imported = new EnumMap<>(ExternKind.class);

    private List<RecType> types = List.of();
    private List<Import> imports = List.of();
    private int[] funcTypeIndices = new int[0];
    private List<Func> funcs = List.of();
    private List<Table> tables = List.of();
    private List<MemType> mems = List.of();
    private List<TagType> tags = List.of();
    private List<Global> globals = List.of();
    private List<Export> exports = List.of();
    private OptionalInt start = OptionalInt.empty();
    private List<Elem> elems = List.of();
    private OptionalInt dataCount = OptionalInt.empty();
    private List<Data> datas = List.of();
    private final List<Custom> customs = new ArrayList<>();

    private ModuleDecoder(byte[] bytes, ModuleLimits limits) {
        this.bytes = bytes;
        this.in = new ByteReader(bytes, 0, bytes.length);
        this.limits = limits;
        this.instrs = new InstrReader(in);
        this.segments = new SegmentReader(this, in);
    }

    /**
     * The module that these bytes are. It keeps slices of them, so nobody may change them afterwards.
     *
     * @throws MalformedException if they are none, or exceed a limit that shows without validation
     */
    public static Module decode(byte[] bytes, ModuleLimits limits) {
        return new ModuleDecoder(bytes, limits).module();
    }

    private Module module() {
        requireWithin(Limit.MODULE_BYTES, bytes.length, 0);
        Header.read(in);
        Section last = null;
        while (in.hasNext()) {
            int at = in.position();
            int id = in.u8();
            Section section = Section.ofId(id);
            if (section == null && id != Section.CUSTOM_ID) {
                throw new MalformedException("malformed section id", at);
            }
            if (section != null && last != null && section.compareTo(last) <= 0) {
                throw new MalformedException("unexpected content after last section", at);
            }
            int length = in.length();
            int end = in.position() + length;
            if (section == null) {
                readCustom(end, last);
            } else {
                last = section;
                readSection(section);
                if (in.position() != end) {
                    throw new MalformedException("section size mismatch", at);
                }
            }
        }
        requireSameLengths();
        return new Module(
                types, imports, funcs, tables, mems, tags, globals, exports, start, elems, dataCount, datas, customs);
    }

    private void requireSameLengths() {
        if (funcTypeIndices.length != funcs.size()) {
            throw new MalformedException("function and code section have inconsistent lengths", bytes.length);
        }
        if (dataCount.isPresent() && dataCount.getAsInt() != datas.size()) {
            throw new MalformedException("data count and data section have inconsistent lengths", bytes.length);
        }
    }

    private void readSection(Section section) {
        switch (section) {
            case TYPE -> {
                DefinitionReader definitions = new DefinitionReader(in, limits);
                types = vector(Limit.TYPES, 0, definitions::recType);
            }
            case IMPORT -> readImports();
            case FUNCTION -> readFunctions();
            case TABLE -> tables = vector(Limit.TABLES, imported(ExternKind.TABLE), this::table);
            case MEMORY ->
                mems = vector(Limit.MEMORIES, imported(ExternKind.MEMORY), () -> ExternTypeReader.memType(in));
            case TAG -> tags = vector(Limit.TAGS, imported(ExternKind.TAG), () -> ExternTypeReader.tagType(in));
            case GLOBAL -> globals = vector(Limit.GLOBALS, imported(ExternKind.GLOBAL), this::global);
            case EXPORT -> exports = vector(Limit.EXPORTS, 0, this::export);
            case START -> start = OptionalInt.of(in.u32());
            case ELEMENT -> elems = vector(Limit.ELEM_SEGMENTS, 0, segments::elem);
            case DATA_COUNT -> dataCount = OptionalInt.of(in.u32());
            case CODE -> readCode();
            case DATA -> datas = vector(Limit.DATA_SEGMENTS, 0, segments::data);
        }
    }

    private void readCustom(int end, @Nullable Section last) {
        String name = name();
        if (in.position() > end) {
            throw new MalformedException(ByteReader.UNEXPECTED_END, end);
        }
        int contents = in.skip(end - in.position());
        customs.add(new Custom(name, bytes, contents, end, last == null ? Section.CUSTOM_ID : last.id()));
    }

    private void readImports() {
        imports = vector(Limit.IMPORTS, 0, this::importItem);
        requireWithin(Limit.FUNCTIONS, imported(ExternKind.FUNC), in.position());
        requireWithin(Limit.TABLES, imported(ExternKind.TABLE), in.position());
        requireWithin(Limit.MEMORIES, imported(ExternKind.MEMORY), in.position());
        requireWithin(Limit.GLOBALS, imported(ExternKind.GLOBAL), in.position());
        requireWithin(Limit.TAGS, imported(ExternKind.TAG), in.position());
    }

    private Import importItem() {
        String module = name();
        String name = name();
        Import item = new Import(module, name, ExternTypeReader.externType(in));
        imported.merge(item.type().externKind(), 1, Integer::sum);
        return item;
    }

    private void readFunctions() {
        funcTypeIndices = new int[count(Limit.FUNCTIONS, imported(ExternKind.FUNC))];
        for (int i = 0; i < funcTypeIndices.length; i++) {
            funcTypeIndices[i] = in.u32();
        }
    }

    private Table table() {
        if (in.peek() != WITH_INIT) {
            return new Table(ExternTypeReader.tableType(in), null);
        }
        in.u8();
        int at = in.position();
        if (in.u8() != 0) {
            throw new MalformedException("malformed table", at);
        }
        TableType type = ExternTypeReader.tableType(in);
        return new Table(type, constExpr());
    }

    private Global global() {
        GlobalType type = ExternTypeReader.globalType(in);
        return new Global(type, constExpr());
    }

    private Export export() {
        String name = name();
        ExternKind kind = ExternTypeReader.kind(in, "malformed export kind");
        return new Export(name, kind, in.u32());
    }

    private void readCode() {
        int count = in.count();
        List<Func> read = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            read.add(func(i < funcTypeIndices.length ? funcTypeIndices[i] : 0));
        }
        funcs = read;
    }

    private Func func(int typeIndex) {
        int at = in.position();
        int length = in.length();
        requireWithin(Limit.BODY_BYTES, length, at);
        int bodyEnd = in.position() + length;
        List<Func.Locals> locals = locals();
        if (in.position() > bodyEnd) {
            throw new MalformedException("section size mismatch", at);
        }
        int bodyStart = in.skip(bodyEnd - in.position());
        if (bodyStart == bodyEnd || bytes[bodyEnd - 1] != Op.END) {
            skipExpr(new InstrReader(new Expr(bytes, bodyStart, bytes.length)));
            throw new MalformedException("section size mismatch", at);
        }
        return new Func(typeIndex, locals, new Expr(bytes, bodyStart, bodyEnd));
    }

    private List<Func.Locals> locals() {
        int runs = in.count();
        List<Func.Locals> locals = new ArrayList<>(runs);
        long total = 0;
        for (int i = 0; i < runs; i++) {
            int at = in.position();
            int count = in.u32();
            ValType type = TypeReader.valType(in);
            total += Integer.toUnsignedLong(count);
            requireWithin(Limit.LOCALS, total, at);
            locals.add(new Func.Locals(count, type));
        }
        return locals;
    }

    /** Reads a constant expression, up to the {@code end} that matches its beginning. */
    Expr constExpr() {
        int startOffset = in.position();
        skipExpr(instrs);
        return new Expr(bytes, startOffset, in.position());
    }

    private static void skipExpr(InstrReader instrs) {
        int depth = 1;
        while (depth > 0) {
            Opcode op = instrs.next();
            switch (op) {
                case BLOCK, LOOP, IF, TRY, TRY_TABLE -> depth++;
                case END, DELEGATE -> depth--;
                default -> {}
            }
            if (depth == 1 && op == Opcode.ELSE) {
                throw new MalformedException("END opcode expected", instrs.offset());
            }
        }
    }

    /** Reads a vector whose length, with what there is already, a limit holds. */
    <T> List<T> vector(Limit limit, int before, Supplier<T> element) {
        int count = count(limit, before);
        List<T> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(element.get());
        }
        return elements;
    }

    int count(Limit limit, int before) {
        int at = in.position();
        int count = in.count();
        requireWithin(limit, (long) before + count, at);
        return count;
    }

    private String name() {
        int at = in.position();
        int length = in.length();
        requireWithin(Limit.NAME_BYTES, length, at);
        return in.utf8(length);
    }

    private int imported(ExternKind kind) {
        return imported.getOrDefault(kind, 0);
    }

    private void requireWithin(Limit limit, long count, int at) {
        if (limits.isExceededBy(limit, count)) {
            throw new MalformedException(limit.problem(), at);
        }
    }
}
