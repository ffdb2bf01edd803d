package org.ferrywasm.syntax;

/** A packed storage type: an integer narrower than any value type, found only in fields and arrays. */
public enum PackedType implements StorageType {
    /** 8-bit integers. */
    I8("i8", 0x78),
    /** 16-bit integers. */
    I16("i16", 0x77);

    private final String text;
    private final int code;

    PackedType(String text, int code) {
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
