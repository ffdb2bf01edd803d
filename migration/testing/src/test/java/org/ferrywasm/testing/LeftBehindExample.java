package org.ferrywasm.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.Trusted;
import org.junit.jupiter.api.Test;

class LeftBehindExample {
    private static final String GUEST = "(module (func (export \"run\")))";

    /** An application's registry. */
    static final class Registry {
        static final Map<String, Func> HANDLES = new HashMap<>();
    }

    private static final List<Queue<String>> LOGS = new ArrayList<>();

    private final Engine engine = new Engine();
    private final Module module = Module.fromText(engine, GUEST);

    @Test
    void aCleanMove() {
        // @start region="clean"
        Store<String> store = new Store<>(engine, "session 1");
        Instance instance = new Linker<String>(engine).instantiate(store, module);
        Func run = instance.getFunc("run");

        StoreParcel<String> parcel = store.detach(run);

        LeftBehind.assertNothing(parcel); // before the parcel goes, on the thread that has detached
        parcel.close();
        // @end
    }

    @Test
    void aHandleInARegistry() {
        Store<String> store = new Store<>(engine, "session 1");
        Instance instance = new Linker<String>(engine).instantiate(store, module);
        // @start region="leak"
        Registry.HANDLES.put("session 1", instance.getFunc("run"));
        StoreParcel<String> parcel = store.detach(); // does not know of the registry

        List<Finding> findings = LeftBehind.find(parcel);

        assertThat(findings).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Finding.Kind.STALE_HANDLE);
            assertThat(found.path()).startsWith("static " + Registry.class.getName() + ".HANDLES -> ");
        });
        // @end
        Registry.HANDLES.clear();
        parcel.close();
    }

    @Test
    void aPoolForAllThreads() {
        // @start region="sharing"
        Queue<String> log = new ConcurrentLinkedQueue<>();
        Store<Trusted<Queue<String>>> store = new Store<>(engine, Trusted.of(log, "a concurrent queue, for all"));
        StoreParcel<Trusted<Queue<String>>> parcel = store.detach();
        LOGS.add(log); // this side writes to it as well

        LeftBehind.sharing(log).assertNothing(parcel); // it is shared on purpose
        // @end
        parcel.close();
        LOGS.clear();
    }
}
