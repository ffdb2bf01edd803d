package org.ferrywasm.vm;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A linker whose definitions never change, with nothing in it that belongs to a Store or a thread: host functions that are
 * {@link Sendable}, and shared memories. {@link Linker#freeze} makes it. All threads may use it at once, even when it was published
 * through a data race, each for its own Stores; its host functions then run on several threads at once.
 *
 * {@snippet class="org.ferrywasm.examples.SendableExample" region="frozen"}
 *
 * @param <T> the type of the data of the Stores that it instantiates in
 */
public final class FrozenLinker<T extends @Nullable Object> {
    private final Imports<T> imports;

    FrozenLinker(Imports<T> imports) {
        this.imports = imports;
    }

    /** The Engine that the linker was made with. */
    public Engine engine() {
        return imports.engine();
    }

    /** What a name stands for in a Store. */
    public Optional<Extern> get(Store<T> store, String module, String name) {
        return imports.get(store, module, name, "FrozenLinker.get");
    }

    /**
     * Instantiates a module in a Store of the current thread and runs its start function.
     *
     * @throws LinkException if an import is not defined, or has an incompatible type
     * @throws WrongEngineException if linker, Store and module are not of one Engine
     * @throws Trap if a segment does not fit, a limit of the Store is reached, or the start function traps
     * @throws WasmException if the start function throws an exception that no guest catches
     * @throws CannotSuspendException if the start function would have to wait for an asynchronous host function
     */
    public Instance instantiate(Store<T> store, Module module) {
        return imports.instantiate(store, module, "FrozenLinker.instantiate");
    }

    /**
     * Begins the instantiation of a module in a Store of the current thread, which happens when the call is resumed.
     *
     * @throws LinkException if an import is not defined, or has an incompatible type
     * @throws WrongEngineException if linker, Store and module are not of one Engine
     */
    public InstantiationCall begin(Store<T> store, Module module) {
        return imports.begin(store, module, "FrozenLinker.begin");
    }
}
