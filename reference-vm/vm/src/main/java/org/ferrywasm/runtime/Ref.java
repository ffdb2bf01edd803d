package org.ferrywasm.runtime;

/**
 * References as tagged 64-bit words: the low three bits say what is referred to, the bits above are an address in the
 * store or, for {@code i31}, the integer. Null is the zero word, so that zeroed slots, tables and fields are null and
 * never a forged address.
 */
public final class Ref {
    /** The null reference of every type. */
    public static final long NULL = 0;

    /** The tag of a structure or an array. */
    public static final int AGGREGATE = 1;
    /** The tag of a function. */
    public static final int FUNC = 2;
    /** The tag of a host object. */
    public static final int HOST = 3;
    /** The tag of an unboxed 31-bit integer. */
    public static final int I31 = 4;
    /** The tag of an exception. */
    public static final int EXN = 5;

    private static final int TAG_BITS = 3;
    private static final int TAG_MASK = (1 << TAG_BITS) - 1;
    private static final int I31_MASK = 0x7FFF_FFFF;

    private Ref() {}

    /** A reference with this tag to this address. */
    public static long of(int tag, int address) {
        return (long) address << TAG_BITS | tag;
    }

    /** A reference to the low 31 bits of an integer. */
    public static long i31(int value) {
        return (long) (value & I31_MASK) << TAG_BITS | I31;
    }

    /** What a reference refers to: one of the tags, 0 for null. */
    public static int tag(long ref) {
        return (int) ref & TAG_MASK;
    }

    /** The address, or the 31 bits of an integer, without sign. */
    public static int address(long ref) {
        return (int) (ref >>> TAG_BITS);
    }

    /** The integer of an {@code i31}, with sign. */
    public static int i31Signed(long ref) {
        return address(ref) << 1 >> 1;
    }
}
