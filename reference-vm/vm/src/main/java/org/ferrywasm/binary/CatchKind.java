package org.ferrywasm.binary;

/** The four kinds of catch clauses of a {@code try_table}; in the order of the bytes that encode them. */
public enum CatchKind {
    CATCH("catch", 0),
    CATCH_REF("catch_ref", 1),
    CATCH_ALL("catch_all", 2),
    CATCH_ALL_REF("catch_all_ref", 3);

    private static final CatchKind[] BY_CODE = values();

    private final String text;
    private final int code;

    CatchKind(String text, int code) {
        this.text = text;
        this.code = code;
    }

    /** How many kinds there are: the least byte that encodes none. */
    static int count() {
        return BY_CODE.length;
    }

    /** The byte that encodes it. */
    int code() {
        return code;
    }

    static CatchKind ofCode(int code) {
        return BY_CODE[code];
    }

    /** Whether the clause names a tag. */
    public boolean hasTag() {
        return this == CATCH || this == CATCH_REF;
    }

    /** Whether the clause passes on a reference to the exception. */
    public boolean hasRef() {
        return this == CATCH_REF || this == CATCH_ALL_REF;
    }

    /** The keyword of the text format. */
    @Override
    public String toString() {
        return text;
    }
}
