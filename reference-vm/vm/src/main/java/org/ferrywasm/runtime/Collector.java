package org.ferrywasm.runtime;

import java.util.Arrays;
import org.ferrywasm.code.Code;
import org.ferrywasm.code.RefSlots;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.ValType;
import org.jspecify.annotations.Nullable;

/**
 * One marking of everything that a store can reach from roots that are added to it: globals, tables, element segments,
 * references that handles hold, and the frames of calls, where reference maps say which slots hold references. It goes on
 * whenever roots were added, so that what is found may lead to further roots. The store does not change meanwhile.
 */
public final class Collector {
    private static final int FIRST_LENGTH = 64;

    private final StoreState store;
    private final boolean marksHeap;
    private final MarkBits objects;
    private final MarkBits hosts;
    private final @Nullable Origins origins;
    private int[] pending = new int[FIRST_LENGTH];
    private int pendingCount;
    private int[] foundHosts = new int[0];
    private int foundHostCount;

    private Collector(StoreState store, boolean marksHeap, boolean tellsWhy) {
        this.store = store;
        this.marksHeap = marksHeap;
        this.objects = new MarkBits(marksHeap ? store.heap().end() : 0);
        this.hosts = new MarkBits(store.hosts().end());
        this.origins = tellsWhy ? new Origins(store) : null;
    }

    /** A marking of all that a store can reach now. */
    static Collector ofAll(StoreState store) {
        Collector collector = new Collector(store, true, false);
        collector.markInstances();
        collector.markFrames();
        Roots roots = store.roots();
        for (int i = 0; i < roots.end(); i++) {
            collector.markRef(roots.get(i), Origins.NOT_TOLD);
        }
        collector.drain();
        return collector;
    }

    /** A marking from instances only, to which other roots are added; it notes how each thing was reached. */
    public static Collector ofInstances(StoreState store) {
        Collector collector = new Collector(store, true, true);
        collector.markInstances();
        collector.drain();
        return collector;
    }

    /** The addresses of the host objects that frames of calls refer to themselves; what the heap refers to is counted. */
    static MarkBits hostsInFrames(StoreState store) {
        Collector collector = new Collector(store, false, false);
        collector.markFrames();
        return collector.hosts;
    }

    /** A marking of the host objects that frames of calls refer to themselves, to which the calls are added. */
    public static Collector ofFrames(StoreState store) {
        return new Collector(store, false, false);
    }

    boolean isMarked(int address) {
        return objects.get(address);
    }

    MarkBits markedHosts() {
        return hosts;
    }

    /** How many host objects were reached so far. */
    public int hostCount() {
        return foundHostCount;
    }

    /** The address of a host object that was reached, by the order in which they were. */
    public int host(int index) {
        return foundHosts[index];
    }

    /** How a host object was reached: {@code table[3] -> struct.f1}, from its root to what refers to it. */
    public String wayTo(int hostAddress) {
        return origins == null ? "" : origins.wayToHost(hostAddress);
    }

    /** Adds a reference that a handle holds, and all that it leads to. */
    public void addHandle(long ref) {
        markRef(ref, Origins.of(Origins.HANDLE, 0, 0));
        drain();
    }

    /** Adds a call's frames, and all that they lead to. */
    public void addCall(Execution execution) {
        markExecution(execution);
        drain();
    }

    private void markFrames() {
        for (Execution execution : store.executions()) {
            markExecution(execution);
        }
    }

    private void markInstances() {
        for (int i = 0; i < store.globals().size(); i++) {
            GlobalInst global = store.globals().get(i);
            if (global.type().type().isRef()) {
                markRef(global.value, Origins.of(Origins.GLOBAL, i, 0));
            }
        }
        for (int i = 0; i < store.tables().size(); i++) {
            TableInst table = store.tables().get(i);
            for (int j = 0; j < table.size(); j++) {
                markRef(table.elements[j], Origins.of(Origins.TABLE, i, j));
            }
        }
        for (ModuleInst module : store.modules()) {
            for (int i = 0; i < module.elems.length; i++) {
                markAll(module.elems[i], Origins.of(Origins.SEGMENT, module.address(), i));
            }
        }
    }

