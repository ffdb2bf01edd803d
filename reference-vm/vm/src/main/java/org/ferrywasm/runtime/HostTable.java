package org.ferrywasm.runtime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The host objects of a store, by address: what references tagged {@link Ref#HOST} refer to. */
public final class HostTable {
    private @Nullable Object[] objects = new @Nullable Object[16];
    private int[] free = new int[16];
    private int freeCount;
    private int end;

    /** Puts an object in and gives the reference to it. */
    public long add(Object object) {
        int address;
        if (freeCount > 0) {
            address = free[--freeCount];
        } else {
            if (end == objects.length) {
                objects = Arrays.copyOf(objects, end * 2);
            }
            address = end++;
        }
        objects[address] = object;
        return Ref.of(Ref.HOST, address);
    }

    /** The object that a reference refers to. */
    public Object get(long ref) {
        Object object = objects[Ref.address(ref)];
        if (object == null) {
            throw new AssertionError("a reference to a host object that was dropped");
        }
        return object;
    }

    /** How many objects there are. */
    public int size() {
        return end - freeCount;
    }

    /** The end of the addresses in use. */
    int end() {
        return end;
    }

    /** Drops every object whose address is not among the marked ones. */
    void sweep(MarkBits marked) {
        for (int address = 0; address < end; address++) {
            if (objects[address] != null && !marked.get(address)) {
                objects[address] = null;
                if (freeCount == free.length) {
                    free = Arrays.copyOf(free, freeCount * 2);
                }
                free[freeCount++] = address;
            }
        }
    }
}
