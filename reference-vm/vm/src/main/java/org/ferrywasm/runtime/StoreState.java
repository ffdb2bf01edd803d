package org.ferrywasm.runtime;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.ferrywasm.syntax.DefType;
import org.jspecify.annotations.Nullable;

/**
 * The store (specification, "Store"): every instance by address, the heap, the host objects, the roots that handles hold,
 * and the calls in flight. One thread at a time uses it; nothing here is synchronised.
 */
public final class StoreState {
    private static final int FIRST_SCAN = 256;

    private final StoreConfig config;
    private final List<ModuleInst> modules = new ArrayList<>();
    private final List<FuncInst> funcs = new ArrayList<>();
    private final List<TableInst> tables = new ArrayList<>();
    private final List<MemInst> mems = new ArrayList<>();
    private final List<GlobalInst> globals = new ArrayList<>();
    private final List<TagInst> tags = new ArrayList<>();
    private final Executions executions = new Executions(this);
    private final IdentityHashMap<SharedBacking, SharedMemInst> sharedMemories = new IdentityHashMap<>();
    private final IdentityHashMap<DefType, Integer> typeAddresses = new IdentityHashMap<>();
    private final List<HeapLayout> layouts = new ArrayList<>();
    private final Heap heap;
    private final HostTable hosts = new HostTable();
    private final Roots roots = new Roots();
    private long memoryBytes;
    private long tableElements;
    private int waiters;
    private @Nullable StoreListener listener;

    /** How many host objects are unreferenced when the frames are looked through for them. */
    private int scanAt = FIRST_SCAN;

    public StoreState(StoreConfig config) {
        this.config = config;
        this.heap = new Heap(this);
    }

    /** Says who is told of what happens seldom. */
    public void listen(StoreListener newListener) {
        listener = newListener;
    }

