package org.ferrywasm.vm;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ferrywasm.syntax.FuncType;
import org.jspecify.annotations.Nullable;

/**
 * Gives modules what they import, by two-level names, and instantiates them. It holds host functions, which suit any Store,
 * and items of Stores, which suit their own. It belongs to the thread that made it and refuses every other one with
 * {@link WrongThreadException} (clause B-09); {@link #freeze} gives one for all threads. It may be used for any number of
 * Stores.
 *
 * {@snippet class="org.ferrywasm.examples.LinkerExample" region="link"}
 *
 * @param <T> the type of the data of the Stores that it instantiates in
 */
public final class Linker<T extends @Nullable Object> {
    private final Engine engine;
    private final Thread owner = Thread.currentThread();
    private final Map<Imports.Name, Object> items = new HashMap<>();
    private final Imports<T> imports;
    private boolean allowsShadowing;

    /** An empty linker, for modules of this Engine. */
    public Linker(Engine engine) {
        this.engine = engine;
        this.imports = new Imports<>(engine, items);
    }

    /** The Engine that it was made with. */
    public Engine engine() {
        return engine;
    }

    /** Whether a name may be defined again, which replaces the earlier definition. Off at first. */
    public Linker<T> allowShadowing(boolean allow) {
        check("Linker.allowShadowing");
        allowsShadowing = allow;
        return this;
    }

    /**
     * Defines a name as something that exists already.
     *
     * @throws LinkException if the name is defined already and may not be defined again
     */
    public Linker<T> define(String module, String name, Extern item) {
        check("Linker.define");
        return put(module, name, item);
    }

    /**
     * Defines a name as a host function.
     *
     * @throws LinkException if the name is defined already and may not be defined again
     */
    public Linker<T> func(String module, String name, HostFunction<? super T> function) {
        check("Linker.func");
        return put(module, name, function);
    }

    /**
     * Defines a name as a host function that gets and gives values.
     *
     * @throws LinkException if the name is defined already and may not be defined again
     */
    public Linker<T> func(String module, String name, FuncType type, HostFunction.ValCode<T> code) {
        check("Linker.func");
        return put(module, name, HostFunction.of(type, code));
    }

    /**
     * Defines a name as a host function that works on raw slots.
     *
     * @throws LinkException if the name is defined already and may not be defined again
     * @throws TypeMismatchException if the type has references
     */
    public Linker<T> rawFunc(String module, String name, FuncType type, HostFunction.RawCode<T> code) {
        check("Linker.rawFunc");
        return put(module, name, HostFunction.raw(type, code));
    }

    /**
     * Defines everything that an instance exports, under one first-level name.
     *
     * @throws LinkException if a name is defined already and may not be defined again
     */
    public Linker<T> instance(String module, Instance instance) {
        check("Linker.instance");
        instance.exports().forEach((name, item) -> put(module, name, item));
        return this;
    }

    /**
     * Instantiates a module and defines everything that the instance exports, under one first-level name; as
     * {@link #instantiate} otherwise.
     *
     * {@snippet class="org.ferrywasm.examples.LinkerExample" region="two-modules"}
     *
     * @throws LinkException if the module cannot be linked, or a name is defined already and may not be defined again
     * @throws Trap if instantiation traps
     */
    public Linker<T> module(Store<T> store, String moduleName, Module module) {
        check("Linker.module");
        return instance(moduleName, instantiate(store, module));
    }

    /**
     * What a name stands for in a Store; empty if it is not defined.
     *
     * @throws WrongStoreException if it is defined as an item of another Store
     * @throws WrongEngineException if it is a host function whose type has types of another Engine
     */
    public Optional<Extern> get(Store<T> store, String module, String name) {
        check("Linker.get");
        return imports.get(store, module, name, "Linker.get");
    }

    /**
     * Instantiates a module in a Store and runs its start function.
     *
     * @throws LinkException if an import is not defined, or has an incompatible type
     * @throws WrongEngineException if linker, Store and module are not of one Engine
     * @throws WrongStoreException if an import is defined as an item of another Store
     * @throws NotSendableException if the Store is a {@linkplain Store#sendable sendable} one and a host function may not go to
     *     another thread
     * @throws Trap if a segment does not fit, a limit of the Store is reached, or the start function traps
     * @throws WasmException if the start function throws an exception that no guest catches
     * @throws CannotSuspendException if the start function would have to wait for an asynchronous host function
     */
    public Instance instantiate(Store<T> store, Module module) {
        check("Linker.instantiate");
        return imports.instantiate(store, module, "Linker.instantiate");
    }

    /**
     * Begins the instantiation of a module in a Store, which happens when the call is resumed.
     *
     * @throws LinkException if an import is not defined, or has an incompatible type
     * @throws WrongEngineException if linker, Store and module are not of one Engine
     * @throws WrongStoreException if an import is defined as an item of another Store
     * @throws NotSendableException if the Store is a {@linkplain Store#sendable sendable} one and a host function may not go to
     *     another thread
     */
    public InstantiationCall begin(Store<T> store, Module module) {
        check("Linker.begin");
        return imports.begin(store, module, "Linker.begin");
    }

    /**
     * A linker with the present definitions that all threads may use at once.
     *
     * @throws NotSendableException if an item of a Store is defined, or a host function that may not go to another thread; it
     *     names each (clause B-10)
     */
    public FrozenLinker<T> freeze() {
        check("Linker.freeze");
        HostRules.ALL_STORES.require(
                engine.sendability(),
                "Linker.freeze",
                walk -> items.forEach((name, item) -> walk.root(name.toString(), item)));
        return new FrozenLinker<>(new Imports<>(engine, Map.copyOf(items)));
    }

    private Linker<T> put(String module, String name, Object item) {
        Imports.Name key = new Imports.Name(module, name);
        if (!allowsShadowing && items.containsKey(key)) {
            throw new LinkException("duplicate definition: \"" + module + "\" \"" + name + "\" is defined already");
        }
        items.put(key, item);
        return this;
    }

    private void check(String operation) {
        if (owner != Thread.currentThread()) {
            throw new WrongThreadException("%s on thread \"%s\": the linker belongs to thread \"%s\""
                    .formatted(operation, Thread.currentThread().getName(), owner.getName()));
        }
    }
}
