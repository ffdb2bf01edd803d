package org.ferrywasm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.Crew;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.vm.ConnectedTypes;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Val;
import org.junit.jupiter.api.Test;

/**
 * What threads share is deeply immutable, or changes in a cell alone: seen twice, on the classes by their declared fields,
 * and on the objects when guests have run.
 */
class SharedTypesTest {
    private static final String FILLED = "filled before the constructor ends, never written after";
    private static final String NAMES = "written before NameSection.names, which is volatile, never after";
    private static final String LOCKED = "read and written under a lock alone";
    private static final String VOLATILE = "volatile";
    private static final String WAITER = "for the owner of the waiting call alone";

    /** The fields that may change, or hold what could be changed, each with what makes it safe. */
    private static final Map<String, String> CELLS = cells();

    private static Map<String, String> cells() {
        Map<String, String> cells = new LinkedHashMap<>();
        for (String name : List.of("words", "operations", "offsets", "costs", "handlers")) {
            cells.put("Code." + name, FILLED);
        }
        for (String name : List.of("constants", "refLocals", "safepoints", "refSlots")) {
            cells.put("Code." + name, FILLED);
        }
        for (String name : List.of("Module.bytes", "Custom.bytes", "Data.bytes", "Expr.bytes", "ByteReader.bytes")) {
            cells.put(name, FILLED);
        }
        for (String name : List.of("DefType.chain", "RecGroup.members", "RecGroup.composites")) {
            cells.put(name, FILLED);
        }
        cells.put("Module.exports", FILLED);
        cells.put("ModuleLimits.changed", FILLED);
        cells.put("NameSection.names", VOLATILE);
        cells.put("Names.moduleName", NAMES);
        for (String name : List.of("indices", "offsets", "size", "section")) {
            cells.put("IndexMap." + name, NAMES);
        }
        cells.put("ByteReader.position", "of a reader in an IndexMap nobody asks for its position");
        cells.put("ModuleCode.slots", "an element is set once to a Code, by setRelease, and read by getAcquire");
        cells.put("ModuleCode.loop", "atomic");
        cells.put("TypeRegistry.groups", LOCKED);
        cells.put("TypeRegistry.nextId", LOCKED);
        cells.put("TypeRegistry.forgotten", "made for many threads");
        cells.put("EpochClock.lock", "a lock");
        cells.put("EpochClock.running", LOCKED);
        cells.put("EpochClock.epoch", LOCKED);
        cells.put("InterruptFlag.bits", "volatile, and reached through final fields alone");
        cells.put("InterruptFlag.parked", VOLATILE);
        cells.put("InterruptFlag.ready", "volatile; the future is made for many threads");
        cells.put("Rules.lookups", "immutable");
        cells.put("Rules.recognises", "without state");
        cells.put("Vouched.lookups", "immutable");
        cells.put("Owned.storeId", "atomic");
        cells.put("Transit.state", "atomic");
        cells.put("Transit.store", "not shared: read and written by the one thread that has claimed the parcel");
        cells.put("Transit.nextLost", "written by who has the parcel to himself, before a compare-and-set hands it on");
        cells.put("Transit.next", "not shared: started by the one thread that has claimed the parcel");
        cells.put("LostParcels.lost", "atomic");
        cells.put("Watch.cleanable", "written once, before the parcel that has it in a final field is complete");
        cells.put("Trap.isTraceWhole", "atomic");
        cells.put("FailingLimiter.asked", "atomic");
        cells.put("AwaitingHost.ready", "a stage, made for many threads");
        cells.put("AwaitingNotify.ready", "a stage, made for many threads");
        cells.put("StoreConfig.limiter", "not shared: null in what a StoreLimits has; a Store's leads to its own gate");
        cells.put("SharedMemInst.store", "not shared: null in the view that a SharedMemory has");
        cells.put("SharedMemInst.accountedBytes", "written for a store alone, and the shared view has none");
        cells.put("SharedBacking.sizeBytes", "atomic");
        cells.put("SharedBacking.leaves", "atomic");
        cells.put("Chunk.words", "the bytes of the memory, accessed as the memory model of WebAssembly says");
        cells.put("Chunk.bytes", "the bytes of the memory, accessed as the memory model of WebAssembly says");
        cells.put("WaitQueues.lock", "a lock");
        cells.put("WaitQueues.queues", LOCKED);
        cells.put("Waiter.notified", VOLATILE);
        cells.put("Waiter.blocked", VOLATILE);
        cells.put("Waiter.ready", "volatile; the future is made for many threads");
        cells.put("Waiter.slot", WAITER);
        cells.put("Waiter.timedOut", WAITER);
        return cells;
    }

    private static SharedTypes walked() {
        SharedTypes walk = new SharedTypes(CELLS);
        for (Class<?> type : ConnectedTypes.publicClasses()) {
            if (!ConnectedTypes.isConnected(type) && !Throwable.class.isAssignableFrom(type)) {
                walk.walk(type);
            }
        }
        for (Class<?> type : SharedTypes.allClasses()) {
            boolean isShared = type.getPackage() == Opcode.class.getPackage();
            if (isShared && !Throwable.class.isAssignableFrom(type)) {
                walk.walk(type);
            }
        }
        return walk;
    }

