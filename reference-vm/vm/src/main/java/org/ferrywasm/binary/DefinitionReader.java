package org.ferrywasm.binary;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.syntax.ArrayType;
import org.ferrywasm.syntax.CompositeType;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.ModuleLimits.Limit;
import org.ferrywasm.syntax.PackedType;
import org.ferrywasm.syntax.RecType;
import org.ferrywasm.syntax.StorageType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.SubType;
import org.ferrywasm.syntax.TypeIndex;
import org.ferrywasm.syntax.ValType;

/** Reads the type definitions of a module (specification, "Composite Types", "Recursive Types"). */
final class DefinitionReader {
    static final int REC = 0x4E;
    static final int SUB = 0x50;
    static final int SUB_FINAL = 0x4F;
    static final int FUNC = 0x60;
    static final int STRUCT = 0x5F;
    static final int ARRAY = 0x5E;

    private final ByteReader in;
    private final ModuleLimits limits;
    private int typeCount;

    DefinitionReader(ByteReader in, ModuleLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** Reads one entry of the type section: a recursion group, or a type that is one by itself. */
    RecType recType() {
        if (in.peek() != REC) {
            return new RecType(List.of(subType()));
        }
        in.u8();
        int count = count(Limit.REC_GROUP_TYPES);
        List<SubType> subTypes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            subTypes.add(subType());
        }
        return new RecType(subTypes);
    }

    private SubType subType() {
        int at = in.position();
        if (limits.isExceededBy(Limit.TYPES, ++typeCount)) {
            throw new MalformedException(Limit.TYPES.problem(), at);
        }
        int form = in.peek();
        if (form != SUB && form != SUB_FINAL) {
            return SubType.of(compositeType());
        }
        in.u8();
        int count = in.count();
        List<HeapType> supertypes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            supertypes.add(new TypeIndex(in.u32()));
        }
        return new SubType(form == SUB_FINAL, supertypes, compositeType());
    }

    private CompositeType compositeType() {
        int at = in.position();
        return switch (in.typeCode()) {
            case FUNC -> new FuncType(valTypes(Limit.PARAMS), valTypes(Limit.RESULTS));
            case STRUCT -> {
                int count = count(Limit.STRUCT_FIELDS);
                List<FieldType> fields = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    fields.add(fieldType());
                }
                yield new StructType(fields);
            }
            case ARRAY -> new ArrayType(fieldType());
            default -> throw new MalformedException("malformed definition type", at);
        };
    }

    private List<ValType> valTypes(Limit limit) {
        int at = in.position();
        List<ValType> types = TypeReader.valTypes(in);
        if (limits.isExceededBy(limit, types.size())) {
            throw new MalformedException(limit.problem(), at);
        }
        return types;
    }

    private FieldType fieldType() {
        StorageType storage = storageType();
        return new FieldType(storage, ExternTypeReader.mutability(in));
    }

    private StorageType storageType() {
        for (PackedType packed : PackedType.values()) {
            if (in.peek() == packed.code()) {
                in.u8();
                return packed;
            }
        }
        return TypeReader.valType(in, "malformed storage type");
    }

    private int count(Limit limit) {
        int at = in.position();
        int count = in.count();
        if (limits.isExceededBy(limit, count)) {
            throw new MalformedException(limit.problem(), at);
        }
        return count;
    }
}
