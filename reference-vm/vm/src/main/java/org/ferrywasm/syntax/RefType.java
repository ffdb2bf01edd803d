package org.ferrywasm.syntax;

/**
 * A reference type: the heap type it points into, and whether it may be null (specification, "Reference Types").
 *
 * @param nullable whether null is among its values
 * @param heap what a reference that is not null points to
 */
public record RefType(boolean nullable, HeapType heap) implements ValType {
    /** {@code funcref}: any function, or null. */
    public static final RefType FUNCREF = new RefType(true, AbsHeapType.FUNC);
    /** {@code externref}: a reference of the host, or null. */
    public static final RefType EXTERNREF = new RefType(true, AbsHeapType.EXTERN);
    /** {@code anyref}: anything that guests make, a host object seen from inside, or null. */
    public static final RefType ANYREF = new RefType(true, AbsHeapType.ANY);
    /** {@code eqref}: what {@code ref.eq} compares. */
    public static final RefType EQREF = new RefType(true, AbsHeapType.EQ);
    /** {@code i31ref}: an unboxed integer, or null. */
    public static final RefType I31REF = new RefType(true, AbsHeapType.I31);
    /** {@code structref}: any structure, or null. */
    public static final RefType STRUCTREF = new RefType(true, AbsHeapType.STRUCT);
    /** {@code arrayref}: any array, or null. */
    public static final RefType ARRAYREF = new RefType(true, AbsHeapType.ARRAY);
    /** {@code exnref}: any exception, or null. */
    public static final RefType EXNREF = new RefType(true, AbsHeapType.EXN);
    /** {@code nullref}: null of the {@code any} hierarchy. */
    public static final RefType NULLREF = new RefType(true, AbsHeapType.NONE);
    /** {@code nullfuncref}: null of the {@code func} hierarchy. */
    public static final RefType NULLFUNCREF = new RefType(true, AbsHeapType.NOFUNC);
    /** {@code nullexternref}: null of the {@code extern} hierarchy. */
    public static final RefType NULLEXTERNREF = new RefType(true, AbsHeapType.NOEXTERN);
    /** {@code nullexnref}: null of the {@code exn} hierarchy. */
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
