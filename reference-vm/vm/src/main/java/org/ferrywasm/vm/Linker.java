package org.ferrywasm.vm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ferrywasm.exec.Instantiation;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.Import;
import org.jspecify.annotations.Nullable;

/**
 * Gives modules what they import, by two-level names, and instantiates them. It holds host functions, which suit any Store,
 * and items of Stores, which suit their own. It belongs to the thread that made it.
 *
 * <pre>{@code
 * Linker<Void> linker = new Linker<>(engine);
 * linker.func("host", "double", HostFunction.of(Integer.class, Integer.class, (caller, x) -> 2 * x));
 * Instance instance = linker.instantiate(store, module);
 * }</pre>
 *
 * @param <T> the type of the data of the Stores that it instantiates in
 */
public final class Linker<T extends @Nullable Object> {
    private final Engine engine;
    private final Thread owner = Thread.currentThread();
    private final Map<Name, Object> items = new HashMap<>();
    private boolean allowsShadowing;

    /** An empty linker, for modules of this Engine. */
    public Linker(Engine engine) {
        this.engine = engine;
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

    /** Defines a name as a host function that gets and gives values. */
    public Linker<T> func(String module, String name, FuncType type, HostFunction.ValCode<T> code) {
        check("Linker.func");
        return put(module, name, HostFunction.of(type, code));
    }

    /** Defines a name as a host function that works on raw slots. */
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
     * Instantiates a module and defines everything that the instance exports, under one first-level name.
     *
     * @throws LinkException if the module cannot be linked, or a name is defined already and may not be defined again
     * @throws Trap if instantiation traps
     */
    public Linker<T> module(Store<T> store, String moduleName, Module module) {
        check("Linker.module");
        return instance(moduleName, instantiate(store, module));
    }

    /** What a name stands for in a Store. */
    public Optional<Extern> get(Store<T> store, String module, String name) {
        check("Linker.get");
        store.enter("Linker.get");
        Object item = items.get(new Name(module, name));
        return item == null ? Optional.empty() : Optional.of(Externs.of(store, resolve(store, item, module, name)));
    }

    /**
     * Instantiates a module in a Store and runs its start function.
     *
     * @throws LinkException if an import is not defined, or has an incompatible type
     * @throws WrongEngineException if linker, Store and module are not of one Engine
     * @throws WrongStoreException if an import is defined as an item of another Store
     * @throws Trap if a segment does not fit, a limit of the Store is reached, or the start function traps
     * @throws WasmException if the start function throws an exception that no guest catches
     * @throws CannotSuspendException if the start function would have to wait for an asynchronous host function
     */
    public Instance instantiate(Store<T> store, Module module) {
        Instantiation instantiation = prepare(store, module, "Linker.instantiate");
        StoreCalls calls = store.calls();
        Events.InstantiateEvent event = Events.instantiating();
        Execution execution = calls.begin();
        boolean hasSucceeded = false;
        try {
            execution.prologue = instantiation;
            calls.finish(execution);
            hasSucceeded = true;
        } finally {
            calls.end(execution);
            if (event != null) {
                Events.instantiated(event, store, module, hasSucceeded);
            }
        }
        return new Instance(store, instantiation.instance());
    }

    /**
     * Begins the instantiation of a module in a Store, which happens when the call is resumed.
     *
     * @throws LinkException if an import is not defined, or has an incompatible type
     * @throws WrongEngineException if linker, Store and module are not of one Engine
     * @throws WrongStoreException if an import is defined as an item of another Store
     */
    public InstantiationCall begin(Store<T> store, Module module) {
        Instantiation instantiation = prepare(store, module, "Linker.begin");
        Execution execution = store.calls().prepare();
        execution.prologue = instantiation;
        return new InstantiationCall(store, execution, instantiation);
    }

    private Instantiation prepare(Store<T> store, Module module, String operation) {
        check(operation);
        store.enter(operation);
        if (store.engine() != engine || module.engine() != engine) {
            throw new WrongEngineException(operation + ": "
                    + (store.engine() != engine ? store + " is" : module + " was compiled")
                    + " not for the linker's Engine");
        }
        List<Object> imports = resolveImports(store, module);
        int mismatch = Instantiation.mismatch(module.valid(), imports);
        if (mismatch >= 0) {
            Import item = module.valid().imports().get(mismatch);
            throw new LinkException("incompatible import type: \"%s\" \"%s\" is %s where %s is asked for"
                    .formatted(item.module(), item.name(), Instantiation.typeOf(imports.get(mismatch)), item.type()));
        }
        return new Instantiation(store.state(), module.valid(), module.code(), imports);
    }

    private List<Object> resolveImports(Store<T> store, Module module) {
        List<Import> imports = module.valid().imports();
        List<Object> resolved = new ArrayList<>(imports.size());
        for (Import item : imports) {
            Object found = items.get(new Name(item.module(), item.name()));
            if (found == null) {
                throw new LinkException("unknown import: \"%s\" \"%s\", %s %s"
                        .formatted(item.module(), item.name(), item.type().kind(), item.type()));
            }
            resolved.add(resolve(store, found, item.module(), item.name()));
        }
        return resolved;
    }

    @SuppressWarnings("unchecked") // only func puts host functions in, and only such as suit T
    private Object resolve(Store<T> store, Object item, String module, String name) {
        return item instanceof Extern extern
                ? Externs.instanceIn(store, extern, "import \"" + module + "\" \"" + name + "\"")
                : store.hostFunc((HostFunction<? super T>) item, module + "." + name);
    }

    private Linker<T> put(String module, String name, Object item) {
        Name key = new Name(module, name);
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

    private record Name(String module, String name) {}
}
