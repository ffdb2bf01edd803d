package org.ferrywasm.binary;

/** The four kinds of catch clauses of a {@code try_table}; the ordinal is the byte that encodes the kind. */
public enum CatchKind {
    CATCH("catch"),
    CATCH_REF("catch_ref"),
    CATCH_ALL("catch_all"),
    CATCH_ALL_REF("catch_all_ref");

    private static final CatchKind[] BY_CODE = values();

    private final String text;

    CatchKind(String text) {
        this.text = text;
    }

    /** How many kinds there are: the least byte that encodes none. */
    static int count() {
        return BY_CODE.length;
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
