package org.ferrywasm.runtime;

/** A set of addresses, for marking. */
final class MarkBits {
    private final long[] words;

    MarkBits(int size) {
        words = new long[(size >>> 6) + 1];
    }

    boolean get(int address) {
        return (words[address >>> 6] & 1L << address) != 0;
    }

    /** Adds an address; whether it is new. */
    boolean add(int address) {
        long word = words[address >>> 6];
        long bit = 1L << address;
        words[address >>> 6] = word | bit;
        return (word & bit) == 0;
    }
}
