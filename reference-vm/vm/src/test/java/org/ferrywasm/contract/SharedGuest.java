package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/** Guests of one module, each in a Store and on a thread of its own, that share a memory. */
final class SharedGuest {
    /** The import that gives a guest the memory. */
    static final String MEMORY = "(import \"env\" \"memory\" (memory 0 65536 shared))";

    private final Engine engine = new Engine();
    private final Module module;
    final SharedMemory memory;

    /** Guests of a module whose text says {@link #MEMORY} first, and a memory that may grow. */
    SharedGuest(String fields, int pages, int maxPages) {
        this.memory = SharedMemory.create(SpinningGuest.sharedPages(pages, maxPages));
        this.module = Module.fromText(engine, "(module " + MEMORY + fields + ")");
    }

    /** A function of a new guest on the calling thread. */
    Func function(String name) {
        return inStore(name).function();
    }

    /** A function and the Store that its guest has to itself. */
    record InStore(Store<?> store, Func function) {}

    /** A function of a new guest on the calling thread, with its Store. */
    InStore inStore(String name) {
        Store<@Nullable Void> store = Store.of(engine);
        Func function = new Linker<@Nullable Void>(engine)
                .define("env", "memory", memory)
                .instantiate(store, module)
                .getFunc(name);
        return new InStore(store, function);
    }

    /** A call to make on a thread of its own, with its arguments. */
    record Task(String function, int... args) {}

    /** Makes calls at the same time and gives their results. */
    List<Val> run(List<Task> tasks) {
        List<Callable<Val>> calls = new ArrayList<>();
        for (Task task : tasks) {
            calls.add(() -> {
                Val[] args = new Val[task.args.length];
                for (int i = 0; i < args.length; i++) {
                    args[i] = Val.i32(task.args[i]);
                }
                List<Val> results = function(task.function).call(args);
                assertThat(results).hasSizeLessThan(2);
                return results.isEmpty() ? Val.i32(0) : results.getFirst();
            });
        }
        return Crew.together(calls);
    }
}