    /** Who is told of what happens seldom. */
    @Nullable
    StoreListener listener() {
        return listener;
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

    /** The calls that have begun and not ended by now, running or suspended, in no order. */
    public List<Execution> executions() {
        return executions.list();
    }

    /** The function that a reference tagged {@link Ref#FUNC} refers to. */
    public FuncInst func(long ref) {
        return funcs.get(Ref.address(ref));
    }

    /**
     * Puts a host object in and gives the reference to it, which is not counted yet.
     *
     * @param drop what is to be done when the store lets go of it, or null
     * @throws TrapSignal if the limits or the limiter forbid it; where the limit has been reached, objects that nothing
     *     refers to any more are released first
     */
    public long addHost(Object value, @Nullable HostDrop drop) {
        if (!hosts.contains(value)) {
            requireRoomForHost();
        }
        if (hosts.unreferencedCount() >= scanAt || config.collectAlways()) {
            releaseHosts();
            scanAt = Math.max(FIRST_SCAN, 2 * hosts.unreferencedCount());
        }
        return Ref.of(Ref.HOST, hosts.add(value, drop));
    }

    private void requireRoomForHost() {
        long limit = config.limit(StoreLimit.HOST_OBJECTS);
        if (hosts.size() >= limit) {
            heap.collect();
            if (hosts.size() >= limit) {
                throw TrapSignal.limit(config, StoreLimit.HOST_OBJECTS);
            }
        }
        if (config.limiter() != null && !config.limiter().hostObjectAdded(hosts.size())) {
            throw TrapSignal.refused();
        }
    }

    /** Releases the unreferenced host objects that no call's frame refers to. */
    public void releaseHosts() {
        hosts.releaseUnreferenced(executions.isEmpty() ? null : Collector.hostsInFrames(this));
    }

    /** Gives back what a marking of the whole store did not reach: objects of the heap and, with them, host objects. */
    public void sweep(Collector collector) {
        heap.sweep(collector);
    }

    /** Whether so many more references can be counted. */
    boolean mayRetain(long ref, int times) {
        return Ref.tag(ref) != Ref.HOST || hosts.mayRetain(Ref.address(ref), times);
    }

    /**
     * Counts references that come into being outside of frames, if they are to a host object.
     *
     * @throws TrapSignal if there would be more than can be counted; nothing is changed then
     */
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

    /**
     * Counts the references in a new object of the heap.
     *
     * @throws TrapSignal if they cannot all be counted; those that cannot are taken out of the object
     */
    public void retainContents(long[] object) {
        boolean areCounted = true;
        if (isArrayOfHosts(object)) {
            for (int slot = Heap.HEADER_SLOTS; slot < object.length; slot++) {
                areCounted &= retainSlot(object, slot);
            }
        } else {
            for (int slot : hostSlots(object)) {
                areCounted &= retainSlot(object, Heap.HEADER_SLOTS + slot);
            }
        }
        if (!areCounted) {
            throw HostTable.tooManyReferences();
        }
    }

    private boolean retainSlot(long[] object, int slot) {
        if (mayRetain(object[slot], 1)) {
            retain(object[slot], 1);
            return true;
        }
        object[slot] = Ref.NULL;
        return false;
    }

    /** Counts the references that go with a dead object of the heap. */
    void releaseContents(long[] object) {
        if (isArrayOfHosts(object)) {
            releaseAll(object, Heap.HEADER_SLOTS, object.length - Heap.HEADER_SLOTS);
            return;
        }
        for (int slot : hostSlots(object)) {
            release(object[Heap.HEADER_SLOTS + slot], 1);
        }
    }

    private boolean isArrayOfHosts(long[] object) {
        if (Heap.isException(object[0])) {
            return false;
        }
        HeapLayout layout = layout(Heap.typeAddress(object[0]));
        return layout.isArray() && layout.mayHoldHosts();
    }

    /** The slots that may refer to host objects in an exception, a structure, or an array, which then has none. */
    private int[] hostSlots(long[] object) {
        return Heap.isException(object[0])
                ? tags.get(Heap.tagAddress(object[0])).hostSlots()
                : layout(Heap.typeAddress(object[0])).hostSlots();
    }

    /** The calls in flight, for who begins and ends them all the time. */
    public Executions inFlight() {
        return executions;
    }

    /** Begins a call: an execution without frames, with everything it may spend. */
    public Execution begin() {
        return executions.begin();
    }

    /** Ends a call: its frames are gone. */
    public void end(Execution execution) {
        executions.end(execution);
    }

    /** Ends all calls, which are suspended, for good: nobody will resume them, and no other one begins. */
    public void endAll() {
        executions.endAll();
    }

    /** How many calls wait for a notification. */
    public int waiters() {
        return waiters;
    }

    /**
     * Counts a call that begins to wait for a notification.
     *
     * @throws TrapSignal if the store's limit on such calls would be exceeded; nothing is counted then
     */
    public void beginWaiting() {
        if (waiters >= config.limit(StoreLimit.WAITERS)) {
            throw TrapSignal.limit(config, StoreLimit.WAITERS);
        }
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

    /** Reports what is wrong with the books of the store itself: those of calls in flight and of limits. */
    public void check(Consumer<String> report) {
        List<Execution> inFlight = executions.list();
        for (int i = 0; i < inFlight.size(); i++) {
            if (inFlight.get(i).index != i) {
                report.accept("call " + i + " takes itself for call " + inFlight.get(i).index);
            }
        }
        long found = 0;
        for (TableInst table : tables) {
            found += table.size();
        }
        if (found != tableElements) {
            report.accept("the tables have " + found + " elements, and " + tableElements + " are accounted for");
        }
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

    /**
     * Asks whether a module may be instantiated.
     *
     * @throws TrapSignal if the limits or the limiter forbid it
     */
    public void requireRoomForInstance() {
        int current = modules.size();
        if (current >= config.limit(StoreLimit.INSTANCES)) {
            throw TrapSignal.limit(config, StoreLimit.INSTANCES);
        }
        if (config.limiter() != null && !config.limiter().instantiating(current)) {
            throw TrapSignal.refused();
        }
    }

    /** Whether a memory may grow, asked of the limits and the limiter; if so the bytes are accounted for. */
    boolean mayGrowMemory(long currentBytes, long desiredBytes) {
        if (!hasRoomForMemory(currentBytes, desiredBytes)) {
            return false;
        }
        if (config.limiter() != null && !config.limiter().memoryGrowing(currentBytes, desiredBytes)) {
            return false;
        }
        memoryBytes += desiredBytes - currentBytes;
        return true;
    }

    private boolean hasRoomForMemory(long currentBytes, long desiredBytes) {
        return desiredBytes - currentBytes <= config.limit(StoreLimit.MEMORY_BYTES) - memoryBytes;
    }

    /** The trap for a memory of so many bytes that {@link #mayGrowMemory} did not let begin. */
    TrapSignal memoryRefused(long bytes) {
        return hasRoomForMemory(0, bytes) ? TrapSignal.refused() : TrapSignal.limit(config, StoreLimit.MEMORY_BYTES);
    }

    /** Whether a table may grow, asked of the limits and the limiter; if so the elements are accounted for. */
    boolean mayGrowTable(long currentElements, long desiredElements) {
        if (!hasRoomForTable(currentElements, desiredElements)) {
            return false;
        }
        if (config.limiter() != null && !config.limiter().tableGrowing(currentElements, desiredElements)) {
            return false;
        }
        tableElements += desiredElements - currentElements;
        return true;
    }

    private boolean hasRoomForTable(long currentElements, long desiredElements) {
        return desiredElements - currentElements <= config.limit(StoreLimit.TABLE_ELEMENTS) - tableElements;
    }

    /** The trap for a table of so many elements that {@link #mayGrowTable} did not let begin. */
    TrapSignal tableRefused(long elements) {
        return hasRoomForTable(0, elements)
                ? TrapSignal.refused()
                : TrapSignal.limit(config, StoreLimit.TABLE_ELEMENTS);
    }
}
