package org.ferrywasm.runtime;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.ValType;

/**
 * How a marking came by what it has reached: for each object of the heap and each host object, the place of the reference
 * that was followed first. A place is packed into a {@code long}: three bits of kind, 31 of an address, 30 of an index.
 */
final class Origins {
    static final int HANDLE = 0;
    static final int GLOBAL = 1;
    static final int TABLE = 2;
    static final int SEGMENT = 3;
    static final int FRAME = 4;
    static final int HOST_CALL = 5;
    static final int EXCEPTION_OF_CALL = 6;
    static final int OBJECT = 7;

    /** A place that nobody asks for. */
    static final long NOT_TOLD = 0;

    private static final int INDEX_BITS = 30;
    private static final long MAX_INDEX = (1L << INDEX_BITS) - 1;
    private static final int KIND_SHIFT = 61;

    /** How many steps of a way are told at each end of a long one. */
    private static final int SHOWN_STEPS = 8;

    private final StoreState store;
    private final long[] ofObjects;
    private final long[] ofHosts;

    Origins(StoreState store) {
        this.store = store;
        this.ofObjects = new long[store.heap().end()];
        this.ofHosts = new long[store.hosts().end()];
    }

    static long of(int kind, int address, int index) {
        return (long) kind << KIND_SHIFT | (long) address << INDEX_BITS | Math.min(index, MAX_INDEX);
    }

    private static int kind(long origin) {
        return (int) (origin >>> KIND_SHIFT);
    }

    private static int address(long origin) {
        return (int) (origin >>> INDEX_BITS) & Integer.MAX_VALUE;
    }

    private static int index(long origin) {
        return (int) (origin & MAX_INDEX);
    }

    void objectReached(int address, long origin) {
        ofObjects[address] = origin;
    }

    void hostReached(int address, long origin) {
        ofHosts[address] = origin;
    }

    /** The way to a host object that was reached: its root first. */
    String wayToHost(int hostAddress) {
        int steps = 1;
        for (long origin = ofHosts[hostAddress]; kind(origin) == OBJECT; origin = ofObjects[address(origin)]) {
            steps++;
        }
        List<String> names = new ArrayList<>();
        long origin = ofHosts[hostAddress];
        for (int step = 0; step < steps; step++) {
            if (step < SHOWN_STEPS || step >= steps - SHOWN_STEPS) {
                names.add(name(origin));
            } else if (step == SHOWN_STEPS) {
                names.add("(" + (steps - 2 * SHOWN_STEPS) + " more)");
            }
            if (kind(origin) == OBJECT) {
                origin = ofObjects[address(origin)];
            }
        }
        return String.join(" -> ", names.reversed());
    }

    private String name(long origin) {
        int address = address(origin);
        int index = index(origin);
        return switch (kind(origin)) {
            case HANDLE -> "a handle";
            case GLOBAL -> "global[" + address + "]";
            case TABLE -> (store.tables().size() == 1 ? "table[" : "table " + address + "[") + index + "]";
            case SEGMENT -> "element segment " + index + " of instance " + address;
            case FRAME -> "frame " + address + " of a call, func " + index;
            case HOST_CALL -> "host function \"" + ((HostFunc) store.funcs().get(address)).name() + "\" of a call";
            case EXCEPTION_OF_CALL -> "exception of a call";
            case OBJECT -> nameInObject(store.heap().objects[address], index);
            default -> throw new AssertionError(origin);
        };
    }

    private String nameInObject(long[] object, int slot) {
        if (Heap.isException(object[0])) {
            FuncType type = store.tags().get(Heap.tagAddress(object[0])).funcType();
            return "exception.f" + field(type.params(), slot);
        }
        HeapLayout layout = store.layout(Heap.typeAddress(object[0]));
        return layout.isArray() ? "array[" + slot + "]" : "struct.f" + layout.fieldAt(slot);
    }

    private static int field(List<ValType> types, int slot) {
        int end = 0;
        for (int field = 0; field < types.size(); field++) {
            end += types.get(field).slots();
            if (slot < end) {
                return field;
            }
        }
        throw new AssertionError("slot " + slot + " of " + types);
    }
}