    @Clause("B-05")
    @Test
    void b05_noSharedTypeCanChangeButInACell() {
        SharedTypes walk = walked();

        assertThat(walk.faults()).isEmpty();
        assertThat(walk.usedCells()).as("cells that are still there").isEqualTo(CELLS.keySet());
        assertThat(walk.visited().stream().map(Class::getSimpleName))
                .contains(
                        "Engine",
                        "Module",
                        "ModuleCode",
                        "ValidModule",
                        "Code",
                        "Config",
                        "Features",
                        "StoreLimits",
                        "ModuleLimits",
                        "HostFunction",
                        "SharedMemory",
                        "SharedBacking",
                        "InterruptHandle",
                        "DefType",
                        "FuncType");
    }

    @SuppressWarnings("unused")
    private static final class Mutable {
        private int counter;
        private final int[] array = new int[1];
        private final ArrayList<String> list = new ArrayList<>();
        private final Map<String, AtomicReference<String>> cells = new HashMap<>();
        private final Below below = new Below();
        private final List<? extends Above> above = List.of();
    }

    @SuppressWarnings("unused")
    private static final class Below {
        private volatile long changing;
    }

    @SuppressWarnings("unused")
    private interface Above {}

    @SuppressWarnings("unused")
    private record Carrier(Store<String> store) {}

    @Test
    void seesEveryWayToChange() {
        SharedTypes walk = new SharedTypes(Map.of());
        walk.walk(Mutable.class);
        walk.walk(Carrier.class);

        assertThat(walk.faults())
                .containsExactly(
                        "Below.changing is not final",
                        "Carrier.store leads to a Store, which belongs to a Store",
                        "Mutable.array is an array",
                        "Mutable.cells is a java.util.concurrent.atomic.AtomicReference",
                        "Mutable.counter is not final",
                        "Mutable.list is a java.util.ArrayList");
    }

    @Clause({"B-05", "B-06"})
    @Test
    void b06_nothingOfAStoreIsReachedFromModuleAndEngine() {
        Engine engine = new Engine();
        Module module = Module.fromText(engine, """
            (module $named
              (import "host" "f" (func $f (param externref)))
              (type $s (struct (field (mut i32))))
              (table (export "table") 2 10 externref)
              (memory (export "memory") 1 10)
              (global (export "global") (mut (ref null $s)) (ref.null $s))
              (tag $tag)
              (func (export "run") (param externref)
                (call $f (local.get 0))
                (table.set (i32.const 0) (local.get 0))
                (global.set 0 (struct.new $s (i32.const 1)))
                (drop (memory.grow (i32.const 1))))
              (func (export "throw") (throw $tag))
              (func (export "trap") (unreachable)))
            """);
        HostFunction<String> f = HostFunction.of(Void.class, ExternRef.class, (caller, x) -> null);
        List<Store<String>> stores = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Store<String> store = new Store<>(engine, "data");
            Instance guest = new Linker<String>(engine).func("host", "f", f).instantiate(store, module);
            guest.getFunc("run").call(ExternRef.of(store, new Object()));
            assertThat(Crew.thrown(() -> guest.getFunc("throw").call())).isNotNull();
            assertThat(Crew.thrown(() -> guest.getFunc("trap").call())).isNotNull();
            guest.getFunc("run").begin(Val.nullRef(AbsHeapType.EXTERN));
            stores.add(store);
        }
        Set<Class<?>> known = walked().visited();

        assertThat(faults(List.of(module, engine, f), known)).isEmpty();
        assertThat(faults(List.of(module, stores.getFirst()), known))
                .as("canary: a way into a Store is seen")
                .anyMatch(fault -> fault.endsWith("Store is no shared type"))
                .anyMatch(fault -> fault.endsWith("StoreState is no shared type"));
        assertThat(faults(new ArrayList<>(List.of(module)), known))
                .as("canary: a collection that can be changed is seen")
                .anyMatch(fault -> fault.endsWith("java.util.ArrayList can be changed"));
    }

    private static Set<String> faults(Object root, Set<Class<?>> known) {
        Set<String> faults = new TreeSet<>();
        for (ObjectGraph.Node node : ObjectGraph.reach(root, object -> true)) {
            Class<?> type = node.object().getClass();
            if (ObjectGraph.isOwn(type) && !type.isHidden() && !type.isArray() && !isKnown(type, known)) {
                faults.add(node.path() + ": " + type.getSimpleName() + " is no shared type");
            }
            if ((node.object() instanceof Collection || node.object() instanceof Map)
                    && !isInCell(node)
                    && !isImmutable(type)) {
                faults.add(node.path() + ": " + type.getName() + " can be changed");
            }
        }
        return faults;
    }

    /** Constants of an enum with a body have classes of their own. */
    private static boolean isKnown(Class<?> type, Set<Class<?>> known) {
        return known.contains(type) || Enum.class.isAssignableFrom(type) || isReference(type);
    }

    /** What is only referred to weakly is an entry of the registry. */
    private static boolean isReference(Class<?> type) {
        return Reference.class.isAssignableFrom(type);
    }

    private static boolean isInCell(ObjectGraph.Node node) {
        for (ObjectGraph.Node n = node; n.from() != null; n = n.from()) {
            if (CELLS.containsKey(n.from().object().getClass().getSimpleName() + n.step())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isImmutable(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.util.ImmutableCollections$")
                || name.startsWith("java.util.Collections$Unmodifiable")
                || name.startsWith("java.util.Collections$Empty");
    }
}
