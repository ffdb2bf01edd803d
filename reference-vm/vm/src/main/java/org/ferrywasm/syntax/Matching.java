package org.ferrywasm.syntax;

import java.util.List;

/** Subtyping between closed types (specification, "Matching"). All types come from one {@link TypeRegistry}. */
public final class Matching {
    private Matching() {}

    /** Whether a value of type {@code sub} may stand where {@code sup} is asked for. */
    public static boolean matches(ValType sub, ValType sup) {
        return sub == sup || (sub instanceof RefType a && sup instanceof RefType b && matches(a, b));
    }

    /** Whether a reference of type {@code sub} may stand where {@code sup} is asked for. */
    public static boolean matches(RefType sub, RefType sup) {
        return (sup.nullable() || !sub.nullable()) && matches(sub.heap(), sup.heap());
    }

    /** Whether everything that {@code sub} points to is something that {@code sup} points to. */
    public static boolean matches(HeapType sub, HeapType sup) {
        if (sub.equals(sup)) {
            return true;
        }
        return switch (sup) {
            case AbsHeapType abs -> isBelow(sub, abs);
            case DefType def ->
                switch (sub) {
                    case DefType type -> type.isSubtypeOf(def);
                    case AbsHeapType abs -> abs == def.expand().kind().bottom();
                    case TypeIndex index -> throw open(index);
                    case RecIndex index -> throw open(index);
                };
            case TypeIndex index -> throw open(index);
            case RecIndex index -> throw open(index);
        };
    }

    private static boolean isBelow(HeapType sub, AbsHeapType sup) {
        AbsHeapType abs = switch (sub) {
            case AbsHeapType type -> type;
            case DefType def -> def.expand().kind();
            case TypeIndex index -> throw open(index);
            case RecIndex index -> throw open(index);
        };
        if (abs == sup) {
            return true;
        }
        return switch (sup) {
            case ANY -> abs.top() == AbsHeapType.ANY;
            case EQ -> abs.top() == AbsHeapType.ANY && abs != AbsHeapType.ANY;
            case I31, STRUCT, ARRAY -> abs == AbsHeapType.NONE;
            case FUNC, EXTERN, EXN -> abs == sup.bottom();
            case NONE, NOFUNC, NOEXTERN, NOEXN -> false;
        };
    }

    private static AssertionError open(HeapType type) {
        return new AssertionError("matching is defined on closed types, not on " + type);
    }

    /** Whether each type of the one list matches its counterpart in the other. */
    public static boolean matches(List<ValType> subs, List<ValType> sups) {
        if (subs.size() != sups.size()) {
            return false;
        }
        for (int i = 0; i < subs.size(); i++) {
            if (!matches(subs.get(i), sups.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a definition may be declared below another (specification, "Composite Types"). */
    public static boolean matches(CompositeType sub, CompositeType sup) {
        return switch (sub) {
            case FuncType a ->
                sup instanceof FuncType b && matches(b.params(), a.params()) && matches(a.results(), b.results());
            case StructType a -> sup instanceof StructType b && matchesFields(a.fields(), b.fields());
            case ArrayType a -> sup instanceof ArrayType b && matches(a.element(), b.element());
        };
    }

    private static boolean matchesFields(List<FieldType> subs, List<FieldType> sups) {
        if (subs.size() < sups.size()) {
            return false;
        }
        for (int i = 0; i < sups.size(); i++) {
            if (!matches(subs.get(i), sups.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(FieldType sub, FieldType sup) {
        if (sub.mutable() != sup.mutable() || !matches(sub.storage(), sup.storage())) {
            return false;
        }
        return !sub.mutable() || matches(sup.storage(), sub.storage());
    }

    private static boolean matches(StorageType sub, StorageType sup) {
        return sub == sup || (sub instanceof ValType a && sup instanceof ValType b && matches(a, b));
    }

    /** Whether something of type {@code sub} may be given where {@code sup} is imported (specification, "External Types"). */
    public static boolean matches(ExternType sub, ExternType sup) {
        return switch (sub) {
            case FuncExtern a -> sup instanceof FuncExtern b && matches(a.type(), b.type());
            case TableType a ->
                sup instanceof TableType b
                        && a.addressType() == b.addressType()
                        && a.limits().matches(b.limits())
                        && matches(a.element(), b.element())
                        && matches(b.element(), a.element());
            case MemType a ->
                sup instanceof MemType b
                        && a.addressType() == b.addressType()
                        && a.shared() == b.shared()
                        && a.pageSizeLog2() == b.pageSizeLog2()
                        && a.limits().matches(b.limits());
            case GlobalType a ->
                sup instanceof GlobalType b
                        && a.mutable() == b.mutable()
                        && matches(a.type(), b.type())
                        && (!a.mutable() || matches(b.type(), a.type()));
            case TagType a -> sup instanceof TagType b && a.type() == b.type();
        };
    }
}
