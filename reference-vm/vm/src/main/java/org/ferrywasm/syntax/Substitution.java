package org.ferrywasm.syntax;

import java.util.List;
import java.util.function.UnaryOperator;

/** Replacing the heap types inside a type (specification, "Type Substitution"). */
public final class Substitution {
    private Substitution() {}

    /** The type with each heap type in it replaced; the same object where nothing changes. */
    public static ValType apply(ValType type, UnaryOperator<HeapType> to) {
        return type instanceof RefType ref ? apply(ref, to) : type;
    }

    /** The type with its heap type replaced; the canonical object where that is a {@link DefType}. */
    public static RefType apply(RefType type, UnaryOperator<HeapType> to) {
        HeapType heap = to.apply(type.heap());
        if (heap instanceof DefType def) {
            return type.nullable() ? def.refNull() : def.ref();
        }
        return heap == type.heap() ? type : new RefType(type.nullable(), heap);
    }

    /** The definition with each heap type in it replaced. */
    public static CompositeType apply(CompositeType type, UnaryOperator<HeapType> to) {
        return switch (type) {
            case FuncType func -> new FuncType(apply(func.params(), to), apply(func.results(), to));
            case StructType struct ->
                new StructType(struct.fields().stream().map(f -> apply(f, to)).toList());
            case ArrayType array -> new ArrayType(apply(array.element(), to));
        };
    }

    /** The external type with each heap type in it replaced. */
    public static ExternType apply(ExternType type, UnaryOperator<HeapType> to) {
        return switch (type) {
            case FuncExtern func -> new FuncExtern(to.apply(func.type()));
            case TableType table -> new TableType(table.addressType(), table.limits(), apply(table.element(), to));
            case MemType mem -> mem;
            case GlobalType global -> new GlobalType(apply(global.type(), to), global.mutable());
            case TagType tag -> new TagType(to.apply(tag.type()));
        };
    }

    private static List<ValType> apply(List<ValType> types, UnaryOperator<HeapType> to) {
        return types.stream().map(t -> apply(t, to)).toList();
    }

    private static FieldType apply(FieldType field, UnaryOperator<HeapType> to) {
        return field.storage() instanceof ValType type ? new FieldType(apply(type, to), field.mutable()) : field;
    }
}
