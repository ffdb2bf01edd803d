package org.ferrywasm.binary;

import java.util.OptionalLong;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.ExternKind;
import org.ferrywasm.syntax.ExternType;
import org.ferrywasm.syntax.FuncExtern;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.syntax.TagType;
import org.ferrywasm.syntax.TypeIndex;
import org.ferrywasm.syntax.ValType;

/** Reads the types of what modules import, export and define (specification, "External Types"). */
final class ExternTypeReader {
    static final int FUNC = 0;
    static final int TABLE = 1;
    static final int MEMORY = 2;
    static final int GLOBAL = 3;
    static final int TAG = 4;

    static final int HAS_MAX = 0b0001;
    static final int SHARED = 0b0010;
    static final int ADDRESS_64 = 0b0100;
    static final int HAS_PAGE_SIZE = 0b1000;

    private static final int TABLE_FLAGS = HAS_MAX | ADDRESS_64;
    private static final int MEMORY_FLAGS = HAS_MAX | SHARED | ADDRESS_64 | HAS_PAGE_SIZE;

    private ExternTypeReader() {}

    /** Reads the kind and the type of an import. */
    static ExternType externType(ByteReader in) {
        return switch (kind(in, "malformed import kind")) {
            case FUNC -> new FuncExtern(new TypeIndex(in.u32()));
            case TABLE -> tableType(in);
            case MEMORY -> memType(in);
            case GLOBAL -> globalType(in);
            case TAG -> tagType(in);
        };
    }

    static ExternKind kind(ByteReader in, String problem) {
        int at = in.position();
        return switch (in.u8()) {
            case FUNC -> ExternKind.FUNC;
            case TABLE -> ExternKind.TABLE;
            case MEMORY -> ExternKind.MEMORY;
            case GLOBAL -> ExternKind.GLOBAL;
            case TAG -> ExternKind.TAG;
            default -> throw new MalformedException(problem, at);
        };
    }

    static TableType tableType(ByteReader in) {
        RefType element = TypeReader.refType(in);
        int flags = flags(in, TABLE_FLAGS);
        return new TableType(addressType(flags), limits(in, flags), element);
    }

    static MemType memType(ByteReader in) {
        int at = in.position();
        int flags = flags(in, MEMORY_FLAGS);
        if ((flags & HAS_PAGE_SIZE) != 0 && !in.hasNext()) {
            throw new MalformedException("malformed limits flags: nothing follows", at);
        }
        Limits limits = limits(in, flags);
        int pageSizeLog2 = MemType.DEFAULT_PAGE_SIZE_LOG2;
        if ((flags & HAS_PAGE_SIZE) != 0) {
            int pageSizeAt = in.position();
            pageSizeLog2 = in.u32();
            if (Integer.compareUnsigned(pageSizeLog2, Long.SIZE) >= 0) {
                throw new MalformedException("invalid custom page size", pageSizeAt);
            }
        }
        return new MemType(addressType(flags), limits, (flags & SHARED) != 0, pageSizeLog2);
    }

    static GlobalType globalType(ByteReader in) {
        ValType type = TypeReader.valType(in);
        return new GlobalType(type, mutability(in));
    }

    static TagType tagType(ByteReader in) {
        int at = in.position();
        if (in.u8() != 0) {
            throw new MalformedException("malformed tag attribute", at);
        }
        return new TagType(new TypeIndex(in.u32()));
    }

    static boolean mutability(ByteReader in) {
        int at = in.position();
        return switch (in.u8()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new MalformedException("malformed mutability", at);
        };
    }

    private static int flags(ByteReader in, int allowed) {
        int at = in.position();
        int flags = in.u8();
        if ((flags & ~allowed) != 0) {
            throw new MalformedException("malformed limits flags", at);
        }
        return flags;
    }

    private static AddressType addressType(int flags) {
        return (flags & ADDRESS_64) != 0 ? AddressType.I64 : AddressType.I32;
    }

    private static Limits limits(ByteReader in, int flags) {
        long min = in.u64();
        return new Limits(min, (flags & HAS_MAX) != 0 ? OptionalLong.of(in.u64()) : OptionalLong.empty());
    }
}
