package org.ferrywasm.runtime;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.ferrywasm.syntax.DefType;

/**
 * The store (specification, "Store"): every instance by address, the heap, the host objects, the roots that handles hold,
 * and the calls in flight. One thread at a time uses it; nothing here is synchronised.
 */
public final class StoreState {
    /** How many executions are kept for the next calls, and how large a stack may be for it. */
    private static final int MAX_SPARE = 16;

    private static final int MAX_SPARE_SLOTS = 1 << 17;

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
