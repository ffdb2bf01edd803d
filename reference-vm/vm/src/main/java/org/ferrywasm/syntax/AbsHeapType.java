package org.ferrywasm.syntax;

/**
 * An abstract heap type (specification, "Heap Types").
 *
 * {@snippet class="org.ferrywasm.examples.TypeExample" region="heap-type"}
 */
public enum AbsHeapType implements HeapType {
    ANY("any", "anyref", 0x6E),
    EQ("eq", "eqref", 0x6D),
    I31("i31", "i31ref", 0x6C),
    STRUCT("struct", "structref", 0x6B),
    ARRAY("array", "arrayref", 0x6A),
    NONE("none", "nullref", 0x71),
    FUNC("func", "funcref", 0x70),
    NOFUNC("nofunc", "nullfuncref", 0x73),
    EXTERN("extern", "externref", 0x6F),
    NOEXTERN("noextern", "nullexternref", 0x72),
    EXN("exn", "exnref", 0x69),
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
