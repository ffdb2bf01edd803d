package org.ferrywasm.syntax;

/** The five kinds of things that modules import and export; the ordinal is the byte that encodes the kind. */
public enum ExternKind {
    /** A function. */
    FUNC("func"),
    /** A table. */
    TABLE("table"),
    /** A memory, shared or not. */
    MEMORY("memory"),
    /** A global. */
    GLOBAL("global"),
    /** An exception tag. */
    TAG("tag");

    private final String text;

    ExternKind(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
