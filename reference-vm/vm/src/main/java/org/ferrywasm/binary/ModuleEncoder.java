package org.ferrywasm.binary;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.ferrywasm.syntax.Custom;
import org.ferrywasm.syntax.Export;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.Global;
import org.ferrywasm.syntax.Import;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.Table;

/**
 * Writes a module in binary form (specification, "Modules"): every number and type in its shortest encoding, empty sections
 * left out, element segments in the most compact form that says the same, instructions as they are.
 */
public final class ModuleEncoder {
    private static final int WITH_INIT = 0x40;

    private final Module module;
    private final ByteWriter out = new ByteWriter();

    private ModuleEncoder(Module module) {
        this.module = module;
    }

    /**
     * The binary form of a module.
     *
     * @throws IllegalArgumentException if a type in it is not as read: closed over defined types; or if a custom section
     *     stands after a section of an unknown id
     */
    public static byte[] encode(Module module) {
        ModuleEncoder encoder = new ModuleEncoder(module);
        encoder.write();
        return encoder.out.toBytes();
    }

    private void write() {
        out.f32Bits(Header.MAGIC);
        out.f32Bits(Header.VERSION);
        for (Custom custom : module.customs()) {
            if (custom.place() != Section.CUSTOM_ID && Section.ofId(custom.place()) == null) {
                throw new IllegalArgumentException(
                        "custom section \"" + custom.name() + "\" after unknown section " + custom.place());
            }
        }
        customs(Section.CUSTOM_ID);
        for (Section section : Section.values()) {
            section(section);
            customs(section.id());
        }
    }

    private void section(Section section) {
        switch (section) {
            case TYPE -> vector(section, module.types(), TypeWriter::recType);
            case IMPORT -> vector(section, module.imports(), ModuleEncoder::importItem);
            case FUNCTION -> vector(section, module.funcs(), (to, func) -> to.u32(func.typeIndex()));
            case TABLE -> vector(section, module.tables(), ModuleEncoder::table);
            case MEMORY -> vector(section, module.mems(), TypeWriter::memType);
            case TAG -> vector(section, module.tags(), TypeWriter::tagType);
            case GLOBAL -> vector(section, module.globals(), ModuleEncoder::global);
            case EXPORT -> vector(section, module.exports(), ModuleEncoder::export);
            case START -> number(section, module.start());
            case ELEMENT -> vector(section, module.elems(), SegmentWriter::elem);
            case DATA_COUNT -> number(section, module.dataCount());
            case CODE -> vector(section, module.funcs(), ModuleEncoder::code);
            case DATA -> vector(section, module.datas(), SegmentWriter::data);
        }
    }

    private <T> void vector(Section section, List<T> elements, BiConsumer<ByteWriter, T> element) {
        if (elements.isEmpty()) {
            return;
        }
        ByteWriter contents = new ByteWriter();
        contents.u32(elements.size());
        for (T each : elements) {
            element.accept(contents, each);
        }
        sized(section.id(), contents);
    }

    private void number(Section section, OptionalInt number) {
        if (number.isPresent()) {
            ByteWriter contents = new ByteWriter();
            contents.u32(number.getAsInt());
            sized(section.id(), contents);
        }
    }

    private void customs(int place) {
        for (Custom custom : module.customs()) {
            if (custom.place() == place) {
                ByteWriter contents = new ByteWriter();
                contents.name(custom.name());
                contents.bytes(custom.bytes(), custom.start(), custom.end());
                sized(Section.CUSTOM_ID, contents);
            }
        }
    }

    private void sized(int id, ByteWriter contents) {
        out.u8(id);
        out.sized(contents);
    }

    private static void importItem(ByteWriter to, Import item) {
        to.name(item.module());
        to.name(item.name());
        TypeWriter.externType(to, item.type());
    }

    private static void table(ByteWriter to, Table table) {
        Expr init = table.init();
        if (init == null) {
            TypeWriter.tableType(to, table.type());
        } else {
            to.u8(WITH_INIT);
            to.u8(0);
            TypeWriter.tableType(to, table.type());
            to.expr(init);
        }
    }

    private static void global(ByteWriter to, Global global) {
        TypeWriter.globalType(to, global.type());
        to.expr(global.init());
    }

    private static void export(ByteWriter to, Export export) {
        to.name(export.name());
        TypeWriter.kind(to, export.kind());
        to.u32(export.index());
    }

    private static void code(ByteWriter to, Func func) {
        ByteWriter entry = new ByteWriter();
        entry.u32(func.locals().size());
        for (Func.Locals locals : func.locals()) {
            entry.u32(locals.count());
            entry.valType(locals.type());
        }
        entry.expr(func.body());
        to.sized(entry);
    }
}
