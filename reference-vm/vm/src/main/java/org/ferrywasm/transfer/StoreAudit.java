package org.ferrywasm.transfer;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.code.Code;
import org.ferrywasm.code.RefSlots;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.GlobalInst;
import org.ferrywasm.runtime.Heap;
import org.ferrywasm.runtime.HeapLayout;
import org.ferrywasm.runtime.HostTable;
import org.ferrywasm.runtime.ModuleInst;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.Roots;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.runtime.TableInst;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.ValType;

/**
 * A walk over everything in a store that counts the references to host objects anew and compares (clause C-14): the
 * invariants of a store, as one call. It reads only.
 */
public final class StoreAudit {
    private static final int MOST_DIFFERENCES = 100;

    private final StoreState store;
    private final HostTable hosts;
    private final int[] counts;
    private final List<String> differences = new ArrayList<>();
    private long references;

    private StoreAudit(StoreState store) {
        this.store = store;
        this.hosts = store.hosts();
        this.counts = new int[hosts.end()];
    }

    /**
     * What an audit found.
     *
     * @param differences what is wrong, each with its place; the first hundred
     * @param hostReferences how many references to host objects are counted
     */
    public record Finding(List<String> differences, long hostReferences) {}

    /** Audits a store, whose owner calls it. */
    public static Finding audit(StoreState store) {
        StoreAudit audit = new StoreAudit(store);
        audit.instances();
        audit.heap();
        audit.roots();
        for (Execution x : store.executions()) {
            audit.frames(x);
        }
        audit.compare();
        return new Finding(List.copyOf(audit.differences), audit.references);
    }

    private void instances() {
        for (int i = 0; i < store.globals().size(); i++) {
            GlobalInst global = store.globals().get(i);
            if (global.type().type().isRef()) {
                counted(global.value, "global " + i);
            }
        }
        for (int i = 0; i < store.tables().size(); i++) {
            TableInst table = store.tables().get(i);
            for (int j = 0; j < table.elements.length; j++) {
                if (j < table.size()) {
                    counted(table.elements[j], "table " + i);
                } else if (table.elements[j] != Ref.NULL) {
                    differ("table " + i + " has a reference in its spare element " + j);
                }
            }
        }
        for (ModuleInst module : store.modules()) {
            for (int i = 0; i < module.elems.length; i++) {
                long[] elem = module.elems[i];
                if (elem != null) {
                    for (long ref : elem) {
                        counted(ref, "element segment " + i + " of instance " + module.address());
                    }
                }
            }
        }
    }

    private void heap() {
        Heap heap = store.heap();
        for (int address = 0; address < heap.objects.length; address++) {
            long[] object = heap.objects[address];
            if (object != null) {
                contents(object, "object " + address + " of the heap");
            }
        }
    }

    private void contents(long[] object, String place) {
        if (Heap.isException(object[0])) {
            int slot = Heap.HEADER_SLOTS;
            FuncType type = store.tags().get(Heap.tagAddress(object[0])).funcType();
            for (ValType param : type.params()) {
                if (param.isRef()) {
                    counted(object[slot], place);
                }
                slot += param.slots();
            }
            return;
        }
        HeapLayout layout = store.layout(Heap.typeAddress(object[0]));
        for (int slot = Heap.HEADER_SLOTS; slot < object.length; slot++) {
            if (layout.isArray() ? layout.hasRefElements() : layout.isRefSlot(slot - Heap.HEADER_SLOTS)) {
                counted(object[slot], place);
            }
        }
    }

    private void roots() {
        Roots roots = store.roots();
        for (int i = 0; i < roots.end(); i++) {
            counted(roots.get(i), "handle " + i);
        }
    }

    private void frames(Execution x) {
        live(x.exception, "a pending exception");
        for (int i = 0; i < x.depth; i++) {
            Code code = x.frameFuncs[i].code();
            String place = "frame " + i + " of func " + code.funcIndex();
            for (int slot : code.refLocals()) {
                live(x.stack[x.frameBases[i] + slot], place);
            }
            for (RefSlots refs = code.refSlots(x.framePcs[i]); refs != null; refs = refs.below()) {
                live(x.stack[x.frameBases[i] + refs.slot()], place);
            }
        }
    }

    /** Counts a reference to a host object, from a place where such are counted. */
    private void counted(long ref, String place) {
        live(ref, place);
        if (Ref.tag(ref) == Ref.HOST && hosts.isLive(Ref.address(ref))) {
            counts[Ref.address(ref)]++;
            references++;
        }
    }

    /** Checks that there is what a reference refers to. */
    private void live(long ref, String place) {
        int address = Ref.address(ref);
        boolean isLive = switch (Ref.tag(ref)) {
            case Ref.HOST -> hosts.isLive(address);
            case Ref.AGGREGATE, Ref.EXN ->
                address < store.heap().objects.length
                        && store.heap().objects[address] != null
                        && Heap.isException(store.heap().objects[address][0]) == (Ref.tag(ref) == Ref.EXN);
            case Ref.FUNC -> address < store.funcs().size();
            case Ref.I31 -> true;
            default -> ref == Ref.NULL;
        };
        if (!isLive) {
            differ(place + " refers to what is not there: " + Long.toHexString(ref));
        }
    }

    private void compare() {
        for (int address = 0; address < counts.length; address++) {
            String disorder = hosts.disorder(address);
            if (disorder != null) {
                differ("host object " + address + ": " + disorder);
            }
            if (hosts.isLive(address) && hosts.count(address) != counts[address]) {
                differ("host object " + address + ", a "
                        + hosts.get(address).getClass().getName() + ": " + hosts.count(address)
                        + " references counted, " + counts[address] + " found");
            }
        }
    }

    private void differ(String difference) {
        if (differences.size() < MOST_DIFFERENCES) {
            differences.add(difference);
        }
    }
}
