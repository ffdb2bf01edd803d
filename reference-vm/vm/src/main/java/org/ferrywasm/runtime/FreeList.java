package org.ferrywasm.runtime;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** Addresses that are free to be given out again, the last one first. */
final class FreeList {
    private int[] addresses = new int[16];
    private int size;

    /** How many there are. */
    int size() {
        return size;
    }

    /** Makes room for so many addresses: to add them needs no memory then. */
    void reserve(int capacity) {
        if (capacity > addresses.length) {
            addresses = Arrays.copyOf(addresses, capacity);
        }
    }

    /** Adds an address. */
    void add(int address) {
        if (size == addresses.length) {
            addresses = Arrays.copyOf(addresses, size * 2);
        }
        addresses[size++] = address;
    }

    /** Takes the last address off, of which there is one. */
    int take() {
        return addresses[--size];
    }

    /** Reports what is wrong with the list, given which addresses are free in truth. */
    void check(String what, IntPredicate isFree, Consumer<String> report) {
        BitSet seen = new BitSet();
        for (int i = 0; i < size; i++) {
            if (!isFree.test(addresses[i])) {
                report.accept(what + " " + addresses[i] + " is in use, and listed as free");
            }
            if (seen.get(addresses[i])) {
                report.accept(what + " " + addresses[i] + " is listed as free twice");
            }
            seen.set(addresses[i]);
        }
    }
}
