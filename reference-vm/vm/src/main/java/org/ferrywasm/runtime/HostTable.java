package org.ferrywasm.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The host objects of a store, by address: what references tagged {@link Ref#HOST} refer to. An object has one address
 * however often it is put in, and a drop action for each time.
 *
 * <p>Each address has a count of the references from handles, globals, tables, objects of the heap, and element segments. It
 * is a plain {@code int}, because one thread at a time uses the store. References in the frames of calls are not counted: no
 * instruction that moves values about within a frame pays for the counts. So an address whose count is zero is only
 * <em>unreferenced</em>: listed, until somebody who knows the frames lets it be released or finds it counted again.
 * Released objects wait for their drop actions, which are not for the middle of an operation.
 */
public final class HostTable {
    private static final int FIRST_LENGTH = 16;

    /** An object that has been released, with one of its drop actions. */
    public record Dropped(Object value, HostDrop action) {}

    private final IdentityHashMap<Object, Integer> addresses = new IdentityHashMap<>();
    private final ArrayDeque<Dropped> dropped = new ArrayDeque<>();
    private @Nullable Object[] objects = new @Nullable Object[FIRST_LENGTH];
    private @Nullable List<HostDrop>[] actions = newLists(FIRST_LENGTH);
    private int[] counts = new int[FIRST_LENGTH];
    private boolean[] listed = new boolean[FIRST_LENGTH];
    private int[] free = new int[FIRST_LENGTH];
    private int freeCount;
    private int end;
    private int[] unreferenced = new int[FIRST_LENGTH];
    private int unreferencedCount;

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of parameterised types
    private static @Nullable List<HostDrop>[] newLists(int length) {
        return new List[length];
    }

    /**
     * Puts an object in and gives its address; its count is as it was, zero for one that is new.
     *
     * @param drop what is to be done when it is released, or null
     */
    public int add(Object object, @Nullable HostDrop drop) {
        Integer known = addresses.get(object);
        int address = known != null ? known : allocate(object);
        if (drop != null) {
            List<HostDrop> list = actions[address];
            if (list == null) {
                list = new ArrayList<>(1);
                actions[address] = list;
            }
            list.add(drop);
        }
        return address;
    }

    private int allocate(Object object) {
        int address;
        if (freeCount > 0) {
            address = free[--freeCount];
        } else {
            if (end == objects.length) {
                int length = end * 2;
                objects = Arrays.copyOf(objects, length);
                actions = Arrays.copyOf(actions, length);
                counts = Arrays.copyOf(counts, length);
                listed = Arrays.copyOf(listed, length);
            }
            address = end++;
        }
        objects[address] = object;
        addresses.put(object, address);
        list(address);
        return address;
    }

    private void list(int address) {
        if (!listed[address]) {
            if (unreferencedCount == unreferenced.length) {
                unreferenced = Arrays.copyOf(unreferenced, unreferencedCount * 2);
            }
            listed[address] = true;
            unreferenced[unreferencedCount++] = address;
        }
    }

    /** The object at an address. */
    public Object get(int address) {
        Object object = objects[address];
        if (object == null) {
            throw new AssertionError("a reference to a host object that was dropped: address " + address);
        }
        return object;
    }

    /**
     * Counts references that come into being.
     *
     * @throws TrapSignal if there would be more than can be counted; nothing is changed then
     */
    void retain(int address, int times) {
        int count = counts[address] + times;
        if (count < 0) {
            throw new TrapSignal(TrapKind.ALLOCATION_LIMIT, "more than 2,147,483,647 references to a host object");
        }
        counts[address] = count;
    }

    /** Counts references that go. */
    void release(int address, int times) {
        int count = counts[address] - times;
        if (count < 0) {
            throw new AssertionError("host object at address " + address + " has " + counts[address]
                    + " references, and " + times + " go");
        }
        counts[address] = count;
        if (count == 0) {
            list(address);
        }
    }

    /** Whether there are unreferenced objects, or drop actions that wait. */
    public boolean isUnsettled() {
        return unreferencedCount > 0 || !dropped.isEmpty();
    }

    /** How many addresses are listed as unreferenced; some of them may be referenced again. */
    int unreferencedCount() {
        return unreferencedCount;
    }

    /**
     * Releases the unreferenced objects that no frame refers to.
     *
     * @param inFrames the addresses that frames refer to, or null where there are no frames
     */
    void releaseUnreferenced(@Nullable MarkBits inFrames) {
        int kept = 0;
        for (int i = 0; i < unreferencedCount; i++) {
            int address = unreferenced[i];
            if (counts[address] > 0) {
                listed[address] = false;
            } else if (inFrames != null && inFrames.get(address)) {
                unreferenced[kept++] = address;
            } else {
                listed[address] = false;
                releaseAt(address);
            }
        }
        unreferencedCount = kept;
    }

    /** Releases every object, for the end of the store. */
    public void releaseAll() {
        for (int address = 0; address < end; address++) {
            if (objects[address] != null) {
                counts[address] = 0;
                listed[address] = false;
                releaseAt(address);
            }
        }
        unreferencedCount = 0;
    }

    private void releaseAt(int address) {
        Object object = get(address);
        List<HostDrop> list = actions[address];
        if (list != null) {
            list.forEach(action -> dropped.add(new Dropped(object, action)));
        }
        addresses.remove(object);
        objects[address] = null;
        actions[address] = null;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, freeCount * 2);
        }
        free[freeCount++] = address;
    }

    /** Takes the next drop action that is to be run; null where there is none. */
    public @Nullable Dropped nextDropped() {
        return dropped.poll();
    }

    /** How many objects there are. */
    public int size() {
        return end - freeCount;
    }

    /** The end of the addresses in use. */
    public int end() {
        return end;
    }

    /** Whether an object is at an address. */
    public boolean isLive(int address) {
        return address >= 0 && address < end && objects[address] != null;
    }

    /** How many references to the object at an address are counted. */
    public int count(int address) {
        return counts[address];
    }

    /** The drop actions of the object at an address. */
    public List<HostDrop> actions(int address) {
        List<HostDrop> list = actions[address];
        return list == null ? List.of() : list;
    }

    /** What is wrong with the table itself at an address, whatever refers to it; null if nothing is. */
    public @Nullable String disorder(int address) {
        Object object = objects[address];
        if (object == null) {
            return counts[address] != 0 ? "free, but counted " + counts[address] + " times" : null;
        }
        Integer known = addresses.get(object);
        if (known == null || known != address) {
            return "known under address " + known;
        }
        return counts[address] == 0 && !listed[address] ? "unreferenced, but not listed as such" : null;
    }
}
