package org.ferrywasm.binary;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.TypeIndex;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.syntax.VecType;
import org.jspecify.annotations.Nullable;

/** Reads value types and what they consist of (specification, "Types"), without allocating where no type index is named. */
final class TypeReader {
    static final int REF = 0x64;
    static final int REF_NULL = 0x63;

    private static final int CODES = 0x80;
    private static final @Nullable ValType[] VAL_TYPES = new @Nullable ValType[CODES];
    private static final @Nullable AbsHeapType[] HEAP_TYPES = new @Nullable AbsHeapType[CODES];
    private static final @Nullable RefType[] NON_NULL = new @Nullable RefType[CODES];

    static {
        for (NumType type : NumType.values()) {
            VAL_TYPES[type.code()] = type;
        }
        VAL_TYPES[VecType.V128.code()] = VecType.V128;
        for (AbsHeapType type : AbsHeapType.values()) {
            HEAP_TYPES[type.code()] = type;
            VAL_TYPES[type.code()] = new RefType(true, type);
            NON_NULL[type.code()] = new RefType(false, type);
        }
    }

    private TypeReader() {}

    static HeapType heapType(ByteReader in) {
        int at = in.position();
        if (isTypeCode(in.peek())) {
            AbsHeapType type = HEAP_TYPES[in.u8()];
            if (type == null) {
                throw new MalformedException("malformed heap type", at);
            }
            return type;
        }
        return new TypeIndex(typeIndex(in, "malformed heap type"));
    }

    static RefType refType(ByteReader in) {
        int at = in.position();
        if (valTypeOrNull(in) instanceof RefType ref) {
            return ref;
        }
        throw new MalformedException("malformed reference type", at);
    }

    static ValType valType(ByteReader in) {
        return valType(in, "malformed value type");
    }

    static ValType valType(ByteReader in, String problem) {
        int at = in.position();
        ValType type = valTypeOrNull(in);
        if (type == null) {
            throw new MalformedException(problem, at);
        }
        return type;
    }

    static List<ValType> valTypes(ByteReader in) {
        int count = in.count();
        if (count == 0) {
            return List.of();
        }
        List<ValType> types = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            types.add(valType(in));
        }
        return types;
    }

    /** Whether a byte is a one-byte encoding of a negative number: that of a type which is no type index. */
    static boolean isTypeCode(int b) {
        return (b & 0xC0) == 0x40;
    }

    /** Reads a type index that is encoded as a signed 33-bit integer. */
    static int typeIndex(ByteReader in, String problem) {
        int at = in.position();
        long index = in.s33();
        if (index < 0) {
            throw new MalformedException(problem, at);
        }
        return (int) index;
    }

    private static @Nullable ValType valTypeOrNull(ByteReader in) {
        int code = in.typeCode();
        return switch (code) {
            case REF_NULL -> refType(true, heapType(in));
            case REF -> refType(false, heapType(in));
            default -> VAL_TYPES[code];
        };
    }

    private static RefType refType(boolean nullable, HeapType heap) {
        if (heap instanceof AbsHeapType abs) {
            ValType type = nullable ? VAL_TYPES[abs.code()] : NON_NULL[abs.code()];
            if (type instanceof RefType ref) {
                return ref;
            }
        }
        return new RefType(nullable, heap);
    }
}
