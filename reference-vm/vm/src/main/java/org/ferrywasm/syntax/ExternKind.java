package org.ferrywasm.syntax;

/** The five kinds of things that modules import and export; the ordinal is the byte that encodes the kind. */
public enum ExternKind {
    FUNC("func"),
    TABLE("table"),
    MEMORY("memory"),
    GLOBAL("global"),
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
