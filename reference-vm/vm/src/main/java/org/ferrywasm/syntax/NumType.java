package org.ferrywasm.syntax;

/** A number type (specification, "Number Types"). */
public enum NumType implements ValType {
    /** 32-bit integers. */
    I32("i32", 0x7F),
    /** 64-bit integers. */
    I64("i64", 0x7E),
    /** 32-bit floats. */
    F32("f32", 0x7D),
    /** 64-bit floats. */
    F64("f64", 0x7C);

    private final String text;
    private final int code;

    NumType(String text, int code) {
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
