package org.ferrywasm.binary;

import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.ArrayType;
import org.ferrywasm.syntax.CompositeType;
import org.ferrywasm.syntax.ExternKind;
import org.ferrywasm.syntax.ExternType;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.FuncExtern;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.PackedType;
import org.ferrywasm.syntax.RecType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.SubType;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.syntax.TagType;
import org.ferrywasm.syntax.ValType;

/** Writes what {@link DefinitionReader} and {@link ExternTypeReader} read. */
final class TypeWriter {
    private TypeWriter() {}

    static void recType(ByteWriter to, RecType group) {
        if (group.subTypes().size() != 1) {
            to.u8(DefinitionReader.REC);
            to.u32(group.subTypes().size());
        }
        group.subTypes().forEach(sub -> subType(to, sub));
    }

    private static void subType(ByteWriter to, SubType sub) {
        if (!sub.isFinal() || !sub.supertypes().isEmpty()) {
            to.u8(sub.isFinal() ? DefinitionReader.SUB_FINAL : DefinitionReader.SUB);
            to.u32(sub.supertypes().size());
            sub.supertypes().forEach(type -> to.u32(ByteWriter.typeIndexOf(type)));
        }
        compositeType(to, sub.composite());
    }

    private static void compositeType(ByteWriter to, CompositeType type) {
        switch (type) {
            case FuncType func -> {
                to.u8(DefinitionReader.FUNC);
                to.valTypes(func.params());
                to.valTypes(func.results());
            }
            case StructType struct -> {
                to.u8(DefinitionReader.STRUCT);
                to.u32(struct.fields().size());
                struct.fields().forEach(field -> fieldType(to, field));
            }
            case ArrayType array -> {
                to.u8(DefinitionReader.ARRAY);
                fieldType(to, array.element());
            }
        }
    }

    private static void fieldType(ByteWriter to, FieldType field) {
        switch (field.storage()) {
            case PackedType packed -> to.u8(packed.code());
            case ValType type -> to.valType(type);
        }
        mutability(to, field.mutable());
    }

    static void externType(ByteWriter to, ExternType type) {
        kind(to, type.externKind());
        switch (type) {
            case FuncExtern func -> to.u32(ByteWriter.typeIndexOf(func.type()));
            case TableType table -> tableType(to, table);
            case MemType mem -> memType(to, mem);
            case GlobalType global -> globalType(to, global);
            case TagType tag -> tagType(to, tag);
        }
    }

    static void kind(ByteWriter to, ExternKind kind) {
        to.u8(
                switch (kind) {
                    case FUNC -> ExternTypeReader.FUNC;
                    case TABLE -> ExternTypeReader.TABLE;
                    case MEMORY -> ExternTypeReader.MEMORY;
                    case GLOBAL -> ExternTypeReader.GLOBAL;
                    case TAG -> ExternTypeReader.TAG;
                });
    }

    static void tableType(ByteWriter to, TableType table) {
        to.refType(table.element());
        limits(to, table.addressType(), 0, table.limits());
    }

    static void memType(ByteWriter to, MemType mem) {
        boolean pageSize = mem.pageSizeLog2() != MemType.DEFAULT_PAGE_SIZE_LOG2;
        int flags = (mem.shared() ? ExternTypeReader.SHARED : 0) | (pageSize ? ExternTypeReader.HAS_PAGE_SIZE : 0);
        limits(to, mem.addressType(), flags, mem.limits());
        if (pageSize) {
            to.u32(mem.pageSizeLog2());
        }
    }

    static void globalType(ByteWriter to, GlobalType global) {
        to.valType(global.type());
        mutability(to, global.mutable());
    }

    static void tagType(ByteWriter to, TagType tag) {
        to.u8(0);
        to.u32(ByteWriter.typeIndexOf(tag.type()));
    }

    private static void limits(ByteWriter to, AddressType addressType, int flags, Limits limits) {
        int hasMax = limits.max().isPresent() ? ExternTypeReader.HAS_MAX : 0;
        to.u8(flags | hasMax | (addressType == AddressType.I64 ? ExternTypeReader.ADDRESS_64 : 0));
        to.u64(limits.min());
        limits.max().ifPresent(to::u64);
    }

    private static void mutability(ByteWriter to, boolean mutable) {
        to.u8(mutable ? 1 : 0);
    }
}
