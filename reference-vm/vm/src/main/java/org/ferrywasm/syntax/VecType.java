package org.ferrywasm.syntax;

/** A vector type (specification, "Vector Types"). */
public enum VecType implements ValType {
    /** 128-bit vectors. */
    V128("v128", 0x7B);

    private final String text;
    private final int code;

    VecType(String text, int code) {
        this.text = text;
        this.code = code;
    }

    /** The byte that encodes this type. */
    public int code() {
        return code;
    }

    @Override
    public String toString() {
        return text;
    }
}
