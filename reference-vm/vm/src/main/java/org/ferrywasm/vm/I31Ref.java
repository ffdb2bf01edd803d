package org.ferrywasm.vm;

/**
 * An unboxed 31-bit integer that is a reference. It belongs to no Store.
 *
 * {@snippet class="org.ferrywasm.examples.ReferenceExample" region="i31"}
 *
 * @param value the integer, sign-extended from 31 bits
 */
public record I31Ref(int value) implements EqRef {
    /** A reference to the low 31 bits of an integer. */
    public I31Ref {
        value = value << 1 >> 1;
    }

    /** The integer, its upper bit taken for zero. */
    public int unsignedValue() {
        return value & 0x7FFF_FFFF;
    }
}
