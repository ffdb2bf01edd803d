package org.ferrywasm.vm;

import java.util.Optional;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.ModuleInst;
import org.jspecify.annotations.Nullable;

/**
 * What a host function sees of the guest that calls it: the Store with its data, and the exports of the calling instance. It
 * is valid on the calling thread and until the host function returns; kept longer, it refuses everything with
 * {@link ExpiredCallerException}.
 *
 * {@snippet class="org.ferrywasm.examples.HostFunctionExample" region="caller"}
 *
 * @param <T> the type of the Store's data
 */
public final class Caller<T extends @Nullable Object> extends Confined {
    private final Store<T> store;
    private final Execution execution;
    private final @Nullable ModuleInst instance;
    private boolean isExpired;

    Caller(Store<T> store, Execution execution) {
        super(store.tenancy());
        this.store = store;
        this.execution = execution;
        this.instance = execution.hostCaller;
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
        valid("Caller.instance");
        return Optional.ofNullable(instance).map(inst -> new Instance(store, inst));
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

    /** What stops the call in which the guest calls the host function, from any thread. */
    public InterruptHandle interruptHandle() {
        valid("Caller.interruptHandle");
        return new InterruptHandle(execution.shareInterrupts());
    }

    /** The Store, for the VM's own adapters. */
    Store<T> storeUnchecked() {
        return store;
    }

    void expire() {
        isExpired = true;
    }

    private void valid(String operation) {
        check(operation);
        if (isExpired) {
            throw new ExpiredCallerException(operation + ": the host call that this Caller was made for has ended");
        }
    }
}
