package org.ferrywasm.vm;

import java.util.Optional;
import org.ferrywasm.runtime.Execution;
import org.jspecify.annotations.Nullable;

/**
 * What a host function sees of the guest that calls it: the Store with its data, and the exports of the calling instance. It
 * is valid on the calling thread and until the host function returns; kept longer, it refuses everything with
 * {@link ExpiredCallerException}.
 *
 * @param <T> the type of the Store's data
 */
public final class Caller<T extends @Nullable Object> extends Confined {
    private final Store<T> store;
    private @Nullable Execution execution;

    Caller(Store<T> store, Execution execution) {
        super(store.tenancy());
        this.store = store;
        this.execution = execution;
    }

    /** The Store that the guest runs in. */
    public Store<T> store() {
        valid("Caller.store");
        return store;
    }

    /** The data of the Store. */
    public T data() {
        valid("Caller.data");
        return store.data();
    }

    /** The instance whose function made the call; none where the host called the host function itself. */
    public Optional<Instance> instance() {
        Execution current = valid("Caller.instance");
        if (current.depth == 0) {
            return Optional.empty();
        }
        return Optional.of(new Instance(store, current.frameFuncs[current.depth - 1].module()));
    }

    /** An export of the calling instance. */
    public Optional<Extern> getExport(String name) {
        valid("Caller.getExport");
        return instance().flatMap(caller -> caller.findExport(name));
    }

    /**
     * A memory that the calling instance exports.
     *
     * @throws UnknownExportException if it exports none of this name
     */
    public Memory getMemory(String name) {
        valid("Caller.getMemory");
        return instance()
                .orElseThrow(
                        () -> new UnknownExportException("unknown export \"" + name + "\": no guest made this call"))
                .getMemory(name);
    }

    /** The Store, for the VM's own adapters. */
    Store<T> storeUnchecked() {
        return store;
    }

    void expire() {
        execution = null;
    }

    private Execution valid(String operation) {
        check(operation);
        Execution current = execution;
        if (current == null) {
            throw new ExpiredCallerException(operation + ": the host call that this Caller was made for has ended");
        }
        return current;
    }
}
