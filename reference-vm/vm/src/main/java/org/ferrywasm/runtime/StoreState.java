package org.ferrywasm.runtime;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.ValType;
import org.jspecify.annotations.Nullable;

/**
 * The store (specification, "Store"): every instance by address, the heap, the host objects, the roots that handles hold,
 * and the calls in flight. One thread at a time uses it; nothing here is synchronised.
 */
public final class StoreState {
    /** How many executions are kept for the next calls, and how large a stack may be for it. */
    private static final int MAX_SPARE = 16;

    private static final int MAX_SPARE_SLOTS = 1 << 17;

    private static final int FIRST_SCAN = 256;

    private final StoreConfig config;
    private final List<ModuleInst> modules = new ArrayList<>();
    private final List<FuncInst> funcs = new ArrayList<>();
    private final List<TableInst> tables = new ArrayList<>();
    private final List<MemInst> mems = new ArrayList<>();
    private final List<GlobalInst> globals = new ArrayList<>();
    private final List<TagInst> tags = new ArrayList<>();
    private final List<Execution> executions = new ArrayList<>();
    private final List<Execution> spareExecutions = new ArrayList<>();
    private final IdentityHashMap<SharedBacking, SharedMemInst> sharedMemories = new IdentityHashMap<>();
    private final IdentityHashMap<DefType, Integer> typeAddresses = new IdentityHashMap<>();
    private final List<HeapLayout> layouts = new ArrayList<>();
    private final Heap heap;
    private final HostTable hosts = new HostTable();
    private final Roots roots = new Roots();
    private long memoryBytes;
    private long tableElements;
    private int waiters;

    /** How many host objects are unreferenced when the frames are looked through for them. */
    private int scanAt = FIRST_SCAN;

    public StoreState(StoreConfig config) {
        this.config = config;
        this.heap = new Heap(this);
    }

    /** Its limits. */
    public StoreConfig config() {
        return config;
    }

    public Heap heap() {
        return heap;
    }

    public HostTable hosts() {
        return hosts;
    }

    public Roots roots() {
        return roots;
    }

    /** The module instances, by address. */
    public List<ModuleInst> modules() {
        return modules;
    }

    /** The function instances, by address. */
    public List<FuncInst> funcs() {
        return funcs;
    }

    /** The table instances, by address. */
    public List<TableInst> tables() {
        return tables;
    }

    /** The memory instances, by address. */
    public List<MemInst> mems() {
        return mems;
    }

    /** The global instances, by address. */
    public List<GlobalInst> globals() {
        return globals;
    }

    /** The tag instances, by address. */
    public List<TagInst> tags() {
        return tags;
    }

    /** The calls that have begun and not ended, running or suspended, in no order. */
    public List<Execution> executions() {
        return executions;
    }

    /** The function that a reference tagged {@link Ref#FUNC} refers to. */
    public FuncInst func(long ref) {
        return funcs.get(Ref.address(ref));
    }

    /**
     * Puts a host object in and gives the reference to it, which is not counted yet.
     *
     * @param drop what is to be done when the store lets go of it, or null
     */
    public long addHost(Object value, @Nullable HostDrop drop) {
        if (hosts.unreferencedCount() >= scanAt) {
            releaseHosts();
            scanAt = Math.max(FIRST_SCAN, 2 * hosts.unreferencedCount());
        }
        return Ref.of(Ref.HOST, hosts.add(value, drop));
    }

    /** Releases the unreferenced host objects that no call's frame refers to. */
    public void releaseHosts() {
        hosts.releaseUnreferenced(executions.isEmpty() ? null : Collector.hostsInFrames(this));
    }

    /** Counts references that come into being outside of frames, if they are to a host object. */
    public void retain(long ref, int times) {
        if (Ref.tag(ref) == Ref.HOST) {
            hosts.retain(Ref.address(ref), times);
        }
    }

    /** Counts references that go, if they are to a host object. */
    public void release(long ref, int times) {
        if (Ref.tag(ref) == Ref.HOST) {
            hosts.release(Ref.address(ref), times);
        }
    }

    /** Counts references that come into being; none of them if they cannot all be counted. */
    public void retainAll(long[] refs, int from, int length) {
        int done = 0;
        try {
            for (; done < length; done++) {
                retain(refs[from + done], 1);
            }
        } catch (TrapSignal e) {
            releaseAll(refs, from, done);
            throw e;
        }
    }

    /** Counts references that go. */
    public void releaseAll(long[] refs, int from, int length) {
        for (int i = from; i < from + length; i++) {
            release(refs[i], 1);
        }
    }

    /** Counts for references that take the place of others, before they do. */
    public void replaceAll(long[] target, int to, long[] source, int from, int length) {
        retainAll(source, from, length);
        releaseAll(target, to, length);
    }

    /** Counts the references in a new object of the heap. */
    public void retainContents(long[] object) {
        if (Heap.isException(object[0])) {
            int slot = Heap.HEADER_SLOTS;
            for (ValType type : tags.get(Heap.tagAddress(object[0])).funcType().params()) {
                if (type.mayBeHost()) {
                    retain(object[slot], 1);
                }
                slot += type.slots();
            }
            return;
        }
        HeapLayout layout = layout(Heap.typeAddress(object[0]));
        if (!layout.mayHoldHosts()) {
            return;
        }
        if (layout.isArray()) {
            retainAll(object, Heap.HEADER_SLOTS, object.length - Heap.HEADER_SLOTS);
            return;
        }
        for (int slot : layout.hostSlots()) {
            retain(object[Heap.HEADER_SLOTS + slot], 1);
        }
    }

