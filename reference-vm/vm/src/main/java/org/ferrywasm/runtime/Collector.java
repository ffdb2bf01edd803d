package org.ferrywasm.runtime;

import java.util.Arrays;
import org.ferrywasm.code.Code;
import org.ferrywasm.code.RefSlots;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.ValType;

/**
 * One marking of everything that a store can reach: from globals, tables, element segments, handles' roots, and the frames
 * of the calls in flight, where reference maps say which slots hold references.
 */
final class Collector {
    private final StoreState store;
    private final MarkBits objects;
    private final MarkBits hosts;
    private int[] pending = new int[64];
    private int pendingCount;

    Collector(StoreState store, int heapEnd) {
        this.store = store;
        this.objects = new MarkBits(heapEnd);
        this.hosts = new MarkBits(store.hosts().end());
    }

    boolean isMarked(int address) {
        return objects.get(address);
    }

    MarkBits markedHosts() {
        return hosts;
    }

    void mark() {
        markInstances();
        markFrames();
        Roots roots = store.roots();
        for (int i = 0; i < roots.end(); i++) {
            markRef(roots.get(i));
        }
        drain();
    }

    /** The addresses of the host objects that frames of calls refer to themselves. */
    static MarkBits hostsInFrames(StoreState store) {
        Collector collector = new Collector(store, store.heap().end());
        collector.markFrames();
        return collector.hosts;
    }

    private void markFrames() {
        for (Execution execution : store.executions()) {
            markExecution(execution);
        }
    }

    private void markInstances() {
        for (GlobalInst global : store.globals()) {
            if (global.type().type().isRef()) {
                markRef(global.value);
            }
        }
        for (TableInst table : store.tables()) {
            for (int i = 0; i < table.size(); i++) {
                markRef(table.elements[i]);
            }
        }
        for (ModuleInst module : store.modules()) {
            for (long[] elem : module.elems) {
                markAll(elem);
            }
        }
    }

    private void markAll(long[] refs) {
        if (refs != null) {
            for (long ref : refs) {
                markRef(ref);
            }
        }
    }

    private void markExecution(Execution execution) {
        markRef(execution.exception);
        long[] stack = execution.stack;
        for (int i = 0; i < execution.depth; i++) {
            Code code = execution.frameFuncs[i].code();
            int base = execution.frameBases[i];
            for (int slot : code.refLocals()) {
                markRef(stack[base + slot]);
            }
            for (RefSlots refs = code.refSlots(execution.framePcs[i]); refs != null; refs = refs.below()) {
                markRef(stack[base + refs.slot()]);
            }
        }
        if (execution.host != null) {
            FuncType host = execution.host.funcType();
            int slot = execution.hostBase;
            for (ValType type : execution.hostReturned ? host.results() : host.params()) {
                if (type.isRef()) {
                    markRef(stack[slot]);
                }
                slot += type.slots();
            }
        }
    }

    private void markRef(long ref) {
        int tag = Ref.tag(ref);
        if (tag == Ref.AGGREGATE || tag == Ref.EXN) {
            int address = Ref.address(ref);
            if (objects.add(address)) {
                push(address);
            }
        } else if (tag == Ref.HOST) {
            hosts.add(Ref.address(ref));
        }
    }

    private void push(int address) {
        if (pendingCount == pending.length) {
            pending = Arrays.copyOf(pending, pendingCount * 2);
        }
        pending[pendingCount++] = address;
    }

    private void drain() {
        while (pendingCount > 0) {
            long[] object = store.heap().objects[pending[--pendingCount]];
            if (Heap.isException(object[0])) {
                markException(object);
            } else {
                markAggregate(object, store.layout(Heap.typeAddress(object[0])));
            }
        }
    }

    private void markAggregate(long[] object, HeapLayout layout) {
        if (layout.isArray()) {
            if (layout.hasRefElements()) {
                for (int i = Heap.HEADER_SLOTS; i < object.length; i++) {
                    markRef(object[i]);
                }
            }
            return;
        }
        for (int slot = 0; slot < layout.slots(); slot++) {
            if (layout.isRefSlot(slot)) {
                markRef(object[Heap.HEADER_SLOTS + slot]);
            }
        }
    }

    private void markException(long[] object) {
        int slot = Heap.HEADER_SLOTS;
        for (ValType type :
                store.tags().get(Heap.tagAddress(object[0])).funcType().params()) {
            if (type.isRef()) {
                markRef(object[slot]);
            }
            slot += type.slots();
        }
    }
}
