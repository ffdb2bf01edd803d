package org.ferrywasm.transfer;

import org.jspecify.annotations.Nullable;

/** How strictly each object has been judged already: a map by identity. It is small at first, as most walks are. */
final class Marks {
    private @Nullable Object[] keys = new @Nullable Object[32];
    private byte[] modes = new byte[32];
    private int size;

    /** What noting an object has changed. */
    enum Change {
        /** Nothing: it has been judged before, as strictly or more so. */
        NONE,
        /** It has been judged before, less strictly. */
        STRICTER,
        /** It has not been judged before. */
        NEW
    }

    /** Notes that an object is judged in a mode. */
    Change note(Object object, Mode mode) {
        int at = find(object);
        byte rank = (byte) mode.ordinal();
        if (keys[at] == object) {
            if (modes[at] >= rank) {
                return Change.NONE;
            }
            modes[at] = rank;
            return Change.STRICTER;
        }
        keys[at] = object;
        modes[at] = rank;
        size++;
        if (size > keys.length / 2) {
            grow();
        }
        return Change.NEW;
    }

    private int find(Object object) {
        int mask = keys.length - 1;
        int hash = System.identityHashCode(object) * 0x9E3779B9;
        int at = (hash >>> 8) & mask;
        while (keys[at] != null && keys[at] != object) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        @Nullable Object[] oldKeys = keys;
        byte[] oldModes = modes;
        keys = new @Nullable Object[Math.multiplyExact(oldKeys.length, 2)];
        modes = new byte[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            Object key = oldKeys[i];
            if (key != null) {
                int at = find(key);
                keys[at] = key;
                modes[at] = oldModes[i];
            }
        }
    }
}
