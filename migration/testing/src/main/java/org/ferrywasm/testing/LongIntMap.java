package org.ferrywasm.testing;

/** Numbers for ids other than 0: a hash table in two arrays, since there are millions. */
final class LongIntMap {
    private long[] keys = new long[1 << 16];
    private int[] values = new int[1 << 16];
    private int size;

    /** Gives an id the next number. */
    void add(long key) {
        if (size > keys.length / 2) {
            grow();
        }
        int slot = slot(keys, key);
        if (keys[slot] == 0) {
            keys[slot] = key;
            values[slot] = size++;
        }
    }

    /** The number of an id; -1 if it has none. */
    int get(long key) {
        int slot = slot(keys, key);
        return key == 0 || keys[slot] == 0 ? -1 : values[slot];
    }

    int size() {
        return size;
    }

    private static int slot(long[] table, long key) {
        int mask = table.length - 1;
        int slot = (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> 33) & mask;
        while (table[slot] != 0 && table[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] newKeys = new long[keys.length * 2];
        int[] newValues = new int[newKeys.length];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                int slot = slot(newKeys, keys[i]);
                newKeys[slot] = keys[i];
                newValues[slot] = values[i];
            }
        }
        keys = newKeys;
        values = newValues;
    }
}
