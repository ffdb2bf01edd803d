package org.ferrywasm.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.ArrayType;
import org.ferrywasm.syntax.CompositeType;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.PackedType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.StorageType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.SubType;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.syntax.TypeIndex;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.syntax.VecType;
import org.jspecify.annotations.Nullable;

/** The types of the text format (specification, "Types"). */
final class TypeParser {
    private static final Map<String, StorageType> TYPES = new HashMap<>();

    static {
        for (NumType type : NumType.values()) {
            TYPES.put(type.toString(), type);
        }
        for (VecType type : VecType.values()) {
            TYPES.put(type.toString(), type);
        }
        for (PackedType type : PackedType.values()) {
            TYPES.put(type.toString(), type);
        }
        for (AbsHeapType heap : AbsHeapType.values()) {
            TYPES.put(heap.refAbbreviation(), new RefType(true, heap));
        }
    }

    private final Cursor in;
    private final ModuleScope scope;

    TypeParser(Cursor in, ModuleScope scope) {
        this.in = in;
        this.scope = scope;
    }

    HeapType heapType() {
        if (in.isIndex()) {
            return new TypeIndex(scope.types().index(in));
        }
        AbsHeapType abs =
                in.kind() == TokenKind.KEYWORD ? HeapTypes.of(in.tokens().text(in.position())) : null;
        if (abs == null) {
            throw in.unexpected();
        }
        in.next();
        return abs;
    }

    RefType refType() {
        int at = in.position();
        if (storageType() instanceof RefType ref) {
            return ref;
        }
        throw in.tokens().unexpected(at);
    }

    ValType valType() {
        int at = in.position();
        if (storageType() instanceof ValType type) {
            return type;
        }
        throw in.tokens().unexpected(at);
    }

    private StorageType storageType() {
        if (in.takeOpen("ref")) {
            boolean nullable = in.takeKeyword("null");
            RefType type = new RefType(nullable, heapType());
            in.close();
            return type;
        }
        StorageType type =
                in.kind() == TokenKind.KEYWORD ? TYPES.get(in.tokens().text(in.position())) : null;
        if (type == null) {
            throw in.isOpen() ? in.tokens().unexpected(in.position() + 1) : in.unexpected();
        }
        in.next();
        return type;
    }

    private FieldType fieldType() {
        if (in.takeOpen("mut")) {
            FieldType type = new FieldType(storageType(), true);
            in.close();
            return type;
        }
        return new FieldType(storageType(), false);
    }

    GlobalType globalType() {
        if (in.takeOpen("mut")) {
            GlobalType type = new GlobalType(valType(), true);
            in.close();
            return type;
        }
        return new GlobalType(valType(), false);
    }

    /** Takes {@code i32} or {@code i64} if one of them is next; else the addresses are 32-bit. */
    AddressType addressType() {
        return !in.takeKeyword("i32") && in.takeKeyword("i64") ? AddressType.I64 : AddressType.I32;
    }

    /** Takes limits, which may be greater than the indices can be, and an element type. */
    TableType tableType(AddressType address) {
        Limits limits = limits();
        return new TableType(address, limits, refType());
    }

    /** Takes limits, which may be greater than the addresses can be, and what else a memory type says. */
    MemType memType(AddressType address) {
        Limits limits = limits();
        boolean shared = in.takeKeyword("shared");
        return new MemType(address, limits, shared, pageSizeLog2());
    }

    private Limits limits() {
        long min = in.u64();
        return in.isNatural() ? Limits.between(min, in.u64()) : Limits.atLeast(min);
    }

    /** Takes a page size if one is next. */
    int pageSizeLog2() {
        if (!in.takeOpen("pagesize")) {
            return MemType.DEFAULT_PAGE_SIZE_LOG2;
        }
        int at = in.position();
        long size = in.u64();
        if (Long.bitCount(size) != 1) {
            throw in.tokens().error("invalid custom page size: not a power of two", at);
        }
        in.close();
        return Long.numberOfTrailingZeros(size);
    }

    /** Takes the contents of a type definition, the identifier and the closing parenthesis excluded. */
    SubType subType(int typeIndex) {
        if (!in.takeOpen("sub")) {
            return SubType.of(compositeType(typeIndex));
        }
        boolean isFinal = in.takeKeyword("final");
        List<HeapType> supertypes = new ArrayList<>();
        while (in.isIndex()) {
            supertypes.add(new TypeIndex(scope.types().index(in)));
        }
        SubType type = new SubType(isFinal, supertypes, compositeType(typeIndex));
        in.close();
        return type;
    }

    private CompositeType compositeType(int typeIndex) {
        CompositeType type;
        if (in.takeOpen("func")) {
            type = signature(new IdSpace("parameter", scope.annotations()));
        } else if (in.takeOpen("array")) {
            type = new ArrayType(fieldType());
        } else {
            in.open("struct");
            type = structType(scope.fields(typeIndex));
        }
        in.close();
        return type;
    }

    private StructType structType(IdSpace ids) {
        List<FieldType> fields = new ArrayList<>();
        while (in.takeOpen("field")) {
            if (in.kind() == TokenKind.ID) {
                ids.bind(in);
                fields.add(fieldType());
            } else {
                while (!in.isClose()) {
                    ids.bind(in);
                    fields.add(fieldType());
                }
            }
            in.close();
        }
        return new StructType(fields);
    }

    /**
     * Takes parameters and results.
     *
     * @param ids where the parameters are bound; null where they may not have identifiers
     */
    FuncType signature(@Nullable IdSpace ids) {
        List<ValType> params = new ArrayList<>();
        List<ValType> results = new ArrayList<>();
        while (in.takeOpen("param")) {
            declared(ids, params);
        }
        while (in.takeOpen("result")) {
            while (!in.isClose()) {
                results.add(valType());
            }
            in.close();
        }
        return new FuncType(params, results);
    }

    /** Takes the rest of a {@code param} or {@code local}: one with an identifier, or any number without. */
    void declared(@Nullable IdSpace ids, List<ValType> types) {
        if (ids != null && in.kind() == TokenKind.ID) {
            ids.bind(in);
            types.add(valType());
        } else {
            while (!in.isClose()) {
                if (ids != null) {
                    ids.bind(in);
                }
                types.add(valType());
            }
        }
        in.close();
    }

    /**
     * Takes the type of a function: by index, inline, or both.
     *
     * @param locals where its parameters are bound; null where they may not have identifiers
     * @return its index
     */
    int typeUse(@Nullable IdSpace locals) {
        int at = in.position();
        if (!in.takeOpen("type")) {
            return scope.funcTypeIndex(signature(locals));
        }
        int index = scope.types().index(in);
        in.close();
        FuncType inline = signature(locals);
        if (in.isOpen("param") || in.isOpen("type")) {
            throw in.tokens().unexpected(in.position() + 1);
        }
        FuncType declared = scope.funcType(index);
        if (!inline.equals(FuncType.EMPTY)) {
            if (!scope.isDefined(index)) {
                throw in.tokens().error("unknown type " + Integer.toUnsignedString(index), at);
            }
            if (!inline.equals(declared)) {
                throw in.tokens().error("inline function type differs from type " + index, at);
            }
        } else if (locals != null && declared != null) {
            locals.addAnonymous(declared.params().size());
        }
        return index;
    }
}
