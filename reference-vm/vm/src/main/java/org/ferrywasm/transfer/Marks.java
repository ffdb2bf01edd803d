package org.ferrywasm.transfer;

import org.jspecify.annotations.Nullable;

/** How strictly each object has been judged already: a map by identity. While it is small, as in most walks, it is searched from end to end. */
final class Marks {
    private static final int SMALL = 8;

    private @Nullable Object[] keys = new @Nullable Object[0];
    private byte[] modes = new byte[0];
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
        byte rank = (byte) mode.ordinal();
        int at = find(object);
        if (at < keys.length && keys[at] == object) {
            if (modes[at] >= rank) {
                return Change.NONE;
            }
            modes[at] = rank;
            return Change.STRICTER;
        }
        if (size >= (keys.length <= SMALL ? keys.length : keys.length / 2)) {
            grow();
            at = find(object);
        }
        keys[at] = object;
        modes[at] = rank;
        size++;
        return Change.NEW;
    }

    /** Where an object is, or where it would be put: behind the end if there is no room. */
    private int find(Object object) {
        if (keys.length <= SMALL) {
            int i = 0;
            while (i < size && keys[i] != object) {
                i++;
            }
            return i;
        }
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
        keys = new @Nullable Object[oldKeys.length == 0 ? SMALL : Math.multiplyExact(oldKeys.length, 4)];
        modes = new byte[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            Object key = oldKeys[i];
            if (key != null) {
                int at = keys.length <= SMALL ? i : find(key);
                keys[at] = key;
                modes[at] = oldModes[i];
            }
        }
    }
}
