package org.ferrywasm.bench;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Owned;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Val;

/** What is in a Store that moves. */
public enum Freight {
    /** Nothing but a string as its data. */
    NOTHING("nothing", 0),
    /** A host object. */
    HOST("1 host object", 1),
    /** Ten. */
    HOSTS_10("10 host objects", 10),
    /** A hundred. */
    HOSTS_100("100 host objects", 100),
    /** A thousand. */
    HOSTS_1000("1,000 host objects", 1000),
    /** Ten thousand. */
    HOSTS_10000("10,000 host objects", 10_000),
    /** A small memory, all of it written. */
    MEMORY_1_MIB("10 host objects, 1 MiB of memory", 10),
    /** The largest memory that 32 bits address, all of it written. */
    MEMORY_4_GIB("10 host objects, 4 GiB of memory", 10),
    /** One instance. */
    INSTANCE("10 host objects, 1 instance", 10),
    /** Many instances. */
    INSTANCES_10000("10 host objects, 10,000 instances", 10),
    /** Hardly a heap. */
    OBJECTS_10("10 host objects, 10 guest objects", 10),
    /** A large heap. */
    OBJECTS_10_MILLION("10 host objects, 10 million guest objects", 10),
    /** A call that was suspended in the depth of a recursion. */
    CALL("10 host objects, a suspended call 1,000 frames deep", 10),
    /** State that may change. */
    OWNED("10 host objects, an Owned list as data", 10);

    /** A host object, as simple as they come. */
    record Host(String name, int number) {}

    private static final int MANY = 10_000;
    private static final int PAGES_OF_MIB = 16;
    private static final int PAGES_OF_4_GIB = 65_536;
    private static final int PAGE_BYTES = 65_536;
    private static final int FRAMES = 1000;
    private static final long GIBIBYTE = 1L << 30;

    private final String title;
    private final int hosts;

    Freight(String title, int hosts) {
        this.title = title;
        this.hosts = hosts;
    }

    /** What the row of the table is called. */
    String title() {
        return title;
    }

    /** Whether it needs a JVM with more memory than the others, or is there to be compared with one that does. */
    boolean isLarge() {
        return switch (this) {
            case MEMORY_1_MIB, MEMORY_4_GIB, OBJECTS_10, OBJECTS_10_MILLION -> true;
            case NOTHING, HOST, HOSTS_10, HOSTS_100, HOSTS_1000, HOSTS_10000, INSTANCE, INSTANCES_10000, CALL, OWNED ->
                false;
        };
    }

    /** A Store of the current thread with this in it; what the Store alone does not keep alive is named to be a companion. */
    Loaded load() {
        Engine engine = new Engine(Config.DEFAULT.consumeFuel(this == CALL));
        StoreLimits limits = StoreLimits.DEFAULT
                .withMemoryBytes(8 * GIBIBYTE)
                .withHeapBytes(4 * GIBIBYTE)
                .withInstances(2 * MANY)
                .withHostObjects(2 * MANY);
        Object data = this == OWNED ? Owned.of(engine, ArrayList::new) : "data";
        Store<Object> store = new Store<>(engine, data, limits);
        hostsInto(store);
        Module module = Module.fromBytes(engine, Assembler.assemble(Resource.text("modules/transfer.wat")));
        Linker<Object> linker = new Linker<>(engine);
        List<Object> companions = new ArrayList<>();
        switch (this) {
            case MEMORY_1_MIB -> fill(linker.instantiate(store, module), PAGES_OF_MIB);
            case MEMORY_4_GIB -> fill(linker.instantiate(store, module), PAGES_OF_4_GIB);
            case INSTANCE -> linker.instantiate(store, module);
            case INSTANCES_10000 -> {
                for (int i = 0; i < MANY; i++) {
                    linker.instantiate(store, module);
                }
            }
            case OBJECTS_10 ->
                linker.instantiate(store, module).getFunc("objects").call(Val.i32(10));
            case OBJECTS_10_MILLION ->
                linker.instantiate(store, module).getFunc("objects").call(Val.i32(10_000_000));
            case CALL -> {
                store.setFuel(Long.MAX_VALUE);
                Call call = linker.instantiate(store, module).getFunc("deep").begin(Val.i32(FRAMES));
                call.resume(100L * FRAMES);
                companions.add(call);
            }
            default -> {
                // host objects and data are all
            }
        }
        return new Loaded(store, companions.toArray());
    }

    private void hostsInto(Store<Object> store) {
        if (hosts == 0) {
            return;
        }
        Table table = Table.create(
                store, TableType.of(Limits.atLeast(hosts), RefType.EXTERNREF), Val.nullRef(AbsHeapType.EXTERN));
        for (int i = 0; i < hosts; i++) {
            try (ExternRef host = ExternRef.of(store, new Host("host " + i, i))) {
                table.set(i, host);
            }
        }
    }

    private static void fill(Instance instance, int pages) {
        instance.getFunc("grow").call(Val.i32(pages));
        for (int page = 0; page < pages; page++) {
            instance.getFunc("fill").call(Val.i32(page * PAGE_BYTES), Val.i32(PAGE_BYTES));
        }
    }

    /**
     * A Store and the handles that travel with it.
     *
     * @param store the Store
     * @param companions the handles
     */
    record Loaded(Store<Object> store, Object[] companions) {}
}
