package org.ferrywasm.syntax;

/**
 * An abstract heap type (specification, "Heap Types").
 *
 * {@snippet class="org.ferrywasm.examples.TypeExample" region="heap-type"}
 */
public enum AbsHeapType implements HeapType {
    /** Above all that guests make: unboxed integers, structures, arrays; and host objects seen from inside. */
    ANY("any", "anyref", 0x6E),
    /** What {@code ref.eq} compares. */
    EQ("eq", "eqref", 0x6D),
    /** Unboxed 31-bit integers. */
    I31("i31", "i31ref", 0x6C),
    /** All structures. */
    STRUCT("struct", "structref", 0x6B),
    /** All arrays. */
    ARRAY("array", "arrayref", 0x6A),
    /** Below all of the {@code any} hierarchy: null alone. */
    NONE("none", "nullref", 0x71),
    /** All functions. */
    FUNC("func", "funcref", 0x70),
    /** Below all functions: null alone. */
    NOFUNC("nofunc", "nullfuncref", 0x73),
    /** References of the host. */
    EXTERN("extern", "externref", 0x6F),
    /** Below all references of the host: null alone. */
    NOEXTERN("noextern", "nullexternref", 0x72),
    /** All exceptions. */
    EXN("exn", "exnref", 0x69),
    /** Below all exceptions: null alone. */
    NOEXN("noexn", "nullexnref", 0x74);

    private final String text;
    private final String refAbbreviation;
    private final int code;

    AbsHeapType(String text, String refAbbreviation, int code) {
        this.text = text;
        this.refAbbreviation = refAbbreviation;
        this.code = code;
    }

    /** The byte that encodes this type, alone or as an abbreviated nullable reference type. */
    public int code() {
        return code;
    }

    /** The text format's name of the nullable reference type over this heap type. */
    public String refAbbreviation() {
        return refAbbreviation;
    }

    /** The abstract type that stands above every type of this one's hierarchy. */
    public AbsHeapType top() {
        return switch (this) {
            case ANY, EQ, I31, STRUCT, ARRAY, NONE -> ANY;
            case FUNC, NOFUNC -> FUNC;
            case EXTERN, NOEXTERN -> EXTERN;
            case EXN, NOEXN -> EXN;
        };
    }

    /** The abstract type that stands below every type of this one's hierarchy. */
    public AbsHeapType bottom() {
        return switch (top()) {
            case ANY -> NONE;
            case FUNC -> NOFUNC;
            case EXTERN -> NOEXTERN;
            default -> NOEXN;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
