package org.ferrywasm.runtime;

/** A set of addresses, for marking. */
public final class MarkBits {
    private final long[] words;

    /** An empty set of addresses below {@code size}. */
    public MarkBits(int size) {
        words = new long[(size >>> 6) + 1];
    }

    /** Whether an address is in. */
    public boolean get(int address) {
        return (words[address >>> 6] & 1L << address) != 0;
    }

    /** Adds an address; whether it is new. */
    public boolean add(int address) {
        long word = words[address >>> 6];
        long bit = 1L << address;
        words[address >>> 6] = word | bit;
        return (word & bit) == 0;
    }
}