    private void markAll(long @Nullable [] refs, long origin) {
        if (refs != null) {
            for (long ref : refs) {
                markRef(ref, origin);
            }
        }
    }

    private void markExecution(Execution execution) {
        markRef(execution.exception, Origins.of(Origins.EXCEPTION_OF_CALL, execution.index, 0));
        long[] stack = execution.stack;
        for (int i = 0; i < execution.depth; i++) {
            Code code = execution.frameFuncs[i].code();
            int base = execution.frameBases[i];
            long origin = Origins.of(Origins.FRAME, i, code.funcIndex());
            for (int slot : code.refLocals()) {
                markRef(stack[base + slot], origin);
            }
            for (RefSlots refs = code.refSlots(execution.framePcs[i]); refs != null; refs = refs.below()) {
                markRef(stack[base + refs.slot()], origin);
            }
        }
        if (execution.host != null) {
            FuncType host = execution.host.funcType();
            int slot = execution.hostBase;
            long origin = Origins.of(Origins.HOST_CALL, execution.host.address(), 0);
            for (ValType type : execution.hostReturned ? host.results() : host.params()) {
                if (type.isRef()) {
                    markRef(stack[slot], origin);
                }
                slot += type.slots();
            }
        }
    }

    private void markRef(long ref, long origin) {
        int tag = Ref.tag(ref);
        if (marksHeap && (tag == Ref.AGGREGATE || tag == Ref.EXN)) {
            int address = Ref.address(ref);
            if (objects.add(address)) {
                if (origins != null) {
                    origins.objectReached(address, origin);
                }
                push(address);
            }
        } else if (tag == Ref.HOST) {
            int address = Ref.address(ref);
            if (hosts.add(address)) {
                if (origins != null) {
                    origins.hostReached(address, origin);
                }
                found(address);
            }
        }
    }

    private void found(int hostAddress) {
        if (foundHostCount == foundHosts.length) {
            foundHosts = Arrays.copyOf(foundHosts, Math.max(FIRST_LENGTH, 2 * foundHostCount));
        }
        foundHosts[foundHostCount++] = hostAddress;
    }

    private void push(int address) {
        if (pendingCount == pending.length) {
            pending = Arrays.copyOf(pending, pendingCount * 2);
        }
        pending[pendingCount++] = address;
    }

    private void drain() {
        while (pendingCount > 0) {
            int address = pending[--pendingCount];
            long[] object = store.heap().objects[address];
            if (Heap.isException(object[0])) {
                markException(address, object);
            } else {
                markAggregate(address, object, store.layout(Heap.typeAddress(object[0])));
            }
        }
    }

    private void markAggregate(int address, long[] object, HeapLayout layout) {
        if (layout.isArray()) {
            if (layout.hasRefElements()) {
                for (int i = Heap.HEADER_SLOTS; i < object.length; i++) {
                    markRef(object[i], Origins.of(Origins.OBJECT, address, i - Heap.HEADER_SLOTS));
                }
            }
            return;
        }
        for (int slot = 0; slot < layout.slots(); slot++) {
            if (layout.isRefSlot(slot)) {
                markRef(object[Heap.HEADER_SLOTS + slot], Origins.of(Origins.OBJECT, address, slot));
            }
        }
    }

    private void markException(int address, long[] object) {
        int slot = Heap.HEADER_SLOTS;
        for (ValType type :
                store.tags().get(Heap.tagAddress(object[0])).funcType().params()) {
            if (type.isRef()) {
                markRef(object[slot], Origins.of(Origins.OBJECT, address, slot - Heap.HEADER_SLOTS));
            }
            slot += type.slots();
        }
    }
}
