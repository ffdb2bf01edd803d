package org.ferrywasm.syntax;

/**
 * A reference type: the heap type it points into, and whether it may be null (specification, "Reference Types").
 *
 * @param nullable whether null is among its values
 * @param heap what a reference that is not null points to
 */
public record RefType(boolean nullable, HeapType heap) implements ValType {
    public static final RefType FUNCREF = new RefType(true, AbsHeapType.FUNC);
    public static final RefType EXTERNREF = new RefType(true, AbsHeapType.EXTERN);
    public static final RefType ANYREF = new RefType(true, AbsHeapType.ANY);
    public static final RefType EQREF = new RefType(true, AbsHeapType.EQ);
    public static final RefType I31REF = new RefType(true, AbsHeapType.I31);
    public static final RefType STRUCTREF = new RefType(true, AbsHeapType.STRUCT);
    public static final RefType ARRAYREF = new RefType(true, AbsHeapType.ARRAY);
    public static final RefType EXNREF = new RefType(true, AbsHeapType.EXN);
    public static final RefType NULLREF = new RefType(true, AbsHeapType.NONE);
    public static final RefType NULLFUNCREF = new RefType(true, AbsHeapType.NOFUNC);
    public static final RefType NULLEXTERNREF = new RefType(true, AbsHeapType.NOEXTERN);
    public static final RefType NULLEXNREF = new RefType(true, AbsHeapType.NOEXN);

    /**
     * Whether a reference of this type may be to a host object. From the tops of the {@code any} and the {@code extern}
     * hierarchy alone one is reached.
     */
    @Override
    public boolean mayBeHost() {
        return heap == AbsHeapType.ANY || heap == AbsHeapType.EXTERN;
    }

    /** This type without null. */
    public RefType nonNull() {
        return nullable ? new RefType(false, heap) : this;
    }

    @Override
    public int hashCode() {
        return TypeHash.of(nullable ? 1 : 0, heap.hashCode());
    }

    /** The abbreviation where the text format has one, else the full form. */
    @Override
    public String toString() {
        if (nullable && heap instanceof AbsHeapType abs) {
            return abs.refAbbreviation();
        }
        return (nullable ? "(ref null " : "(ref ") + heap + ")";
    }
}
