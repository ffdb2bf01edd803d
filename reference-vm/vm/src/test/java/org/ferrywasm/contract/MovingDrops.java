package org.ferrywasm.contract;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Shared;
import org.ferrywasm.vm.Store;

/** Notes which host objects were dropped, and on which thread; Stores may take the drop actions along. */
final class MovingDrops {
    /** One drop. */
    record Drop(String name, String thread) {}

    private final Shared<ConcurrentLinkedQueue<Drop>> log = Shared.of(new ConcurrentLinkedQueue<>(), Drop.class);

    /** A handle to a new object of this name. */
    ExternRef put(Store<?> store, String name) {
        return put(store, name, new DropLog.Thing(name));
    }

    /** A handle to an object, whose drops are noted under a name. */
    ExternRef put(Store<?> store, String name, Object object) {
        Shared<ConcurrentLinkedQueue<Drop>> shared = log;
        return ExternRef.of(
                store,
                object,
                dropped ->
                        shared.get().add(new Drop(name, Thread.currentThread().getName())));
    }

    /** The names of what was dropped, in order. */
    List<String> names() {
        return log.get().stream().map(Drop::name).toList();
    }

    /** The threads on which things were dropped, in order. */
    List<String> threads() {
        return log.get().stream().map(Drop::thread).toList();
    }
}
