package org.ferrywasm.syntax;

/** The type of the addresses of a memory or a table (specification, "Address Type"). */
public enum AddressType {
    /** 32-bit addresses. */
    I32(NumType.I32),
    /** 64-bit addresses (memory64). */
    I64(NumType.I64);

    private final NumType type;

    AddressType(NumType type) {
        this.type = type;
    }

    /** The value type that an address has on the operand stack. */
    public NumType valType() {
        return type;
    }

    /** The narrower of the two: the type of a length that must fit both. */
    public AddressType min(AddressType other) {
        return this == I32 ? I32 : other;
    }

    @Override
    public String toString() {
        return type.toString();
    }
}