    /** Counts the references that go with a dead object of the heap. */
    void releaseContents(long[] object) {
        if (Heap.isException(object[0])) {
            int slot = Heap.HEADER_SLOTS;
            for (ValType type : tags.get(Heap.tagAddress(object[0])).funcType().params()) {
                if (type.mayBeHost()) {
                    release(object[slot], 1);
                }
                slot += type.slots();
            }
            return;
        }
        HeapLayout layout = layout(Heap.typeAddress(object[0]));
        if (!layout.mayHoldHosts()) {
            return;
        }
        if (layout.isArray()) {
            releaseAll(object, Heap.HEADER_SLOTS, object.length - Heap.HEADER_SLOTS);
            return;
        }
        for (int slot : layout.hostSlots()) {
            release(object[Heap.HEADER_SLOTS + slot], 1);
        }
    }

    /** Begins a call: an execution without frames, with everything it may spend. */
    public Execution begin() {
        Execution execution = spareExecutions.isEmpty() ? new Execution(this) : spareExecutions.removeLast();
        execution.index = executions.size();
        executions.add(execution);
        return execution;
    }

    /** Ends a call: its frames are gone. */
    public void end(Execution execution) {
        Execution last = executions.removeLast();
        if (last != execution) {
            executions.set(execution.index, last);
            last.index = execution.index;
        }
        execution.reset();
        if (spareExecutions.size() < MAX_SPARE && execution.stack.length <= MAX_SPARE_SLOTS) {
            spareExecutions.add(execution);
        }
    }

    /** Ends all calls, which are suspended: nobody will resume them. */
    public void endAll() {
        for (Execution execution : executions) {
            execution.reset();
        }
        executions.clear();
    }

    /** How many calls wait for a notification. */
    public int waiters() {
        return waiters;
    }

    /** Counts a call that begins to wait for a notification. */
    public void beginWaiting() {
        waiters++;
    }

    /** Counts a call that waits no longer. */
    public void endWaiting() {
        waiters--;
    }

    /**
     * This store's view of a shared memory, the same whenever it is asked for.
     *
     * @throws TrapSignal if the memory's present size exceeds the store's limit on memory
     */
    public SharedMemInst sharedMemory(SharedBacking backing) {
        SharedMemInst known = sharedMemories.get(backing);
        if (known == null) {
            known = new SharedMemInst(this, backing);
            sharedMemories.put(backing, known);
            mems.add(known);
        }
        return known;
    }

    /** The address under which the heap knows a structure or array type, the same whenever it is asked for. */
    public int typeAddress(DefType type) {
        Integer known = typeAddresses.get(type);
        if (known != null) {
            return known;
        }
        int address = layouts.size();
        layouts.add(HeapLayout.of(type));
        typeAddresses.put(type, address);
        return address;
    }

    /** How objects of the type at this address are laid out. */
    public HeapLayout layout(int typeAddress) {
        return layouts.get(typeAddress);
    }

    /** How much there is in the store now, to go back to. */
    public Extent extent() {
        return new Extent(
                modules.size(),
                funcs.size(),
                tables.size(),
                mems.size(),
                globals.size(),
                tags.size(),
                memoryBytes,
                tableElements);
    }

    /** Forgets the instances that were made since; nothing may refer to them. */
    public void truncate(Extent extent) {
        giveBack(extent);
        cut(modules, extent.modules());
        cut(funcs, extent.funcs());
        cut(tables, extent.tables());
        for (MemInst memory : mems.subList(extent.mems(), mems.size())) {
            if (memory instanceof SharedMemInst shared) {
                sharedMemories.remove(shared.backing());
            }
        }
        cut(mems, extent.mems());
        sharedMemories.values().retainAll(mems);
        cut(globals, extent.globals());
        cut(tags, extent.tags());
        memoryBytes = extent.memoryBytes();
        tableElements = extent.tableElements();
    }

    /** Counts the references that go with what is about to be forgotten. */
    private void giveBack(Extent extent) {
        for (ModuleInst module : modules.subList(extent.modules(), modules.size())) {
            for (long[] elem : module.elems) {
                if (elem != null) {
                    releaseAll(elem, 0, elem.length);
                }
            }
        }
        tables.subList(extent.tables(), tables.size()).forEach(TableInst::forget);
        for (GlobalInst global : globals.subList(extent.globals(), globals.size())) {
            if (global.isCounted()) {
                release(global.value, 1);
            }
        }
    }

    private static void cut(List<?> instances, int size) {
        instances.subList(size, instances.size()).clear();
    }

    /** How many instances of each kind there are, and what they are accounted for. */
    public record Extent(
            int modules,
            int funcs,
            int tables,
            int mems,
            int globals,
            int tags,
            long memoryBytes,
            long tableElements) {}

    /** Whether a memory may grow, asked of the limits and the limiter; if so the bytes are accounted for. */
    boolean mayGrowMemory(long currentBytes, long desiredBytes) {
        long total = memoryBytes + (desiredBytes - currentBytes);
        if (total > config.maxMemoryBytes() || total < 0) {
            return false;
        }
        if (config.limiter() != null && !config.limiter().memoryGrowing(currentBytes, desiredBytes)) {
            return false;
        }
        memoryBytes = total;
        return true;
    }

    /** Whether a table may grow, asked of the limits and the limiter; if so the elements are accounted for. */
    boolean mayGrowTable(long currentElements, long desiredElements) {
        long total = tableElements + (desiredElements - currentElements);
        if (total > config.maxTableElements()) {
            return false;
        }
        if (config.limiter() != null && !config.limiter().tableGrowing(currentElements, desiredElements)) {
            return false;
        }
        tableElements = total;
        return true;
    }
}
