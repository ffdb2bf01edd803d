package org.ferrywasm.runtime;

import java.util.Arrays;
import java.util.function.Consumer;

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
    private final long maxBytes;

    /** Whether something is to be done or asked before each allocation. */
    private final boolean isWatched;

    /** The objects; null where an address is free. */
    public long[][] objects = new long[64][];

    /** It has room for every address, so that to sweep needs no memory. */
    private final FreeList free = new FreeList();

    private int end;
    private long usedBytes;
    private long thresholdBytes;
    private long collections;

    Heap(StoreState store) {
        free.reserve(objects.length);
        this.store = store;
        this.maxBytes = store.config().limit(StoreLimit.HEAP_BYTES);
        this.isWatched = store.config().collectAlways() || store.config().limiter() != null;
        this.thresholdBytes = Math.min(FIRST_THRESHOLD_BYTES, maxBytes);
    }

    /**
     * Makes an object of zeroes. It may collect first, so the caller is at a safepoint: everything that it still needs is
     * reachable from the store.
     *
     * @param header the header
     * @param slots how many slots its contents take
     * @return its address
     * @throws TrapSignal if the store's limit on heap bytes is exceeded even after a collection, or the limiter forbids it
     */
    public int allocate(long header, int slots) {
        long bytes = bytes(slots);
        if (usedBytes + bytes > thresholdBytes || isWatched) {
            makeRoom(bytes);
        }
        int address;
        if (free.size() > 0) {
            address = free.take();
        } else {
            if (end == objects.length) {
                free.reserve(end * 2);
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
        StoreConfig config = store.config();
        if (usedBytes + bytes > thresholdBytes || config.collectAlways()) {
            collect();
            if (usedBytes + bytes > maxBytes) {
                throw TrapSignal.limit(config, StoreLimit.HEAP_BYTES);
            }
            thresholdBytes = Math.min(maxBytes, Math.max(FIRST_THRESHOLD_BYTES, 2 * usedBytes) + bytes);
        }
        if (config.limiter() != null && !config.limiter().heapGrowing(usedBytes, usedBytes + bytes)) {
            throw TrapSignal.refused();
        }
    }

    /** Marks what the store can reach and gives everything else back. */
    public void collect() {
        StoreListener listener = store.listener();
        if (listener == null) {
            markAndSweep();
            return;
        }
        long bytesBefore = usedBytes;
        int objectsBefore = size();
        listener.collecting();
        markAndSweep();
        listener.collected(bytesBefore, usedBytes, objectsBefore, size());
    }

    private void markAndSweep() {
        sweep(Collector.ofAll(store));
    }

    /** Gives everything back that was not marked. */
    void sweep(Collector collector) {
        for (int address = 0; address < end; address++) {
            long[] object = objects[address];
            if (object != null && !collector.isMarked(address)) {
                usedBytes -= bytes(object.length - HEADER_SLOTS);
                store.releaseContents(object);
                objects[address] = null;
                free.add(address);
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

    /** How many objects there are. */
    public int size() {
        return end - free.size();
    }

    /** The end of the addresses in use. */
    int end() {
        return end;
    }

    /** How often it has been collected. */
    public long collections() {
        return collections;
    }

    private static long bytes(int slots) {
        return OBJECT_OVERHEAD_BYTES + 8L * slots;
    }

    /** Reports what is wrong with the heap itself, whatever refers to its objects. */
    public void check(Consumer<String> report) {
        free.check("object of the heap", address -> objects[address] == null, report);
        int found = 0;
        long foundBytes = 0;
        for (long[] object : objects) {
            if (object != null) {
                found++;
                foundBytes += bytes(object.length - HEADER_SLOTS);
            }
        }
        if (found != size() || foundBytes != usedBytes) {
            report.accept("the heap has %d objects of %d bytes, and %d of %d are accounted for"
                    .formatted(found, foundBytes, size(), usedBytes));
        }
    }
}
