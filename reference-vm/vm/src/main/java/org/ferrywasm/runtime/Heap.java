package org.ferrywasm.runtime;

import java.util.Arrays;

/**
 * The heap of a store: structures, arrays and exceptions, by address. An object is an array of slots whose first one is
 * its header: the address of its type, or the complement of that of its tag, above 32 bits of length. The objects are public for the interpreter
 * alone.
 */
public final class Heap {
    /** The slot at which an object's contents begin. */
    public static final int HEADER_SLOTS = 1;

    private static final int OBJECT_OVERHEAD_BYTES = 24;
    private static final long FIRST_THRESHOLD_BYTES = 1 << 20;

    private final StoreState store;

    /** The objects; null where an address is free. */
    public long[][] objects = new long[64][];

    private int[] free = new int[64];
    private int freeCount;
    private int end;
    private long usedBytes;
    private long thresholdBytes;
    private long collections;

    Heap(StoreState store) {
        this.store = store;
        this.thresholdBytes = Math.min(FIRST_THRESHOLD_BYTES, store.config().maxHeapBytes());
    }

    /**
     * Makes an object of zeroes. It may collect first, so the caller is at a safepoint: everything that it still needs is
     * reachable from the store.
     *
     * @param header the header
     * @param slots how many slots its contents take
     * @return its address
     * @throws TrapSignal if the store's limit on heap bytes is exceeded even after a collection
     */
    public int allocate(long header, int slots) {
        long bytes = bytes(slots);
        if (usedBytes + bytes > thresholdBytes || store.config().collectAlways()) {
            makeRoom(bytes);
        }
        int address;
        if (freeCount > 0) {
            address = free[--freeCount];
        } else {
            if (end == objects.length) {
                objects = Arrays.copyOf(objects, end * 2);
            }
            address = end++;
        }
        long[] object = new long[HEADER_SLOTS + slots];
        object[0] = header;
        objects[address] = object;
        usedBytes += bytes;
        return address;
    }

    private void makeRoom(long bytes) {
        collect();
        if (usedBytes + bytes > store.config().maxHeapBytes()) {
            throw new TrapSignal(TrapKind.ALLOCATION_LIMIT);
        }
        thresholdBytes =
                Math.min(store.config().maxHeapBytes(), Math.max(FIRST_THRESHOLD_BYTES, 2 * usedBytes) + bytes);
    }

    /** Marks what the store can reach and gives everything else back. */
    public void collect() {
        Collector collector = new Collector(store, end);
        collector.mark();
        for (int address = 0; address < end; address++) {
            long[] object = objects[address];
            if (object != null && !collector.isMarked(address)) {
                usedBytes -= bytes(object.length - HEADER_SLOTS);
                store.releaseContents(object);
                objects[address] = null;
                if (freeCount == free.length) {
                    free = Arrays.copyOf(free, freeCount * 2);
                }
                free[freeCount++] = address;
            }
        }
        store.hosts().releaseUnreferenced(collector.markedHosts());
        collections++;
    }

    /** The header of an object with this type or tag and length. */
    public static long header(int typeAddress, int length) {
        return (long) typeAddress << 32 | length;
    }

    /** The header of an exception with this tag. */
    public static long exceptionHeader(int tagAddress, int slots) {
        return header(~tagAddress, slots);
    }

    /** Whether a header is an exception's. */
    public static boolean isException(long header) {
        return header < 0;
    }

    /** The address of the tag in an exception's header. */
    public static int tagAddress(long header) {
        return ~typeAddress(header);
    }

    /** The address of the type in a structure's or array's header. */
    public static int typeAddress(long header) {
        return (int) (header >>> 32);
    }

    /** The length of an array, from its header. */
    public static int length(long header) {
        return (int) header;
    }

    /** How many bytes live objects, and those not yet known to be dead, take. */
    public long usedBytes() {
        return usedBytes;
    }

    /** The end of the addresses in use. */
    int end() {
        return end;
    }

    /** How many objects there are. */
    public int size() {
        return end - freeCount;
    }

    /** How often it has been collected. */
    public long collections() {
        return collections;
    }

    private static long bytes(int slots) {
        return OBJECT_OVERHEAD_BYTES + 8L * slots;
    }
}
