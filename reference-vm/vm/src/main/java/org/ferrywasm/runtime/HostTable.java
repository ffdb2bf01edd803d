package org.ferrywasm.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
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

    /** An object with one of its drop actions, to be run once it has been released. */
    public static final class Dropped {
        private final Object value;
        private final HostDrop action;

        /** The object's next action, after its last one the first; in the queue, what is run next. */
        private @Nullable Dropped next;

        private Dropped(Object value, HostDrop action) {
            this.value = value;
            this.action = action;
        }

        /** The object. */
        public Object value() {
            return value;
        }

        /** What is to be done with it. */
        public HostDrop action() {
            return action;
        }
    }

    private final IdentityHashMap<Object, Integer> addresses = new IdentityHashMap<>();
    private @Nullable Object[] objects = new @Nullable Object[FIRST_LENGTH];

    /** The last drop action of each object, from which the others are reached in a ring: no memory is needed to queue them. */
    private @Nullable Dropped[] lastActions = new @Nullable Dropped[FIRST_LENGTH];

    private int[] counts = new int[FIRST_LENGTH];
    private boolean[] listed = new boolean[FIRST_LENGTH];
    private final FreeList free = new FreeList();
    private int end;

    /** It is as long as the others, since an address is listed once: to list one needs no memory. */
    private int[] unreferenced = new int[FIRST_LENGTH];

    private int unreferencedCount;
    private @Nullable Dropped firstDropped;
    private @Nullable Dropped lastDropped;

    /**
     * Puts an object in and gives its address; its count is as it was, zero for one that is new.
     *
     * @param drop what is to be done when it is released, or null
     */
    public int add(Object object, @Nullable HostDrop drop) {
        Integer known = addresses.get(object);
        int address = known != null ? known : allocate(object);
        if (drop != null) {
            Dropped added = new Dropped(object, drop);
            Dropped last = lastActions[address];
            added.next = last == null ? added : last.next;
            if (last != null) {
                last.next = added;
            }
            lastActions[address] = added;
        }
        return address;
    }

    /** Whether an object is in. */
    boolean contains(Object object) {
        return addresses.containsKey(object);
    }

    private int allocate(Object object) {
        int address;
        if (free.size() > 0) {
            address = free.take();
        } else {
            if (end == objects.length) {
                int length = end * 2;
                free.reserve(length);
                unreferenced = Arrays.copyOf(unreferenced, length);
                counts = Arrays.copyOf(counts, length);
                listed = Arrays.copyOf(listed, length);
                lastActions = Arrays.copyOf(lastActions, length);
                objects = Arrays.copyOf(objects, length);
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
        if (!mayRetain(address, times)) {
            throw tooManyReferences();
        }
        counts[address] += times;
    }

    /** Whether so many more references can be counted. */
    boolean mayRetain(int address, int times) {
        return counts[address] + times >= 0;
    }

    /** What is thrown for a reference that cannot be counted. */
    static TrapSignal tooManyReferences() {
        return new TrapSignal(
                TrapKind.ALLOCATION_LIMIT, "more than " + Integer.MAX_VALUE + " references to one host object");
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
        return unreferencedCount != 0 || firstDropped != null;
    }

    /** How many addresses are listed as unreferenced; some of them may be referenced again. */
    int unreferencedCount() {
        return unreferencedCount;
    }

    /**
     * Releases the unreferenced objects that no frame refers to. It needs no memory.
     *
     * @param inFrames the addresses that frames refer to, or null where there are no frames
     */
    public void releaseUnreferenced(@Nullable MarkBits inFrames) {
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
        addresses.remove(get(address));
        Dropped last = lastActions[address];
        if (last != null) {
            if (lastDropped == null) {
                firstDropped = last.next;
            } else {
                lastDropped.next = last.next;
            }
            lastDropped = last;
            last.next = null;
            lastActions[address] = null;
        }
        objects[address] = null;
        free.add(address);
    }

    /** Takes the next drop action that is to be run; null where there is none. */
    public @Nullable Dropped nextDropped() {
        Dropped next = firstDropped;
        if (next != null) {
            firstDropped = next.next;
            if (firstDropped == null) {
                lastDropped = null;
            }
            next.next = null;
        }
        return next;
    }

    /** How many objects there are. */
    public int size() {
        return end - free.size();
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

    /** The drop actions of the object at an address, in the order in which they were given. */
    public List<HostDrop> actions(int address) {
        Dropped last = lastActions[address];
        if (last == null) {
            return List.of();
        }
        if (last.next == last) {
            return List.of(last.action);
        }
        List<HostDrop> actions = new ArrayList<>();
        for (Dropped action = last.next; action != null; action = action == last ? null : action.next) {
            actions.add(action.action);
        }
        return actions;
    }

    /** Reports what is wrong with the table itself, whatever refers to its objects. */
    public void check(Consumer<String> report) {
        free.check("host object", address -> !isLive(address), report);
        if (addresses.size() != size()) {
            report.accept(addresses.size() + " host objects are known by identity, and " + size() + " are there");
        }
        for (int address = 0; address < end; address++) {
            String fault = fault(address);
            if (fault != null) {
                report.accept("host object " + address + ": " + fault);
            }
        }
        BitSet seen = new BitSet();
        for (int i = 0; i < unreferencedCount; i++) {
            seen.set(unreferenced[i]);
        }
        if (seen.cardinality() != unreferencedCount) {
            report.accept("the list of unreferenced host objects names one twice");
        }
        for (int address = 0; address < end; address++) {
            if (listed[address] != seen.get(address)) {
                report.accept("host object " + address + ": whether it is listed as unreferenced is not known");
            }
        }
    }

    private @Nullable String fault(int address) {
        Object object = objects[address];
        if (object == null) {
            return counts[address] == 0 ? null : "free, but counted " + counts[address] + " times";
        }
        Integer known = addresses.get(object);
        if (known == null || known != address) {
            return "known by identity under address " + known;
        }
        return counts[address] == 0 && !listed[address] ? "unreferenced, but not listed as such" : null;
    }
}
